// SPDX-License-Identifier: Apache-2.0

/** Every way in which this library refuses an input: a closed list of stable codes. */
export const PROOF_ERROR_CODES = [
  // bytes
  "invalid-hex",
  "invalid-base64",
  "wrong-length",
  "out-of-range",
  // canonical JSON
  "malformed",
  "invalid-utf8",
  "byte-order-mark",
  "trailing-bytes",
  "duplicate-key",
  "lone-surrogate",
  "not-nfc",
  "unsafe-number",
  "too-deep",
  "too-large",
  "not-canonical",
  // fields of a format
  "unknown-field",
  "missing-field",
  "wrong-type",
  "unknown-type",
  // statements and signatures
  "unknown-algorithm",
  "signature-count",
  "signature-seat",
  "high-s",
  "unrecoverable-signature",
  "batch-mismatch",
  "batch-path",
  // tree
  "proof-too-short",
  "proof-too-long",
  "root-mismatch",
  "node-missing",
  // heads
  "heads-leaf-elsewhere",
  "heads-proof-padded",
  "heads-node-malformed",
  "heads-update-repeated",
  // note, checkpoint, tiles
  "note-malformed",
  "note-key-malformed",
  "note-signature-wrong",
  "note-not-signed",
  "checkpoint-malformed",
  "tile-path-malformed",
  "tile-malformed",
  "bundle-malformed",
  // entry
  "entry-chain",
  "entry-too-large",
  // chainproof, storage
  "rlp-invalid",
  "trie-invalid",
  "too-many-nodes",
  "node-too-long",
  "duplicate-node",
  "header-invalid",
  "extra-invalid",
  "account-invalid",
  "state-missing",
  "trace-disordered",
  "trace-too-long",
  "chain-too-long",
  // evidence, history, policy
  "wrong-order",
  "duplicate-item",
  "overlapping-sets",
  "unreachable-threshold",
  "policy-not-next",
  "policy-forked",
  "policy-of-other-chain",
  "policy-not-updatable",
  "policy-undersigned",
  "history-invalid",
  "right-not-held",
  "grant-not-given",
] as const;

export type ProofErrorCode = (typeof PROOF_ERROR_CODES)[number];

export interface ProofErrorOptions {
  readonly cause?: unknown;
  /** Where in the input, as member names and indices joined by dots: `sources.list.3.id`. */
  readonly path?: string;
  /** The most that there may be, where a file is too large for its kind. */
  readonly limit?: number;
}

/** Thrown by every function of this library that refuses an input. */
export class ProofError extends Error {
  override readonly name = "ProofError";
  readonly code: ProofErrorCode;
  declare readonly path?: string;
  declare readonly limit?: number;

  constructor(code: ProofErrorCode, message: string, options: ProofErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    if (options.path !== undefined) this.path = options.path;
    if (options.limit !== undefined) this.limit = options.limit;
  }
}
