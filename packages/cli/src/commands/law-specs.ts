// SPDX-License-Identifier: Apache-2.0
// What the commands take that carry registration, rights, cases, reforms and the council's decisions.
import type { CommandSpec } from "./spec.ts";

type Specs = Readonly<Record<string, CommandSpec>>;

const byAsset = { signs: true, args: ["asset"], needs: ["seat"] } as const satisfies CommandSpec;
const byRight = { signs: true, args: ["right"], needs: ["seat"] } as const satisfies CommandSpec;
const byCase = { signs: true, args: ["case"], needs: ["seat"] } as const satisfies CommandSpec;
const byOrganization = { signs: true, args: ["organization"] } as const satisfies CommandSpec;
const PAGE = ["limit", "cursor"] as const;

/** The registration procedure, in its order; then vetoes. */
export const REGISTRATION = {
  "asset open": { ...byAsset, needs: ["seat", "type", "record"] },
  "asset assess": { ...byAsset, needs: ["seat", "secrecy", "personalInformation"] },
  "asset approve": { signs: true, args: ["asset"] },
  "asset submit": { ...byAsset, needs: ["seat", "registrar"] },
  "asset accept": byAsset,
  "asset return": { ...byAsset, needs: ["seat", "gaps"] },
  "asset resubmit": { ...byAsset, needs: ["seat", "record"] },
  "asset reject": { ...byAsset, needs: ["seat", "reason", "legalBasis"] },
  "asset review": byAsset,
  "asset refuse": { ...byAsset, needs: ["seat", "reason", "legalBasis"] },
  "asset publish": byAsset,
  "asset confirm": byAsset,
  "asset withdraw": byAsset,
  "asset veto": { ...byAsset, needs: ["seat", "act", "grounds", "until"] },
  "asset lift-veto": { ...byAsset, needs: ["seat", "act", "decision"] },
  "asset custodian": { ...byAsset, needs: ["seat", "organization"] },
} as const satisfies Specs;

export const RIGHTS = {
  "right confer": {
    ...byAsset,
    needs: ["seat", "right", "to", "basis", "until", "scope", "document"],
    takes: ["parentRight", "from"],
  },
  "right accept": byRight,
  "right waive": byRight,
  "right end": { ...byRight, needs: ["seat", "reason"], takes: ["legalBasis"] },
  "right offer": { ...byAsset, needs: ["seat", "to", "document"] },
  "right accept-transfer": byAsset,
  "right withdraw-transfer": byAsset,
  "right stage": { ...byAsset, needs: ["seat", "stage", "document"] },
  "right show": { online: true, args: ["right"] },
  "case object": { ...byAsset, needs: ["seat", "grounds"] },
  "case dispute": { ...byAsset, needs: ["seat", "grounds"] },
  "case withdraw": byCase,
  "case dismiss": { ...byCase, needs: ["seat", "decision"] },
  "case uphold": { ...byCase, needs: ["seat", "decision"] },
  "case show": { online: true, args: ["case"] },
} as const satisfies Specs;

/** What becomes of organisations, and who answers for what. */
export const REFORM = {
  "org rename": { ...byOrganization, needs: ["name"] },
  "org propose-head": { ...byOrganization, needs: ["account"] },
  "org replace-head": { ...byOrganization, needs: ["account"] },
  "org stop-head": byOrganization,
  "org take-head": byOrganization,
  "org change-parent": { ...byOrganization, needs: ["parent"] },
  "org merge": { ...byOrganization, needs: ["by", "into"] },
  "org assign": { ...byOrganization, needs: ["by", "subjects", "to"] },
  "org split": { ...byOrganization, needs: ["by", "keeper"] },
  "org abolish": { ...byOrganization, needs: ["by"] },
  "seat compromised": { signs: true, args: ["seat"], needs: ["since"] },
  "duty assign": { ...byAsset, needs: ["seat", "duty", "legalBasis", "responsible"] },
  "duty withdraw": { ...byAsset, needs: ["seat", "duty"] },
} as const satisfies Specs;

const byLog = { signs: true, args: ["log"], needs: ["seat"] } as const satisfies CommandSpec;

/** Exchange centres' logs. */
export const LOGS = {
  "log open": { signs: true, args: ["origin"], needs: ["seat", "operator", "logKey"] },
  "log operator": { ...byLog, needs: ["seat", "operator"] },
  "log key": { ...byLog, needs: ["seat", "logKey"] },
  "log close": { ...byLog, takes: ["successor"] },
} as const satisfies Specs;

export const COUNCIL = {
  "council propose": { signs: true, args: ["file"] },
  "council vote": { signs: true, args: ["proposal"], needs: ["vote"] },
  "council cancel": { signs: true, args: ["proposal"] },
  "council queue": { signs: true, args: ["proposal"] },
  "council execute": { signs: true, args: ["proposal"] },
  "council veto": { signs: true, args: ["proposal"], needs: ["grounds"] },
  "council follow": byOrganization,
  "council show": { online: true, args: ["proposal"] },
  "council list": { online: true, takes: PAGE },
  "council members": { online: true, takes: PAGE },
} as const satisfies Specs;

/** What is read from a gateway's index. */
export const READING = {
  "org list": { online: true, takes: ["parent", "level", "region", "code", ...PAGE] },
  "seat list": { online: true, takes: ["organization", "account", ...PAGE] },
  "duty list": { online: true, takes: ["organization", "asset", ...PAGE] },
  "asset list": {
    online: true,
    takes: ["holder", "region", "catalogueCode", "registrar", "state", "before", ...PAGE],
  },
  "asset due": { online: true, takes: ["registrar", "holder", "before", ...PAGE] },
  "right list": { online: true, takes: ["asset", "holder", "grantor", "before", ...PAGE] },
  "case list": { online: true, takes: ["asset", "raiser", "registrar", "state", ...PAGE] },
  "log list": { online: true, takes: PAGE },
  "rule show": { online: true, args: ["rule"] },
  "rule list": { online: true, takes: PAGE },
  "type list": { online: true, takes: PAGE },
  "calendar show": { online: true, args: ["year"] },
  "calendar add": { online: true, args: ["date", "days"] },
  acts: { online: true, args: ["thing", "id"], takes: PAGE },
} as const satisfies Specs;
