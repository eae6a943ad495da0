// SPDX-License-Identifier: Apache-2.0
// Who may do what on every route, written by hand from the law and the issue: nothing here is read from the gateway.
//
// One letter a caller, in the order of CALLERS:
//   O  answered, with the thing          E  answered, and the thing is not in it
//   N  as if it were not there (404)     F  not for this caller (403)
//   I  nobody has signed in (401)        P  let through; the empty body is what is wrong (400)
//   C  let through; the thing is not in a state for it (409)
// The columns, with a space between groups:
//   nobody | third department | provider's head, registrant, owner | recipient's head, receiver | authority above,
//   authority of another branch, auditor | centre of the log, of another log | systems of the provider: read, submit,
//   relay | a seat that was ended, one of a suspended organisation, a token that has expired
import type { Hex } from "@suyuan/proof";
import type { CallerName, Stage } from "./stage.ts";

export interface Case {
  readonly row: string;
  /** What is called, with its query. */
  readonly path: (stage: Stage) => string;
  /** What an answer must hold to count as O; every answer counts when left out. */
  readonly holds?: (stage: Stage) => string;
  readonly body?: unknown;
}

const PUBLIC /*    */ = "O O OOO OO OOO OO OOO III";
const MEMBERS /*   */ = "I O OOO OO OOO OO OFF III";
/** Both sides, the authority above them, the auditor. */
const SIDES /*     */ = "I N OOO OO ONO NN OFF III";
const SIDES_LIST /**/ = "I E OOO OO OEO EE OFF III";
/** Statements: the centre of the log besides. */
const LOGGED /*    */ = "I N OOO OO ONO ON OFF III";
/** What the provider has with a county. */
const RETURN /*    */ = "I N OOO NN ONO NN OFF III";
const RETURNS /*   */ = "I E OOO EE OEO EE OFF III";
/** The holder of the asset; recipients do not see each other. */
const HISTORY /*   */ = "I F OOO FF OFO OF OFF III";
/** Acts on tokens of the provider: itself, the authority above it, the auditor, the centre of the log. */
const TOLD_OF /*   */ = "I E OOO EE OEO OE OFF III";
const BUNDLES /*   */ = "I F FFF FF FFO OF FFF III";
/** The centre of the log: how much others do is no business of theirs. */
const METRICS /*   */ = "I F FFF FF FFF OF FFF III";
const SUBMIT /*    */ = "I P PPP PP PPP PP FPF III";
const RELAY /*     */ = "I P PPP PP PPP PP FFP III";
const ACCOUNT /*   */ = "I F OOO FF OFF FF FFO III";
const READ_BODY /* */ = "I P PPP PP PPP PP PFF III";
/** Of the recipient's receiver: itself, and the head of its data office. */
const INBOX /*     */ = "I F FFF OO FFF FF FFF III";
/** Heads of organisations and of data offices. */
const TOKENS /*    */ = "I O OFO OF OOF OO FFF III";
const ISSUE /*     */ = "I P PFP PF PPF PP FFF III";
const REVOKE /*    */ = "I N NFN NF NNF NN FFF III";
const SIGN_IN /*   */ = "P P PPP PP PPP PP PPP III";
const SIGN_OUT /*  */ = "I O OOO OO OOO OO FFF III";
/** There is none for anybody. */
const NO_PROPOSAL /**/ = "I N NNN NN NNN NN NFF III";

/** Documents of an organisation: of the recipient itself, those above it, auditors. */
const OWNED /*     */ = "I F FFF OO OFO FF FFF III";
/** What was done with a document: for the recipient, whose it is, and auditors. */
const TOLD /*      */ = "I N FFF OO FNO NN FFF III";
/** Who may read it besides is the recipient's to say. */
const NAMING /*    */ = "I N FFF OO FNF NN FFF III";
/** It is not due; by the head of the recipient's data office it could be erased else. */
const ERASE /*     */ = "I N FFF CF FNF NN FFF III";
const NO_HOLD /*   */ = "I N NNN NN NNN NN FFF III";
const PERSON /*    */ = "I P PPP PP PPP PP FFF III";

type Named = keyof Stage["things"];
const at =
  (path: string): Case["path"] =>
  () =>
    path;
