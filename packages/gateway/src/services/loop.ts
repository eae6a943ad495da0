// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from "node:timers/promises";

/** Runs a step again and again, never twice at once, until it is stopped or a step fails. */
export class Loop {
  readonly #stopper = new AbortController();
  readonly #ended: Promise<void>;

  /**
   * @param step one round; `true` asks for the next one at once
   * @param onFailure told of the error that ended the loop
   */
  constructor(step: () => Promise<boolean>, pauseMs: number, onFailure: (error: unknown) => void) {
    this.#ended = this.#run(step, pauseMs).catch(onFailure);
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.#stopper.abort();
    await this.#ended;
  }

  async #run(step: () => Promise<boolean>, pauseMs: number): Promise<void> {
    const { signal } = this.#stopper;
    while (!signal.aborted) {
      const goesOn = await step();
      if (!goesOn) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
