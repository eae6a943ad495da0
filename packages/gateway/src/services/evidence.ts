// SPDX-License-Identifier: Apache-2.0
// Evidence files: an entry, its place, its checkpoint, and the chain's proofs at one block. What is made is
// verified before it is given out.
import type { ChainClient } from "@suyuan/chain";
import {
  buildEvidence,
  type CryptoProvider,
  type Entry,
  type EntryDraft,
  type Evidence,
  type EvidenceDraft,
  type FrameDraft,
  type Hex,
  inclusionPathAsync,
  neededSlots,
  type Policy,
  verify,
} from "@suyuan/proof";
import { sentenceOf } from "@suyuan/words";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";
import type { CheckpointRecord, LogStore } from "../store/types.ts";
import { awaitedAnchor, findEntry, findEntryFor, type Found } from "./ladder.ts";
import {
  completeNodes,
  provenBlock,
  type ProvenBlock,
  proveSlots,
  draftBlock,
  isCurrent,
} from "./nodes.ts";
import type { Settled } from "./settled.ts";
import type { Sights } from "./sight.ts";

export interface EvidenceParts {
  readonly client: ChainClient;
  readonly settled: Settled;
  readonly store: LogStore;
  readonly crypto: CryptoProvider;
  readonly policy: Policy;
  /** The parts that every file of this log shares. */
  readonly frame: Pick<FrameDraft, "chainId" | "contracts" | "log">;
  readonly sights: Sights;
}

/** Everything of an evidence file but the chain's proofs. */
export type Unproven = Omit<EvidenceDraft, "block" | "nodes">;

export class EvidenceService {
  readonly #parts: EvidenceParts;

  constructor(parts: EvidenceParts) {
    this.#parts = parts;
  }

  /**
   * The evidence file of a statement.
   * @throws Refusal `unknown-statement`, `not-anchored`, `chain-away`, `evidence-unproven`
   */
  async ofStatement(id: Hex, caller: Caller): Promise<Evidence> {
    const { store, settled, sights } = this.#parts;
    const found = await findEntryFor(store, sights.of(caller), id);
    const checkpoint = await store.anchorOf(found.index);
    if (!checkpoint) {
      const awaited = await awaitedAnchor(store, settled, found);
      throw new Refusal(
        "not-anchored",
        `the statement is logged; awaited is ${awaited.awaiting}`,
        awaited,
      );
    }
    const draft = await this.unproven(found, checkpoint);
    const evidence = buildEvidence(
      withBlock(draft, await this.#proofs(found.index, draft)),
      this.#parts.crypto,
    );
    return this.#verified(evidence);
  }

  /** An entry in the tree of a checkpoint, with the entry that it names. */
  async unproven(
    found: Pick<Found, "entry" | "bytes" | "index">,
    checkpoint: CheckpointRecord,
  ): Promise<Unproven> {
    const related = await this.#related(found.entry, checkpoint.size);
    return {
      ...this.#parts.frame,
      checkpoint: checkpoint.note,
      ...(await this.#placed(found, checkpoint.size)),
      ...(related && { related: await this.#placed(related, checkpoint.size) }),
    };
  }

  /** Stored proofs while no registry has changed since; the chain's own otherwise, when it answers. */
  async #proofs(index: number, draft: Unproven): Promise<ProvenBlock> {
    const { store, settled } = this.#parts;
    const stored = await store.proofsFor(index);
    const isFresh = stored && isCurrent(stored, settled);
    if (stored && (isFresh || settled.awaySince !== undefined)) {
      const known = provenBlock(stored);
      if (this.#needed(draft, known).length === 0) return known;
    }
    // Not stored here: only what is judged again after its anchor counts as tended.
    return this.#fromChain(draft);
  }

  async #fromChain(draft: Unproven): Promise<ProvenBlock> {
    const { client, settled } = this.#parts;
    const start = await proveSlots(client, settled, []);
    return completeNodes(client, start, (nodes) => this.#needed(draft, { ...start, nodes }));
  }

  #needed(draft: Unproven, block: ProvenBlock): ReturnType<typeof neededSlots> {
    return neededSlots(withBlock(draft, block), this.#parts.crypto);
  }

  async #placed(
    { bytes, index }: Pick<Found, "bytes" | "index">,
    size: number,
  ): Promise<EntryDraft> {
    const { store, crypto } = this.#parts;
    const node = (level: number, at: number) => store.node(level, at);
    return { entry: bytes, index, inclusion: await inclusionPathAsync(index, size, node, crypto) };
  }

  /** The version of a delivery, the delivery of a receipt, what a withdrawal withdraws: when it is here. */
  async #related({ statement }: Entry, size: number): Promise<Found | undefined> {
    const id = namedBy(statement);
    const [place] = id ? await this.#parts.store.places([id]) : [];
    return id && place && place.index < size ? await findEntry(this.#parts.store, id) : undefined;
  }

  #verified(evidence: Evidence): Evidence {
    const { policy, crypto } = this.#parts;
    const { groups, checks } = verify(evidence, policy, { crypto });
    if (groups.integrity === "ok") return evidence;
    const bad = checks.find(
      ({ group, state, name }) => group === "integrity" && state !== "ok" && name !== "data",
    );
    throw new Refusal(
      "evidence-unproven",
      bad ? sentenceOf(bad).en : "the evidence does not verify",
    );
  }
}

/** A draft with the block and nodes that prove it. */
export function withBlock(draft: Unproven, proven: ProvenBlock): EvidenceDraft {
  return { ...draft, block: draftBlock(proven), nodes: proven.nodes };
}

function namedBy(statement: Entry["statement"]): Hex | undefined {
  switch (statement.type) {
    case "suyuan/delivery@1":
      return statement.version;
    case "suyuan/receipt@1":
      return statement.delivery.log === statement.log ? statement.delivery.id : undefined;
    case "suyuan/withdrawal@1":
      return "id" in statement.target ? statement.target.id : undefined;
    default:
      return undefined;
  }
}
