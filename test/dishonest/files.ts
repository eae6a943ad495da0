// SPDX-License-Identifier: Apache-2.0
// Evidence and history files over the chain's own proofs, at its newest block.
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

/** What a file says beside chain, block and state. */
export type Told<D extends FrameDraft> = Omit<D, "chainId" | "contracts" | "block" | "nodes">;

const SLOT_0 = `0x${"00".repeat(32)}` as const;

// An account alone is asked for by any slot of it.
function readsOf(needed: readonly NeededState[]): SlotRead[] {
  return needed.flatMap(({ contract, slots }) =>
    (slots.length === 0 ? [SLOT_0] : slots).map((slot) => ({ contract, slot })),
  );
}

async function proven<D extends FrameDraft>(
  client: ChainClient,
  told: Told<D>,
  needs: (draft: D) => readonly NeededState[],
): Promise<D> {
  const { chainId, contracts: all } = client.deployment;
  const contracts = {
    organizationRegistry: all.organizationRegistry.address,
    assetRegistry: all.assetRegistry.address,
    sharingRegistry: all.sharingRegistry.address,
    exchangeLog: all.exchangeLog.address,
  };
  const number = await client.blockNumber();
  const { raw } = await client.header(number);
  const nodes: Uint8Array[] = [];
  const draft = { ...told, chainId, contracts, block: { header: raw }, nodes } as unknown as D;
  for (let needed = needs(draft); needed.length > 0; needed = needs(draft)) {
    nodes.push(...(await client.proof(readsOf(needed), number)).nodes);
  }
  return draft;
}

/** An evidence file. */
export async function evidenceFile(
  client: ChainClient,
  told: Told<EvidenceDraft>,
): Promise<Evidence> {
  return buildEvidence(await proven<EvidenceDraft>(client, told, (draft) => neededSlots(draft)));
}

/** A history file. */
export async function historyFile(client: ChainClient, told: Told<HistoryDraft>): Promise<History> {
  const needs = (draft: HistoryDraft) => neededSlotsOfHistory(draft);
  return buildHistory(await proven<HistoryDraft>(client, told, needs));
}
