// SPDX-License-Identifier: Apache-2.0
import { ed25519 } from "@noble/curves/ed25519.js";
import { concatBytes, requireLength, uintBytes, utf8 } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { cosignedText, type NoteSignature, requireNoteText } from "../note.ts";
import { noteKey, type NoteKey, type NoteKeyKind } from "./key.ts";

/** A key that signs, wherever its secret is kept. */
export interface NoteSigner {
  readonly key: NoteKey;
  /** Ed25519 over the message: 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const SEED_BYTES = 32;
const TIME_BYTES = 8;

/**
 * A signer from an Ed25519 seed (the secret key of RFC 8032, 32 bytes).
 * @throws ProofError `note-key-malformed`, `wrong-length`
 */
export function noteSigner(
  name: string,
  seed: Uint8Array,
  kind: NoteKeyKind = "ed25519",
  crypto: CryptoProvider = defaultCrypto,
): NoteSigner {
  requireLength(seed, SEED_BYTES, "an Ed25519 seed");
  return {
    key: noteKey(name, ed25519.getPublicKey(seed), kind, crypto),
    sign: (message) => ed25519.sign(message, seed),
  };
}

/**
 * A signature line's content over a note's text.
 * @throws ProofError `note-malformed`, `wrong-length`
 */
export function signNote(text: string, { key, sign }: NoteSigner): NoteSignature {
  const value = sign(utf8(requireNoteText(text)));
  requireLength(value, 64, "an Ed25519 signature");
  return { name: key.name, id: key.id, value };
}

/**
 * A cosignature over a checkpoint's text.
 * @param time seconds since the epoch
 * @throws ProofError `note-malformed`, `wrong-length`, `out-of-range`
 */
export function cosignNote(text: string, time: number, { key, sign }: NoteSigner): NoteSignature {
  const stamp = uintBytes(time, TIME_BYTES);
  const value = sign(utf8(cosignedText(requireNoteText(text), time)));
  requireLength(value, 64, "an Ed25519 signature");
  return { name: key.name, id: key.id, value: concatBytes(stamp, value) };
}
