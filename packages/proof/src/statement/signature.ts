// SPDX-License-Identifier: Apache-2.0
import { type Hex, toHex } from "../bytes.ts";
import {
  bytes32,
  failAt,
  hex,
  inner,
  integer,
  list,
  memberOf,
  object,
  oneOf,
  optional,
  type Read,
  time,
  uint32,
} from "../canonical/fields.ts";

/** r ‖ s ‖ v. */
export const SIGNATURE_BYTES = 65;
export const MAX_BATCH = 1024;
/** Levels of a tree of `MAX_BATCH` leaves. */
const MAX_BATCH_PATH = 10;
/** A reconciliation has two; nothing has more. */
const MAX_SIGNATURES = 2;

/** An account's signature of one statement. */
export interface SingleSignature {
  readonly alg: "eip712";
  readonly seat: number;
  /** 65 bytes, r ‖ s ‖ v, low s, v 27 or 28. */
  readonly value: Hex;
}

/** What a batch covers. */
export interface BatchTerms {
  readonly asset: Hex;
  readonly grant?: Hex;
  /** The grant's purpose; 0 without a grant. */
  readonly purpose: number;
  /** No statement's time lies outside these two. */
  readonly from: number;
  readonly until: number;
}

/** What a seat signs for many statements at once. */
export interface Batch extends BatchTerms {
  /** RFC 9162 root over the ids. */
  readonly root: Hex;
  /** 1 to `MAX_BATCH`. */
  readonly count: number;
}

/** An account's signature of a batch, with the place of one statement in it. */
export interface BatchSignature extends Batch {
  readonly alg: "eip712-batch";
  readonly seat: number;
  readonly value: Hex;
  readonly index: number;
  readonly path: readonly Hex[];
}

export type Signature = SingleSignature | BatchSignature;

const value: Read<Hex> = (found, path) => {
  const text = hex(SIGNATURE_BYTES)(found, path);
  if (/1[bc]$/.test(text)) return text;
  return failAt("out-of-range", "must end with v, 27 or 28", path);
};

const single: Read<SingleSignature> = object({ alg: oneOf("eip712"), seat: uint32, value });

const batchMembers: Read<BatchSignature> = object({
  alg: oneOf("eip712-batch"),
  seat: uint32,
  value,
  root: hex(32),
  count: integer(1, MAX_BATCH),
  index: integer(0, MAX_BATCH - 1),
  path: list(hex(32), 0, MAX_BATCH_PATH),
  asset: bytes32,
  grant: optional(bytes32),
  purpose: integer(0, 0xffff_ffff),
  from: time,
  until: time,
});

/** Reads a batch signature. @throws as `parseSignature` */
export function parseBatch(found: unknown, path = ""): BatchSignature {
  const signature = batchMembers(found, path);
  const { index, count, from, until, grant, purpose } = signature;
  if (index >= count) failAt("out-of-range", "lies beyond the batch", inner(path, "index"));
  if (from > until) failAt("out-of-range", "is before the beginning", inner(path, "until"));
  // Without a grant there is no purpose; with one there is.
  if ((grant === undefined) !== (purpose === 0)) {
    failAt("out-of-range", "is 0 exactly when there is no grant", inner(path, "purpose"));
  }
  return signature;
}

const READERS: ReadonlyMap<unknown, Read<Signature>> = new Map<Signature["alg"], Read<Signature>>([
  ["eip712", single],
  ["eip712-batch", parseBatch],
]);

/**
 * Reads one signature of the closed list of algorithms.
 * @throws ProofError `unknown-algorithm`, `unknown-field`, `missing-field`, `wrong-type`,
 *   `out-of-range`, `invalid-hex`
 */
export function parseSignature(json: unknown, path = ""): Signature {
  const read = READERS.get(memberOf(json, "alg"));
  if (read === undefined) {
    return failAt("unknown-algorithm", "is no algorithm that statements are signed with", path);
  }
  return read(json, path);
}

/** Reads the signatures of a statement: one or two. @throws as `parseSignature` */
export function parseSignatures(json: unknown, path = ""): readonly Signature[] {
  return list(parseSignature, 1, MAX_SIGNATURES)(json, path);
}

/** A signature's value from what an account gives: 65 bytes with v of 27 or 28, or of 0 or 1. */
export function signatureValue(bytes: Uint8Array): Hex {
  const whole = bytes.slice();
  const last = whole.length - 1;
  if ((whole[last] ?? 0) < 2) whole[last] = 27 + (whole[last] ?? 0);
  return value(toHex(whole), "value");
}
