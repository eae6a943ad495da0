// SPDX-License-Identifier: Apache-2.0
import { ACT_NAMES, type ActName, LIST_NAMES, type ListName } from "./names.ts";
import type { Action } from "./run.ts";
import type { CommandName } from "./specs.ts";

const keys = async () => import("./keys.ts");
const organizations = async () => import("./organizations.ts");
const seats = async () => import("./seats.ts");
const assets = async () => import("./assets.ts");
const grants = async () => import("./grants.ts");
const exchange = async () => import("./exchange.ts");
const log = async () => import("./log.ts");
const access = async () => import("./access.ts");
const administration = async () => import("./administration.ts");
const policy = async () => import("./policy.ts");

const documents = async () => import("./documents.ts");

const acts = (name: ActName) => async () => (await import("./acts.ts")).actOf(name);
const lists = (name: ListName) => async () => (await import("./lists.ts")).listOf(name);
const council = async () => import("./council.ts");
const rules = async () => import("./rules.ts");

const ACT_ACTIONS = Object.fromEntries(ACT_NAMES.map((name) => [name, acts(name)])) as Record<
  ActName,
  () => Promise<Action>
>;
const LIST_ACTIONS = Object.fromEntries(LIST_NAMES.map((name) => [name, lists(name)])) as Record<
  ListName,
  () => Promise<Action>
>;

/** Where the action of each command is. Loaded only when it runs: some commands must stay small. */
export const ACTIONS: Readonly<Record<CommandName, () => Promise<Action>>> = {
  ...ACT_ACTIONS,
  ...LIST_ACTIONS,
  inbox: async () => (await import("./inbox.ts")).inbox,
  can: async () => (await import("./inbox.ts")).can,
  "right show": async () => (await import("./show-law.ts")).right,
  "case show": async () => (await import("./show-law.ts")).caseShown,
  "council propose": async () => (await council()).propose,
  "council cancel": async () => (await council()).cancel,
  "council queue": async () => (await council()).queue,
  "council execute": async () => (await council()).execute,
  "council show": async () => (await council()).show,
  "rule show": async () => (await rules()).rule,
  "calendar show": async () => (await rules()).calendar,
  "calendar add": async () => (await rules()).add,
  certificate: async () => (await log()).certificate,
  "key new": async () => (await keys()).keyNew,
  "key show": async () => (await keys()).keyShow,
  "org admit": async () => (await organizations()).admit,
  "org suspend": async () => (await organizations()).suspend,
  "org resume": async () => (await organizations()).resume,
  "org show": async () => (await organizations()).show,
  "seat appoint": async () => (await seats()).appoint,
  "seat end": async () => (await seats()).end,
  "seat allow": async () => (await seats()).allow,
  "seat show": async () => (await seats()).show,
  "asset register": async () => (await assets()).register,
  "asset show": async () => (await assets()).show,
  "request show": async () => (await grants()).showRequest,
  "grant change": async () => (await grants()).change,
  "grant show": async () => (await grants()).show,
  "grant certificate": async () => (await log()).grantCertificate,
  "delivery record": async () => (await import("./deliveries.ts")).record,
  "delivery show": async () => (await import("./deliveries.ts")).show,
  "return show": async () => (await grants()).showReturn,
  "finding show": async () => (await grants()).showFinding,
  digest: async () => (await import("./digest.ts")).digest,
  version: async () => (await exchange()).version,
  deliver: async () => (await exchange()).deliver,
  receive: async () => (await exchange()).receive,
  status: async () => (await log()).status,
  "evidence get": async () => (await log()).evidenceGet,
  "evidence check": async () => (await import("./standing.ts")).evidenceCheck,
  "history list": async () => (await import("./entries.ts")).historyList,
  "history get": async () => (await log()).historyGet,
  "document put": async () => (await documents()).put,
  "document list": async () => (await documents()).list,
  "document show": async () => (await documents()).read,
  "document get": async () => (await documents()).get,
  "document accesses": async () => (await documents()).accesses,
  "document readers": async () => (await documents()).readers,
  "document hold": async () => (await documents()).hold,
  "document release": async () => (await documents()).release,
  "document erase": async () => (await documents()).erase,
  "policy export": async () => (await log()).policyExport,
  "policy status": async () => (await import("./standing.ts")).policyStatus,
  "policy follow": async () => (await policy()).policyFollow,
  "policy show": async () => (await policy()).policyShow,
  "policy sign": async () => (await policy()).policySign,
  "policy update": async () => (await policy()).policyUpdate,
  "sign-in": async () => (await access()).signInto,
  "sign-out": async () => (await access()).signOut,
  "administration list": async () => (await administration()).administrationList,
  "administration history": async () => (await administration()).administrationHistory,
  "token new": async () => (await access()).tokenNew,
  "token list": async () => (await access()).tokenList,
  "token revoke": async () => (await access()).tokenRevoke,
  verify: async () => (await import("./verify.ts")).verify,
};
