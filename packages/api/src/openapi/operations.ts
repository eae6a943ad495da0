// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from "../errors.ts";
import { MEDIA } from "../media.ts";
import type { PathName } from "../paths.ts";
import { ACCESS_OPERATIONS } from "./access.ts";
import { DOCUMENT_OPERATIONS } from "./documents.ts";
import { LIST_OPERATIONS } from "./lists.ts";
import { INPUT, json, type Operation, plain, view } from "./operation.ts";
import {
  ChainInfo,
  Health,
  PolicyUpdates,
  Ready,
  RelayAccount,
  Relayed,
  RelayRequest,
  Standing,
  StandingRequest,
} from "../schemas/chain.ts";
import { AdministrationPage } from "../schemas/administration.ts";
import { AnyObject } from "../schemas/common.ts";
import { SubjectEntriesQuery, SubjectEntryPage } from "../schemas/entries.ts";
import { ActsQuery } from "../schemas/queries.ts";
import { LineResult, Placed, SignedStatement, StatementView } from "../schemas/statements.ts";

const PAUSES = ["busy", "closing", "chain-away", "store-failed"] as const satisfies ErrorCode[];
const CHECKS = [
  "unknown-kind",
  "wrong-chain",
  "wrong-exchange-log",
  "wrong-log",
  "time-future",
  "time-ancient",
  "entry-too-large",
  "invalid-signature",
  "signature-high-s",
  "signature-seat",
  "signature-count",
  "batch-path",
  "batch-mismatch",
  "serial-used",
  "version-unknown",
  "supersedes-needed",
  "supersedes-unknown",
  "receipt-superseded",
  "asset-not-registered",
  "grant-not-given",
  "grant-not-begun",
  "grant-suspended",
  "grant-ended",
  "grant-of-other-log",
  "source-not-in-force",
  "quota-reached",
  "seat-limit-reached",
  "not-authorised",
  "line-too-long",
  "too-many-lines",
  "clock-behind",
] as const satisfies ErrorCode[];

const statements: readonly Operation[] = [
  {
    path: "statements",
    method: "post",
    id: "submit",
    summary: "Take signed statements into the log: one as JSON, many as lines",
    body: [
      json("SignedStatement", SignedStatement, "one signed statement"),
      plain(MEDIA.lines, "one signed statement a line, at most 10,000"),
    ],
    answers: {
      "200": [
        json("Placed", Placed, "it was there before"),
        {
          media: MEDIA.lines,
          schema: { name: "LineResult", of: LineResult },
          description: "one result a line, in order",
        },
      ],
      "201": [json("Placed", Placed, "it is on disk at this index")],
    },
    codes: [...INPUT, ...CHECKS, ...PAUSES],
  },
  {
    path: "statement",
    method: "get",
    id: "readStatement",
    summary: "A statement with its ladder and findings",
    answers: { "200": [json("StatementView", StatementView, "the statement")] },
    codes: ["invalid-parameter", "unknown-statement"],
  },
  {
    path: "evidence",
    method: "get",
    id: "readEvidence",
    summary: "The evidence file of a statement",
    answers: { "200": [plain(MEDIA.evidence, "docs/spec/evidence.md")] },
    codes: [
      "invalid-parameter",
      "unknown-statement",
      "not-anchored",
      "chain-away",
      "evidence-unproven",
    ],
  },
];

const history = (path: PathName, id: string, summary: string): Operation => ({
  path,
  method: "get",
  id,
  summary,
  answers: { "200": [plain(MEDIA.history, "docs/spec/evidence.md")] },
  codes: [
    "invalid-parameter",
    "not-anchored",
    "chain-away",
    "too-many-entries",
    "evidence-unproven",
  ],
});

const entries = (path: PathName, id: string, summary: string, missing: ErrorCode): Operation => ({
  ...{ path, method: "get", id, summary, query: SubjectEntriesQuery },
  answers: { "200": [json("SubjectEntryPage", SubjectEntryPage, "as the log stands, unproven")] },
  codes: ["invalid-parameter", missing],
});

