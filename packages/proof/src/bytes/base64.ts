// SPDX-License-Identifier: Apache-2.0
import { ProofError } from "../errors.ts";

// Written out because the platforms differ: Buffer is Node's, and atob ignores white space and stray bits.
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const NOT_A_DIGIT = 0xff;
const VALUE_OF_CODE = new Uint8Array(128).fill(NOT_A_DIGIT);
for (const [value, digit] of Array.from(ALPHABET).entries()) {
  VALUE_OF_CODE[digit.charCodeAt(0)] = value;
}

/** Bytes as standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += ALPHABET.charAt(word >> 18) + ALPHABET.charAt((word >> 12) & 63);
    text += left > 1 ? ALPHABET.charAt((word >> 6) & 63) : "=";
    text += left > 2 ? ALPHABET.charAt(word & 63) : "=";
  }
  return text;
}

/**
 * Reads standard base64. Padding is required and the bits that it leaves over are zero, so that each
 * byte string has one text only (RFC 4648 section 3.5).
 * @throws ProofError `invalid-base64`
 */
export function fromBase64(text: string): Uint8Array {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  if (text.length % 4 !== 0) {
    throw new ProofError("invalid-base64", "base64 must hold whole groups of four characters");
  }
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const digits = text.length - padding;
  let word = 0;
  let filled = 0;
  for (let at = 0; at < digits; at++) {
    const value = VALUE_OF_CODE[text.charCodeAt(at)] ?? NOT_A_DIGIT;
    if (value === NOT_A_DIGIT) throw new ProofError("invalid-base64", "a character is not base64");
    word = ((word << 6) | value) & 0xffffff;
    // Digit k completes byte k·6/8: the first digit of a group completes none.
    if (at % 4 !== 0) bytes[filled++] = (word >> (6 - 2 * (at % 4))) & 0xff;
  }
  const spare = padding === 2 ? word & 0x0f : padding === 1 ? word & 0x03 : 0;
  if (spare !== 0) throw new ProofError("invalid-base64", "the last character has stray bits");
  return bytes;
}
