// SPDX-License-Identifier: Apache-2.0
// Trie nodes from the chain, until a file that is being made lacks none.
import type { BlockRef } from "@suyuan/api";
import { type ChainClient, ChainError, type SlotRead } from "@suyuan/chain";
import { fromHex, type NeededState, toHex } from "@suyuan/proof";
import { MAX_READ_ROUNDS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import type { StoredProofs } from "../store/types.ts";
import { orAway } from "./away.ts";

/** A block with nodes that prove parts of its state. */
export interface ProvenBlock {
  readonly block: BlockRef;
  readonly header: Uint8Array;
  readonly nodes: readonly Uint8Array[];
}

type StoredBlock = Pick<StoredProofs, "block" | "header" | "nodes">;

/** The same as it is stored. */
export const storedBlock = ({ block, header, nodes }: ProvenBlock): StoredBlock => ({
  block,
  header: toHex(header),
  nodes: nodes.map((node) => toHex(node)),
});

export const provenBlock = (stored: StoredBlock): ProvenBlock => ({
  block: stored.block,
  header: fromHex(stored.header),
  nodes: stored.nodes.map((node) => fromHex(node)),
});

/** The header of a block, with nodes for some slots. @throws Refusal `chain-away` */
export async function proveSlots(
  client: ChainClient,
  block: BlockRef,
  reads: readonly SlotRead[],
): Promise<ProvenBlock> {
  const { raw } = await orAway("the block", orLost(client.header(block.number)));
  const { nodes } = await orAway("the state's proof", client.proof(reads, block.number));
  return { block, header: raw, nodes };
}

/** A settled block that is not there: the chain came back without it, which the next look will notice. */
async function orLost<T>(ask: Promise<T>): Promise<T> {
  try {
    return await ask;
  } catch (cause) {
    if (!(cause instanceof ChainError) || cause.code !== "not-found") throw cause;
    throw new Refusal("chain-away", "the chain lacks a block that was settled", { cause });
  }
}

/**
 * Adds nodes until `needed` asks for none.
 * @throws Refusal `chain-away`
 */
export async function completeNodes(
  client: ChainClient,
  start: ProvenBlock,
  needed: (nodes: readonly Uint8Array[]) => readonly NeededState[],
): Promise<ProvenBlock> {
  let nodes = start.nodes;
  for (let round = 0; round < MAX_READ_ROUNDS; round++) {
    const missing = needed(nodes);
    if (missing.length === 0) return { ...start, nodes };
    const reads = missing.flatMap(readsOf);
    const more = await orAway("the state's proof", client.proof(reads, start.block.number));
    nodes = unique([...nodes, ...more.nodes]);
  }
  throw new Refusal(
    "evidence-unproven",
    "the chain's proofs do not lead to the state that is needed",
  );
}

/** An account's own proof comes with that of any slot of it. */
function readsOf({ contract, slots }: NeededState): SlotRead[] {
  const zero = `0x${"00".repeat(32)}` as const;
  return (slots.length > 0 ? slots : [zero]).map((slot) => ({ contract, slot }));
}

function unique(nodes: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(nodes.map((node) => [toHex(node), node])).values()];
}
