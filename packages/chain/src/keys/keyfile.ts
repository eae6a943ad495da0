// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { link, open as openFile, readFile, rm } from "node:fs/promises";

import { toHex, type Hex } from "@suyuan/proof";

import { type Signer, signerOf } from "../signer.ts";
import { ed25519PublicKey, ed25519Sign } from "./ed25519.ts";
import { KeyFileError } from "./errors.ts";
import { open, type ScryptCost, seal, STANDARD_COST } from "./keystore.ts";
import { type KeyFile, type KeyKind, parseKeyFile } from "./parse.ts";

/** What a new key file is made of. */
export interface NewKey {
  readonly kind: KeyKind;
  /** 32 bytes; random when left out. */
  readonly secret?: Uint8Array;
  readonly passphrase: string;
  /** Weaker than the standard only for tests and demonstrations. */
  readonly cost?: ScryptCost;
}

/** An opened key of an account. */
export interface AccountKey extends Signer {
  readonly kind: "secp256k1";
  readonly public: Hex;
  readonly secret: Uint8Array;
}

/** An opened key of a log. */
export interface LogKey {
  readonly kind: "ed25519";
  /** 32 bytes. */
  readonly public: Hex;
  readonly secret: Uint8Array;
  /** 64 bytes (RFC 8032). */
  sign(message: Uint8Array): Uint8Array;
}

export type OpenedKey = AccountKey | LogKey;

function publicOf(kind: KeyKind, secret: Uint8Array): Hex {
  try {
    return kind === "ed25519" ? toHex(ed25519PublicKey(secret)) : signerOf(secret).address;
  } catch (cause) {
    throw new KeyFileError("malformed", `the secret is no ${kind} key`, cause);
  }
}

/** 32 random bytes; that they are no secp256k1 key happens once in 2^128. */
const randomSecret = (): Uint8Array => Uint8Array.from(randomBytes(32));

/** Makes a key file. @throws KeyFileError `malformed` for a secret that is no key. */
export async function createKeyFile(key: NewKey): Promise<KeyFile> {
  const secret = key.secret ?? randomSecret();
  if (secret.length !== 32) throw new KeyFileError("malformed", "a secret key has 32 bytes");
  const publicPart = publicOf(key.kind, secret);
  const keystore = await seal(secret, key.passphrase, key.cost ?? STANDARD_COST);
  return { type: "suyuan/key@1", kind: key.kind, public: publicPart, keystore };
}

/**
 * Opens a key file.
 * @param json The file's JSON value.
 * @throws KeyFileError `wrong-passphrase`, or `malformed`, also when the secret inside is not the key named outside.
 */
export async function openKeyFile(json: unknown, passphrase: string): Promise<OpenedKey> {
  const file = parseKeyFile(json);
  const secret = await open(file.keystore, passphrase);
  if (publicOf(file.kind, secret) !== file.public) {
    throw new KeyFileError("malformed", "the key file holds another key than it names");
  }
  if (file.kind === "ed25519") {
    const sign = (message: Uint8Array) => ed25519Sign(secret, message);
    return { kind: "ed25519", public: file.public, secret, sign };
  }
  return { kind: "secp256k1", public: file.public, secret, ...signerOf(secret) };
}

/**
 * Reads a key file from disk, still sealed.
 * @throws KeyFileError `unreadable` or `malformed`.
 */
export async function readKeyFile(path: string): Promise<KeyFile> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new KeyFileError("unreadable", `no key file can be read at ${path}`, cause);
  });
  try {
    return parseKeyFile(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof KeyFileError) throw cause;
    throw new KeyFileError("malformed", `not a key file: ${path} is not JSON`, cause);
  }
}

/**
 * Writes a key file, readable by its owner only; whole or not at all, and never over another file.
 * @throws KeyFileError `exists` or `unreadable`.
 */
export async function writeKeyFile(path: string, file: KeyFile): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const handle = await openFile(draft, "wx", 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(file, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // Unlike a rename, a link refuses a name that is taken.
    await link(draft, path);
  } catch (cause) {
    throw writeError(path, cause);
  } finally {
    await rm(draft, { force: true });
  }
}

function writeError(path: string, cause: unknown): KeyFileError {
  return (cause as NodeJS.ErrnoException).code === "EEXIST"
    ? new KeyFileError("exists", `there is a file at ${path} already`, cause)
    : new KeyFileError("unreadable", `no key file can be written at ${path}`, cause);
}
