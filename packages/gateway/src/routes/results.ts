// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import type { LineResult } from "@suyuan/api";
import type { Response } from "express";

/** Writes results as they come, in the order in which they were asked for. */
export class Results {
  readonly #response: Response;
  readonly #limit: number;
  readonly #waiting: Promise<LineResult>[] = [];
  #writing: Promise<void> | undefined;
  #onWritten: ((nothing: undefined) => void) | undefined;

  /** @param limit results that may be under way at once */
  constructor(response: Response, limit: number) {
    this.#response = response;
    this.#limit = limit;
  }

  /** Adds the next result; waits while too many are under way. */
  async add(result: Promise<LineResult>): Promise<void> {
    this.#waiting.push(result);
    this.#writing ??= this.#write();
    while (this.#waiting.length > this.#limit) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      this.#onWritten = resolve;
      await promise;
    }
  }

  /** Resolves when all are written. */
  async end(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      await this.#send(await next);
      void this.#waiting.shift();
      this.#onWritten?.(undefined);
    }
    // In the same turn as the last look: what is added later begins anew.
    this.#writing = undefined;
  }

  /** A reader that has left gets no more; what was taken stays taken. */
  async #send(result: LineResult): Promise<void> {
    const response = this.#response;
    if (response.destroyed || response.write(`${JSON.stringify(result)}\n`)) return;
    const stopper = new AbortController();
    const { signal } = stopper;
    const events = [once(response, "drain", { signal }), once(response, "close", { signal })];
    await Promise.race(events).catch(() => undefined);
    stopper.abort();
  }
}