const chain: readonly Operation[] = [
  view("asset", "readAsset", "A data asset", "unknown-asset"),
  entries("assetEntries", "listAssetEntries", "What the log holds on an asset", "unknown-asset"),
  history("assetHistory", "readAssetHistory", "Everything that the log holds on an asset"),
  view("grant", "readGrant", "A grant", "unknown-grant"),
  entries("grantEntries", "listGrantEntries", "What the log holds on a grant", "unknown-grant"),
  history("grantHistory", "readGrantHistory", "Everything that the log holds on a grant"),
  {
    path: "administration",
    method: "get",
    id: "listAdministration",
    summary: "What was done beside the log, as the log was told, the newest first",
    query: ActsQuery,
    answers: { "200": [json("AdministrationPage", AdministrationPage, "as far as you may read")] },
    codes: ["invalid-parameter"],
  },
  history("administrationHistory", "readAdministrationHistory", "All administrations of this log"),
  view("request", "readRequest", "A request for sharing", "unknown-request"),
  view("organization", "readOrganization", "An organisation", "unknown-organization"),
  view("seat", "readSeat", "A seat", "unknown-seat"),
  {
    path: "relay",
    method: "post",
    id: "relay",
    summary: "Carry an act that an account has signed to the chain",
    body: [json("RelayRequest", RelayRequest, "the signed ERC-2771 request")],
    answers: { "200": [json("Relayed", Relayed, "the act is in a block")] },
    codes: [
      ...INPUT,
      ...PAUSES,
      "act-refused",
      "relay-target",
      "relay-expired",
      "relay-signature",
      "relay-gas",
      "relay-quota",
    ],
  },
  {
    path: "relayAccount",
    method: "get",
    id: "readRelayAccount",
    summary: "What an account needs to sign its next act",
    answers: { "200": [json("RelayAccount", RelayAccount, "nonce and domain")] },
    codes: ["invalid-parameter", "chain-away"],
  },
  {
    path: "standing",
    method: "post",
    id: "readStanding",
    summary: "Whether a file given out before still stands, by the header of its block",
    body: [json("StandingRequest", StandingRequest, "the header that the file shows")],
    answers: { "200": [json("Standing", Standing, "as the chain is now")] },
    codes: [...INPUT, "chain-away"],
  },
  {
    path: "chain",
    method: "get",
    id: "readChain",
    summary: "The deployment, the settled block and the log",
    answers: { "200": [json("ChainInfo", ChainInfo, "what is settled now")] },
    codes: [],
  },
  {
    path: "policy",
    method: "get",
    id: "readPolicy",
    summary: "A trust policy for this deployment and log, to be compared before it is trusted",
    answers: { "200": [json("Policy", AnyObject, "docs/spec/policy.md")] },
    codes: [],
  },
  {
    path: "policyUpdates",
    method: "get",
    id: "readPolicyUpdates",
    summary: "The signed updates that led to the gateway's policy",
    answers: { "200": [json("PolicyUpdates", PolicyUpdates, "oldest first")] },
    codes: [],
  },
];

const log: readonly Operation[] = [
  {
    path: "checkpoint",
    method: "get",
    id: "readCheckpoint",
    summary: "The newest checkpoint (C2SP tlog-checkpoint)",
    answers: { "200": [plain(MEDIA.text, "a signed note")] },
    codes: ["no-checkpoint"],
  },
  {
    path: "checkpointOver",
    method: "get",
    id: "readCheckpointOver",
    summary: "The first checkpoint that covers so many entries, for whoever replays the log",
    answers: { "200": [plain(MEDIA.text, "a signed note")] },
    codes: ["invalid-parameter", "no-checkpoint"],
  },
  {
    path: "tile",
    method: "get",
    id: "readTile",
    summary: "A hash tile or an entry bundle (C2SP tlog-tiles)",
    answers: { "200": [plain(MEDIA.bytes, "the tile")] },
    codes: ["invalid-tile-path", "beyond-log"],
  },
  {
    path: "openapi",
    method: "get",
    id: "readOpenapi",
    summary: "This document",
    answers: { "200": [plain(MEDIA.json, "OpenAPI 3.1")] },
    codes: [],
  },
  {
    path: "health",
    method: "get",
    id: "health",
    summary: "The process answers",
    answers: { "200": [json("Health", Health, "it does")] },
    codes: [],
  },
  {
    path: "ready",
    method: "get",
    id: "ready",
    summary: "Statements can be taken and anchored now; if not, the reasons",
    answers: {
      "200": [json("Ready", Ready, "ready")],
      "503": [json("Ready", Ready, "not ready, with the reasons")],
    },
    codes: [],
  },
  {
    path: "metrics",
    method: "get",
    id: "readMetrics",
    summary: "What the gateway counts and measures of itself, for Prometheus",
    answers: { "200": [plain(MEDIA.metrics, "Prometheus' text format")] },
    codes: [],
  },
];

/** Every operation of the gateway. */
export const OPERATIONS: readonly Operation[] = [
  ...statements,
  ...chain,
  ...LIST_OPERATIONS,
  ...ACCESS_OPERATIONS,
  ...DOCUMENT_OPERATIONS,
  ...log,
];

/** Codes that any operation may answer with. */
export const ANY_OPERATION = [
  "unknown-path",
  "method-not-allowed",
  "not-signed-in",
  "not-allowed",
  "rate-limited",
  "read-only-follower",
  "too-many-headers",
  // Who asks is looked up on the chain, whatever they ask for.
  "chain-away",
  "state-pruned",
  "busy",
  "internal",
] as const satisfies ErrorCode[];
