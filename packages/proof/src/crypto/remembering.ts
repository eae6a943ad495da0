// SPDX-License-Identifier: Apache-2.0
import { toHex } from "../bytes.ts";
import type { CryptoProvider } from "../crypto.ts";
import { type Drawer, once } from "../memo.ts";
import { Kept } from "./remembering/kept.ts";

/** A note's text is longer than a digest; more than that is rarely signed twice. */
const SIGNATURES = { most: 4_096, longest: 4_096 };

const keys: Drawer<{ readonly key: Uint8Array | undefined }> = { ...SIGNATURES };
const verified: Drawer<boolean> = { ...SIGNATURES };

/**
 * The same primitives with a memo of their own: files of one block and one log share trie nodes, facts,
 * seals and checkpoints, and what is shared is worked out once. Every verdict is the one without it.
 */
export function remembering(crypto: CryptoProvider): CryptoProvider {
  const memo = new Kept();
  return {
    ...crypto,
    memo,
    recover: (digest, signature, recovery) => {
      const text = `${toHex(digest)}/${toHex(signature)}/${recovery}`;
      const ask = () => ({ key: crypto.recover(digest, signature, recovery) });
      // A copy: whoever changes an answer must not change it for others.
      return once(memo, keys, text, ask).key?.slice();
    },
    verifyEd25519: (key, message, signature) => {
      const text = `${toHex(key)}/${toHex(message)}/${toHex(signature)}`;
      return once(memo, verified, text, () => crypto.verifyEd25519(key, message, signature));
    },
  };
}
