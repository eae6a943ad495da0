// SPDX-License-Identifier: Apache-2.0
import { type Hex, isHex } from "../bytes.ts";
import { fromBase64 } from "../bytes/base64.ts";
import { type Json, parseStrict } from "../canonical.ts";
import {
  address,
  bytes32,
  count,
  failAt,
  hex,
  list,
  memberOf,
  object,
  oneOf,
  optional,
  ordinal,
  pattern,
  type Read,
} from "../canonical/fields.ts";
import { MAX_HEADER_BYTES } from "../chainproof/header.ts";
import { MAX_NODES } from "../chainproof/trie/pool.ts";
import type { DisclosedScope, ScopeStep } from "../scope.ts";
import type { Contracts } from "../storage/reader.ts";
import {
  type DisclosedDocument,
  type Evidence,
  MAX_EVIDENCE_BYTES,
  MAX_FOLLOWING,
  MAX_PATH,
  MAX_RELATED,
  type PlacedEntry,
} from "./types.ts";

const MAX_TIMESTAMPS = 8;
const MAX_DOCUMENTS = 64;
const MAX_ITEMS = 256;

const base64Text = pattern(/^[A-Za-z0-9+/]+={0,2}$/);

/** Standard base64 that says at least one byte. */
export const base64: Read<string> = (value, path) => {
  const text = base64Text(value, path);
  // Of whole groups of digits, only the last one can be wrong.
  fromBase64(text.length % 4 === 0 ? text.slice(-4) : text);
  return text;
};

const headerHex: Read<Hex> = (value, path) => {
  if (typeof value !== "string" || !isHex(value)) {
    return failAt("invalid-hex", "must be lower-case hex", path);
  }
  return value.length <= 2 + 2 * MAX_HEADER_BYTES
    ? value
    : failAt("too-large", "is longer than any header", path);
};

const contracts: Read<Contracts> = object({
  organizationRegistry: address,
  assetRegistry: address,
  sharingRegistry: address,
  exchangeLog: address,
});

/** Hashes of a path up the tree, 32 bytes each. */
export const path: Read<readonly Hex[]> = list(hex(32), 0, MAX_PATH);

const anyJson: Read<Json> = (value) => value as Json;

/** The members that every file has, beside its contracts. */
export const CHAIN_FRAME = {
  chainId: ordinal,
  block: object({
    header: headerHex,
    hash: bytes32,
    following: optional(list(headerHex, 1, MAX_FOLLOWING)),
  }),
  nodes: list(base64, 0, MAX_NODES),
};

/** The members that evidence and history share. */
export const FRAME = {
  ...CHAIN_FRAME,
  contracts,
  log: object({
    origin: pattern(/^[^\p{Cc}]{1,255}$/u),
    key: pattern(/^[^\p{Cc}]{1,512}$/u),
  }),
  checkpoint: pattern(/^[^\0]{1,131072}$/u),
};

/** Documents laid open. */
export const documents: Read<readonly DisclosedDocument[]> = list(
  object({ commitment: bytes32, salt: hex(32), document: anyJson }),
  1,
  MAX_DOCUMENTS,
);

const step: Read<ScopeStep> = (value, path) =>
  memberOf(value, "left") === undefined
    ? object({ right: hex(32) })(value, path)
    : object({ left: hex(32) })(value, path);

/** A scope laid open. */
export const scope: Read<DisclosedScope> = object({
  commitment: bytes32,
  items: bytes32,
  disclosed: optional(
    list(object({ item: anyJson, salt: hex(32), path: list(step, 0, MAX_PATH) }), 1, MAX_ITEMS),
  ),
});

const PLACED = { entry: base64, index: count, inclusion: path };
const placed: Read<PlacedEntry> = object(PLACED);

const evidence: Read<Evidence> = object({
  type: oneOf("suyuan/evidence@1"),
  ...FRAME,
  ...PLACED,
  timestamps: optional(list(base64, 1, MAX_TIMESTAMPS)),
  documents: optional(documents),
  scope: optional(scope),
  related: optional(list(placed, 1, MAX_RELATED)),
});

/** Reads evidence already parsed. @throws ProofError as `canonical/fields` says, `invalid-base64` */
export function readEvidence(json: unknown): Evidence {
  return evidence(json, "");
}

/**
 * Reads an evidence file.
 * @throws ProofError `too-large` above 1 MiB, and as `parseStrict` and `readEvidence` do
 */
export function parseEvidence(file: string | Uint8Array): Evidence {
  return readEvidence(parseStrict(file, { bytes: MAX_EVIDENCE_BYTES }));
}
