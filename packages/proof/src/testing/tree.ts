// SPDX-License-Identifier: Apache-2.0
// The recursive definitions of RFC 9162, 2.1, word for word and as slow: what the fast code is held to.
import { createHash } from "node:crypto";

const hash = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = createHash("sha256");
  for (const part of parts) whole.update(part);
  return new Uint8Array(whole.digest());
};

const split = (n: number): number => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

/** 2.1.1, over entries. */
export function referenceRoot(entries: readonly Uint8Array[]): Uint8Array {
  const [first] = entries;
  if (first === undefined) return hash();
  if (entries.length === 1) return hash(Uint8Array.of(0), first);
  const k = split(entries.length);
  return hash(
    Uint8Array.of(1),
    referenceRoot(entries.slice(0, k)),
    referenceRoot(entries.slice(k)),
  );
}

/** 2.1.3.1, PATH(m, D_n). */
export function referencePath(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length <= 1) return [];
  const k = split(entries.length);
  const [low, high] = [entries.slice(0, k), entries.slice(k)];
  return m < k
    ? [...referencePath(m, low), referenceRoot(high)]
    : [...referencePath(m - k, high), referenceRoot(low)];
}

/** 2.1.4.1, PROOF(m, D_n). */
export function referenceConsistency(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  return subproof(m, entries, true);
}

function subproof(m: number, entries: readonly Uint8Array[], known: boolean): Uint8Array[] {
  if (m === entries.length) return known ? [] : [referenceRoot(entries)];
  const k = split(entries.length);
  const [low, high] = [entries.slice(0, k), entries.slice(k)];
  return m <= k
    ? [...subproof(m, low, known), referenceRoot(high)]
    : [...subproof(m - k, high, false), referenceRoot(low)];
}
