// SPDX-License-Identifier: Apache-2.0
import { bytesToNumber, concatBytes, fromUtf8, uintBytes, utf8 } from "./bytes.ts";
import { fromBase64, toBase64 } from "./bytes/base64.ts";
import { type CryptoProvider, defaultCrypto } from "./crypto.ts";
import { ProofError } from "./errors.ts";
import { NOTE_ID_BYTES, type NoteKey, requireKeyName } from "./note/key.ts";

/** One signature line. */
export interface NoteSignature {
  readonly name: string;
  /** Id of the key, unsigned 32 bits. */
  readonly id: number;
  /** What follows the id: 64 bytes of Ed25519, or for a cosignature 8 bytes of time before them. */
  readonly value: Uint8Array;
}

/** A text with signatures; the text counts only once a known key's signature is verified. */
export interface Note {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A signature that holds. */
export interface VerifiedSignature {
  readonly key: NoteKey;
  /** Seconds since the epoch at which a cosigner says that it signed; the latest, when it signed twice. */
  readonly time?: number;
}

/** Longest note that is read, in bytes: room for 16 post-quantum signatures beside ours. */
export const MAX_NOTE_BYTES = 131_072;
export const MAX_NOTE_SIGNATURES = 64;

const SIGNATURE_START = "\u2014 ";
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;
// eslint's no-control-regex would flag a literal class: everything below U+0020 but the newline.
const CONTROL = new RegExp("[\\u0000-\\u0009\\u000b-\\u001f]");

/**
 * Reads a signed note (C2SP signed-note). Nothing is verified.
 * @throws ProofError `too-large`, `invalid-utf8`, `note-malformed`
 */
export function parseNote(input: string | Uint8Array): Note {
  const bytes = typeof input === "string" ? utf8(input) : input;
  if (bytes.length > MAX_NOTE_BYTES) {
    throw new ProofError("too-large", `the note is longer than ${MAX_NOTE_BYTES} bytes`);
  }
  if (typeof input === "string" && !input.isWellFormed()) throw malformed("is not Unicode");
  const whole = typeof input === "string" ? input : fromUtf8(input);
  if (CONTROL.test(whole)) throw malformed("holds a control character");
  const end = whole.lastIndexOf("\n\n");
  if (end < 0 || !whole.endsWith("\n"))
    throw malformed("has no signature lines after a blank line");
  const lines = whole.slice(end + 2, -1).split("\n");
  if (lines.length > MAX_NOTE_SIGNATURES) throw malformed("has too many signatures");
  return { text: whole.slice(0, end + 1), signatures: lines.map(parseSignatureLine) };
}

/**
 * The note as text: the signed text, a blank line, a line for each signature.
 * @throws ProofError `note-malformed`, `note-key-malformed`
 */
export function formatNote({ text, signatures }: Note): string {
  requireNoteText(text);
  if (signatures.length === 0) throw malformed("has no signatures");
  return `${text}\n${signatures.map(signatureLine).join("")}`;
}

/**
 * The signatures by known keys, one for each key however often it signed. Signatures of unknown keys
 * are passed over.
 * @throws ProofError `note-signature-wrong` when a known key's signature does not hold, and
 *   `note-not-signed` when no known key signed
 */
export function verifyNote(
  note: Note,
  keys: readonly NoteKey[],
  crypto: CryptoProvider = defaultCrypto,
): VerifiedSignature[] {
  const known = new Map(keys.map((key) => [`${key.name}+${key.id}+${key.kind}`, key]));
  const verified = [...known.values()].flatMap((key) => verifyKey(note, key, crypto) ?? []);
  if (verified.length > 0) return verified;
  throw new ProofError("note-not-signed", "no known key signed the note");
}

function verifyKey(
  note: Note,
  key: NoteKey,
  crypto: CryptoProvider,
): VerifiedSignature | undefined {
  const own = note.signatures.filter(({ name, id }) => name === key.name && id === key.id);
  if (own.length === 0) return undefined;
  const times = own.map(({ value }) => verifyValue(note.text, key, value, crypto));
  const dated = times.filter((time) => time !== undefined);
  return dated.length === 0 ? { key } : { key, time: Math.max(...dated) };
}

/** Returns the time of a cosignature. */
function verifyValue(
  text: string,
  key: NoteKey,
  value: Uint8Array,
  crypto: CryptoProvider,
): number | undefined {
  const timed = key.kind === "cosignature";
  const start = timed ? TIME_BYTES : 0;
  if (value.length !== start + SIGNATURE_BYTES) throw wrong(key);
  const time = timed ? bytesToNumber(value.subarray(0, TIME_BYTES)) : undefined;
  const message = time === undefined ? text : cosignedText(text, time);
  if (!crypto.verifyEd25519(key.key, utf8(message), value.subarray(start))) throw wrong(key);
  return time;
}

/** What a cosigner signs (C2SP tlog-cosignature, "Ed25519 signed message"). */
export function cosignedText(text: string, time: number): string {
  return `cosignature/v1\ntime ${time}\n${text}`;
}

/** @throws ProofError `note-malformed` unless the text can be signed as a note */
export function requireNoteText(text: string): string {
  if (!text.endsWith("\n")) throw malformed("does not end in a newline");
  if (!text.isWellFormed()) throw malformed("is not Unicode");
  if (CONTROL.test(text)) throw malformed("holds a control character");
  return text;
}

function parseSignatureLine(line: string): NoteSignature {
  if (!line.startsWith(SIGNATURE_START)) throw malformed("has a line that is no signature");
  const rest = line.slice(SIGNATURE_START.length);
  const space = rest.indexOf(" ");
  if (space < 0) throw malformed("has a signature line without a signature");
  const bytes = readBase64(rest.slice(space + 1));
  if (bytes.length <= NOTE_ID_BYTES) throw malformed("has a signature that is too short");
  return {
    name: requireKeyName(rest.slice(0, space)),
    id: bytesToNumber(bytes.subarray(0, NOTE_ID_BYTES)),
    value: bytes.slice(NOTE_ID_BYTES),
  };
}

function readBase64(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch (cause) {
    throw malformed("has a signature that is not base64", cause);
  }
}

function signatureLine({ name, id, value }: NoteSignature): string {
  const bytes = concatBytes(uintBytes(id, NOTE_ID_BYTES), value);
  return `${SIGNATURE_START}${requireKeyName(name)} ${toBase64(bytes)}\n`;
}

function malformed(what: string, cause?: unknown): ProofError {
  return new ProofError("note-malformed", `the note ${what}`, { cause });
}

function wrong({ name }: NoteKey): ProofError {
  return new ProofError("note-signature-wrong", `the signature by ${name} does not hold`);
}
