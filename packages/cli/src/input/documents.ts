// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";

import {
  canonicalBytes,
  commitment,
  type Hex,
  type Json,
  parseStrict,
  ProofError,
} from "@suyuan/sdk/verification";

import { InputError } from "../failure.ts";
import { readBytes } from "./files.ts";
import { saltFor } from "./salt.ts";

/** Far above any document that a person writes. */
const LONGEST_DOCUMENT = 16 * 1024 * 1024;

const sha256 = (data: string | Uint8Array): Hex =>
  `0x${createHash("sha256").update(data).digest("hex")}`;

/** What commits to bytes: SHA-256(salt ‖ bytes), or without a salt their plain hash. */
export const sha256Of = (salt: Hex | undefined, bytes: Uint8Array): Hex =>
  sha256(Buffer.concat([Buffer.from(salt?.slice(2) ?? "", "hex"), bytes]));

/** SHA-256 of a text in UTF-8. */
export const sha256OfText = (text: string): Hex => sha256(text.normalize("NFC"));

/** What a file that does not parse is refused with. */
export function notReadable(path: string, cause: unknown): unknown {
  if (!(cause instanceof ProofError)) return cause;
  const { limit } = cause;
  if (limit !== undefined) return new InputError("file-too-large", { path, limit }, cause);
  const place = cause.path === undefined ? "" : ` (${cause.path})`;
  return new InputError("not-readable", { path, reason: `${cause.code}${place}` }, cause);
}

/** The JSON of a file, strictly read. @throws InputError `not-readable`, and those of reading a file */
export async function readJson(path: string, limit = LONGEST_DOCUMENT): Promise<Json> {
  const bytes = await readBytes(path, limit);
  try {
    return parseStrict(bytes, { bytes: limit });
  } catch (cause) {
    throw notReadable(path, cause);
  }
}

/** SHA-256 of a JSON file's canonical bytes. */
export async function documentHash(path: string): Promise<Hex> {
  return sha256(canonicalBytes(await readJson(path)));
}

/** The salted commitment to a JSON file; its salt lies beside it, and is made when there is none. */
export async function documentCommitment(path: string): Promise<Hex> {
  const document = await readJson(path);
  return commitment(await saltFor(path), document);
}
