// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";

// PKCS #8 of an Ed25519 key (RFC 8410): this, then the 32-byte seed.
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: "der", type: "pkcs8" });

/** The 32-byte public key of a 32-byte seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKey(seed)).export({ format: "der", type: "spki" });
  return Uint8Array.from(spki.subarray(-32));
}

/** The 64-byte signature of a message (RFC 8032). */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return Uint8Array.from(sign(null, message, privateKey(seed)));
}
