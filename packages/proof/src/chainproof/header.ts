// SPDX-License-Identifier: Apache-2.0
// Block headers: 15 fields, and up to six more that later forks appended, each only if the one
// before is there.
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { decodeRlpList, encodeRlp, rlpBytes, rlpScalar, type RlpItem, scalarBytes } from "./rlp.ts";

/** The kinds of field that a header has. */
type Kind = "hash" | "address" | "bloom" | "scalar" | "extra" | "nonce";

const REQUIRED = [
  ["parentHash", "hash"],
  ["ommersHash", "hash"],
  ["coinbase", "address"],
  ["stateRoot", "hash"],
  ["transactionsRoot", "hash"],
  ["receiptsRoot", "hash"],
  ["logsBloom", "bloom"],
  ["difficulty", "scalar"],
  ["number", "scalar"],
  ["gasLimit", "scalar"],
  ["gasUsed", "scalar"],
  ["time", "scalar"],
  ["extraData", "extra"],
  ["mixHash", "hash"],
  ["nonce", "nonce"],
] as const satisfies readonly (readonly [string, Kind])[];

// London, Shanghai, Cancun (three), Prague.
const APPENDED = [
  ["baseFee", "scalar"],
  ["withdrawalsRoot", "hash"],
  ["blobGasUsed", "scalar"],
  ["excessBlobGas", "scalar"],
  ["parentBeaconBlockRoot", "hash"],
  ["requestsHash", "hash"],
] as const satisfies readonly (readonly [string, Kind])[];

const FIELDS: readonly (readonly [string, Kind])[] = [...REQUIRED, ...APPENDED];
const LENGTHS: Readonly<Partial<Record<Kind, number>>> = {
  hash: 32,
  address: 20,
  bloom: 256,
  nonce: 8,
};
/** A BFT header with a hundred validators stays well below. */
export const MAX_HEADER_BYTES = 65_536;

type ValueOf<K> = K extends "scalar" ? bigint : Uint8Array;
type Required_ = { readonly [F in (typeof REQUIRED)[number] as F[0]]: ValueOf<F[1]> };
type Appended = { readonly [F in (typeof APPENDED)[number] as F[0]]?: ValueOf<F[1]> };

/** A header's fields by name. */
export type BlockHeader = Required_ & Appended;

const refuse = (what: string): ProofError => new ProofError("header-invalid", what);

function fieldOf(item: RlpItem | undefined, name: string, kind: Kind): bigint | Uint8Array {
  return kind === "scalar" ? rlpScalar(item, name) : rlpBytes(item, name, LENGTHS[kind]);
}

/**
 * Reads a header of 15 to 21 fields.
 * @throws ProofError `header-invalid` or `rlp-invalid`.
 */
export function decodeHeader(bytes: Uint8Array): BlockHeader {
  if (bytes.length > MAX_HEADER_BYTES) throw refuse("the header is too long");
  const list = decodeRlpList(bytes);
  if (list.length < REQUIRED.length || list.length > FIELDS.length) {
    throw refuse(`a header has 15 to 21 fields, not ${list.length}`);
  }
  const fields: Record<string, bigint | Uint8Array> = {};
  FIELDS.slice(0, list.length).forEach(([name, kind], place) => {
    fields[name] = fieldOf(list[place], name, kind);
  });
  const header = fields as unknown as BlockHeader;
  for (const value of [header.number, header.time]) {
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw refuse("number or time is out of range");
  }
  return header;
}

/**
 * Writes a header, stopping at the first appended field that is not there.
 * @throws ProofError `header-invalid` when a field is there though one before it is not.
 */
export function encodeHeader(header: BlockHeader): Uint8Array {
  const values = FIELDS.map(([name]) => (header as unknown as Record<string, unknown>)[name]);
  const missing = values.findIndex((value) => value === undefined);
  const present = missing === -1 ? values : values.slice(0, missing);
  if (missing !== -1 && values.slice(missing).some((value) => value !== undefined)) {
    throw refuse("a field is there though one before it is not");
  }
  const bytes = encodeRlp(
    present.map((value) =>
      typeof value === "bigint" ? scalarBytes(value) : (value as Uint8Array),
    ),
  );
  decodeHeader(bytes);
  return bytes;
}

/**
 * The fields up to the first appended one that is not there: nodes tell later ones in JSON that no
 * header holds.
 */
export function untilMissing(fields: Readonly<Record<string, bigint | Uint8Array>>): BlockHeader {
  const missing = APPENDED.findIndex(([name]) => fields[name] === undefined);
  const left = new Set<string>(missing === -1 ? [] : APPENDED.slice(missing).map(([name]) => name));
  const kept = Object.entries(fields).filter(([name]) => !left.has(name));
  return Object.fromEntries(kept) as unknown as BlockHeader;
}

/** keccak-256 of the header's bytes: the block hash wherever the seals are part of what is hashed. */
export function headerHash(bytes: Uint8Array, crypto: CryptoProvider = defaultCrypto): Uint8Array {
  return crypto.keccak256(bytes);
}
