// SPDX-License-Identifier: Apache-2.0
export { type Act, act, ACT_LIFETIME, deploymentOf, fromEvent } from "./act.ts";
export { type ConnectionErrorCode, GatewayError } from "./errors.ts";
export { GatewayClient, type HistorySubject } from "./gateway.ts";
export { DEFAULT_TIMEOUT_MS, type GatewayOptions } from "./http.ts";
export type { SubmitResult } from "./lines.ts";
export {
  countersign,
  makeStatement,
  type Moment,
  type Place,
  sign,
  signMany,
  type StatementFields,
} from "./statements.ts";
export type { SignedStatement } from "./types.ts";

// Shapes of the gateway's answers, and its codes with why and remedy.
export {
  type ChainInfo,
  type ChainView,
  type ErrorCode,
  type ErrorMeaning,
  ERRORS,
  isErrorCode,
  type LadderStep,
  type Placed,
  type Problem,
  type Relayed,
  type StatementView,
} from "@suyuan/api";

// Keys, and why a contract refuses.
export {
  type AbiValue,
  type AccountKey,
  ChainError,
  type ContractName,
  createKeyFile,
  KeyFileError,
  type KeyFileErrorCode,
  type KeyFile,
  type KeyKind,
  LIGHT_COST,
  type LogKey,
  type OpenedKey,
  openKeyFile,
  readKeyFile,
  type Signer,
  STANDARD_COST,
  writeKeyFile,
} from "@suyuan/chain";

// Formats and verification.
export {
  canonicalBytes,
  CAPACITIES,
  catalogueCodeBytes,
  CHANNELS,
  type Check,
  CHECK_NAMES,
  type CheckName,
  type CheckState,
  commitment,
  type CryptoProvider,
  defaultCrypto,
  type Digest,
  digestBytes,
  type Evidence,
  GRADES,
  type Group,
  type Hex,
  type History,
  isUnifiedCode,
  type Json,
  LEVELS,
  logId,
  MAX_EVIDENCE_BYTES,
  MAX_HISTORY_BYTES,
  MAX_RIGHT_BYTES,
  nobleCrypto,
  OFFICES,
  parseEvidence,
  parseHistory,
  parsePolicy,
  parseRight,
  parseStatement,
  parseStrict,
  type Policy,
  ProofError,
  type ProofErrorCode,
  readEvidence,
  readHistory,
  readPolicy,
  readRight,
  RIGHT_KINDS,
  type RightCertificate,
  type RightKind,
  SHARING_ATTRIBUTES,
  type Statement,
  STATEMENT_KINDS,
  type StatementKind,
  statementId,
  toHex,
  type Verdict,
  verify,
  type VerifyOptions,
} from "@suyuan/proof";
