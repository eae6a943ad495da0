// SPDX-License-Identifier: Apache-2.0
// The HTTP contract of the gateway, by name. No behaviour.
export { ADMINISTRATIVE_ACTS, type AdministrativeAct } from "./acts.ts";
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
export {
  DOCUMENT_CLASSES,
  DOCUMENT_HEADERS,
  DOCUMENT_MEDIA,
  DOCUMENT_STATES,
  DOCUMENT_SUBJECTS,
  type DocumentClass,
  type DocumentMedia,
  type DocumentState,
  type DocumentSubject,
  MAX_DOCUMENT_BYTES,
  MAX_HOLDS,
  MAX_JSON_DOCUMENT_BYTES,
} from "./documents.ts";
export {
  AccessesQuery,
  Disposal,
  DocumentAccess,
  DocumentAccessPage,
  DocumentActor,
  DocumentHeaders,
  DocumentHold,
  DocumentPage,
  DocumentQuery,
  DocumentReaders,
  DocumentsQuery,
  DocumentView,
  HoldRequest,
} from "./schemas/documents.ts";
export { MEDIA } from "./media.ts";
export { openApi } from "./openapi.ts";
export { pathOf, PATHS } from "./paths.ts";
export type { PathName, PathValues } from "./paths.ts";
export { AdministrationPage, type AdministrationRow } from "./schemas/administration.ts";
export { SubjectEntriesQuery, type SubjectEntry, SubjectEntryPage } from "./schemas/entries.ts";
export {
  ChainInfo,
  ChainView,
  PolicyReason,
  PolicyUpdates,
  PolicyWatch,
  Ready,
  READY_REASONS,
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
export {
  Done,
  SignedIn,
  SignInNonce,
  SignInRequest,
  TokenIssued,
  TokenList,
  TokenRequest,
  TokenRow,
} from "./schemas/access.ts";
export { PathDecimal, PathNumber, PathSize, PathWord, PathYear } from "./schemas/places.ts";
export { ActRefusal, Fact, Problem } from "./schemas/problem.ts";
export {
  Finding,
  LadderStep,
  LineResult,
  Placed,
  SignedStatement,
  StatementView,
} from "./schemas/statements.ts";
export {
  MAX_MESSAGE_LENGTH,
  MAX_TOKEN_SECONDS,
  MAX_TOKENS,
  SIGN_IN,
  TOKEN_PREFIX,
  TOKEN_SCOPES,
} from "./sign-in.ts";
export { readShape } from "./shape.ts";
export type { Shaped, ShapeFault } from "./shape.ts";
