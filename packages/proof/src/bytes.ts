// SPDX-License-Identifier: Apache-2.0
import { ProofError } from "./errors.ts";

/** Lower-case hexadecimal with its `0x`. */
export type Hex = `0x${string}`;

const HEX_DIGITS = "0123456789abcdef";
const HEX_OF_BYTE: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);
const NOT_A_DIGIT = 0xff;
const VALUE_OF_CODE = new Uint8Array(128).fill(NOT_A_DIGIT);
for (const [value, digit] of Array.from(HEX_DIGITS).entries()) {
  VALUE_OF_CODE[digit.charCodeAt(0)] = value;
}

const encoder = new TextEncoder();
// ignoreBOM keeps a byte order mark in the text, where the caller sees and refuses it.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes as lower-case hex with `0x`. */
export function toHex(bytes: Uint8Array): Hex {
  let text = "";
  for (const byte of bytes) text += HEX_OF_BYTE[byte] ?? "";
  return `0x${text}`;
}

/**
 * Reads lower-case hex with `0x`.
 * @param length the number of bytes that it must have, when that is fixed
 * @throws ProofError `invalid-hex` (no prefix, upper case, half a byte), `wrong-length`
 */
export function fromHex(text: string, length?: number): Uint8Array {
  if (!text.startsWith("0x") || text.length % 2 !== 0) {
    throw new ProofError("invalid-hex", "hex must begin with 0x and hold whole bytes");
  }
  const bytes = new Uint8Array(text.length / 2 - 1);
  for (let at = 0; at < bytes.length; at++) {
    const high = VALUE_OF_CODE[text.charCodeAt(2 * at + 2)] ?? NOT_A_DIGIT;
    const low = VALUE_OF_CODE[text.charCodeAt(2 * at + 3)] ?? NOT_A_DIGIT;
    if (high === NOT_A_DIGIT || low === NOT_A_DIGIT) {
      throw new ProofError("invalid-hex", "hex must be made of 0-9 and a-f, in lower case");
    }
    bytes[at] = high * 16 + low;
  }
  if (length !== undefined) requireLength(bytes, length, "hex");
  return bytes;
}

/** Whether the text is lower-case hex with `0x`, of `length` bytes when that is given. */
export function isHex(text: unknown, length?: number): text is Hex {
  if (typeof text !== "string" || !/^0x(?:[0-9a-f]{2})*$/.test(text)) return false;
  return length === undefined || text.length === 2 + 2 * length;
}

/** @throws ProofError `wrong-length` */
export function requireLength(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) {
    throw new ProofError("wrong-length", `${what} must be ${length} bytes, not ${bytes.length}`);
  }
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether both hold the same bytes. Not constant-time: nothing here is secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** Order of bytes as numbers from the left; a prefix comes before what it begins. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** @throws ProofError `invalid-utf8` */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new ProofError("invalid-utf8", "the bytes are not valid UTF-8", { cause });
  }
}

/**
 * A whole number as big-endian bytes of a fixed width.
 * @throws ProofError `out-of-range` (negative, fractional, or wider)
 */
export function uintBytes(value: number | bigint, width: number): Uint8Array {
  if (typeof value === "bigint") return bigBytes(value, width);
  if (!Number.isSafeInteger(value)) {
    throw new ProofError("out-of-range", "the number is not a safe integer");
  }
  if (value < 0 || value >= 2 ** (8 * width)) throw tooWide(width);
  const bytes = new Uint8Array(width);
  for (let at = width - 1, rest = value; rest > 0; at--, rest = Math.floor(rest / 256)) {
    bytes[at] = rest % 256;
  }
  return bytes;
}

function bigBytes(value: bigint, width: number): Uint8Array {
  if (value < 0n || value >> BigInt(8 * width) !== 0n) throw tooWide(width);
  const bytes = new Uint8Array(width);
  for (let at = width - 1, rest = value; rest > 0n; at--, rest >>= 8n) {
    bytes[at] = Number(rest & 0xffn);
  }
  return bytes;
}

const tooWide = (width: number): ProofError =>
  new ProofError("out-of-range", `the number does not fit ${width} unsigned bytes`);

/** Big-endian bytes, of any width, as a whole number. */
export function bytesToBigint(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(toHex(bytes));
}

/**
 * Big-endian bytes as a number.
 * @throws ProofError `out-of-range` when it is no safe integer
 */
export function bytesToNumber(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) {
    value = 256 * value + byte;
    if (value > Number.MAX_SAFE_INTEGER) {
      throw new ProofError("out-of-range", "the number is beyond 2^53 - 1");
    }
  }
  return value;
}
