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
export { encodeDelivery, encodeReceipt } from "./delivery/encode.ts";
export type { PlacedBytes } from "./delivery/types.ts";
export type {
  AssetAffairs,
  CaseFacts,
  OfferFacts,
  ProcedureFacts,
  ProposalFacts,
  RightFacts,
  TurnFacts,
  VetoFacts,
} from "./facts/law-types.ts";
export type {
  ChangeFacts,
  ConsentFacts,
  DeliveryFacts,
  DemandFacts,
  FindingFacts,
  GrantFacts,
  LimitFacts,
  RequestFacts,
  ReturnFacts,
} from "./facts/sharing-types.ts";
export type {
  AssetFacts,
  CheckpointFacts,
  ForwarderDomain,
  LogFacts,
  OrganizationFacts,
  PendingHead,
  SeatFacts,
} from "./facts/types.ts";
export {
  executeForward,
  FORWARD_GAS,
  FORWARD_TYPES,
  type ForwardAct,
  forwardRequest,
  gasOfForward,
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
export {
  CASE_ARROWS,
  CASE_KINDS,
  CASE_STATES,
  type CaseAct,
  type CaseState,
  CORRECTION_ARROWS,
  type CorrectionAct,
  type CorrectionState,
  DISPUTE_ARROWS,
  type DisputeAct,
  type DisputeState,
  type ObjectionState,
} from "./law/cases.ts";
export {
  DELIVERY_ARROWS,
  DELIVERY_STATES,
  type DeliveryAct,
  type DeliveryState,
  RETURN_ARROWS,
  RETURN_STATES,
  type ReturnAct,
  type ReturnState,
} from "./law/delivery.ts";
export {
  CLOCKS,
  FINDING_ARROWS,
  FINDING_STATES,
  type FindingAct,
  type FindingState,
} from "./law/findings.ts";
export {
  type Coded,
  DISPOSAL_KINDS,
  END_REASONS,
  REFUSAL_REASONS,
  SUSPENSION_REASONS,
} from "./law/reasons.ts";
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
export {
  CHANGE_ARROWS,
  CHANGE_KINDS,
  type ChangeAct,
  type ChangeState,
  CONSENT_ARROWS,
  type ConsentAct,
  type ConsentState,
  DEMAND_ARROWS,
  DEMAND_STATES,
  type DemandAct,
  type DemandState,
  GRANT_ARROWS,
  GRANT_STATES,
  type GrantAct,
  type GrantState,
  METHODS,
  REQUEST_ARROWS,
  REQUEST_STATES,
  type RequestAct,
  type RequestState,
} from "./law/sharing.ts";
export type { Arrow, Condition, Party, PartyArrow, Side } from "./law/types.ts";
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
export type { Outbox } from "./sender.ts";
export {
  type Advance,
  type Receipt,
  RECEIPT_TIMEOUT_MS,
  Writer,
  type WriterOptions,
} from "./writer.ts";
