// SPDX-License-Identifier: Apache-2.0
import { fromHex, type Hex } from "../bytes.ts";
import { fromBase64 } from "../bytes/base64.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { parseEntry } from "../entry.ts";
import type { Entry } from "../entry/types.ts";
import type { DisclosedScope } from "../scope.ts";
import { statementId } from "../statement/id.ts";
import { leafHash } from "../tree/hash.ts";
import { openFrame, type OpenFrame } from "./frame.ts";
import type { Evidence, PlacedEntry } from "./types.ts";

/** An entry decoded, with the hash of its leaf and the id of its statement. */
export interface OpenEntry {
  readonly entry: Entry;
  readonly id: Hex;
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly path: readonly Uint8Array[];
}

/** Evidence with its parts decoded; nothing of it is verified. */
export interface OpenEvidence extends OpenFrame, OpenEntry {
  readonly evidence: Evidence;
  readonly related?: OpenEntry;
  readonly scope?: DisclosedScope;
}

/**
 * Decodes an entry at its place.
 * @throws ProofError as `parseEntry` does
 */
export function openEntry(placed: PlacedEntry, crypto: CryptoProvider = defaultCrypto): OpenEntry {
  const bytes = fromBase64(placed.entry);
  const entry = parseEntry(bytes);
  return {
    entry,
    id: statementId(entry.statement, crypto),
    leaf: leafHash(bytes, crypto),
    index: placed.index,
    path: placed.inclusion.map((hash) => fromHex(hash, 32)),
  };
}

/**
 * Decodes an evidence file.
 * @throws ProofError by the reader of the part that cannot be read
 */
export function openEvidence(
  evidence: Evidence,
  crypto: CryptoProvider = defaultCrypto,
): OpenEvidence {
  const related = evidence.related?.[0];
  const { scope } = evidence;
  return {
    evidence,
    ...openFrame(evidence, crypto),
    ...openEntry(evidence, crypto),
    ...(related === undefined ? {} : { related: openEntry(related, crypto) }),
    ...(scope === undefined ? {} : { scope }),
  };
}
