// SPDX-License-Identifier: Apache-2.0
import { bytesToNumber, concatBytes, requireLength, uintBytes, utf8 } from "../bytes.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";

/** How a key signs: the note's text (C2SP signed-note), or a cosignature (C2SP tlog-cosignature). */
export type NoteKeyKind = "ed25519" | "cosignature";

/** A public key that signs notes under a name. */
export interface NoteKey {
  readonly name: string;
  /** The first four bytes of a hash over name, kind and key, as an unsigned number. */
  readonly id: number;
  readonly kind: NoteKeyKind;
  /** Ed25519 public key, 32 bytes. */
  readonly key: Uint8Array;
}

const ED25519_KEY_BYTES = 32;
export const NOTE_ID_BYTES = 4;

const KIND_BYTE: Readonly<Record<NoteKeyKind, number>> = { ed25519: 0x01, cosignature: 0x04 };
const NEWLINE = Uint8Array.of(0x0a);
const ID_HEX = /^[0-9a-f]{8}$/;
const FORBIDDEN_IN_NAME = /[\p{White_Space}+\p{Cc}]/u;

/** @throws ProofError `note-key-malformed` for a name that is empty or holds white space or a plus */
export function requireKeyName(name: string): string {
  if (name !== "" && name.isWellFormed() && !FORBIDDEN_IN_NAME.test(name)) return name;
  throw new ProofError("note-key-malformed", "a key name is empty or holds white space or a plus");
}

/**
 * A public key with its id.
 * @throws ProofError `note-key-malformed`, `wrong-length`
 */
export function noteKey(
  name: string,
  key: Uint8Array,
  kind: NoteKeyKind = "ed25519",
  crypto: CryptoProvider = defaultCrypto,
): NoteKey {
  requireKeyName(name);
  requireLength(key, ED25519_KEY_BYTES, "an Ed25519 public key");
  const hash = crypto.sha256(concatBytes(utf8(name), NEWLINE, Uint8Array.of(KIND_BYTE[kind]), key));
  return { name, id: bytesToNumber(hash.subarray(0, NOTE_ID_BYTES)), kind, key };
}

/** The key as one line, `name+id+base64(kind ‖ key)`: the C2SP verifier key. */
export function formatVerifierKey({ name, id, kind, key }: NoteKey): string {
  const material = toBase64(concatBytes(Uint8Array.of(KIND_BYTE[kind]), key));
  return `${name}+${idText(id)}+${material}`;
}

/**
 * Reads a verifier key of one of the two kinds.
 * @throws ProofError `note-key-malformed`, also when the id is not that of the key
 */
export function parseVerifierKey(text: string, crypto: CryptoProvider = defaultCrypto): NoteKey {
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  const id = text.slice(first + 1, second);
  if (first < 1 || second < 0 || !ID_HEX.test(id)) throw malformed("is not name+id+key");
  const material = readMaterial(text.slice(second + 1));
  const kind = kindOf(material[0]);
  if (material.length !== 1 + ED25519_KEY_BYTES) throw malformed("has a key of another length");
  const key = noteKey(text.slice(0, first), material.slice(1), kind, crypto);
  if (idText(key.id) !== id) throw malformed("has an id that is not its key's");
  return key;
}

function readMaterial(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch (cause) {
    throw malformed("holds no base64", cause);
  }
}

function kindOf(byte: number | undefined): NoteKeyKind {
  if (byte === KIND_BYTE.ed25519) return "ed25519";
  if (byte === KIND_BYTE.cosignature) return "cosignature";
  throw malformed("is of a kind that is not known here");
}

function idText(id: number): string {
  return Array.from(uintBytes(id, NOTE_ID_BYTES), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

function malformed(what: string, cause?: unknown): ProofError {
  return new ProofError("note-key-malformed", `the verifier key ${what}`, { cause });
}
