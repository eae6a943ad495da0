// SPDX-License-Identifier: Apache-2.0
// The HTTP contract of the gateway, by name. No behaviour.
export { ERRORS, isErrorCode, START_ERRORS } from "./errors.ts";
export type { ErrorCode, ErrorMeaning, HttpErrorMeaning, StartErrorCode } from "./errors.ts";
export {
  MAX_BODY_BYTES,
  MAX_LINE_BYTES,
  MAX_LINES,
  MAX_LINES_BYTES,
  MAX_PAGE_SIZE,
  MAX_RELAY_AHEAD,
  MAX_RELAY_GAS,
  PAGE_SIZE,
} from "./limits.ts";
export {
  ACT_SUBJECTS,
  type ActSubject,
  FILTERED,
  type FilterForm,
  type ListPath,
  LISTS,
} from "./lists.ts";
export { MEDIA } from "./media.ts";
export { openApi } from "./openapi.ts";
export { pathOf, PATHS } from "./paths.ts";
export type { PathName, PathValues } from "./paths.ts";
export {
  ChainInfo,
  ChainView,
  PolicyReason,
  PolicyUpdates,
  PolicyWatch,
  Ready,
  RelayAccount,
  Relayed,
  RelayedEvent,
  RelayRequest,
  Standing,
  StandingRequest,
} from "./schemas/chain.ts";
export { Address, BlockRef, Bytes32 } from "./schemas/common.ts";
export {
  ActPage,
  Indexed,
  type Pages,
  PAGES,
  ProposalView,
  RuleView,
  YearView,
} from "./schemas/pages.ts";
export {
  CLOCK_NAMES,
  Inbox,
  INBOX_PARTS,
  type InboxPart,
  Offers,
  type OfferedAct,
} from "./schemas/inbox.ts";
export { ActsQuery, CertificateQuery, InboxQuery, QUERIES } from "./schemas/queries.ts";
export {
  ActRow,
  AssetRow,
  CaseRow,
  Deadline,
  OrganizationRow,
  ProposalRow,
  RightRow,
  RuleRow,
  YearRow,
} from "./schemas/rows.ts";
export {
  ChangeRow,
  ConsentRow,
  CorrectionRow,
  DeliveryRow,
  DemandRow,
  DisputeRow,
  FindingRow,
  GrantRow,
  RequestRow,
  ReturnRow,
} from "./schemas/sharing-rows.ts";
export { ActRefusal, Fact, Problem } from "./schemas/problem.ts";
export {
  Finding,
  LadderStep,
  LineResult,
  Placed,
  SignedStatement,
  StatementView,
} from "./schemas/statements.ts";
export { readShape } from "./shape.ts";
export type { Shaped, ShapeFault } from "./shape.ts";
