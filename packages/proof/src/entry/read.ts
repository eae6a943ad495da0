// SPDX-License-Identifier: Apache-2.0
// The members of the log's leaves, typed as they are read. docs/spec/log.md and docs/spec/heads.md say
// what each means.
import {
  bytes32,
  count,
  failAt,
  hex,
  inner,
  integer,
  list,
  object,
  oneOf,
  optional,
  ordinal,
  type Read,
  time,
} from "../canonical/fields.ts";
import { signersOf, subjectsOf } from "../statement/id.ts";
import { parseStatement } from "../statement/schema.ts";
import { parseSignatures, type Signature } from "../statement/signature.ts";
import type { Statement } from "../statement/types.ts";
import { HASH_BYTES } from "../tree/hash.ts";
import type { Entry, HeadsEntry } from "./types.ts";

const seen = object({ number: count, hash: bytes32, time });
const link = object({ subject: bytes32, n: ordinal, prev: optional(hex(HASH_BYTES)) });

const entryMembers = object({
  type: oneOf("suyuan/entry@1"),
  statement: parseStatement,
  signatures: parseSignatures,
  logged: time,
  seen,
  chain: list(link, 1, 2),
});

/** @throws ProofError as the readers of its members do, `signature-count`, `signature-seat`, `entry-chain` */
export const readEntry: Read<Entry> = (value, path) => {
  const entry = entryMembers(value, path);
  requireSigners(entry.statement, entry.signatures, inner(path, "signatures"));
  requireChain(entry, inner(path, "chain"));
  return entry;
};

export const readHeadsEntry: Read<HeadsEntry> = object({
  type: oneOf("suyuan/heads@1"),
  log: bytes32,
  // A checkpoint that holds this entry has one leaf more, which is a safe integer too.
  size: integer(1, Number.MAX_SAFE_INTEGER - 1),
  logged: time,
  seen,
  count: ordinal,
  root: hex(HASH_BYTES),
});

function requireSigners(
  statement: Statement,
  signatures: readonly Signature[],
  path: string,
): void {
  const signers = signersOf(statement);
  if (signatures.length !== signers.length) {
    failAt("signature-count", `must hold ${signers.length}, one for each signer`, path);
  }
  for (const [at, signer] of signers.entries()) {
    if (signatures[at]?.seat === signer.seat) continue;
    failAt("signature-seat", `must be by seat ${signer.seat}`, inner(path, at));
  }
}

function requireChain({ statement, chain }: Entry, path: string): void {
  const { asset, grant } = subjectsOf(statement);
  const subjects = grant === undefined ? [asset] : [asset, grant];
  if (chain.length !== subjects.length) {
    failAt("entry-chain", "must have one link for each subject of the statement", path);
  }
  for (const [at, { subject, n, prev }] of chain.entries()) {
    if (subject !== subjects[at]) {
      failAt("entry-chain", "must name the asset, then the grant", inner(path, at));
    }
    if ((n === 1) !== (prev === undefined)) {
      failAt("entry-chain", "has prev from the second entry on", inner(path, at));
    }
  }
}
