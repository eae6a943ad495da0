// SPDX-License-Identifier: Apache-2.0
// The scope of a request or a grant from two files: a document with basis, scenario and conditions, and a list of
// items (docs/spec/grant.md). A salt lies beside each; an item's own salt is made of that beside the list, so that one
// item can be laid open and the others stay closed.
import { createHmac } from "node:crypto";

import { type Hex, itemsRoot, type Json, scopeOf } from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { documentCommitment, readJson } from "./documents.ts";
import { saltFor } from "./salt.ts";

/** The salt of one item: HMAC-SHA-256 of its place, counted from 0 and written in decimals, under the list's salt. */
const saltOf = (salt: Uint8Array, place: number): Hex =>
  `0x${createHmac("sha256", salt).update(String(place)).digest("hex")}`;

/** The root of the items that a file lists. @throws InputError `not-a-list`, and those of reading a file */
export async function itemsIn(path: string): Promise<Hex> {
  const items = await readJson(path);
  if (!Array.isArray(items)) throw new InputError("not-a-list", { path });
  const salt = await saltFor(path);
  return itemsRoot(
    (items as readonly Json[]).map((item, place) => ({ item, salt: saltOf(salt, place) })),
  );
}

/** The word that stands on the chain for both files. @throws InputError `not-a-list`, and those of reading a file */
export async function scopeIn(document: string, items: string): Promise<Hex> {
  return scopeOf({ commitment: await documentCommitment(document), items: await itemsIn(items) });
}
