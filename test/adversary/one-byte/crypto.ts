// SPDX-License-Identifier: Apache-2.0
// Changed files have most of their signatures in common: what was said of one is remembered.
import { type CryptoProvider, toHex } from "@suyuan/proof";

const MOST_KEPT = 5_000;

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

/** The same primitives, which remember what they said of signatures. */
export function rememberingCrypto(crypto: CryptoProvider): CryptoProvider {
  const recovering = (recovery: 0 | 1) =>
    remembering((digest: Uint8Array, signature: Uint8Array) =>
      crypto.recover(digest, signature, recovery),
    );
  const recover = { 0: recovering(0), 1: recovering(1) };
  return {
    ...crypto,
    recover: (digest, signature, recovery) => recover[recovery](digest, signature),
    verifyEd25519: remembering((key, message, signature) =>
      crypto.verifyEd25519(key, message, signature),
    ),
  };
}
