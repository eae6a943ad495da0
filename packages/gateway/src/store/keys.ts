// SPDX-License-Identifier: Apache-2.0
// Every key of the store. Numbers are fixed-width hexadecimal, so that keys sort as numbers do.
import type { Hex, SubjectKind } from "@suyuan/proof";
import type { Claim } from "./claims.ts";

/** What an entry chain runs along, and the heads map speaks of. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: Hex;
}

const NUMBER_DIGITS = 14;
const LEVEL_DIGITS = 2;
/** Sorts behind every key that has the prefix before it. */
const LAST = "~";

const number = (value: number): string => value.toString(16).padStart(NUMBER_DIGITS, "0");
const bare = (hex: Hex): string => hex.slice(2);
const subjectKey = ({ kind, id }: Subject): string => `${kind === "asset" ? "a" : "g"}${bare(id)}`;

function claimKey(claim: Claim): string {
  if (claim.of === "serial") return `s/${bare(claim.grant)}/${number(claim.serial)}`;
  const { grant, delivery, after } = claim;
  const place = after === undefined ? "first" : bare(after);
  return `r/${bare(grant)}/${bare(delivery.log)}/${bare(delivery.id)}/${place}`;
}

export const KEYS = {
  meta: "m/meta",
  tip: "m/tip",
  /** How many writes the store has seen; commits.log names it too. */
  writes: "m/writes",
  /** Entries that were judged again after their anchor, and for which proofs are stored. */
  tended: "m/tended",
  /** Entries below this one need not be told to the delivery registry. */
  recorded: "m/recorded",
  /** Bytes of the entry at an index. */
  entry: (index: number) => `e/${number(index)}`,
  /** Place of a statement by its id. */
  id: (id: Hex) => `i/${bare(id)}`,
  /** Id of the one statement that made a claim. */
  claim: (claim: Claim) => `x/${claimKey(claim)}`,
  /** Where the chain of a subject ends. */
  head: (subject: Subject) => `t/${subjectKey(subject)}`,
  /** Index of the nth entry of a subject. */
  ordinal: (subject: Subject, n: number) => `o/${subjectKey(subject)}/${number(n)}`,
  /** Hash of the complete subtree of 2^level leaves. */
  node: (level: number, index: number) =>
    `n/${level.toString(16).padStart(LEVEL_DIGITS, "0")}/${number(index)}`,
  /** Node of the heads map as it stands, by its path of bits. */
  heads: (path: string) => `h/${path}`,
  /** What a node of the heads map was before the checkpoint of this size. */
  undo: (path: string, size: number) => `u/${path}/${number(size)}`,
  /** Statements of a seat on the last day of its use, as the last checkpoint that it is in says. */
  usage: (seat: number) => `d/${number(seat)}`,
  checkpoint: (size: number) => `c/${number(size)}`,
  /** Stored proofs for a run of entries, by the run's first index. */
  proofs: (first: number) => `p/${number(first)}`,
  finding: (index: number, code: string) => `f/${number(index)}/${code}`,
} as const;

/** Half-open ranges of keys. */
export const RANGES = {
  entries: (from: number, until: number) => ({ gte: KEYS.entry(from), lt: KEYS.entry(until) }),
  ordinals: (subject: Subject, from: number, until: number) => ({
    gte: KEYS.ordinal(subject, from),
    lt: KEYS.ordinal(subject, until),
  }),
  nodes: (level: number, from: number, until: number) => ({
    gte: KEYS.node(level, from),
    lt: KEYS.node(level, until),
  }),
  /** What a node was before the first checkpoint beyond `size`. */
  undoAfter: (path: string, size: number) => ({
    gt: KEYS.undo(path, size),
    lt: `u/${path}/${LAST}`,
  }),
  undo: { gte: "u/", lt: `u/${LAST}` },
  checkpointsFrom: (size: number) => ({ gte: KEYS.checkpoint(size), lt: `c/${LAST}` }),
  checkpointsBefore: (size: number) => ({ gte: "c/", lt: KEYS.checkpoint(size) }),
  proofsFrom: (first: number) => ({ gte: KEYS.proofs(first), lt: `p/${LAST}` }),
  proofsBefore: (first: number) => ({ gte: "p/", lt: KEYS.proofs(first) }),
  usage: { gte: "d/", lt: `d/${LAST}` },
  findings: (index: number) => ({ gte: KEYS.finding(index, ""), lt: KEYS.finding(index, LAST) }),
  all: (prefix: "e" | "i" | "x" | "t" | "o") => ({ gte: `${prefix}/`, lt: `${prefix}/${LAST}` }),
} as const;

/** The size at the end of an undo key. */
export function undoSize(key: string): number {
  return Number.parseInt(key.slice(-NUMBER_DIGITS), 16);
}
