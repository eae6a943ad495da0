// SPDX-License-Identifier: Apache-2.0
import type { AbiValues } from "./names.ts";

/** Why a contract refused: the custom error's name, such as `SharingRegistry__AlreadyAnswered`, and its values. */
export interface DecodedRevert {
  /** `Error` for a plain reason, `Panic` for a failed assertion, `unknown` for what no contract declares. */
  readonly name: string;
  readonly values: AbiValues;
  /** The bytes as they came. */
  readonly data: string;
}

/** What can go wrong between us and the chain. The list is closed: callers switch over it. */
export type ChainErrorCode =
  /** Nothing answers at the node's address, or it answers without JSON-RPC. */
  | "unreachable"
  /** The node did not answer in time, or a transaction was not mined in time. */
  | "timeout"
  /** The node serves another chain than the deployment names. */
  | "wrong-chain"
  /** A contract's code is not the code that was deployed. */
  | "wrong-code"
  /** A contract refused; `revert` holds its custom error. */
  | "reverted"
  /** The block, transaction, organisation, asset … does not exist. */
  | "not-found"
  /** The node holds no state for that block any more. */
  | "state-pruned"
  /** The node's answer does not fit together, such as a header whose hash is another one. */
  | "bad-answer"
  /** The node refused the call for another reason. */
  | "rpc"
  /** An address file, request or argument is not of the expected shape. */
  | "malformed";

/** What a {@link ChainError} may carry beside its message. */
export interface ChainErrorDetails {
  readonly cause?: unknown;
  readonly revert?: DecodedRevert;
  /** Hash of the transaction that the error is about; after a timeout it may still be mined. */
  readonly transaction?: string;
  /** JSON-RPC error code of the node. */
  readonly rpcCode?: number;
}

/** The one error that this package throws about the chain. */
export class ChainError extends Error {
  override readonly name = "ChainError";
  readonly code: ChainErrorCode;
  readonly revert: DecodedRevert | undefined;
  readonly transaction: string | undefined;
  readonly rpcCode: number | undefined;

  constructor(code: ChainErrorCode, message: string, details: ChainErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.revert = details.revert;
    this.transaction = details.transaction;
    this.rpcCode = details.rpcCode;
  }
}
