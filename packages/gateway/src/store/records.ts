// SPDX-License-Identifier: Apache-2.0
// Values of the store as bytes.
import {
  bytesToNumber,
  concatBytes,
  fromUtf8,
  type Head,
  toHex,
  type Hex,
  uintBytes,
  utf8,
} from "@suyuan/proof";
import type { Finding } from "@suyuan/api";
import type {
  CheckpointRecord,
  Place,
  SeatUse,
  StoredProofs,
  StoreIdentity,
  Tip,
} from "./types.ts";

const NUMBER_BYTES = 8;
const HASH_BYTES = 32;

const number = (value: number): Uint8Array => uintBytes(value, NUMBER_BYTES);
const numberAt = (bytes: Uint8Array, at: number): number =>
  bytesToNumber(bytes.subarray(at, at + NUMBER_BYTES));

export const encodeNumber = number;
export const decodeNumber = (bytes: Uint8Array): number => numberAt(bytes, 0);

/** index ‖ logged. */
export const encodePlace = ({ index, logged }: Place): Uint8Array =>
  concatBytes(number(index), number(logged));
export const decodePlace = (bytes: Uint8Array): Place => ({
  index: numberAt(bytes, 0),
  logged: numberAt(bytes, NUMBER_BYTES),
});

/** n ‖ index ‖ leaf hash. */
export const encodeHead = ({ n, index, leafHash }: Head): Uint8Array =>
  concatBytes(number(n), number(index), leafHash);
export const decodeHead = (bytes: Uint8Array): Head => ({
  n: numberAt(bytes, 0),
  index: numberAt(bytes, NUMBER_BYTES),
  leafHash: bytes.slice(2 * NUMBER_BYTES, 2 * NUMBER_BYTES + HASH_BYTES),
});

/** day ‖ count; the seat stands in the key. */
export const encodeUse = ({ day, count }: SeatUse): Uint8Array =>
  concatBytes(number(day), number(count));
export const decodeUse = (key: string, bytes: Uint8Array): SeatUse => ({
  seat: Number.parseInt(key.slice(2), 16),
  day: numberAt(bytes, 0),
  count: numberAt(bytes, NUMBER_BYTES),
});

export const decodeId = (bytes: Uint8Array): Hex => toHex(bytes);

export const encodeJson = (value: unknown): Uint8Array => utf8(JSON.stringify(value));
const decodeJson = (bytes: Uint8Array): unknown => JSON.parse(fromUtf8(bytes));

// The store is trusted here: what it holds was written by `encodeJson`, and the start checks what is in it.
export const decodeIdentity = (bytes: Uint8Array): StoreIdentity =>
  decodeJson(bytes) as StoreIdentity;
export const decodeTip = (bytes: Uint8Array): Tip => decodeJson(bytes) as Tip;
export const decodeCheckpoint = (bytes: Uint8Array): CheckpointRecord =>
  decodeJson(bytes) as CheckpointRecord;
export const decodeFinding = (bytes: Uint8Array): Finding => decodeJson(bytes) as Finding;
export const decodeProofs = (bytes: Uint8Array): StoredProofs => decodeJson(bytes) as StoredProofs;
