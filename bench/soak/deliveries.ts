// SPDX-License-Identifier: Apache-2.0
// Deliveries that are signed by a thread of their own, a few batches ahead of whoever sends them.
import { Worker } from "node:worker_threads";
import type { Delivery } from "@suyuan/proof";

/** A delivery under a grant, of which others are made. */
export interface Model {
  readonly statement: Delivery;
  readonly purpose: number;
}

/** What the thread makes. */
export interface Making {
  /** Deliveries in turn under each of these grants. */
  readonly models: readonly Model[];
  readonly secret: Uint8Array;
  /** Statements that one signature covers. */
  readonly batch: number;
  /** Statements in one request. */
  readonly lines: number;
  /** By how much the chain's clock is ahead of this machine's, in seconds. */
  readonly aheadSeconds: number;
}

const BATCHES_AHEAD = 4;

export class Deliveries {
  readonly #worker: Worker;
  readonly #ready: string[] = [];
  readonly #waiting: PromiseWithResolvers<string>[] = [];
  readonly #aBatch: number;
  readonly #filled = Promise.withResolvers<undefined>();
  #asked = 0;
  #fault: Error | undefined;

  constructor(making: Making) {
    this.#aBatch = Math.ceil(making.batch / making.lines);
    this.#worker = new Worker(new URL("./maker.ts", import.meta.url), { workerData: making });
    this.#worker.on("message", (bodies: string[]) => {
      this.#asked -= 1;
      this.#ready.push(...bodies);
      this.#give();
    });
    // Whoever waits for it is told.
    this.#filled.promise.catch(() => undefined);
    this.#worker.on("error", (error) => {
      this.#fault = error as Error;
      this.#filled.reject(error);
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
    this.#askAhead();
  }

  /** Resolves when all that is made ahead is there for the first time. */
  filled(): Promise<void> {
    return this.#filled.promise;
  }

  /** Whether the next one need not be waited for. */
  get hasNext(): boolean {
    return this.#ready.length > 0;
  }

  /** The next request's body. */
  next(): Promise<string> {
    const waiting = Promise.withResolvers<string>();
    if (this.#fault) waiting.reject(this.#fault);
    else this.#waiting.push(waiting);
    this.#give();
    return waiting.promise;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #give(): void {
    while (this.#ready.length > 0 && this.#waiting.length > 0)
      this.#waiting.shift()?.resolve(this.#ready.shift() ?? "");
    this.#askAhead();
    if (this.#ready.length >= BATCHES_AHEAD * this.#aBatch) this.#filled.resolve(undefined);
  }

  #askAhead(): void {
    const missing = BATCHES_AHEAD - this.#asked - Math.ceil(this.#ready.length / this.#aBatch);
    for (let at = 0; at < missing; at++) {
      this.#asked += 1;
      this.#worker.postMessage("more");
    }
  }
}
