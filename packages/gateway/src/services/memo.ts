// SPDX-License-Identifier: Apache-2.0

/** Remembers answers, the latest of them: when it is full, the older half is forgotten. */
export class Memo<T> {
  readonly #limit: number;
  #recent = new Map<string, T>();
  #older = new Map<string, T>();

  constructor(limit: number) {
    this.#limit = Math.max(1, limit >> 1);
  }

  /** Whether an answer is remembered. */
  has(key: string): boolean {
    return this.#recent.has(key) || this.#older.has(key);
  }

  /** The answer under a key, made when it is not remembered. */
  get(key: string, make: () => T): T {
    const known = this.#recent.get(key);
    if (known !== undefined) return known;
    const answer = this.#older.get(key) ?? make();
    if (this.#recent.size >= this.#limit) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, answer);
    return answer;
  }

  /** The same for what takes its time. What fails is not remembered. */
  async later(key: string, make: () => Promise<T>): Promise<T> {
    if (this.has(key)) return this.get(key, unasked);
    const answer = await make();
    return this.get(key, () => answer);
  }
}

function unasked(): never {
  throw new Error("what is remembered is not made again");
}
