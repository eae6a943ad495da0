// SPDX-License-Identifier: Apache-2.0
// Trie nodes from the chain, until a file that is being made lacks none.
import type { BlockRef } from "@suyuan/api";
import { type ChainClient, ChainError, type SlotRead } from "@suyuan/chain";
import {
  decodeHeader,
  type EvidenceDraft,
  fromHex,
  headerHash,
  MAX_FOLLOWING,
  type NeededState,
  toHex,
} from "@suyuan/proof";
import { MAX_READ_ROUNDS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import type { StoredProofs } from "../store/types.ts";
import { orAway } from "./away.ts";

/** A block with nodes that prove parts of its state. */
export interface ProvenBlock {
  readonly block: BlockRef;
  readonly header: Uint8Array;
  /** Headers of the blocks on top of it, where a block is not final at once. */
  readonly following: readonly Uint8Array[];
  readonly nodes: readonly Uint8Array[];
}

/** Where proofs are made: a settled block, and how many blocks are on top of it. */
export interface SettledPoint {
  readonly block: BlockRef;
  readonly depth: number;
}

type StoredBlock = Pick<StoredProofs, "block" | "header" | "following" | "nodes">;

/** The same as it is stored. */
export const storedBlock = ({ block, header, following, nodes }: ProvenBlock): StoredBlock => ({
  block,
  header: toHex(header),
  ...(following.length > 0 && { following: following.map((bytes) => toHex(bytes)) }),
  nodes: nodes.map((node) => toHex(node)),
});

export const provenBlock = (stored: StoredBlock): ProvenBlock => ({
  block: stored.block,
  header: fromHex(stored.header),
  following: (stored.following ?? []).map((text) => fromHex(text)),
  nodes: stored.nodes.map((node) => fromHex(node)),
});

/** Whether stored proofs show the block as deep as a settled one lies now, and no registry changed after it. */
export const isCurrent = (
  { block, header, following = [] }: Pick<StoredProofs, "block" | "header" | "following">,
  { depth, changedAt }: { readonly depth: number; readonly changedAt: number },
): boolean => {
  const asked = following.length < Math.min(depth, MAX_FOLLOWING);
  if (block.number < changedAt) return false;
  return !asked || toHex(headerHash(fromHex(header))) !== block.hash;
};

/** The block as drafts of files name it. */
export const draftBlock = ({
  header,
  following,
}: Pick<ProvenBlock, "header" | "following">): EvidenceDraft["block"] => ({
  header,
  ...(following.length > 0 && { following }),
});

/** The header of a settled block and those on top of it, with nodes for some slots. @throws Refusal `chain-away` */
export async function proveSlots(
  client: ChainClient,
  { block, depth }: SettledPoint,
  reads: readonly SlotRead[],
): Promise<ProvenBlock> {
  const { raw, kind, hash } = await orAway("the block", orLost(client.header(block.number)));
  if (hash !== block.hash) throw changedMeanwhile();
  // Seals that the hash leaves out are of a chain whose blocks are final: nothing on top tells more.
  const shown = kind === "none" ? depth : 0;
  const following = await orAway("the blocks on top", orLost(onTopOf(client, block, shown)));
  const { nodes } = await orAway("the state's proof", client.proof(reads, block.number));
  return { block, header: raw, following, nodes };
}

const changedMeanwhile = (): Refusal =>
  new Refusal("chain-away", "the chain changed its newest blocks meanwhile");

async function onTopOf(client: ChainClient, block: BlockRef, depth: number): Promise<Uint8Array[]> {
  const count = Math.min(depth, MAX_FOLLOWING);
  const places = Array.from({ length: count }, (_, place) => block.number + 1 + place);
  const headers = await Promise.all(places.map(async (number) => client.header(number)));
  headers.forEach(({ raw }, place) => {
    const parent = headers[place - 1]?.hash ?? block.hash;
    if (toHex(decodeHeader(raw).parentHash) === parent) return;
    throw changedMeanwhile();
  });
  return headers.map(({ raw }) => raw);
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