/** A path, or a filter, that ends with the id of a thing. */
const of =
  (path: string, thing: Named, end = ""): Case["path"] =>
  ({ things }) =>
    path + things[thing] + end;
const catalogue = (path: string): Case[] => [{ row: MEMBERS, path: at(path) }];
const one = (row: string, path: string, thing: Named, end = ""): Case[] => [
  { row, path: of(path, thing, end) },
];
const list = (row: string, path: string, by: Named, holds: Named): Case[] => [
  { row, path: of(path, by), holds: ({ things }) => things[holds] },
];

/** By method and path of the OpenAPI document. */
export const TABLE: Readonly<Record<string, readonly Case[]>> = {
  "post /v1/statements": [{ row: SUBMIT, path: at("/v1/statements"), body: {} }],
  "get /v1/statements/{id}": one(LOGGED, "/v1/statements/", "statement"),
  "get /v1/statements/{id}/evidence": one(LOGGED, "/v1/statements/", "statement", "/evidence"),
  "get /v1/organizations": catalogue("/v1/organizations"),
  "get /v1/seats": catalogue("/v1/seats?organization=1"),
  "get /v1/duties": catalogue("/v1/duties?organization=1"),
  "get /v1/assets": [{ row: MEMBERS, path: at("/v1/assets"), holds: ({ things }) => things.asset }],
  "get /v1/procedures": catalogue("/v1/procedures"),
  "get /v1/rights": list(MEMBERS, "/v1/rights?asset=", "asset", "right"),
  "get /v1/cases": list(SIDES_LIST, "/v1/cases?asset=", "asset", "ownership"),
  "get /v1/demands": [
    ...list(SIDES_LIST, "/v1/demands?asset=", "asset", "demand"),
    { row: MEMBERS, path: at("/v1/demands"), holds: ({ things }) => things.announced },
  ],
  "get /v1/consents": list(MEMBERS, "/v1/consents?asset=", "consent", "consent"),
  "get /v1/requests": list(SIDES_LIST, "/v1/requests?asset=", "asset", "grant"),
  "get /v1/grants": [
    ...list(SIDES_LIST, "/v1/grants?asset=", "asset", "grant"),
    { row: SIDES_LIST, path: at("/v1/grants?state=1"), holds: ({ things }) => things.grant },
  ],
  "get /v1/changes": [
    { row: SIDES_LIST, path: of("/v1/changes?grant=", "grant"), holds: () => '"proposer"' },
  ],
  "get /v1/deliveries": list(SIDES_LIST, "/v1/deliveries?asset=", "asset", "statement"),
  "get /v1/returns": list(RETURNS, "/v1/returns?asset=", "asset", "return"),
  "get /v1/corrections": list(SIDES_LIST, "/v1/corrections?asset=", "asset", "correction"),
  "get /v1/disputes": list(SIDES_LIST, "/v1/disputes?asset=", "asset", "dispute"),
  "get /v1/findings": list(SIDES_LIST, "/v1/findings?subject=", "grant", "finding"),
  "get /v1/inbox/{seat}": [
    { row: INBOX, path: ({ province }) => `/v1/inbox/${province.seats.recipientReceiver.number}` },
  ],
  "get /v1/inbox/{seat}/{subject}/{id}": [
    {
      row: INBOX,
      path: ({ province, things }) =>
        `/v1/inbox/${province.seats.recipientReceiver.number}/grant/${things.grant}`,
    },
  ],
  "get /v1/logs": catalogue("/v1/logs"),
  "get /v1/rules": catalogue("/v1/rules"),
  "get /v1/types": catalogue("/v1/types"),
  "get /v1/calendars": catalogue("/v1/calendars"),
  "get /v1/proposals": catalogue("/v1/proposals"),
  "get /v1/members": catalogue("/v1/members"),
  "get /v1/acts/{subject}/{id}": [
    ...list(SIDES_LIST, "/v1/acts/grant/", "grant", "grant"),
    ...list(SIDES_LIST, "/v1/acts/request/", "grant", "grant"),
    ...list(SIDES_LIST, "/v1/acts/case/", "dispute", "dispute"),
    ...list(MEMBERS, "/v1/acts/right/", "right", "right"),
    // What happens to an asset is told to whoever holds, registers or keeps it.
    ...one("I F OOO FF OFO FF OFF III", "/v1/acts/asset/", "asset"),
    {
      row: "I F OOO FF OFO FF OFF III",
      path: ({ province }) => `/v1/acts/organization/${province.organizations.provider.number}`,
    },
  ],
  "get /v1/rights/{id}": one(MEMBERS, "/v1/rights/", "right"),
  "get /v1/rights/{id}/certificate": one(MEMBERS, "/v1/rights/", "right", "/certificate"),
  "get /v1/cases/{id}": [
    ...one(SIDES, "/v1/cases/", "correction"),
    ...one(SIDES, "/v1/cases/", "dispute"),
    ...one(SIDES, "/v1/cases/", "ownership"),
  ],
  "get /v1/rules/{key}": catalogue("/v1/rules/answer.conditional.days"),
  "get /v1/calendars/{year}": catalogue("/v1/calendars/2026"),
  "get /v1/proposals/{id}": [{ row: NO_PROPOSAL, path: at("/v1/proposals/1") }],
  "get /v1/assets/{id}": one(MEMBERS, "/v1/assets/", "asset"),
  "get /v1/assets/{id}/entries": one(HISTORY, "/v1/assets/", "asset", "/entries"),
  "get /v1/assets/{id}/history": one(HISTORY, "/v1/assets/", "asset", "/history"),
  "get /v1/grants/{id}": one(SIDES, "/v1/grants/", "grant"),
  "get /v1/grants/{id}/entries": one(LOGGED, "/v1/grants/", "grant", "/entries"),
  "get /v1/grants/{id}/history": one(LOGGED, "/v1/grants/", "grant", "/history"),
  "get /v1/requests/{id}": one(SIDES, "/v1/requests/", "grant"),
  "get /v1/grants/{id}/certificate": one(SIDES, "/v1/grants/", "grant", "/certificate"),
  "get /v1/returns/{id}": one(RETURN, "/v1/returns/", "return"),
  "get /v1/findings/{id}": one(SIDES, "/v1/findings/", "finding"),
  "get /v1/deliveries/{id}": one(SIDES, "/v1/deliveries/", "grant"),
  "get /v1/organizations/{number}": catalogue("/v1/organizations/1"),
  "get /v1/seats/{number}": catalogue("/v1/seats/1"),
  "post /v1/relay": [{ row: RELAY, path: at("/v1/relay"), body: {} }],
  "get /v1/relay/{account}": [
    {
      row: ACCOUNT,
      path: ({ province }) => `/v1/relay/${province.seats.providerHead.account.address}`,
    },
  ],
  "post /v1/standing": [{ row: READ_BODY, path: at("/v1/standing"), body: {} }],
  "get /v1/chain": catalogue("/v1/chain"),
  "get /v1/policy": [{ row: PUBLIC, path: at("/v1/policy") }],
  "get /v1/policy/updates": [{ row: PUBLIC, path: at("/v1/policy/updates") }],
  "get /log/checkpoint": catalogue("/log/checkpoint"),
  "get /log/checkpoint/{size}": catalogue("/log/checkpoint/1"),
  "get /log/tile/{place}": [
    ...catalogue("/log/tile/0/000.p/1"),
    { row: BUNDLES, path: at("/log/tile/entries/000.p/1") },
  ],
  "post /v1/sign-in/nonce": [{ row: PUBLIC, path: at("/v1/sign-in/nonce"), body: {} }],
  "post /v1/sign-in": [{ row: SIGN_IN, path: at("/v1/sign-in"), body: {} }],
  "get /v1/tokens": [{ row: TOKENS, path: at("/v1/tokens") }],
  "post /v1/tokens": [{ row: ISSUE, path: at("/v1/tokens"), body: {} }],
  "delete /v1/tokens/{id}": [{ row: REVOKE, path: at("/v1/tokens/0123456789abcdef") }],
  "get /v1/administration": [
    {
      row: TOLD_OF,
      path: at("/v1/administration"),
      holds: ({ province }) => `"concerned":${province.seats.providerHead.organization},`,
    },
  ],
  "get /v1/administration/history": [{ row: BUNDLES, path: at("/v1/administration/history") }],
  "get /v1/documents": [
    ...list(SIDES_LIST, "/v1/documents?commitment=", "grounds", "document"),
    ...list(SIDES_LIST, "/v1/documents?subject=case&thing=", "dispute", "document"),
    {
      row: OWNED,
      path: ({ province }) =>
        `/v1/documents?organization=${province.organizations.recipient.number}`,
      holds: ({ things }) => things.document,
    },
  ],
  "post /v1/documents": [{ row: SUBMIT, path: at("/v1/documents"), body: {} }],
  "get /v1/documents/{id}": one(SIDES, "/v1/documents/", "document"),
  "get /v1/documents/{id}/content": [
    { row: SIDES, path: of("/v1/documents/", "document", "/content"), holds: () => "交付不全" },
  ],
  "get /v1/documents/{id}/accesses": one(TOLD, "/v1/documents/", "document", "/accesses"),
  "post /v1/documents/{id}/readers": [
    {
      ...{ row: NAMING, path: of("/v1/documents/", "document", "/readers") },
      body: { organizations: [] },
    },
  ],
  "post /v1/documents/{id}/holds": [
    { row: PERSON, path: of("/v1/documents/", "document", "/holds"), body: {} },
  ],
  "delete /v1/documents/{id}/holds/{hold}": [
    { row: NO_HOLD, path: of("/v1/documents/", "document", "/holds/0123456789abcdef") },
  ],
  "delete /v1/documents/{id}": one(ERASE, "/v1/documents/", "document"),
  "get /v1/openapi.json": [{ row: PUBLIC, path: at("/v1/openapi.json") }],
  "get /healthz": [{ row: PUBLIC, path: at("/healthz") }],
  "get /readyz": [{ row: PUBLIC, path: at("/readyz") }],
  "get /metrics": [{ row: METRICS, path: at("/metrics") }],
  // The last one: it ends every session.
  "post /v1/sign-out": [{ row: SIGN_OUT, path: at("/v1/sign-out") }],
};

