// SPDX-License-Identifier: Apache-2.0
import {
  type Digest,
  type Entry,
  fromBase64,
  parseEntry,
  type Proof,
  ProofError,
  type Statement,
} from "@suyuan/proof";

/** The entry of an evidence file; undefined for other files, and where it cannot be read. */
export function entryOf(proof: Proof): Entry | undefined {
  if (proof.type !== "suyuan/evidence@1") return undefined;
  try {
    return parseEntry(fromBase64(proof.entry));
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}

/** What a statement says of data: its digest, and whether a salt is in it. */
export function dataOf(
  statement: Statement,
): { readonly digest: Digest; readonly salted: boolean } | undefined {
  if (!("digest" in statement)) return undefined;
  return { digest: statement.digest, salted: statement.salted === true };
}
