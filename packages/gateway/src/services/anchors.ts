// SPDX-License-Identifier: Apache-2.0
// One checkpoint on its way into the contract.
import type { BlockRef } from "@suyuan/api";
import { type ChainClient, ChainError, type LogFacts, type Writer } from "@suyuan/chain";
import { consistencyPathAsync, type CryptoProvider, type Hex, toHex } from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import type { CheckpointRecord, LogStore } from "../store/types.ts";
import { rootOf } from "./root.ts";

export interface AnchorParts {
  readonly client: ChainClient;
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

  /**
   * The log as the contract has it, compared with the store.
   * @throws StartRefusal `store-behind-chain`, `store-forked`; ChainError
   */
  async onChain(tag?: number): Promise<LogFacts> {
    const facts = await this.#parts.client.log(this.#parts.log, tag);
    const { size, root } = facts;
    const tip = this.#parts.store.tip();
    if (size > tip.size) {
      throw new StartRefusal(
        "store-behind-chain",
        `the chain holds a checkpoint of ${size} entries, the store ends at ${tip.size}`,
      );
    }
    if (size > 0 && (await rootOf(this.#parts.store, size, this.#parts.crypto)) !== root) {
      throw new StartRefusal(
        "store-forked",
        `the chain holds another root than the store at size ${size}`,
      );
    }
    return facts;
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

  /** Where the contract has this checkpoint at a block, if it has it. @throws ChainError */
  async anchoredAt(size: number, block: BlockRef): Promise<CheckpointRecord["anchored"]> {
    const { client, log } = this.#parts;
    const facts = await client.checkpoint(log, size, block.number);
    if (!facts) return undefined;
    const { number, hash, time } = await client.block(facts.blockNumber);
    return { block: { number, hash, time }, previousSize: facts.previousSize };
  }

  /** Whether the chain still has a block. @throws ChainError */
  async stands({ number, hash }: BlockRef): Promise<boolean> {
    try {
      return (await this.#parts.client.block(number)).hash === hash;
    } catch (error) {
      if (error instanceof ChainError && error.code === "not-found") return false;
      throw error;
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