/** Where others' things could show: paths with the id left open, and who has no part in any of them. */
export const SECRETS: readonly (readonly [path: string, thing: Named])[] = [
  ["/v1/statements/{id}", "statement"],
  ["/v1/statements/{id}/evidence", "statement"],
  ["/v1/grants/{id}", "grant"],
  ["/v1/grants/{id}/entries", "grant"],
  ["/v1/grants/{id}/history", "grant"],
  ["/v1/grants/{id}/certificate", "grant"],
  ["/v1/requests/{id}", "grant"],
  ["/v1/deliveries/{id}", "grant"],
  ["/v1/returns/{id}", "return"],
  ["/v1/findings/{id}", "finding"],
  ["/v1/cases/{id}", "correction"],
  ["/v1/cases/{id}", "dispute"],
  ["/v1/cases/{id}", "ownership"],
  ["/v1/acts/grant/{id}", "grant"],
  ["/v1/acts/request/{id}", "grant"],
  ["/v1/acts/change/{id}", "grant"],
  ["/v1/acts/delivery/{id}", "grant"],
  ["/v1/acts/case/{id}", "dispute"],
  ["/v1/acts/finding/{id}", "finding"],
  ["/v1/acts/demand/{id}", "demand"],
  ["/v1/acts/return/{id}", "return"],
  ["/v1/changes?grant={id}", "grant"],
  ["/v1/deliveries?grant={id}", "grant"],
  ["/v1/corrections?grant={id}", "grant"],
  ["/v1/disputes?subject={id}", "grant"],
  ["/v1/findings?subject={id}", "grant"],
  ["/v1/grants?asset={id}", "asset"],
  ["/v1/requests?asset={id}", "asset"],
  ["/v1/deliveries?asset={id}", "asset"],
  ["/v1/cases?asset={id}", "asset"],
  ["/v1/documents/{id}", "document"],
  ["/v1/documents/{id}/content", "document"],
  ["/v1/documents/{id}/accesses", "document"],
  ["/v1/documents?commitment={id}", "grounds"],
  ["/v1/documents?subject=case&thing={id}", "dispute"],
];
export const STRANGERS: readonly CallerName[] = ["third", "neighbour", "otherCentre"];
/** An id that nothing has. */
export const NOTHING: Hex = `0x${"ab".repeat(32)}`;
