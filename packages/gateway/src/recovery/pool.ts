// SPDX-License-Identifier: Apache-2.0
// Threads that recover accounts ahead of the checks. Nothing rests on them: a question that they cannot take or do not
// answer comes back unanswered, and the checks recover the account themselves, as they would without any thread.
import { availableParallelism } from "node:os";
import type { Hex } from "@suyuan/proof";
import {
  FEWEST_AHEAD,
  MAX_RECOVERIES_WAITING,
  RECOVERIES_AT_ONCE,
  RECOVERY_WORKERS,
} from "../constraints.ts";
import type { Question } from "./protocol.ts";
import { Thread } from "./thread.ts";

export interface PoolOptions {
  /** Threads; none is started before there is something to do. */
  readonly threads?: number;
  /** What each runs, for tests. */
  readonly program?: URL;
  /** Told of each thread that ended without having been asked to. */
  readonly onLost?: (why: string) => void;
}

interface Waiting {
  readonly question: Question;
  readonly resolve: (account: Hex | undefined) => void;
}

/** One core is left to the rest of the program. */
const usualThreads = (): number => Math.min(RECOVERY_WORKERS, availableParallelism() - 1);

/** Threads that share one queue. */
export class RecoveryPool {
  readonly #options: PoolOptions;
  readonly #most: number;
  #threads: Thread[] | undefined;
  #waiting: Waiting[] = [];
  #isGathering = false;
  #isClosed = false;
  #lost = 0;

  constructor(options: PoolOptions = {}) {
    this.#options = options;
    this.#most = options.threads ?? usualThreads();
  }

  /** Questions that are not answered, and threads that were lost since the start. */
  get state(): { readonly waiting: number; readonly lost: number } {
    const asked = (this.#threads ?? []).reduce((sum, thread) => sum + thread.asked, 0);
    return { waiting: this.#waiting.length + asked, lost: this.#lost };
  }

  /** The account that signed; undefined where no thread says so. */
  account(question: Question): Promise<Hex | undefined> {
    const isFull = this.#waiting.length >= MAX_RECOVERIES_WAITING;
    if (this.#most < 1 || isFull || this.#isClosed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#waiting.push({ question, resolve });
      if (this.#isGathering) return;
      this.#isGathering = true;
      // What comes in the same turn of the event loop is asked together.
      setImmediate(() => {
        this.#isGathering = false;
        this.#give();
      });
    });
  }

  /** Ends the threads; what they were asked comes back unanswered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#release();
    await Promise.all((this.#threads ?? []).map((thread) => thread.close()));
  }

  #give(): void {
    if (this.#isClosed) return;
    const isIdle = this.#threads?.every(({ asked }) => asked === 0) ?? true;
    // A few are found out sooner than they are asked for.
    if (isIdle && this.#waiting.length < FEWEST_AHEAD) this.#release();
    if (this.#waiting.length === 0) return;
    this.#threads ??= Array.from({ length: this.#most }, () => this.#thread());
    for (const thread of this.#threads) {
      if (!thread.isFree || this.#waiting.length === 0) continue;
      this.#ask(thread, this.#waiting.splice(0, RECOVERIES_AT_ONCE));
    }
    // Nobody waits for threads that are not there yet.
    if (this.#threads.every(({ asked }) => asked === 0)) this.#release();
  }

  #ask(thread: Thread, some: readonly Waiting[]): void {
    void thread.ask(some.map(({ question }) => question)).then((answers) => {
      for (const [at, { resolve }] of some.entries()) resolve(answers[at] ?? undefined);
    });
  }

  #release(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(undefined);
  }

  #thread(): Thread {
    const { program, onLost } = this.#options;
    return new Thread({
      ...(program && { program }),
      onFree: () => {
        this.#give();
      },
      onLost: (why) => {
        this.#lost++;
        onLost?.(why);
        // Those that wait for this thread alone need not.
        this.#give();
      },
    });
  }
}
