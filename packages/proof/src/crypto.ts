// SPDX-License-Identifier: Apache-2.0
import { platformHashes } from "#platform";
import { ed25519 } from "@noble/curves/ed25519.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Memo } from "./memo.ts";
import { platformHashes as nobleHashes } from "./platform/noble.ts";
import type { PlatformHashes } from "./platform/types.ts";

/** Which end of the curve's order a recovered point lies at: v − 27. */
export type Recovery = 0 | 1;

/** The primitives that proofs rest on. Another provider gives the same answers, faster. */
export interface CryptoProvider extends PlatformHashes {
  /** What has been worked out with these primitives so far; nothing is kept without it. */
  readonly memo?: Memo;
  keccak256(data: Uint8Array): Uint8Array;
  /**
   * The public key that made an ECDSA signature over secp256k1: 65 bytes, uncompressed, or undefined
   * when there is none. High s is recovered too: whoever forbids it checks it first.
   * @param digest 32 bytes
   * @param signature 64 bytes, r ‖ s
   */
  recover(digest: Uint8Array, signature: Uint8Array, recovery: Recovery): Uint8Array | undefined;
  /** RFC 8032, refusing encodings that it calls invalid; false for keys or signatures of odd length. */
  verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

function recover(
  digest: Uint8Array,
  signature: Uint8Array,
  recovery: Recovery,
): Uint8Array | undefined {
  try {
    const parsed = secp256k1.Signature.fromBytes(signature, "compact").addRecoveryBit(recovery);
    return parsed.recoverPublicKey(digest).toBytes(false);
  } catch {
    // r or s out of range, or r on no point: the answer is that there is no key.
    return undefined;
  }
}

function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

const CURVES = { keccak256: (data: Uint8Array) => keccak_256(data), recover, verifyEd25519 };

/** Portable code throughout, the same on every platform. */
export const nobleCrypto: CryptoProvider = { ...nobleHashes, ...CURVES };

/** Node's own SHA-256 and SM3 in Node, portable code elsewhere. */
export const defaultCrypto: CryptoProvider = { ...platformHashes, ...CURVES };
