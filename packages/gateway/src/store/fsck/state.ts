// SPDX-License-Identifier: Apache-2.0
import type { CryptoProvider, HeadsEntry, Hex, NoteKey } from "@suyuan/proof";
import type { Database } from "../level.ts";
import type { StoreIdentity, Tip } from "../types.ts";
import type { Usage } from "../usage.ts";
import type { Faults } from "./faults.ts";

/** Broken entries for which the subjects are looked up; more are named without them. */
export const MAX_BROKEN = 10_000;

/** What the passes of one check share. */
export interface State {
  readonly database: Database;
  readonly faults: Faults;
  readonly crypto: CryptoProvider;
  readonly identity: StoreIdentity;
  readonly key: NoteKey;
  /** Left out when the tip is broken itself. */
  readonly tip: Tip | undefined;
  /** Entries in the log. */
  size: number;
  /** Entries that are broken, with what is wrong, and the subjects found for them. */
  readonly broken: Map<number, { readonly what: string; readonly subjects: Set<string> }>;
  /** How many records of a kind the entries lead to. */
  readonly counts: { i: number; x: number; o: number };
  /** Root of the tree at the sizes that somebody asked for. */
  readonly roots: Map<number, Hex | undefined>;
  /** The map that the last heads entry names. */
  map: HeadsEntry | undefined;
  /** What seats had used at the last heads entry. */
  readonly usage: Usage;
  /** Says how far the check is. */
  readonly progress: (pass: string, done: number) => void;
}

/** How often the progress is told: once in so many records. */
export const STEP = 50_000;
/** Records that are read and compared together. */
export const CHUNK = 500;
