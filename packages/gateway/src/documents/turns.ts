// SPDX-License-Identifier: Apache-2.0

/** One after the other what must not happen at the same time, by what it is about. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs when everything before it on the same subject has ended, well or not. */
  async run<T>(subject: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(subject) ?? Promise.resolve();
    const own = before.then(work, work);
    const settled = own.catch(() => undefined);
    this.#last.set(subject, settled);
    try {
      return await own;
    } finally {
      if (this.#last.get(subject) === settled) this.#last.delete(subject);
    }
  }
}
