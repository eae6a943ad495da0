// SPDX-License-Identifier: Apache-2.0
import { SigningKey, computeAddress } from "ethers";
import { fromHex, toHex, type Hex } from "@suyuan/proof";

/** An account that signs 32-byte digests; where its key lies is its own affair. */
export interface Signer {
  readonly address: Hex;
  /** r ‖ s ‖ v, 65 bytes, low s, v = 27 or 28. */
  sign(digest: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/**
 * A signer with its key in memory.
 * @param secret 32 bytes.
 * @throws TypeError when they are no secp256k1 key.
 */
export function signerOf(secret: Uint8Array): Signer {
  const key = new SigningKey(toHex(secret));
  return {
    address: computeAddress(key).toLowerCase() as Hex,
    sign: (digest) => fromHex(key.sign(digest).serialized),
  };
}
