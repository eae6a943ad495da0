// SPDX-License-Identifier: Apache-2.0
// Every way in which one byte of a file is made another, left out, doubled or moved, or the file ends there.
import { createHash } from "node:crypto";

import { equalBytes } from "@suyuan/proof";

type Way = (bytes: Uint8Array, at: number) => Uint8Array;

/** A file with one byte changed, and how. */
export interface Changed {
  readonly how: string;
  readonly changed: Uint8Array;
}

const HEX = "0123456789abcdef";
const code = (text: string): number => text.charCodeAt(0);

// The hex digit or letter after this one, so that most places keep their form.
function following(byte: number): number {
  const digit = HEX.indexOf(String.fromCharCode(byte));
  return digit === -1 ? (byte + 1) & 0xff : code(HEX[(digit + 1) % HEX.length] ?? "0");
}

function replaced(bytes: Uint8Array, at: number, ...by: readonly number[]): Uint8Array {
  const changed = new Uint8Array(bytes.length - 1 + by.length);
  changed.set(bytes.subarray(0, at));
  changed.set(by, at);
  changed.set(bytes.subarray(at + 1), at + by.length);
  return changed;
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

function swapped(bytes: Uint8Array, at: number): Uint8Array {
  if (at === bytes.length - 1) return bytes;
  return bytes.with(at, byteAt(bytes, at + 1)).with(at + 1, byteAt(bytes, at));
}

/** By name; `at` is the place of the byte. Two equal bytes exchanged, or the last one, are no change. */
export const WAYS: Readonly<Record<string, Way>> = {
  "one bit turned": (bytes, at) => bytes.with(at, byteAt(bytes, at) ^ (1 << ((at * 5) % 8))),
  "the neighbouring digit": (bytes, at) => bytes.with(at, following(byteAt(bytes, at))),
  "left out": (bytes, at) => replaced(bytes, at),
  doubled: (bytes, at) => replaced(bytes, at, byteAt(bytes, at), byteAt(bytes, at)),
  "a zero before it": (bytes, at) => replaced(bytes, at, code("0"), byteAt(bytes, at)),
  "a space before it": (bytes, at) => replaced(bytes, at, code(" "), byteAt(bytes, at)),
  swapped,
  "cut off": (bytes, at) => bytes.subarray(0, at),
};

/** A number from 0 to 2^32 − 1 that a seed gives to a name. */
export const drawn = (seed: string, name: string): number =>
  createHash("sha256").update(`${seed}\n${name}`).digest().readUInt32BE();

/**
 * The file with this byte changed in one way or more: first in that which the seed gives to the place, then in
 * the ones after it. A way that changes nothing is passed over.
 * @param name of the file
 * @param count of the ways; all where there are not so many
 */
export function* changesAt(
  bytes: Uint8Array,
  at: number,
  { seed, name, count }: { readonly seed: string; readonly name: string; readonly count: number },
): Generator<Changed> {
  const ways = Object.entries(WAYS);
  const first = drawn(seed, `${name} ${String(at)}`) % ways.length;
  let left = count;
  for (const [how, way] of [...ways.slice(first), ...ways.slice(0, first)]) {
    if (left === 0) return;
    const changed = way(bytes, at);
    if (equalBytes(changed, bytes)) continue;
    left -= 1;
    yield { how: `${how}, byte ${String(at)}`, changed };
  }
}
