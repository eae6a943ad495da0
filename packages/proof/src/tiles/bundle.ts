// SPDX-License-Identifier: Apache-2.0
import { ProofError } from "../errors.ts";
import { TILE_WIDTH } from "../tiles.ts";

const LENGTH_BYTES = 2;
const MAX_LENGTH = 0xffff;

/**
 * Entries as a bundle: each after its length in two bytes, big-endian.
 * @throws ProofError `bundle-malformed` for no entries, more than 256, or one above 65,535 bytes
 */
export function formatBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length < 1 || entries.length > TILE_WIDTH) {
    throw malformed(`holds ${entries.length} entries, not 1 to ${TILE_WIDTH}`);
  }
  const total = entries.reduce((sum, { length }) => sum + LENGTH_BYTES + length, 0);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MAX_LENGTH) throw malformed(`holds an entry of ${entry.length} bytes`);
    view.setUint16(at, entry.length);
    bytes.set(entry, at + LENGTH_BYTES);
    at += LENGTH_BYTES + entry.length;
  }
  return bytes;
}

/**
 * The entries of a bundle.
 * @param width the number of entries that it must hold, 1 to 256
 * @throws ProofError `bundle-malformed`
 */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at + LENGTH_BYTES;
    if (start > bytes.length) throw malformed("ends inside a length");
    at = start + view.getUint16(at);
    if (at > bytes.length) throw malformed("ends inside an entry");
    if (entries.length === width) throw malformed(`holds more than ${width} entries`);
    entries.push(bytes.slice(start, at));
  }
  if (entries.length < width) throw malformed(`holds ${entries.length} entries, not ${width}`);
  return entries;
}

function malformed(what: string): ProofError {
  return new ProofError("bundle-malformed", `the bundle ${what}`);
}
