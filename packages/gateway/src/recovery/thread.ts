// SPDX-License-Identifier: Apache-2.0
// One thread, started anew whenever it has ended: what it was asked and did not answer comes back unanswered.
import { Worker } from "node:worker_threads";
import {
  RECOVERY_ANSWER_MS,
  RECOVERY_MESSAGES,
  RECOVERY_PAUSE_MS,
  RECOVERY_WORKER_MIB,
} from "../constraints.ts";
import type { Answers, Question } from "./protocol.ts";

const PROGRAM = new URL("./worker.ts", import.meta.url);
const SLOWER = 2;
/** Twice so long at each end without an answer before it, but not longer than so many times. */
const MOST = 64;

export interface ThreadParts {
  /** Told whenever it can be asked. */
  readonly onFree: () => void;
  /** Told of each end that nobody asked for. */
  readonly onLost: (why: string) => void;
  /** What it runs, for tests. */
  readonly program?: URL;
}

interface Asked {
  readonly questions: readonly Question[];
  readonly resolve: (answers: Answers) => void;
  readonly late: NodeJS.Timeout;
}

/** A thread that answers one message after the other. */
export class Thread {
  readonly #parts: ThreadParts;
  #worker: Worker | undefined;
  #isReady = false;
  #asked: Asked[] = [];
  #pause = RECOVERY_PAUSE_MS;
  #again: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(parts: ThreadParts) {
    this.#parts = parts;
    this.#start();
  }

  /** Whether it can be asked. */
  get isFree(): boolean {
    return this.#isReady && this.#asked.length < RECOVERY_MESSAGES;
  }

  /** Questions that it has not answered. */
  get asked(): number {
    return this.#asked.reduce((sum, { questions }) => sum + questions.length, 0);
  }

  /** Asks; where it ends before its answer, nothing is answered. */
  ask(questions: readonly Question[]): Promise<Answers> {
    const { promise, resolve } = Promise.withResolvers<Answers>();
    const late = setTimeout(() => void this.#worker?.terminate(), RECOVERY_ANSWER_MS);
    this.#asked.push({ questions, resolve, late });
    this.#worker?.postMessage(questions);
    return promise;
  }

  /** Ends it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#again);
    await this.#worker?.terminate();
  }

  #start(): void {
    const resourceLimits = { maxOldGenerationSizeMb: RECOVERY_WORKER_MIB };
    const worker = new Worker(this.#parts.program ?? PROGRAM, { resourceLimits });
    let why = "it ended";
    this.#worker = worker;
    worker.on("message", (said: "ready" | Answers) => {
      if (said !== "ready") this.#answered(said);
      this.#isReady = true;
      this.#parts.onFree();
    });
    worker.on("error", (error) => {
      why = error instanceof Error ? error.message : String(error);
    });
    worker.once("exit", () => {
      this.#ended(why);
    });
    // A gateway that ends by itself does not wait for it.
    worker.unref();
  }

  #answered(answers: Answers): void {
    this.#pause = RECOVERY_PAUSE_MS;
    settle(this.#asked.shift(), answers);
  }

  #ended(why: string): void {
    this.#worker = undefined;
    this.#isReady = false;
    for (const asked of this.#asked.splice(0)) settle(asked, []);
    if (this.#isClosed) return;
    this.#again = setTimeout(() => {
      this.#start();
    }, this.#pause).unref();
    this.#pause = Math.min(this.#pause * SLOWER, RECOVERY_PAUSE_MS * MOST);
    this.#parts.onLost(why);
  }
}

function settle(asked: Asked | undefined, answers: Answers): void {
  clearTimeout(asked?.late);
  asked?.resolve(answers);
}
