// SPDX-License-Identifier: Apache-2.0
// An index whose reads are counted: a refusal is filled up with reads of nothing, so that what was looked for on the
// way to it cannot be told from how long it took.
import type { IndexReads } from "../indexing/index-store.ts";

/** Reads of a refusal; a multiple of it when deciding took more. */
export const READS_OF_A_REFUSAL = 128;

const NOTHING = { kind: "organization", id: "nothing" } as const;

export class CountedIndex implements IndexReads {
  readonly #index: IndexReads;
  #reads = 0;

  constructor(index: IndexReads) {
    this.#index = index;
  }

  row: IndexReads["row"] = (subject) => {
    this.#reads += 1;
    return this.#index.row(subject);
  };

  rows: IndexReads["rows"] = (subjects) => {
    this.#reads += subjects.length;
    return this.#index.rows(subjects);
  };

  list: IndexReads["list"] = (query, page) => {
    this.#reads += 1;
    return this.#index.list(query, page);
  };

  things: IndexReads["things"] = (query, page) => {
    this.#reads += 1;
    return this.#index.things(query, page);
  };

  /** Reads on until their number says nothing. */
  async fill(): Promise<void> {
    while (this.#reads === 0 || this.#reads % READS_OF_A_REFUSAL !== 0) await this.row(NOTHING);
  }
}
