// SPDX-License-Identifier: Apache-2.0
import { MEDIA } from "../media.ts";
import { FILTERED, type ListPath, LISTS } from "../lists.ts";
import { ActPage, PAGES, ProposalView, RuleView, YearView } from "../schemas/pages.ts";
import { Inbox, Offers } from "../schemas/inbox.ts";
import { ActsQuery, CertificateQuery, InboxQuery, QUERIES } from "../schemas/queries.ts";
import { json, type Operation, plain, view } from "./operation.ts";

const SUMMARIES: Readonly<Record<ListPath, string>> = {
  organizations: "Organisations",
  seats: "Seats of an organisation, or of an account",
  duties: "Duties of an organisation, or for an asset",
  assets: "Data assets",
  procedures: "Registration procedures under way, the next deadline first",
  rights: "Rights in an asset, of a holder or by a grantor; the holding right among them",
  cases: "Objections and ownership disputes",
  demands: "Demands for data",
  consents: "Standing consents to requests for an asset",
  requests: "Requests for sharing",
  grants: "Grants; each has the id of its request",
  changes: "Proposals to change a grant, the last one of each; whole: those that are open",
  deliveries: "Deliveries and receipts that were proven, the ones that count",
  returns: "Return flows",
  corrections: "Corrections of data",
  disputes: "Disputes over sharing",
  findings: "Findings of breaches, lateness among them",
  logs: "Logs of exchange centres",
  rules: "Rules, with all their versions",
  types: "Registration types",
  calendars: "Published years of the work calendar",
  proposals: "Proposals of the council",
  members: "Members of the council, present and former",
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const PAGING = "at most 200 on a page; a page may hold fewer and still have a next one";

const list = (path: ListPath): Operation => ({
  path,
  method: "get",
  id: `list${capital(path)}`,
  summary: `${SUMMARIES[path]} (${FILTERED.has(path) ? "one filter" : "one filter at most"}; ${PAGING})`,
  query: QUERIES[path],
  answers: { "200": [json(`${capital(path)}Page`, PAGES[path], "from the index")] },
  codes: ["invalid-parameter"],
});

export const LIST_OPERATIONS: readonly Operation[] = [
  ...(Object.keys(LISTS) as ListPath[]).map(list),
  {
    path: "acts",
    method: "get",
    id: "listActs",
    summary: "Every act that a thing had a part in, oldest first",
    query: ActsQuery,
    answers: { "200": [json("ActPage", ActPage, "from the index")] },
    codes: ["invalid-parameter"],
  },
  view("right", "readRight", "A right", "unknown-right"),
  {
    path: "certificate",
    method: "get",
    id: "readCertificate",
    summary: "Who held a right at a moment, with the proof of it",
    query: CertificateQuery,
    answers: { "200": [plain(MEDIA.right, "docs/spec/right.md")] },
    codes: [
      "invalid-parameter",
      "unknown-right",
      "right-not-held",
      "chain-away",
      "evidence-unproven",
    ],
  },
  {
    path: "grantCertificate",
    method: "get",
    id: "readGrantCertificate",
    summary: "A grant and its history, with the proof of it",
    query: CertificateQuery,
    answers: { "200": [plain(MEDIA.grant, "docs/spec/grant.md")] },
    codes: ["invalid-parameter", "unknown-grant", "chain-away", "evidence-unproven"],
  },
  view("case", "readCase", "An objection, a correction or a dispute", "unknown-case"),
  view("return", "readReturn", "A return flow", "unknown-return"),
  view("finding", "readFinding", "A finding of a breach", "unknown-finding"),
  view(
    "delivery",
    "readDelivery",
    "What is proven of deliveries under a grant",
    "unknown-delivery",
  ),
  {
    path: "inbox",
    method: "get",
    id: "readInbox",
    summary: "What a seat can do now and by when, what it waits for, what is late in its area",
    query: InboxQuery,
    answers: { "200": [json("Inbox", Inbox, "from the index")] },
    codes: ["invalid-parameter", "unknown-seat"],
  },
  {
    path: "offers",
    method: "get",
    id: "readOffers",
    summary: "What a seat can do with one thing now",
    answers: { "200": [json("Offers", Offers, "from the index")] },
    codes: ["invalid-parameter", "unknown-seat", "unknown-thing"],
  },
  {
    path: "rule",
    method: "get",
    id: "readRule",
    summary: "A rule with all its versions",
    answers: { "200": [json("RuleView", RuleView, "from the index")] },
    codes: ["invalid-parameter", "unknown-rule"],
  },
  {
    path: "calendar",
    method: "get",
    id: "readCalendar",
    summary: "A year of the work calendar",
    answers: { "200": [json("YearView", YearView, "from the index")] },
    codes: ["invalid-parameter", "unknown-year"],
  },
  {
    path: "proposal",
    method: "get",
    id: "readProposal",
    summary: "A proposal of the council",
    answers: { "200": [json("ProposalView", ProposalView, "from index and chain")] },
    codes: ["invalid-parameter", "unknown-proposal", "chain-away"],
  },
];
