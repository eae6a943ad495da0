// SPDX-License-Identifier: Apache-2.0
// Everything that the log holds on an asset or a grant, with the proof that it is everything.
import {
  buildHistory,
  headsKey,
  type HeadsProof,
  type History,
  type HistoryDraft,
  inclusionPathAsync,
  logId,
  MAX_HISTORY_ENTRIES,
  neededSlotsOfHistory,
  proveHeads,
  verify,
} from "@suyuan/proof";
import { sentenceOf } from "@suyuan/words";
import type { Caller } from "../access/caller.ts";
import { MAX_READ_ROUNDS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import type { Subject } from "../store/keys.ts";
import type { CheckpointRecord } from "../store/types.ts";
import type { Sight } from "./sight.ts";
import type { EvidenceParts } from "./evidence.ts";
import {
  completeNodes,
  provenBlock,
  type ProvenBlock,
  proveSlots,
  draftBlock,
  isCurrent,
} from "./nodes.ts";

/** A subject's place in the map of a checkpoint. */
interface Placed {
  readonly checkpoint: CheckpointRecord;
  readonly place: HeadsProof;
}

type Unproven = Omit<HistoryDraft, "block" | "nodes">;

export class HistoryService {
  readonly #parts: EvidenceParts;

  constructor(parts: EvidenceParts) {
    this.#parts = parts;
  }

  /**
   * The history of a subject up to the newest anchored checkpoint; also of one without entries.
   * @throws Refusal `unknown-asset`, `unknown-grant`, `not-allowed`, `not-anchored`, `too-many-entries`, `chain-away`,
   *   `evidence-unproven`
   */
  async of(subject: Subject, caller: Caller): Promise<History> {
    await requireHistory(this.#parts.sights.of(caller), subject);
    return this.#verified(subject);
  }

  /**
   * Everything that the log was told of what was done beside it: the chain of the log's own id.
   * @throws Refusal as {@link of}
   */
  async ofAdministration(caller: Caller): Promise<History> {
    const { sights, frame, crypto } = this.#parts;
    await sights.of(caller).requireAdministration();
    return this.#verified({ kind: "asset", id: logId(frame.log.origin, crypto) });
  }

  async #verified(subject: Subject): Promise<History> {
    const { crypto, policy } = this.#parts;
    const placed = await this.#placed(subject);
    const draft = await this.#unproven(subject, placed);
    const proven = await this.#proofs(draft, placed.checkpoint);
    const { nodes } = proven;
    const history = buildHistory({ ...draft, block: draftBlock(proven), nodes }, crypto);
    const { groups, checks } = verify(history, policy, { crypto });
    if (groups.integrity === "ok") return history;
    const bad = checks.find(({ group, state }) => group === "integrity" && state !== "ok");
    throw new Refusal(
      "evidence-unproven",
      bad ? sentenceOf(bad).en : "the history does not verify",
    );
  }

  async #newest(): Promise<CheckpointRecord> {
    const { store } = this.#parts;
    const checkpoint = await store.latestAnchored();
    if (checkpoint) return checkpoint;
    const awaited = { awaiting: "the first anchor of the log", since: store.tip().logged };
    throw new Refusal("not-anchored", "no checkpoint of the log is anchored yet", awaited);
  }

  /** The newest anchored checkpoint, and the subject's place in its map. */
  async #placed({ kind, id }: Subject): Promise<Placed> {
    const { store, crypto } = this.#parts;
    const key = headsKey(kind, id, crypto);
    for (let round = 0; round < MAX_READ_ROUNDS; round++) {
      const checkpoint = await this.#newest();
      const { size } = checkpoint;
      const proving = proveHeads({ get: (path) => store.headsNodeAt(size, path) }, key);
      const [proof] = await Promise.allSettled([proving]);
      // What the map was is forgotten when a later one is anchored: then what was read may be of both.
      if ((await this.#newest()).size !== size) continue;
      if (proof.status === "rejected") throw proof.reason;
      return { checkpoint, place: proof.value };
    }
    throw new Refusal("busy", "checkpoints were anchored faster than one could be read");
  }

  async #unproven(subject: Subject, { checkpoint, place }: Placed): Promise<Unproven> {
    const { store, crypto, frame } = this.#parts;
    const { size, note } = checkpoint;
    const key = headsKey(subject.kind, subject.id, crypto);
    const n = place.leaf && Buffer.compare(place.leaf.key, key) === 0 ? place.leaf.n : 0;
    if (n > MAX_HISTORY_ENTRIES) {
      throw new Refusal(
        "too-many-entries",
        `there are ${n} entries, a file holds ${MAX_HISTORY_ENTRIES}`,
      );
    }
    const node = (level: number, at: number) => store.node(level, at);
    return {
      ...frame,
      checkpoint: note,
      subject,
      heads: {
        entry: await this.#entry(size - 1),
        inclusion: await inclusionPathAsync(size - 1, size, node, crypto),
      },
      place,
      entries: await Promise.all(
        (await store.indicesOf(subject, n)).map((index) => this.#entry(index)),
      ),
    };
  }

  /** What the entries of the window rest on covers what its checkpoint rests on. */
  async #proofs(draft: Unproven, { size }: CheckpointRecord): Promise<ProvenBlock> {
    const { store, settled, client } = this.#parts;
    const stored = size > 1 ? await store.proofsFor(size - 2) : undefined;
    if (stored && (isCurrent(stored, settled) || settled.awaySince !== undefined)) {
      const known = provenBlock(stored);
      if (this.#needed(draft, known).length === 0) return known;
    }
    const start = await proveSlots(client, settled, []);
    return completeNodes(client, start, (nodes) => this.#needed(draft, { ...start, nodes }));
  }

  #needed(draft: Unproven, proven: ProvenBlock): ReturnType<typeof neededSlotsOfHistory> {
    const { nodes } = proven;
    return neededSlotsOfHistory({ ...draft, block: draftBlock(proven), nodes }, this.#parts.crypto);
  }

  async #entry(index: number): Promise<Uint8Array> {
    const bytes = await this.#parts.store.entry(index);
    if (bytes) return bytes;
    throw new Error(`the log holds no entry ${index}`);
  }
}

/**
 * That an asset is there is no secret, and what was handed over of it is; a grant is a secret itself.
 * @throws Refusal `unknown-asset`, `unknown-grant`, `not-allowed`
 */
export async function requireHistory(sight: Sight, { kind, id }: Subject): Promise<void> {
  const nothing = `the index has no ${kind} ${id}`;
  if (kind === "grant") {
    const absent = () => new Refusal("unknown-grant", nothing);
    return sight.require("grant-history", "grant", id, absent);
  }
  await sight.require("asset", "asset", id, () => new Refusal("unknown-asset", nothing));
  const why = "the history of an asset is its holder's";
  await sight.require("asset-history", "asset", id, () => new Refusal("not-allowed", why));
}
