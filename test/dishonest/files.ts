// SPDX-License-Identifier: Apache-2.0
// Evidence and history files over the chain's own proofs, at its newest block.
import { setTimeout as sleep } from "node:timers/promises";

import type { ChainClient, SlotRead } from "@suyuan/chain";
import {
  buildEvidence,
  buildHistory,
  type Evidence,
  type EvidenceDraft,
  type FrameDraft,
  type History,
  type HistoryDraft,
  neededSlots,
  neededSlotsOfHistory,
  type NeededState,
} from "@suyuan/proof";

/** Where a file's proofs are taken from. */
export interface Ground {
  readonly client: ChainClient;
  /** Blocks on top of the one that is proven, whose headers the file carries; none where a block needs none. */
  readonly depth: number;
}

/** What a file says beside chain, block and state. */
export type Told<D extends FrameDraft> = Omit<D, "chainId" | "contracts" | "block" | "nodes">;

const PAUSE_MS = 50;
const SLOT_0 = `0x${"00".repeat(32)}` as const;

// An account alone is asked for by any slot of it.
function readsOf(needed: readonly NeededState[]): SlotRead[] {
  return needed.flatMap(({ contract, slots }) =>
    (slots.length === 0 ? [SLOT_0] : slots).map((slot) => ({ contract, slot })),
  );
}

/** The newest block as soon as so many more are on top of it. */
async function buried({ client, depth }: Ground): Promise<{
  readonly number: number;
  readonly block: FrameDraft["block"];
}> {
  const number = await client.blockNumber();
  while ((await client.blockNumber()) < number + depth) await sleep(PAUSE_MS);
  const { raw: header } = await client.header(number);
  const places = Array.from({ length: depth }, (_, place) => number + 1 + place);
  const following = await Promise.all(places.map(async (at) => (await client.header(at)).raw));
  return { number, block: { header, ...(depth > 0 && { following }) } };
}

async function proven<D extends FrameDraft>(
  ground: Ground,
  told: Told<D>,
  needs: (draft: D) => readonly NeededState[],
): Promise<D> {
  const { client } = ground;
  const { chainId, contracts: all } = client.deployment;
  const contracts = {
    organizationRegistry: all.organizationRegistry.address,
    assetRegistry: all.assetRegistry.address,
    sharingRegistry: all.sharingRegistry.address,
    exchangeLog: all.exchangeLog.address,
  };
  const { number, block } = await buried(ground);
  const nodes: Uint8Array[] = [];
  const draft = { ...told, chainId, contracts, block, nodes } as unknown as D;
  for (let needed = needs(draft); needed.length > 0; needed = needs(draft)) {
    nodes.push(...(await client.proof(readsOf(needed), number)).nodes);
  }
  return draft;
}

/** An evidence file. */
export async function evidenceFile(ground: Ground, told: Told<EvidenceDraft>): Promise<Evidence> {
  return buildEvidence(await proven<EvidenceDraft>(ground, told, (draft) => neededSlots(draft)));
}

/** A history file. */
export async function historyFile(ground: Ground, told: Told<HistoryDraft>): Promise<History> {
  const needs = (draft: HistoryDraft) => neededSlotsOfHistory(draft);
  return buildHistory(await proven<HistoryDraft>(ground, told, needs));
}
