// SPDX-License-Identifier: Apache-2.0
// One checkpoint on its way into the contract.
import { ChainError, type Writer } from "@suyuan/chain";
import { consistencyPathAsync, type CryptoProvider, type Hex, toHex } from "@suyuan/proof";
import type { CheckpointRecord, LogStore } from "../store/types.ts";

export interface AnchorParts {
  readonly writer: Writer;
  readonly store: LogStore;
  readonly log: Hex;
  readonly crypto: CryptoProvider;
}

/** What the contract said to a checkpoint. */
export type Sent =
  | { readonly state: "mined" | "unknown" }
  | { readonly state: "expired" }
  | { readonly state: "refused"; readonly error: string };

export class Anchors {
  readonly #parts: AnchorParts;

  constructor(parts: AnchorParts) {
    this.#parts = parts;
  }

  /** Sends a checkpoint with its proof from the size that the contract has. @throws ChainError */
  async send(checkpoint: CheckpointRecord, from: number): Promise<Sent> {
    const { log, writer, store, crypto } = this.#parts;
    const { size, root, notAfter } = checkpoint;
    const node = (level: number, index: number) => store.node(level, index);
    const path = from === 0 ? [] : await consistencyPathAsync(from, size, node, crypto);
    const proof = path.map((hash) => toHex(hash));
    try {
      await writer.advance({ log, size, root, proof, notAfter });
      return { state: "mined" };
    } catch (error) {
      return refusalOf(error);
    }
  }
}

function refusalOf(error: unknown): Sent {
  if (!(error instanceof ChainError)) throw error;
  if (error.code === "timeout") return { state: "unknown" };
  if (error.code !== "reverted") throw error;
  const name = error.revert?.name ?? "unknown";
  return name === "ExchangeLog__AnchorExpired"
    ? { state: "expired" }
    : { state: "refused", error: name };
}
