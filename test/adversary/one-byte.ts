// SPDX-License-Identifier: Apache-2.0
// Every way in which one byte of a file is made another, left out, doubled or moved, or the file ends there.
import { type CryptoProvider, defaultCrypto, toHex } from "@suyuan/proof";

type Way = (bytes: Uint8Array, at: number) => Uint8Array;

const HEX = "0123456789abcdef";
const code = (text: string): number => text.charCodeAt(0);

// The hex digit or letter after this one, so that most places keep their form.
function following(byte: number): number {
  const digit = HEX.indexOf(String.fromCharCode(byte));
  return digit === -1 ? (byte + 1) & 0xff : code(HEX[(digit + 1) % HEX.length] ?? "0");
}

function replaced(bytes: Uint8Array, at: number, ...by: readonly number[]): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, at), ...by, ...bytes.subarray(at + 1)]);
}

const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/** By name; `at` is the place of the byte. */
export const WAYS: Readonly<Record<string, Way>> = {
  "one bit turned": (bytes, at) => bytes.with(at, byteAt(bytes, at) ^ (1 << ((at * 5) % 8))),
  "the neighbouring digit": (bytes, at) => bytes.with(at, following(byteAt(bytes, at))),
  "left out": (bytes, at) => replaced(bytes, at),
  doubled: (bytes, at) => replaced(bytes, at, byteAt(bytes, at), byteAt(bytes, at)),
  "a zero before it": (bytes, at) => replaced(bytes, at, code("0"), byteAt(bytes, at)),
  "a space before it": (bytes, at) => replaced(bytes, at, code(" "), byteAt(bytes, at)),
  swapped: (bytes, at) => bytes.with(at, byteAt(bytes, at + 1)).with(at + 1, byteAt(bytes, at)),
  "cut off": (bytes, at) => bytes.subarray(0, at),
};

const LAST = ["swapped"];

/** Places and ways, every `stride` bytes one of them in turn; with a stride of 1 all ways at all places. */
export function* changesOf(
  bytes: Uint8Array,
  stride: number,
): Generator<{ readonly how: string; readonly changed: Uint8Array }> {
  const ways = Object.entries(WAYS);
  for (let at = stride >> 1; at < bytes.length; at += stride) {
    const turn = Math.floor(at / stride) % ways.length;
    for (const [name, way] of stride === 1 ? ways : ways.slice(turn, turn + 1)) {
      if (LAST.includes(name) && at === bytes.length - 1) continue;
      yield { how: `${name}, byte ${String(at)}`, changed: way(bytes, at) };
    }
  }
}

const MOST_KEPT = 20_000;

function remembering<A extends readonly Uint8Array[], R>(call: (...of: A) => R): (...of: A) => R {
  const kept = new Map<string, R>();
  return (...of) => {
    const name = of.map((part) => toHex(part)).join();
    if (!kept.has(name)) {
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(name, call(...of));
    }
    return kept.get(name) as R;
  };
}

/** The same primitives, which remember what they said of the signatures that most changed files share. */
export function rememberingCrypto(): CryptoProvider {
  const recover = { 0: remembering(byRecovery(0)), 1: remembering(byRecovery(1)) };
  return {
    ...defaultCrypto,
    recover: (digest, signature, recovery) => recover[recovery](digest, signature),
    verifyEd25519: remembering((key, message, signature) =>
      defaultCrypto.verifyEd25519(key, message, signature),
    ),
  };
}

const byRecovery = (recovery: 0 | 1) => (digest: Uint8Array, signature: Uint8Array) =>
  defaultCrypto.recover(digest, signature, recovery);
