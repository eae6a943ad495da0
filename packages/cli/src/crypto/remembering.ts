// SPDX-License-Identifier: Apache-2.0
import type { CryptoProvider } from "@suyuan/sdk";

/** Answers kept of each primitive: a few tens of megabytes, however many files come. */
const MOST_KEPT = 16_384;
/** A trie node has no more; whatever is longer is rarely seen twice. */
const LONGEST_KEPT = 1_024;

// Beyond every byte, so that no two lists of parts have the same text.
const BETWEEN = "\u0100";

const textOf = (part: Uint8Array): string =>
  Buffer.from(part.buffer, part.byteOffset, part.length).toString("latin1");

/** Answers by the whole of what was asked, never by a part of it. */
class Kept<T> {
  readonly #answers = new Map<string, T>();

  of(parts: readonly Uint8Array[], ask: () => T): T {
    if (parts.some((part) => part.length > LONGEST_KEPT)) return ask();
    const key = parts.map(textOf).join(BETWEEN);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = ask();
    if (this.#answers.size >= MOST_KEPT) this.#answers.clear();
    this.#answers.set(key, answer);
    return answer;
  }
}

/**
 * The same primitives, which remember what they have answered: files of one block and one checkpoint ask
 * for the same hashes and signatures again. An answer depends on the bytes alone, so that no file can vouch
 * for another.
 */
export function rememberingCrypto(crypto: CryptoProvider): CryptoProvider {
  const hashes = new Kept<Uint8Array>();
  const keys = new Kept<{ readonly key: Uint8Array | undefined }>();
  const signatures = new Kept<boolean>();
  return {
    ...crypto,
    // Copies: whoever changes an answer must not change it for others.
    keccak256: (data) => hashes.of([data], () => crypto.keccak256(data)).slice(),
    recover: (digest, signature, recovery) => {
      const parts = [digest, signature, Uint8Array.of(recovery)];
      const ask = () => ({ key: crypto.recover(digest, signature, recovery) });
      return keys.of(parts, ask).key?.slice();
    },
    verifyEd25519: (key, message, signature) =>
      signatures.of([key, message, signature], () => crypto.verifyEd25519(key, message, signature)),
  };
}
