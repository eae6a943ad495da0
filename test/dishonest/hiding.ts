// SPDX-License-Identifier: Apache-2.0
// Attack 5: a history that leaves an entry out.
import {
  encodeEntry,
  encodeHeadsEntry,
  type Entry,
  fromBase64,
  type HeadsLeaf,
  headsKey,
  headsProofJson,
  type History,
  leafHash,
  parseEntry,
  parseHeadsEntry,
  toBase64,
  toHex,
} from "@suyuan/proof";

import { headsMap } from "./heads.ts";
import type { DishonestLog } from "./log.ts";
import type { Subject } from "./leaves.ts";

/** The same history three times, each with another entry's absence covered up in another way. */
export interface HiddenEntry {
  /** One entry taken off the list. Exits 10: check `entries`. */
  readonly dropped: History;
  /**
   * The entry after the hidden one names the one before it, and the place says so. That changes bytes which
   * the heads entry's map commits to. Exits 10: check `place`.
   */
  readonly repointed: History;
  /** The heads entry tells a map without the last entry. It is not the leaf that was anchored. Exits 10: check `heads`. */
  readonly falseMap: History;
}

/** @throws Error for a subject with fewer than two entries: there is nothing to hide it behind */
export async function hideEntry(log: DishonestLog, subject: Subject): Promise<HiddenEntry> {
  const honest = await log.history(subject);
  const { leaf } = honest.place;
  if (leaf === undefined || honest.entries.length < 2) throw new Error("fewer than two entries");
  return {
    dropped: { ...honest, entries: honest.entries.toSpliced(-2, 1) },
    repointed: repoint(honest, leaf),
    falseMap: await withFalseMap(log, honest),
  };
}

function repoint(honest: History, leaf: NonNullable<History["place"]["leaf"]>): History {
  const entries = honest.entries.toSpliced(-2, 1);
  const last = parseEntry(fromBase64(entries.pop() ?? ""));
  const before = entries.at(-1);
  const prev = before === undefined ? {} : { prev: toHex(leafHash(fromBase64(before))) };
  const chain = last.chain.map((link) =>
    link.subject === honest.subject.id
      ? { subject: link.subject, n: entries.length + 1, ...prev }
      : link,
  );
  const moved: Entry = { ...last, chain };
  const bytes = encodeEntry(moved);
  const place = {
    ...honest.place,
    leaf: { ...leaf, n: entries.length + 1, leafHash: toHex(leafHash(bytes)) },
  };
  return { ...honest, place, entries: [...entries, toBase64(bytes)] };
}

/** The log's heads, that of the subject set back by one entry. */
function setBack(log: DishonestLog, { subject, entries }: History): readonly HeadsLeaf[] {
  const key = headsKey(subject.kind, subject.id);
  const hash = leafHash(fromBase64(entries.at(-2) ?? ""));
  const index = log.leaves.bytes.findIndex((bytes) => toHex(leafHash(bytes)) === toHex(hash));
  return log.leaves.heads.map((head) =>
    toHex(head.key) === toHex(key) ? { key, n: head.n - 1, leafHash: hash, index } : head,
  );
}

async function withFalseMap(log: DishonestLog, honest: History): Promise<History> {
  const { subject, heads, entries } = honest;
  const map = headsMap(setBack(log, honest));
  const told = { ...parseHeadsEntry(fromBase64(heads.entry)), root: toHex(map.root) };
  return {
    ...honest,
    heads: { ...heads, entry: toBase64(encodeHeadsEntry(told)) },
    place: headsProofJson(await map.prove(headsKey(subject.kind, subject.id))),
    entries: entries.slice(0, -1),
  };
}

/** A history that a false heads entry vouches for, anchored. */
export interface FalselyAnchored {
  /** Exits 0 where the policy asks for no witnesses, and `complete` reads "complete as claimed by the log". */
  readonly history: History;
  /** Index of the entry that it leaves out. */
  readonly hidden: number;
  /** Index of the false heads entry: where a replay of the log's leaves ends. */
  readonly heads: number;
}

/**
 * The operator logs a statement, and anchors a heads entry whose map leaves it out of this subject's chain.
 * No proof shows that; whoever replays the log sees it.
 */
export async function anchorFalseMap(
  log: DishonestLog,
  subject: Subject,
  { statement, signatures }: Pick<Entry, "statement" | "signatures">,
): Promise<FalselyAnchored> {
  const key = toHex(headsKey(subject.kind, subject.id));
  const before = log.leaves.heads.filter((head) => toHex(head.key) === key);
  const hidden = await log.append(statement, signatures);
  const others = log.leaves.heads.filter((head) => toHex(head.key) !== key);
  const { size } = await log.close([...others, ...before]);
  return { history: await log.history(subject), hidden, heads: size - 1 };
}
