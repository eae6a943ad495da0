// SPDX-License-Identifier: Apache-2.0
import type { Action } from "./run.ts";
import type { CommandName } from "./specs.ts";

const keys = async () => import("./keys.ts");
const organizations = async () => import("./organizations.ts");
const seats = async () => import("./seats.ts");
const assets = async () => import("./assets.ts");
const grants = async () => import("./grants.ts");
const exchange = async () => import("./exchange.ts");
const log = async () => import("./log.ts");

/** Where the action of each command is. Loaded only when it runs: some commands must stay small. */
export const ACTIONS: Readonly<Record<CommandName, () => Promise<Action>>> = {
  "key new": async () => (await keys()).keyNew,
  "key show": async () => (await keys()).keyShow,
  "org admit-root": async () => (await organizations()).admitRoot,
  "org admit": async () => (await organizations()).admit,
  "org suspend": async () => (await organizations()).suspend,
  "org resume": async () => (await organizations()).resume,
  "org show": async () => (await organizations()).show,
  "seat appoint": async () => (await seats()).appoint,
  "seat end": async () => (await seats()).end,
  "seat allow": async () => (await seats()).allow,
  "seat show": async () => (await seats()).show,
  "asset register": async () => (await assets()).register,
  "asset confirm": async () => (await assets()).confirm,
  "asset show": async () => (await assets()).show,
  request: async () => (await grants()).request,
  "grant give": async () => (await grants()).give,
  "grant refuse": async () => (await grants()).refuse,
  "grant suspend": async () => (await grants()).suspend,
  "grant resume": async () => (await grants()).resume,
  "grant end": async () => (await grants()).end,
  "grant show": async () => (await grants()).show,
  digest: async () => (await import("./digest.ts")).digest,
  version: async () => (await exchange()).version,
  deliver: async () => (await exchange()).deliver,
  receive: async () => (await exchange()).receive,
  status: async () => (await log()).status,
  "evidence get": async () => (await log()).evidenceGet,
  "history get": async () => (await log()).historyGet,
  "policy export": async () => (await log()).policyExport,
  verify: async () => (await import("./verify.ts")).verify,
};
