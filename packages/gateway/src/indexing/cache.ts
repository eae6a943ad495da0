// SPDX-License-Identifier: Apache-2.0
import type { Row } from "./types.ts";

/** The rows used last, by their keys: when it is full, those that were not used again are forgotten. */
export class RowCache {
  readonly #limit: number;
  #recent = new Map<string, Row>();
  #older = new Map<string, Row>();

  constructor(limit: number) {
    this.#limit = Math.max(1, limit >> 1);
  }

  get(key: string): Row | undefined {
    const recent = this.#recent.get(key);
    if (recent) return recent;
    const older = this.#older.get(key);
    if (older) this.put(key, older);
    return older;
  }

  put(key: string, row: Row | undefined): void {
    if (!row) {
      this.#recent.delete(key);
      this.#older.delete(key);
      return;
    }
    if (this.#recent.size >= this.#limit) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, row);
  }

  clear(): void {
    this.#recent = new Map();
    this.#older = new Map();
  }
}
