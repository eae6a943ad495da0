// SPDX-License-Identifier: Apache-2.0
import {
  createCipheriv,
  randomBytes,
  randomUUID,
  scrypt,
  type ScryptOptions,
  timingSafeEqual,
} from "node:crypto";
import { promisify } from "node:util";

import { keccak256 } from "ethers";
import { fromHex } from "@suyuan/proof";

import { KeyFileError } from "./errors.ts";

/** Cost of the passphrase's derivation (RFC 7914). */
export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** A secret sealed with a passphrase: Web3 Secret Storage, version 3. */
export interface Keystore {
  readonly version: 3;
  readonly id: string;
  readonly crypto: {
    readonly cipher: "aes-128-ctr";
    readonly cipherparams: { readonly iv: string };
    readonly ciphertext: string;
    readonly kdf: "scrypt";
    readonly kdfparams: {
      readonly dklen: 32;
      readonly n: number;
      readonly r: number;
      readonly p: number;
      readonly salt: string;
    };
    readonly mac: string;
  };
}

/** What new key files use: about half a second and 128 MiB a try. */
export const STANDARD_COST: ScryptCost = { n: 131_072, r: 8, p: 1 };

/** For tests and demonstrations only: a passphrase under it is quickly guessed. */
export const LIGHT_COST: ScryptCost = { n: 1_024, r: 8, p: 1 };

// A file from elsewhere must not make us spend more than this on it.
const MOST_MEMORY = 512 * 1024 * 1024;
const MOST_PARALLEL = 16;

const scryptAsync = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Passphrases are compared in Unicode form NFKC, as the format's other implementations do. */
async function deriveKey(passphrase: string, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> {
  const memory = 128 * cost.n * cost.r;
  if (memory > MOST_MEMORY || cost.p > MOST_PARALLEL) {
    throw new KeyFileError("malformed", "the key file asks for more work than a key file may");
  }
  const options = { N: cost.n, r: cost.r, p: cost.p, maxmem: 2 * memory };
  try {
    return await scryptAsync(passphrase.normalize("NFKC"), salt, 32, options);
  } catch (cause) {
    throw new KeyFileError("malformed", "the key file's scrypt parameters are wrong", cause);
  }
}

const mac = (key: Uint8Array, ciphertext: Uint8Array): Uint8Array =>
  fromHex(keccak256(Buffer.concat([key.subarray(16, 32), ciphertext])));

// Counter mode: the same operation seals and opens.
function cipher(key: Uint8Array, iv: Uint8Array, input: Uint8Array): Uint8Array {
  const stream = createCipheriv("aes-128-ctr", key.subarray(0, 16), iv);
  return Uint8Array.from(Buffer.concat([stream.update(input), stream.final()]));
}

/** Seals 32 secret bytes. */
export async function seal(
  secret: Uint8Array,
  passphrase: string,
  cost: ScryptCost,
): Promise<Keystore> {
  const salt = randomBytes(32);
  const iv = randomBytes(16);
  const key = await deriveKey(passphrase, salt, cost);
  const ciphertext = cipher(key, iv, secret);
  return {
    version: 3,
    id: randomUUID(),
    crypto: {
      cipher: "aes-128-ctr",
      cipherparams: { iv: hex(iv) },
      ciphertext: hex(ciphertext),
      kdf: "scrypt",
      kdfparams: { dklen: 32, ...cost, salt: hex(salt) },
      mac: hex(mac(key, ciphertext)),
    },
  };
}

/**
 * Opens a sealed secret.
 * @throws KeyFileError `wrong-passphrase`, or `malformed`.
 */
export async function open(keystore: Keystore, passphrase: string): Promise<Uint8Array> {
  const { kdfparams, cipherparams, ciphertext, mac: expected } = keystore.crypto;
  const sealed = Buffer.from(ciphertext, "hex");
  const key = await deriveKey(passphrase, Buffer.from(kdfparams.salt, "hex"), kdfparams);
  if (!timingSafeEqual(mac(key, sealed), Buffer.from(expected, "hex"))) {
    throw new KeyFileError("wrong-passphrase", "the passphrase does not open this key file");
  }
  return cipher(key, Buffer.from(cipherparams.iv, "hex"), sealed);
}
