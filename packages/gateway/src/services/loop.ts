// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from "node:timers/promises";

/** Runs a step again and again, never twice at once, until it is stopped or must not go on. */
export class Loop {
  readonly #stopper = new AbortController();
  readonly #ended: Promise<void>;

  /**
   * @param step one round; `true` asks for the next one at once
   * @param onFault told of each error; what it throws ends the loop, and goes to `onEnd`
   */
  constructor(
    step: () => Promise<boolean>,
    pauseMs: number,
    onFault: (error: unknown) => void,
    onEnd: (error: unknown) => void,
  ) {
    const careful = async (): Promise<boolean> => {
      try {
        return await step();
      } catch (error) {
        onFault(error);
        return false;
      }
    };
    this.#ended = this.#run(careful, pauseMs).catch(onEnd);
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
