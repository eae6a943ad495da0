// SPDX-License-Identifier: Apache-2.0
import { compareBytes, fromHex, type Hex, toHex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { batchDigest, requireInBatch } from "./batch.ts";
import { signingDigest } from "./eip712.ts";
import { signersOf, signerWithSeat } from "./id.ts";
import { type Signature, SIGNATURE_BYTES } from "./signature.ts";
import type { Signer, Statement } from "./types.ts";

/** Half the order of secp256k1, rounded down: the highest s that is low (EIP-2). */
const HIGHEST_LOW_S = fromHex("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

/** The address of an uncompressed public key of 65 bytes. */
export function addressOf(publicKey: Uint8Array, crypto: CryptoProvider = defaultCrypto): Hex {
  return toHex(crypto.keccak256(publicKey.subarray(1)).subarray(12));
}

/**
 * The account that signed a digest.
 * @param value 65 bytes, r ‖ s ‖ v
 * @throws ProofError `invalid-hex`, `wrong-length`, `high-s`, `unrecoverable-signature`
 */
export function recoverSigner(
  digest: Uint8Array,
  value: Hex,
  crypto: CryptoProvider = defaultCrypto,
): Hex {
  const bytes = fromHex(value, SIGNATURE_BYTES);
  // With high s allowed there would be a second signature of each statement, made by anyone.
  if (compareBytes(bytes.subarray(32, 64), HIGHEST_LOW_S) > 0) {
    throw new ProofError("high-s", "the signature's s lies in the upper half of the order");
  }
  const recovery = (bytes[64] ?? 0) - 27;
  const key =
    recovery === 0 || recovery === 1
      ? crypto.recover(digest, bytes.subarray(0, 64), recovery)
      : undefined;
  if (key === undefined) {
    throw new ProofError("unrecoverable-signature", "no public key gives this signature");
  }
  return addressOf(key, crypto);
}

/**
 * The account that made a signature of this statement, alone or as one of a batch. Whether it is the
 * account of the seat is for the caller to compare.
 * @throws ProofError `signature-seat`, `batch-mismatch`, `batch-path`, `high-s`,
 *   `unrecoverable-signature`
 */
export function verifySignature(
  statement: Statement,
  signature: Signature,
  crypto: CryptoProvider = defaultCrypto,
): Hex {
  const signer = signerWithSeat(statement, signature.seat);
  if (signature.alg === "eip712") {
    return recoverSigner(signingDigest(statement, crypto), signature.value, crypto);
  }
  requireInBatch(statement, signature, crypto);
  return recoverSigner(batchDigest(statement, signature, signer, crypto), signature.value, crypto);
}

/** A seat and the account that signed in its name. */
export interface SignedBy extends Signer {
  readonly account: Hex;
}

/**
 * The accounts that signed, in the order of `signersOf`.
 * @param verifyOne verifies one signature, as `verifySignature` does
 * @throws ProofError `signature-count`, and as `verifySignature`
 */
export function verifySignatures(
  statement: Statement,
  signatures: readonly Signature[],
  crypto: CryptoProvider = defaultCrypto,
  verifyOne = verifySignature,
): readonly SignedBy[] {
  const signers = signersOf(statement);
  if (signatures.length !== signers.length) {
    throw new ProofError(
      "signature-count",
      `the statement needs ${signers.length} signatures and has ${signatures.length}`,
    );
  }
  return signatures.map((signature, at) => {
    const signer = signers[at];
    if (signer?.seat !== signature.seat) {
      throw new ProofError("signature-seat", `signature ${at} is of another seat`);
    }
    return { ...signer, account: verifyOne(statement, signature, crypto) };
  });
}
