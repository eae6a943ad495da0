// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";

import { KeyFileError } from "./errors.ts";
import type { Keystore } from "./keystore.ts";

/** Which curve a key is on: accounts and seats sign by secp256k1, logs sign their notes by Ed25519. */
export type KeyKind = "secp256k1" | "ed25519";

/** A key file: what it is and its public part in clear, the secret sealed. */
export interface KeyFile {
  readonly type: "suyuan/key@1";
  readonly kind: KeyKind;
  /** The account's address, or the 32-byte Ed25519 public key. */
  readonly public: Hex;
  readonly keystore: Keystore;
}

type Fields = Readonly<Record<string, unknown>>;

const malformed = (what: string) => new KeyFileError("malformed", `not a key file: ${what}`);

function fields(value: unknown, names: readonly string[], where: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw malformed(`${where} is not an object`);
  }
  const given = Object.keys(value);
  const unknown = given.find((name) => !names.includes(name));
  if (unknown !== undefined) throw malformed(`${where} has the unknown field "${unknown}"`);
  const missing = names.find((name) => !given.includes(name));
  if (missing !== undefined) throw malformed(`${where} has no field "${missing}"`);
  return value as Fields;
}

function hex(value: unknown, pattern: RegExp, what: string): string {
  if (typeof value !== "string" || !pattern.test(value))
    throw malformed(`${what} is not as it should be`);
  return value.toLowerCase();
}

function positive(value: unknown, what: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1) {
    throw malformed(`${what} is not a whole number above zero`);
  }
  return value;
}

function constant<T>(value: unknown, expected: T, what: string): T {
  if (value !== expected) throw malformed(`${what} is not ${String(expected)}`);
  return expected;
}

function parseKeystore(value: unknown): Keystore {
  const store = fields(value, ["version", "id", "crypto"], "keystore");
  const names = ["cipher", "cipherparams", "ciphertext", "kdf", "kdfparams", "mac"];
  const crypto = fields(store["crypto"], names, "keystore.crypto");
  const cipher = fields(crypto["cipherparams"], ["iv"], "cipherparams");
  const kdf = fields(crypto["kdfparams"], ["dklen", "n", "r", "p", "salt"], "kdfparams");
  return {
    version: constant(store["version"], 3, "keystore.version"),
    id: hex(store["id"], /^[0-9a-f-]{36}$/i, "keystore.id"),
    crypto: {
      cipher: constant(crypto["cipher"], "aes-128-ctr", "cipher"),
      cipherparams: { iv: hex(cipher["iv"], /^[0-9a-f]{32}$/i, "iv") },
      ciphertext: hex(crypto["ciphertext"], /^[0-9a-f]{64}$/i, "ciphertext"),
      kdf: constant(crypto["kdf"], "scrypt", "kdf"),
      kdfparams: {
        dklen: constant(kdf["dklen"], 32, "dklen"),
        n: positive(kdf["n"], "n"),
        r: positive(kdf["r"], "r"),
        p: positive(kdf["p"], "p"),
        salt: hex(kdf["salt"], /^(?:[0-9a-f]{2}){16,64}$/i, "salt"),
      },
      mac: hex(crypto["mac"], /^[0-9a-f]{64}$/i, "mac"),
    },
  };
}

/**
 * Reads the JSON value of a key file, with nothing opened yet.
 * @throws KeyFileError `malformed` that says what is wrong.
 */
export function parseKeyFile(json: unknown): KeyFile {
  const file = fields(json, ["type", "kind", "public", "keystore"], "the file");
  const { kind } = file;
  if (kind !== "secp256k1" && kind !== "ed25519") throw malformed("its kind is unknown");
  const pattern = kind === "ed25519" ? /^0x[0-9a-f]{64}$/i : /^0x[0-9a-f]{40}$/i;
  return {
    type: constant(file["type"], "suyuan/key@1", "type"),
    kind,
    public: hex(file["public"], pattern, "public") as Hex,
    keystore: parseKeystore(file["keystore"]),
  };
}
