// SPDX-License-Identifier: Apache-2.0
// Every record carries a sum of its own, so that whatever is read has been looked at, without a start that reads
// everything. CRC-32 finds what disks and memory do; against a forger stand the tree and the chain.
import { crc32 } from "node:zlib";
import { StartRefusal } from "../refusal.ts";

const SUM_BYTES = 4;
/** Entries are held against their leaf hashes instead; what says which version the store has must be read first. */
const BARE = { entries: "e/", meta: "m/meta" } as const;

/** Whether the value under a key ends with a sum. */
export const isSummed = (key: string): boolean =>
  !key.startsWith(BARE.entries) && key !== BARE.meta;

const sumOf = (key: string, value: Uint8Array): number => crc32(value, crc32(key));

/** The value with the sum of its key and itself behind it. */
export function withSum(key: string, value: Uint8Array): Uint8Array {
  const bytes = Buffer.allocUnsafe(value.length + SUM_BYTES);
  bytes.set(value);
  bytes.writeUInt32BE(sumOf(key, value), value.length);
  return bytes;
}

/** The value without its sum. @throws StartRefusal `store-altered` when it is another's */
export function withoutSum(key: string, stored: Uint8Array): Uint8Array {
  const end = stored.length - SUM_BYTES;
  const value = stored.subarray(0, Math.max(end, 0));
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  if (end >= 0 && view.getUint32(end) === sumOf(key, value)) return value;
  throw new StartRefusal("store-altered", `the store was altered: the sum of the record ${key}`);
}
