// SPDX-License-Identifier: Apache-2.0
// Who may read what, as one table: docs/access.md shows it, and a test holds the two together. Nothing here looks
// anything up; services/sight.ts finds who stands on a side now.
import type { ActSubject } from "@suyuan/api";
import { DEMAND_STATES, FINDING_STATES } from "@suyuan/chain";

/** Who has a part in a thing; services/parties.ts finds them. */
export type Part =
  | "requester"
  | "answerer"
  | "provider"
  | "recipient"
  /** Whose data it was that is shared on. */
  | "origin"
  | "holder"
  | "custodian"
  /** Who handed over: the provider, or the custodian of a mirror. */
  | "deliverer"
  | "demander"
  | "matcher"
  | "claimant"
  | "raiser"
  | "respondent"
  | "registrar"
  /** Who coordinates or decides a dispute. */
  | "decider"
  | "against"
  | "finder"
  /** Both sides of what a finding is about. */
  | "subject"
  | "signer"
  /** Every part in the grant that it names. */
  | "grant"
  /** Whoever has or had a grant of the asset. */
  | "user"
  /** Of whom an administration tells. */
  | "concerned"
  | "itself"
  /** Who made the commitment that a document opens. */
  | "owner"
  /** Whom the owner of a document named. */
  | "named"
  /** Every part in what a document belongs to; services/sighted-documents.ts finds them. */
  | "party";

/** What is read as a whole: the rows of the index, and what the log holds. */
export type ThingName =
  | ActSubject
  | "duty"
  | "statement"
  | "asset-history"
  | "grant-history"
  | "asset-acts"
  | "organization-acts"
  | "seat-acts"
  | "administration"
  | "bundle"
  | "document";

/** Who may read a thing of some kind. */
export interface ThingRule {
  /** Every seat in office, and every system that may read. */
  readonly members?: true;
  /** Otherwise: these, the authorities above each of them, and auditors. */
  readonly parts?: readonly Part[];
  /** The centre and the operator of this gateway's log too. */
  readonly log?: true;
  /** Every member may while a value of it is this one. */
  readonly published?: { readonly field: string; readonly value: number; readonly name: string };
  /** Article or reason. */
  readonly why: string;
}

const ANNOUNCED = DEMAND_STATES.indexOf("Announced");
const CIRCULATED = FINDING_STATES.indexOf("Circulated");
const HELD = "Arts 34 and 35: whoever manages data answers for it, and so does whoever uses it";

const member = (why: string): ThingRule => ({ members: true, why });

/** By what is read. What is not said to be a member's is a secret, its existence too. */
export const THINGS: Readonly<Record<ThingName, ThingRule>> = {
  organization: member("Arts 8 to 10: who answers for what is known to all"),
  seat: member("Art 10: each data office and its head are known to all"),
  duty: member("Art 11: duties lie with named offices"),
  asset: member("Arts 12, 13 and 16: one catalogue, which the authority publishes"),
  right: member("the rights policy: who holds a right is registered so that others can see it"),
  log: member("a grant names its log: both sides must know which ones there are"),
  rule: member("limits bind only those who can read them"),
  type: member("registration types are rules"),
  year: member("working days are published by the State Council"),
  proposal: member("common governance: what members vote on is known to all"),
  member: member("common governance: who votes is known to all"),
  consent: member("Art 14: a standing consent is an offer to every department that may request"),
  demand: {
    parts: ["demander", "matcher", "holder"],
    published: { field: "status", value: ANNOUNCED, name: "Announced" },
    why: "whoever holds such data may offer it; what follows is between those who found each other",
  },
  request: { parts: ["requester", "answerer", "origin", "holder"], why: "Arts 20, 21 and 25" },
  grant: {
    parts: ["provider", "recipient", "origin", "holder", "custodian"],
    why: `Arts 20 and 25. ${HELD}`,
  },
  change: { parts: ["provider", "recipient", "holder"], why: "Art 27: by consultation" },
  delivery: {
    parts: ["provider", "recipient", "deliverer", "holder", "custodian"],
    why: `Arts 22 and 23. ${HELD}`,
  },
  return: { parts: ["claimant", "holder"], why: "Art 24" },
  case: {
    parts: ["raiser", "respondent", "registrar", "decider", "holder"],
    why: "Arts 26 and 28; objections: the registrar that decides",
  },
  finding: {
    parts: ["against", "finder", "subject"],
    published: { field: "state", value: CIRCULATED, name: "Circulated" },
    why: "Arts 39 to 41: what was not put right is circulated",
  },
  statement: {
    parts: ["signer", "grant", "holder", "custodian", "user"],
    log: true,
    why: "Arts 29 and 34; with a grant: the parts in the grant, otherwise those in the asset",
  },
  "grant-history": { parts: ["grant"], log: true, why: "all statements under one grant" },
  "asset-history": {
    parts: ["holder", "custodian"],
    log: true,
    why: "all statements on one asset, of all its recipients",
  },
  "asset-acts": {
    parts: ["holder", "custodian", "registrar"],
    why: "they tell of every request and grant of the asset; each act is looked at besides",
  },
  "organization-acts": {
    parts: ["itself"],
    why: "they tell of all that an organisation does; each act is looked at besides",
  },
  "seat-acts": { parts: ["itself"], why: "the same of one seat" },
  document: {
    parts: ["owner", "named", "party"],
    why: "Arts 20 to 29: reasons are for those to whom they are given, and for whoever may ask for them",
  },
  administration: {
    parts: ["concerned"],
    log: true,
    why: "whoever runs a gateway answers for it to those for whom it is run",
  },
  bundle: { parts: [], log: true, why: "every statement of the log: replaying it is audit" },
};
