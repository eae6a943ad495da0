// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import type { LineResult } from "@suyuan/api";
import type { Response } from "express";

interface Slot {
  /** What goes out, once it is known. */
  text: string | undefined;
}

/** Characters after which what is ready goes out, so that a long answer needs no long memory. */
const CHUNK = 65_536;

/** Writes results as they come, in the order in which they were asked for; those that are ready together go out together. */
export class Results {
  readonly #response: Response;
  readonly #limit: number;
  #waiting: Slot[] = [];
  #writing: Promise<void> | undefined;
  #fault: { readonly error: unknown } | undefined;
  #onReady: (() => void) | undefined;
  #onWritten: (() => void) | undefined;

  /** @param limit results that may be under way at once */
  constructor(response: Response, limit: number) {
    this.#response = response;
    this.#limit = limit;
  }

  /** Adds the next result; waits while too many are under way. @throws what a result throws */
  async add(result: Promise<LineResult>): Promise<void> {
    const slot: Slot = { text: undefined };
    this.#waiting.push(slot);
    result.then(
      (found) => {
        slot.text = `${JSON.stringify(found)}\n`;
        if (slot === this.#waiting[0]) this.#onReady?.();
      },
      (error: unknown) => {
        this.#fault ??= { error };
        this.#onReady?.();
      },
    );
    this.#writing ??= this.#write();
    while (this.#waiting.length > this.#limit && !this.#fault) {
      await new Promise<void>((resolve) => (this.#onWritten = resolve));
    }
    if (this.#fault) throw this.#fault.error;
  }

  /** Resolves when all are written. @throws what a result throws */
  async end(): Promise<void> {
    await this.#writing;
    if (this.#fault) throw this.#fault.error;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0 && !this.#fault) {
      if (this.#waiting[0]?.text === undefined) {
        await new Promise<void>((resolve) => (this.#onReady = resolve));
        // Those of one commit become ready in one turn of the event loop.
        await turn();
      }
      await this.#send(this.#ready());
      this.#onWritten?.();
    }
    this.#onWritten?.();
    // In the same turn as the last look: what is added later begins anew.
    this.#writing = undefined;
  }

  /** What is ready at the head of those that wait, as far as one chunk goes. */
  #ready(): string {
    let chunk = "";
    let count = 0;
    for (const { text } of this.#waiting) {
      if (text === undefined || chunk.length >= CHUNK) break;
      chunk += text;
      count++;
    }
    this.#waiting = this.#waiting.slice(count);
    return chunk;
  }

  /** A reader that has left gets no more; what was taken stays taken. */
  async #send(chunk: string): Promise<void> {
    const response = this.#response;
    if (chunk === "" || response.destroyed || response.write(chunk)) return;
    const stopper = new AbortController();
    const { signal } = stopper;
    const events = [once(response, "drain", { signal }), once(response, "close", { signal })];
    await Promise.race(events).catch(() => undefined);
    stopper.abort();
  }
}
