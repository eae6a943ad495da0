// SPDX-License-Identifier: Apache-2.0
import { fromHex, type Hex, toHex } from "../bytes.ts";
import { hex, integer, list, object, optional, ordinal } from "../canonical/fields.ts";
import { HASH_BYTES } from "../tree/hash.ts";
import { HEADS_DEPTH } from "./map.ts";
import type { HeadsProof } from "./proof.ts";

/** A heads proof as it stands in files. */
export interface HeadsProofJson {
  readonly siblings: readonly Hex[];
  readonly leaf?: {
    readonly key: Hex;
    readonly n: number;
    readonly leafHash: Hex;
    readonly index: number;
  };
}

const hash = hex(HASH_BYTES);
const index = integer(0, Number.MAX_SAFE_INTEGER - 1);
const read = object({
  siblings: list(hash, 0, HEADS_DEPTH),
  leaf: optional(object({ key: hash, n: ordinal, leafHash: hash, index })),
});

/**
 * Reads the proof that stands at `path` of a parsed file.
 * @throws ProofError `wrong-type`, `unknown-field`, `missing-field`, `out-of-range`, `invalid-hex`
 */
export function parseHeadsProof(value: unknown, path = ""): HeadsProof {
  const { siblings, leaf } = read(value, path);
  const bytes = (text: Hex): Uint8Array => fromHex(text, HASH_BYTES);
  const proof = { siblings: siblings.map(bytes) };
  if (leaf === undefined) return proof;
  return { ...proof, leaf: { ...leaf, key: bytes(leaf.key), leafHash: bytes(leaf.leafHash) } };
}

/** The proof as plain JSON. */
export function headsProofJson({ siblings, leaf }: HeadsProof): HeadsProofJson {
  const json = { siblings: siblings.map(toHex) };
  if (leaf === undefined) return json;
  const { key, n, leafHash, index: last } = leaf;
  return { ...json, leaf: { key: toHex(key), n, leafHash: toHex(leafHash), index: last } };
}
