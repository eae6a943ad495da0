// SPDX-License-Identifier: Apache-2.0
import {
  ANCHOR_LAG,
  type HeadsEntry,
  type Hex,
  parseCheckpoint,
  parseNote,
  toHex,
  verifyNote,
} from "@suyuan/proof";
import { decodeCheckpoint } from "../records.ts";
import { withoutSum } from "../sums.ts";
import type { State } from "./state.ts";

function need(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/**
 * Compares a checkpoint with the heads entry that it ends in, and verifies the log's signature.
 * @throws Error with what is wrong
 */
export function checkCheckpoint(
  { identity, key: logKey, crypto }: Pick<State, "identity" | "key" | "crypto">,
  key: string,
  stored: Uint8Array,
  by: { readonly leaf: HeadsEntry; readonly root: Hex },
): void {
  const record = decodeCheckpoint(withoutSum(key, stored));
  const { leaf, root } = by;
  need(record.size === leaf.size + 1 && record.root === root, "has another size or root");
  need(record.seen.hash === leaf.seen.hash, "names another block than its heads entry");
  need(record.notAfter === leaf.seen.time + ANCHOR_LAG, "has another time limit");
  const note = parseNote(record.note);
  const { origin, ...signed } = parseCheckpoint(note.text);
  const same = origin === identity.origin && signed.size === record.size;
  need(same && toHex(signed.root) === root, "has a note on something else");
  verifyNote(note, [logKey], crypto);
}
