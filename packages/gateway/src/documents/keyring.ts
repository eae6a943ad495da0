// SPDX-License-Identifier: Apache-2.0
// The keys that documents' own keys are wrapped with. They lie in one file that only the gateway's account may read;
// the newest of them wraps, all of them unwrap.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { canonicalBytes, fromUtf8, type Hex } from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import { SealError } from "./chunks.ts";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Far more than a file of keys has. */
const MAX_FILE_BYTES = 1_048_576;
/** Permissions of anybody but the owner. */
const OTHERS = 0o077;

const KEY_ID = /^[a-z0-9-]{1,32}$/;

const KEY = /^[0-9a-f]{64}$/;

/** The file of keys, as it lies on disk. */
export interface KeysFile {
  readonly type: "suyuan/document-keys@1";
  /** Id of the key that wraps. */
  readonly current: string;
  /** By their ids, 32 bytes in hexadecimal. */
  readonly keys: Readonly<Record<string, string>>;
}

/** What a document's key and content are bound to. */
export interface Bound {
  readonly id: Hex;
  readonly owner: number;
  readonly mediaType: string;
}

/** What lies sealed beside a document: the key of its content, and what opens its commitment. */
export interface Secret {
  readonly key: Uint8Array;
  readonly salt?: Hex;
  readonly items?: Hex;
}

/** A secret as it lies on disk. */
export interface Wrapped {
  readonly type: "suyuan/document-key@1";
  /** Id of the key that wraps it. */
  readonly key: string;
  /** What it is bound to, for whoever wraps it anew; whoever reads goes by what is recorded. */
  readonly owner: number;
  readonly mediaType: string;
  /** Nonce, sealed bytes and tag, base64. */
  readonly sealed: string;
}

/** Reads the file of keys. @throws StartRefusal `document-keys` */
export async function readKeys(path: string): Promise<KeysFile> {
  const refuse = (why: string, cause?: unknown) =>
    new StartRefusal("document-keys", `${path}: ${why}`, cause);
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (cause) {
    throw refuse("cannot be read", cause);
  }
  try {
    const { mode, size } = await file.stat();
    if ((mode & OTHERS) !== 0) throw refuse("others than its owner may use it (chmod 600)");
    if (size > MAX_FILE_BYTES) throw refuse("is no file of keys");
    return parseKeys(await file.readFile("utf8"), refuse);
  } finally {
    await file.close();
  }
}

function parseKeys(text: string, refuse: (why: string, cause?: unknown) => StartRefusal): KeysFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The cause would quote the file, and it holds keys.
    throw refuse("is no JSON");
  }
  if (!isKeysFile(json)) throw refuse("is no file of document keys");
  if (!Object.hasOwn(json.keys, json.current)) throw refuse("does not hold its current key");
  return json;
}

function isKeysFile(json: unknown): json is KeysFile {
  if (typeof json !== "object" || json === null) return false;
  const { type, current, keys, ...rest } = json as Partial<Record<string, unknown>>;
  if (type !== "suyuan/document-keys@1" || typeof current !== "string") return false;
  if (typeof keys !== "object" || keys === null || Object.keys(rest).length > 0) return false;
  return Object.entries(keys as Record<string, unknown>).every(
    ([id, key]) => KEY_ID.test(id) && typeof key === "string" && KEY.test(key),
  );
}

const bindingOf = ({ id, owner, mediaType }: Bound, key: string): Uint8Array =>
  canonicalBytes({ type: "suyuan/document-key@1", id, owner, mediaType, key });

/** What a document's content is bound to. */
export const contentBinding = ({ id, owner, mediaType }: Bound): Uint8Array =>
  canonicalBytes({ type: "suyuan/sealed@1", id, owner, mediaType });

/** A key for one document. */
export const newDocumentKey = (): Uint8Array => randomBytes(KEY_BYTES);

export class Keyring {
  readonly current: string;
  readonly #keys: ReadonlyMap<string, Buffer>;

  constructor({ current, keys }: KeysFile) {
    this.current = current;
    this.#keys = new Map(Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, "hex")]));
  }

  /** Wraps a secret with the current key. */
  wrap(bound: Bound, { key, ...rest }: Secret): Wrapped {
    const text = JSON.stringify({ key: Buffer.from(key).toString("hex"), ...rest });
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key(this.current), iv);
    cipher.setAAD(bindingOf(bound, this.current));
    const sealed = [iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
    const { owner, mediaType } = bound;
    return {
      ...{ type: "suyuan/document-key@1", key: this.current, owner, mediaType },
      sealed: Buffer.concat(sealed).toString("base64"),
    };
  }

  /** Opens a wrapped secret. @throws SealError when it is another's, was changed, or its key is not here */
  unwrap(bound: Bound, { key: id, sealed }: Wrapped): Secret {
    const bytes = Buffer.from(sealed, "base64");
    if (bytes.length < IV_BYTES + TAG_BYTES) throw new SealError("the wrapped key is cut off");
    const decipher = createDecipheriv(CIPHER, this.#key(id), bytes.subarray(0, IV_BYTES));
    decipher.setAAD(bindingOf(bound, id)).setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const opened = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
      const text = fromUtf8(Buffer.concat([opened, decipher.final()]));
      // Authenticated: it is what `wrap` wrote.
      const { key, ...rest } = JSON.parse(text) as Omit<Secret, "key"> & { readonly key: string };
      return { key: Buffer.from(key, "hex"), ...rest };
    } catch (cause) {
      throw new SealError("the wrapped key is not what was wrapped", { cause });
    }
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (key) return key;
    throw new SealError(`the key ${id} is not in the file of keys`);
  }
}
