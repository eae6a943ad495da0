// SPDX-License-Identifier: Apache-2.0
// The map of docs/spec/heads.md by its definition, over all leaves at once.
import { createHash } from "node:crypto";

export interface ReferenceLeaf {
  readonly key: Uint8Array;
  readonly n: number;
  readonly leafHash: Uint8Array;
  readonly index: number;
}

const hash = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = createHash("sha256");
  for (const part of parts) whole.update(part);
  return new Uint8Array(whole.digest());
};

const u64 = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};

/** The key's bits as text, the most significant first. */
const bits = (key: Uint8Array): string =>
  Array.from(key, (byte) => byte.toString(2).padStart(8, "0")).join("");

/** The hash of the subtree that holds these leaves, whose keys share their first `depth` bits. */
export function referenceHeads(leaves: readonly ReferenceLeaf[], depth = 0): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return new Uint8Array(32);
  if (leaves.length === 1) {
    return hash(Uint8Array.of(2), only.key, u64(only.n), only.leafHash, u64(only.index));
  }
  const half = (bit: string) => leaves.filter(({ key }) => bits(key)[depth] === bit);
  return hash(
    Uint8Array.of(3),
    referenceHeads(half("0"), depth + 1),
    referenceHeads(half("1"), depth + 1),
  );
}
