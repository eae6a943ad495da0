// SPDX-License-Identifier: Apache-2.0
import { equalBytes, fromHex, type Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { leafHash } from "../tree/hash.ts";
import { inclusionRoot } from "../tree/inclusion.ts";
import { domainOf, members } from "./eip712.ts";
import { statementId, subjectsOf } from "./id.ts";
import type { Batch, BatchSignature, BatchTerms } from "./signature.ts";
import { type TypedData, typedDigest } from "./typed.ts";
import type { Signer, Statement } from "./types.ts";

const NO_GRANT: Hex = `0x${"00".repeat(32)}`;
const TYPES = {
  Batch: members(
    "bytes32 root, uint32 count, uint32 seat, uint32 organization, bytes32 log, bytes32 asset, bytes32 grant, uint32 purpose, uint64 from, uint64 until",
  ),
};

/** What a seat's account signs for a batch; domain and log are those of its statements. */
export function batchTypedData(statement: Statement, batch: Batch, signer: Signer): TypedData {
  const { root, count, asset, grant = NO_GRANT, purpose, from, until } = batch;
  const { seat, organization } = signer;
  const { log } = statement;
  const party = { seat, organization, log };
  return {
    domain: domainOf(statement),
    types: TYPES,
    primaryType: "Batch",
    message: { root, count, ...party, asset, grant, purpose, from, until },
  };
}

/** The EIP-712 digest of `batchTypedData`, 32 bytes. */
export function batchDigest(
  statement: Statement,
  batch: Batch,
  signer: Signer,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  return typedDigest(batchTypedData(statement, batch, signer), crypto);
}

/** @throws ProofError `batch-mismatch` when the batch was signed for something else */
export function requireBatchCovers(statement: Statement, batch: BatchTerms): void {
  const { asset, grant } = subjectsOf(statement);
  if (batch.asset !== asset) mismatch("asset");
  if (batch.grant !== grant) mismatch("grant");
  if (statement.time < batch.from || statement.time > batch.until) mismatch("time");
}

function mismatch(what: string): never {
  throw new ProofError("batch-mismatch", `the batch does not cover the statement's ${what}`);
}

/**
 * Returns when the statement is one of the batch: covered by its terms, its id at its index.
 * @throws ProofError `batch-mismatch`, `batch-path`
 */
export function requireInBatch(
  statement: Statement,
  signature: BatchSignature,
  crypto: CryptoProvider = defaultCrypto,
): void {
  requireBatchCovers(statement, signature);
  const root = rootOf(statementId(statement, crypto), signature, crypto);
  if (!equalBytes(root, fromHex(signature.root, 32))) {
    throw new ProofError("batch-path", "the path leads to another root than the batch's");
  }
}

function rootOf(id: Hex, signature: BatchSignature, crypto: CryptoProvider): Uint8Array {
  const { index, count: size } = signature;
  try {
    const leaf = leafHash(fromHex(id), crypto);
    const path = signature.path.map((hash) => fromHex(hash, 32));
    return inclusionRoot({ index, size, leaf, path }, crypto);
  } catch (cause) {
    throw new ProofError("batch-path", "the path does not fit the batch", { cause });
  }
}
