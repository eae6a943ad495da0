// SPDX-License-Identifier: Apache-2.0
// SM3 by GB/T 32905-2016 (GM/T 0004-2012), for platforms without it. Clause numbers are of GB/T 32905.
import type { Hasher } from "./types.ts";

const BLOCK = 64;
const LENGTH_FIELD = 8;

/** 4.1, the initial value. */
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
/** 4.4, the two permutations. */
const p0 = (x: number): number => x ^ rotate(x, 9) ^ rotate(x, 17);
const p1 = (x: number): number => x ^ rotate(x, 15) ^ rotate(x, 23);
const parity = (x: number, y: number, z: number): number => x ^ y ^ z;
/** 4.3, the functions of the later rounds, each with one operation less than the standard writes it. */
const majority = (x: number, y: number, z: number): number => (x & y) | (z & (x | y));
const choose = (x: number, y: number, z: number): number => z ^ (x & (y ^ z));

/** 4.2, the constant of round j, already turned left by j mod 32 as 5.3.3 uses it. */
const TURNED = Int32Array.from({ length: 64 }, (_, j) =>
  rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32),
);

const word = (words: Int32Array, at: number): number => words[at] ?? 0;

/** 5.3.2, 16 words of message grow to 68. */
function expand(block: DataView, at: number, words: Int32Array): void {
  for (let j = 0; j < 16; j++) words[j] = block.getInt32(at + 4 * j);
  for (let j = 16; j < 68; j++) {
    const mixed = word(words, j - 16) ^ word(words, j - 9) ^ rotate(word(words, j - 3), 15);
    words[j] = p1(mixed) ^ rotate(word(words, j - 13), 7) ^ word(words, j - 6);
  }
}

/**
 * 5.3.3, the compression of one block into `state`: eight words in variables of their own, which engines keep in
 * registers, and nothing that would have to be collected.
 */
function compress(state: Int32Array, words: Int32Array): void {
  let a = word(state, 0);
  let b = word(state, 1);
  let c = word(state, 2);
  let d = word(state, 3);
  let e = word(state, 4);
  let f = word(state, 5);
  let g = word(state, 6);
  let h = word(state, 7);
  for (let j = 0; j < 64; j++) {
    const turned = rotate(a, 12);
    const own = word(words, j);
    const ss1 = rotate((turned + e + word(TURNED, j)) | 0, 7);
    const ff = j < 16 ? parity(a, b, c) : majority(a, b, c);
    const gg = j < 16 ? parity(e, f, g) : choose(e, f, g);
    const tt1 = (ff + d + (ss1 ^ turned) + (own ^ word(words, j + 4))) | 0;
    const tt2 = (gg + h + ss1 + own) | 0;
    d = c;
    c = rotate(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotate(f, 19);
    f = e;
    e = p0(tt2);
  }
  mix(state, 0, a, b, c, d);
  mix(state, 4, e, f, g, h);
}

function mix(state: Int32Array, at: number, a: number, b: number, c: number, d: number): void {
  state[at] = word(state, at) ^ a;
  state[at + 1] = word(state, at + 1) ^ b;
  state[at + 2] = word(state, at + 2) ^ c;
  state[at + 3] = word(state, at + 3) ^ d;
}

/** 5.2, what follows the message: one bit 1, zeros, and its length in bits as 64 bits. */
export function padding(bytes: number, held: number): Uint8Array {
  const zeros = (2 * BLOCK - LENGTH_FIELD - 1 - held) % BLOCK;
  const tail = new Uint8Array(1 + zeros + LENGTH_FIELD);
  tail[0] = 0x80;
  new DataView(tail.buffer).setBigUint64(1 + zeros, BigInt(bytes) * 8n);
  return tail;
}

/** A streaming SM3. */
export function createSm3(): Hasher {
  const state = Int32Array.from(INITIAL);
  const words = new Int32Array(68);
  const buffer = new Uint8Array(BLOCK);
  const view = new DataView(buffer.buffer);
  let held = 0;
  let bytes = 0;

  const absorb = (source: DataView, at: number): void => {
    expand(source, at, words);
    compress(state, words);
  };
  const update = (chunk: Uint8Array): void => {
    bytes += chunk.length;
    let at = 0;
    if (held > 0) {
      at = Math.min(BLOCK - held, chunk.length);
      buffer.set(chunk.subarray(0, at), held);
      held += at;
      if (held < BLOCK) return;
      absorb(view, 0);
    }
    const source = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (; at + BLOCK <= chunk.length; at += BLOCK) absorb(source, at);
    buffer.set(chunk.subarray(at));
    held = chunk.length - at;
  };
  const digest = (): Uint8Array => {
    update(padding(bytes, held));
    const result = new Uint8Array(32);
    const out = new DataView(result.buffer);
    state.forEach((value, j) => {
      out.setInt32(4 * j, value);
    });
    return result;
  };
  return { update, digest };
}
