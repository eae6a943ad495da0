// SPDX-License-Identifier: Apache-2.0
import { ProofError } from "../errors.ts";

/** What JSON can say, and nothing else. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Containers inside containers; a bound that no format comes near. */
export const MAX_JSON_DEPTH = 32;

export type Path = readonly (string | number)[];

const ASCII = /^[\0-\x7f]*$/;

/** @throws ProofError with the path, when there is one. */
export function refuse(
  code: ConstructorParameters<typeof ProofError>[0],
  message: string,
  path: Path,
): never {
  throw new ProofError(code, message, path.length > 0 ? { path: path.join(".") } : {});
}

/** @throws ProofError `lone-surrogate`, `not-nfc` */
export function requireText(text: string, path: Path): void {
  if (ASCII.test(text)) return;
  // RFC 8785 section 3.2.2.2: no UTF-8 exists for half of a surrogate pair.
  if (!text.isWellFormed()) refuse("lone-surrogate", "a string holds a lone surrogate", path);
  // One look, one byte string: two spellings of the same name must not have two digests.
  if (text.normalize("NFC") !== text) refuse("not-nfc", "a string is not in NFC", path);
}

/** @throws ProofError `unsafe-number` for all but integers within ±(2^53 − 1); −0 is one of those refused */
export function requireNumber(value: number, path: Path): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    refuse("unsafe-number", "a number is not an integer within 2^53 - 1", path);
  }
}

/** @throws ProofError `too-deep` */
export function requireDepth(depth: number, limit: number, path: Path): void {
  if (depth > limit) refuse("too-deep", `more than ${limit} containers stand in each other`, path);
}
