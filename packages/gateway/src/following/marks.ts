// SPDX-License-Identifier: Apache-2.0
// Marks the checkpoints of a followed log that the contract has. The chain may have more of the log than is here.
import type { BlockRef } from "@suyuan/api";
import { ChainError } from "@suyuan/chain";
import type { Anchored } from "../services/anchored.ts";
import type { LogStore } from "../store/types.ts";

export interface MarksParts {
  readonly store: LogStore;
  readonly anchored: Pick<Anchored, "facts" | "at" | "forgetLost">;
  readonly settled: () => BlockRef;
  /** How often the chain came back without a block that was settled before. */
  readonly rewinds: () => number;
}

/** Does for a follower what windows do where the log is kept: nothing is sent. */
export class Marks {
  readonly #parts: MarksParts;
  #compared = false;
  /** Checkpoints up to this size are marked, or were never anchored. */
  #looked = 0;

  constructor(parts: MarksParts) {
    this.#parts = parts;
  }

  /** A follower anchors nothing, so that nothing can stop it. */
  readonly trouble: undefined;

  /** After an outage nothing that was known of the contract counts. */
  forget(): void {
    this.#compared = false;
  }

  /** Compares with the chain, and marks what it has. @throws StartRefusal `store-forked` */
  async step(): Promise<void> {
    try {
      const { anchored, settled, rewinds, store } = this.#parts;
      const { size } = await anchored.facts(settled().number);
      if (!this.#compared) {
        await anchored.forgetLost(size, settled(), rewinds());
        this.#looked = (await store.latestAnchored())?.size ?? 0;
        this.#compared = true;
      }
      await this.#mark(size);
    } catch (error) {
      if (!(error instanceof ChainError)) throw error;
      this.#compared = false;
    }
  }

  async #mark(size: number): Promise<void> {
    const { store, anchored, settled } = this.#parts;
    for (;;) {
      const next = await store.checkpointFrom(this.#looked + 1);
      if (!next || next.size > size) return;
      const mark = next.anchored ?? (await anchored.at(next.size, settled()));
      if (mark && !next.anchored) await store.markAnchored(next.size, mark);
      this.#looked = next.size;
    }
  }
}
