// SPDX-License-Identifier: Apache-2.0
// A node's key over secp256k1, as Besu keeps it: 32 bytes of hex in a file that its owner alone reads. The same
// key secures a node's connections and, on a validator, seals blocks.
import { createECDH, ECDH } from "node:crypto";

import { defaultCrypto, fromHex, type Hex, isHex, toHex } from "@suyuan/proof";

import { Failure } from "../failure.ts";

const CURVE = "secp256k1";
const SECRET_BYTES = 32;
const PUBLIC_BYTES = 64;

export interface NodeKey {
  /** 32 bytes. */
  readonly secret: Hex;
  /** 64 bytes: both coordinates, without the byte 04. */
  readonly public: Hex;
}

/** The key that belongs to a secret. @throws Failure `key-malformed` where there is none */
export function nodeKey(secret: Hex): NodeKey {
  const curve = createECDH(CURVE);
  try {
    curve.setPrivateKey(fromHex(secret, SECRET_BYTES));
  } catch (cause) {
    throw new Failure(
      "key-malformed",
      { zh: "这不是 secp256k1 的私钥。", en: "The secret is no private key over secp256k1." },
      cause,
    );
  }
  return { secret, public: toHex(curve.getPublicKey().subarray(1)) };
}

/** A new key from the system's random numbers. */
export function newKey(): NodeKey {
  const curve = createECDH(CURVE);
  const point = curve.generateKeys();
  // Node leaves out leading zeros of a secret.
  const secret = curve.getPrivateKey("hex").padStart(2 * SECRET_BYTES, "0");
  return { secret: `0x${secret}`, public: toHex(point.subarray(1)) };
}

/** The account that seals with this key. @param publicKey 64 bytes */
export function addressOf(publicKey: Hex): Hex {
  return toHex(defaultCrypto.keccak256(fromHex(publicKey, PUBLIC_BYTES)).subarray(-20));
}

function hexOf(text: string, bytes: number, what: string): Hex {
  const trimmed = text.trim().toLowerCase();
  const hex: Hex = `0x${trimmed.replace(/^0x/u, "")}`;
  if (isHex(hex, bytes)) return hex;
  throw new Failure("key-malformed", {
    zh: `${what} 不是 ${bytes} 字节的十六进制数。`,
    en: `${what} is not ${bytes} bytes of hex.`,
  });
}

/** Reads a private key file of Besu's. @throws Failure `key-malformed` */
export const readSecret = (text: string, path: string): NodeKey =>
  nodeKey(hexOf(text, SECRET_BYTES, path));

/** Reads a public key file as `besu public-key export` writes it. @throws Failure `key-malformed` */
export function readPublic(text: string, path: string): Hex {
  const hex = hexOf(text, PUBLIC_BYTES, path);
  try {
    ECDH.convertKey(`04${hex.slice(2)}`, CURVE, "hex", "hex", "compressed");
  } catch (cause) {
    throw new Failure(
      "key-malformed",
      { zh: `${path} 中不是 secp256k1 曲线上的点。`, en: `${path} holds no point of secp256k1.` },
      cause,
    );
  }
  return hex;
}
