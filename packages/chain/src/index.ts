// SPDX-License-Identifier: Apache-2.0
export { ChainClient } from "./client.ts";
export { INTERFACES } from "./contracts.ts";
export {
  type DeployedContract,
  type Deployment,
  parseDeployment,
  readDeployment,
} from "./deployment.ts";
export { ChainError, type ChainErrorCode, type DecodedRevert } from "./errors.ts";
export { type ChainEvent, LogDecoder } from "./logs/decoder.ts";
export type {
  AssetAffairs,
  CaseFacts,
  OfferFacts,
  ProcedureFacts,
  ProposalFacts,
  RightFacts,
  VetoFacts,
} from "./facts/law-types.ts";
export type {
  AssetFacts,
  CheckpointFacts,
  ForwarderDomain,
  GrantFacts,
  LogFacts,
  OrganizationFacts,
  PendingHead,
  RequestFacts,
  SeatFacts,
} from "./facts/types.ts";
export {
  executeForward,
  FORWARD_GAS,
  FORWARD_TYPES,
  type ForwardAct,
  forwardRequest,
  type ForwardRequest,
  forwardTypedData,
  signForward,
  simulateForward,
} from "./forward.ts";
export type { RawHeader } from "./header.ts";
export { KeyFileError, type KeyFileErrorCode } from "./keys/errors.ts";
export {
  type AccountKey,
  createKeyFile,
  type LogKey,
  type NewKey,
  type OpenedKey,
  openKeyFile,
  readKeyFile,
  writeKeyFile,
} from "./keys/keyfile.ts";
export { LIGHT_COST, type ScryptCost, STANDARD_COST } from "./keys/keystore.ts";
export { type KeyFile, type KeyKind, parseKeyFile } from "./keys/parse.ts";
export {
  addWorkingDays,
  type DayCount,
  type Deadline,
  isWorkingDay,
  type PublishedYears,
  type TimeLeft,
  timeLeft,
  workingDaysBetween,
  type YearBits,
} from "./law/calendar.ts";
export { CASE_ARROWS, CASE_KINDS, CASE_STATES, type CaseAct, type CaseState } from "./law/cases.ts";
export {
  ASSET_ARROWS,
  ASSET_STATES,
  EFFECTS,
  PENDING_STATES,
  REGISTRATION_ARROWS,
  REGISTRATION_STAGES,
  type RegistrationArrow,
  type RegistrationStage,
  type TypeCondition,
} from "./law/registration.ts";
export {
  RIGHT_ARROWS,
  RIGHT_BASES,
  RIGHT_KINDS,
  RIGHT_STATES,
  type RightAct,
  type RightState,
  STAGE_ARROWS,
  type StageState,
  TRANSFER_ARROWS,
  type TransferAct,
  type TransferState,
  VALUE_STAGES,
} from "./law/rights.ts";
export type { Arrow } from "./law/types.ts";
export {
  type Block,
  type BlockTag,
  type ClientOptions,
  DEFAULT_TIMEOUT_MS,
  encodeCall,
  type FunctionCall,
  keccakOfText,
  LedgerReader,
} from "./ledger.ts";
export {
  type AbiValue,
  type AbiValues,
  ACTING_CONTRACTS,
  CONTRACT_NAMES,
  type ContractName,
  LEDGER_CONTRACTS,
} from "./names.ts";
export { policyOf, type PolicyOptions, type TrustedLog } from "./policy.ts";
export { decodeRevert, revertText } from "./revert.ts";
export { type Signer, signerOf } from "./signer.ts";
export type { SlotRead } from "./state.ts";
export { type Advance, type Receipt, RECEIPT_TIMEOUT_MS, Writer } from "./writer.ts";
