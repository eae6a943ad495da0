// SPDX-License-Identifier: Apache-2.0
import { Worker } from "node:worker_threads";

/** What the thread is told: hash this part of that buffer, or give the hash. */
export type Order = { readonly buffer: Uint8Array; readonly length: number } | "digest";

/** What it says: the buffer is free again, or the hash in hex. */
export type Report = { readonly free: Uint8Array } | { readonly digest: string };

/** Buffers in use at once: one is read while others wait for the slower hash. */
const BUFFERS = 6;

/**
 * SM3 in a thread of its own: it is several times slower than SHA-256, which the caller computes meanwhile.
 * Buffers are shared memory and go round: `update` takes a full one and gives an empty one.
 */
export class Sm3Thread {
  readonly #worker = new Worker(new URL("./sm3-worker.ts", import.meta.url));
  readonly #free: Uint8Array[];
  readonly #waiting: ((buffer: Uint8Array) => void)[] = [];
  readonly #result: Promise<string>;

  /** @param bytes size of each buffer */
  constructor(bytes: number) {
    const count = BUFFERS - 1;
    this.#free = Array.from({ length: count }, () => new Uint8Array(new SharedArrayBuffer(bytes)));
    this.#result = new Promise((resolve, reject) => {
      this.#worker.once("error", reject);
      this.#worker.on("message", (report: Report) => {
        if ("digest" in report) resolve(report.digest);
        else this.#release(report.free);
      });
    });
    // Whoever waits for a buffer hears of a failure too.
    this.#result.catch(() => undefined);
  }

  async update(buffer: Uint8Array, length: number): Promise<Uint8Array> {
    this.#order({ buffer, length });
    const next = this.#free.pop();
    if (next) return next;
    const freed = new Promise<Uint8Array>((resolve) => this.#waiting.push(resolve));
    const failure = this.#result.then(() => buffer);
    return Promise.race([freed, failure]);
  }

  async digest(): Promise<string> {
    this.#order("digest");
    return this.#result;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #order(order: Order): void {
    this.#worker.postMessage(order);
  }

  #release(buffer: Uint8Array): void {
    const next = this.#waiting.shift();
    if (next) next(buffer);
    else this.#free.push(buffer);
  }
}
