// SPDX-License-Identifier: Apache-2.0
// Making signatures. Keys stay with the caller: what is asked of it is to sign a digest.
import { fromHex, type Hex, toHex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { batchDigest, requireBatchCovers, requireInBatch } from "./batch.ts";
import { signingDigest } from "./eip712.ts";
import { signerWithSeat, statementId, subjectsOf } from "./id.ts";
import { recoverSigner, verifySignature } from "./recover.ts";
import { listLevels, listRoot } from "./roots.ts";
import {
  type BatchSignature,
  type BatchTerms,
  MAX_BATCH,
  parseBatch,
  signatureValue,
  type SingleSignature,
} from "./signature.ts";
import type { Statement } from "./types.ts";

/** Signs a digest of 32 bytes with an account's key: 65 bytes, r ‖ s ‖ v, low s. */
export type SignDigest = (digest: Uint8Array) => Uint8Array | Promise<Uint8Array>;

export interface SignOptions {
  /** The seat that signs: that of the statement, or the counterparty's of a reconciliation. */
  readonly seat?: number;
  readonly crypto?: CryptoProvider;
}

export interface BatchOptions extends SignOptions {
  /** The grant's purpose; 0 without a grant. */
  readonly purpose: number;
}

/**
 * Signs one statement.
 * @throws ProofError `signature-seat`; `high-s`, `out-of-range` or `unrecoverable-signature` when what
 *   `sign` gave is no signature that would be accepted
 */
export async function signStatement(
  statement: Statement,
  sign: SignDigest,
  { seat, crypto = defaultCrypto }: SignOptions = {},
): Promise<SingleSignature> {
  const signer = signerWithSeat(statement, seat ?? statement.seat);
  const value = signatureValue(await sign(signingDigest(statement, crypto)));
  const signature: SingleSignature = { alg: "eip712", seat: signer.seat, value };
  verifySignature(statement, signature, crypto);
  return signature;
}

/** The path of one leaf: its sibling on each level where it has one. */
function pathOf(levels: readonly (readonly Uint8Array[])[], index: number): readonly Hex[] {
  const siblings = levels.map((level, height) => {
    const place = Math.floor(index / 2 ** height);
    return level[place % 2 === 0 ? place + 1 : place - 1];
  });
  return siblings.filter((sibling) => sibling !== undefined).map(toHex);
}

const SHARED = ["chainId", "exchangeLog", "log", "organization", "seat"] as const;

/** The terms that all of the statements meet. */
function termsOf(statements: readonly Statement[], first: Statement, purpose: number): BatchTerms {
  const times = statements.map(({ time }) => time);
  const period = { from: Math.min(...times), until: Math.max(...times) };
  const terms = { ...subjectsOf(first), purpose, ...period };
  for (const statement of statements) {
    requireBatchCovers(statement, terms);
    const other = SHARED.find((name) => statement[name] !== first[name]);
    if (other === undefined) continue;
    throw new ProofError("batch-mismatch", `the statements of a batch differ in ${other}`);
  }
  return terms;
}

/**
 * Signs up to `MAX_BATCH` statements of one seat, asset, grant and log at once.
 * @returns one signature for each statement, in their order
 * @throws ProofError `out-of-range` (none, too many, or a purpose without a grant), `batch-mismatch`
 *   (they differ), and as `signStatement`
 */
export async function signBatch(
  statements: readonly Statement[],
  sign: SignDigest,
  { seat, purpose, crypto = defaultCrypto }: BatchOptions,
): Promise<readonly BatchSignature[]> {
  const [first] = statements;
  const count = statements.length;
  if (first === undefined || count > MAX_BATCH) {
    throw new ProofError("out-of-range", `a batch holds 1 to ${MAX_BATCH} statements`);
  }
  const signer = signerWithSeat(first, seat ?? first.seat);
  const terms = termsOf(statements, first, purpose);
  const ids = statements.map((statement) => fromHex(statementId(statement, crypto)));
  const levels = listLevels(ids, crypto);
  const batch = { root: toHex(listRoot(ids, crypto)), count, ...terms };
  const digest = batchDigest(first, batch, signer, crypto);
  const value = signatureValue(await sign(digest));
  recoverSigner(digest, value, crypto);
  return statements.map((statement, index) => {
    const place = { index, path: pathOf(levels, index) };
    const signature = parseBatch({
      alg: "eip712-batch",
      seat: signer.seat,
      value,
      ...batch,
      ...place,
    });
    requireInBatch(statement, signature, crypto);
    return signature;
  });
}
