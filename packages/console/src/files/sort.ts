// SPDX-License-Identifier: Apache-2.0
import type { GivenFile } from "./read.ts";

/** What a file is for. */
export type Slot = "proof" | "policy" | "data" | "salt";

/** So much of a file is looked at to see what it is. */
const LOOKED_AT = 65_536;
const LARGEST_JSON = 64 * 1_048_576;
const LARGEST_SALT = 1_024;

const TYPES: Readonly<Record<string, Slot>> = {
  evidence: "proof",
  history: "proof",
  right: "proof",
  grant: "proof",
  policy: "policy",
  "policy-update": "policy",
};

// The files of this project name their type as the last member in the order of their keys, or near it:
// both ends are looked at, and what is found has only to lead to the right reader.
const NAMED = /"type"\s*:\s*"suyuan\/([a-z-]+)@\d+"/gu;

async function textOf(file: GivenFile): Promise<string> {
  const from = Math.max(0, file.size - LOOKED_AT);
  const ends = [file.slice(0, LOOKED_AT), ...(from > 0 ? [file.slice(from)] : [])];
  const texts = await Promise.all(ends.map((end) => end.arrayBuffer()));
  return texts.map((bytes) => new TextDecoder().decode(bytes)).join("\n");
}

/** What a dropped file is for, by what it names itself; what names nothing is data. */
export async function slotOf(file: GivenFile): Promise<Slot> {
  if (file.name.endsWith(".salt") && file.size <= LARGEST_SALT) return "salt";
  if (file.size === 0 || file.size > LARGEST_JSON) return "data";
  const text = await textOf(file);
  if (!/^\s*\{/u.test(text)) return "data";
  const named = [...text.matchAll(NAMED)].map(([, name]) => TYPES[name ?? ""]);
  return named.find((slot) => slot !== undefined) ?? "data";
}
