// SPDX-License-Identifier: Apache-2.0
// Recursive length prefix (Ethereum Yellow Paper, appendix B), read strictly: every value has
// exactly one accepted encoding, so that a changed byte never decodes to the same value.
import { bytesToBigint, concatBytes } from "../bytes.ts";
import { ProofError } from "../errors.ts";

/** A byte string, or a list of items. */
export type RlpItem = Uint8Array | readonly RlpItem[];

const MAX_DEPTH = 16;
const SHORT = 55;
const STRING = 0x80;
const LIST = 0xc0;

interface Span {
  readonly isList: boolean;
  readonly start: number;
  readonly end: number;
}

const refuse = (what: string): ProofError => new ProofError("rlp-invalid", what);

function longLength(bytes: Uint8Array, at: number, width: number): number {
  if (width > 4) throw refuse("an RLP length takes more than four bytes");
  let length = 0;
  for (let offset = 0; offset < width; offset++) {
    const byte = bytes[at + offset];
    if (byte === undefined) throw refuse("an RLP length is cut off");
    if (offset === 0 && byte === 0) throw refuse("an RLP length begins with a zero byte");
    length = length * 256 + byte;
  }
  if (length <= SHORT) throw refuse("an RLP length of at most 55 is written in the long form");
  return length;
}

function span(bytes: Uint8Array, at: number, limit: number): Span {
  const prefix = bytes[at];
  if (prefix === undefined || at >= limit) throw refuse("an RLP item is cut off");
  if (prefix < STRING) return { isList: false, start: at, end: at + 1 };
  const isList = prefix >= LIST;
  const short = prefix - (isList ? LIST : STRING);
  const width = Math.max(0, short - SHORT);
  const length = width === 0 ? short : longLength(bytes, at + 1, width);
  const start = at + 1 + width;
  const end = start + length;
  if (end > limit) throw refuse("an RLP item is cut off");
  if (!isList && length === 1 && (bytes[start] ?? 0) < STRING) {
    throw refuse("a single RLP byte below 0x80 carries a prefix");
  }
  return { isList, start, end };
}

function items(bytes: Uint8Array, start: number, end: number, depth: number): RlpItem[] {
  if (depth > MAX_DEPTH) throw refuse("RLP lists are nested too deeply");
  const list: RlpItem[] = [];
  for (let at = start; at < end;) {
    const next = span(bytes, at, end);
    list.push(
      next.isList
        ? items(bytes, next.start, next.end, depth + 1)
        : bytes.subarray(next.start, next.end),
    );
    at = next.end;
  }
  return list;
}

/**
 * Reads one RLP item that fills `bytes` exactly.
 * @throws ProofError `rlp-invalid` for anything but the one canonical encoding.
 */
export function decodeRlp(bytes: Uint8Array): RlpItem {
  const outer = span(bytes, 0, bytes.length);
  if (outer.end !== bytes.length) throw refuse("bytes follow the RLP item");
  return outer.isList
    ? items(bytes, outer.start, outer.end, 1)
    : bytes.subarray(outer.start, outer.end);
}

/** Like `decodeRlp`, for an item that has to be a list. */
export function decodeRlpList(bytes: Uint8Array): readonly RlpItem[] {
  const item = decodeRlp(bytes);
  if (item instanceof Uint8Array) throw refuse("an RLP list was expected, not a string");
  return item;
}

function prefixed(base: number, body: Uint8Array): Uint8Array {
  if (body.length <= SHORT) return concatBytes(Uint8Array.of(base + body.length), body);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  return concatBytes(Uint8Array.of(base + SHORT + length.length, ...length), body);
}

/** Writes the canonical encoding of an item. */
export function encodeRlp(item: RlpItem): Uint8Array {
  if (!(item instanceof Uint8Array)) return prefixed(LIST, concatBytes(...item.map(encodeRlp)));
  if (item.length === 1 && (item[0] ?? STRING) < STRING) return item;
  return prefixed(STRING, item);
}

/** The string at a place of a list. */
export function rlpBytes(item: RlpItem | undefined, name: string, length?: number): Uint8Array {
  if (!(item instanceof Uint8Array)) throw refuse(`${name} must be an RLP string`);
  if (length !== undefined && item.length !== length) {
    throw refuse(`${name} must be ${length} bytes long`);
  }
  return item;
}

/** A scalar at a place of a list: big-endian, no leading zero byte, at most 32 bytes. */
export function rlpScalar(item: RlpItem | undefined, name: string): bigint {
  const bytes = rlpBytes(item, name);
  if (bytes.length > 32) throw refuse(`${name} is longer than 32 bytes`);
  if (bytes[0] === 0) throw refuse(`${name} begins with a zero byte`);
  return bytesToBigint(bytes);
}

/** The RLP string of a scalar. */
export function scalarBytes(value: bigint): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 0xffn));
  return Uint8Array.from(bytes);
}
