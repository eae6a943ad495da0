// SPDX-License-Identifier: Apache-2.0
import type { Action } from "./run.ts";

/** Every option by name: how it is written. What it means stands in the messages of each language. */
export const OPTIONS = {
  json: "--json",
  lang: "--lang <zh|en>",
  gateway: "--gateway <url>",
  key: "--key <file>",
  out: "-o, --out <file>",
  kind: "--kind <account|log>",
  light: "--light",
  seat: "--seat <number>",
  parent: "--parent <number>",
  code: "--code <code>",
  name: "--name <name>",
  capacities: "--capacities <list>",
  level: "--level <level>",
  region: "--region <number>",
  head: "--head <account>",
  organization: "--organization <number>",
  office: "--office <office>",
  account: "--account <account>",
  from: "--from <time>",
  until: "--until <time>",
  dailyLimit: "--daily-limit <count>",
  deny: "--deny",
  localNumber: "--local-number <number>",
  catalogueCode: "--catalogue-code <code>",
  attribute: "--attribute <attribute>",
  grade: "--grade <grade>",
  record: "--record <file>",
  legalBasis: "--legal-basis <file>",
  holdsNoSecrets: "--holds-no-secrets",
  purpose: "--purpose <number>",
  method: "--method <method>",
  document: "--document <file>",
  log: "--log <id>",
  reason: "--reason <number>",
  file: "--file <data>",
  salt: "--salt <salt>",
  public: "--public",
  schema: "--schema <file>",
  supersedes: "--supersedes <id>",
  version: "--version <id>",
  serial: "--serial <number>",
  policy: "--policy <file>",
} as const;

export type OptionName = keyof typeof OPTIONS;

/** What a command takes without a dash. */
export type ArgumentName =
  "file" | "organization" | "seat" | "asset" | "request" | "grant" | "statement" | "subject" | "id";

/** One command: its words, what it takes, and where its action is. */
export interface CommandSpec {
  readonly args?: readonly ArgumentName[];
  readonly needs?: readonly OptionName[];
  readonly takes?: readonly OptionName[];
  /** Speaks to a gateway. */
  readonly online?: true;
  /** Signs with a key, and speaks to a gateway. */
  readonly signs?: true;
  /** Loaded only when it runs: some commands must stay small. */
  readonly load: () => Promise<Action>;
}

const keys = async () => import("./keys.ts");
const organizations = async () => import("./organizations.ts");
const seats = async () => import("./seats.ts");
const assets = async () => import("./assets.ts");
const grants = async () => import("./grants.ts");
const exchange = async () => import("./exchange.ts");
const log = async () => import("./log.ts");

const ADMISSION = ["code", "name", "capacities", "level", "region", "head"] as const;

/** All commands by their words. */
export const COMMANDS = {
  "key new": {
    needs: ["out"],
    takes: ["kind", "light"],
    load: async () => (await keys()).keyNew,
  },
  "key show": { args: ["file"], load: async () => (await keys()).keyShow },
  "org admit-root": {
    signs: true,
    needs: [...ADMISSION],
    load: async () => (await organizations()).admitRoot,
  },
  "org admit": {
    signs: true,
    needs: ["parent", ...ADMISSION],
    load: async () => (await organizations()).admit,
  },
  "org suspend": {
    signs: true,
    args: ["organization"],
    load: async () => (await organizations()).suspend,
  },
  "org resume": {
    signs: true,
    args: ["organization"],
    load: async () => (await organizations()).resume,
  },
  "org show": {
    online: true,
    args: ["organization"],
    load: async () => (await organizations()).show,
  },
  "seat appoint": {
    signs: true,
    needs: ["organization", "office", "account", "until"],
    takes: ["dailyLimit"],
    load: async () => (await seats()).appoint,
  },
  "seat end": { signs: true, args: ["seat"], load: async () => (await seats()).end },
  "seat allow": {
    signs: true,
    args: ["seat", "id"],
    takes: ["deny"],
    load: async () => (await seats()).allow,
  },
  "seat show": { online: true, args: ["seat"], load: async () => (await seats()).show },
  "asset register": {
    signs: true,
    needs: ["seat", "localNumber", "catalogueCode", "region", "attribute", "grade", "record"],
    takes: ["legalBasis", "holdsNoSecrets"],
    load: async () => (await assets()).register,
  },
  "asset confirm": {
    signs: true,
    args: ["asset"],
    needs: ["seat"],
    load: async () => (await assets()).confirm,
  },
  "asset show": { online: true, args: ["asset"], load: async () => (await assets()).show },
  request: {
    signs: true,
    args: ["asset"],
    needs: ["seat", "purpose", "method", "until", "document"],
    load: async () => (await grants()).request,
  },
  "grant give": {
    signs: true,
    args: ["request"],
    needs: ["seat", "until", "document"],
    takes: ["from", "log"],
    load: async () => (await grants()).give,
  },
  "grant refuse": {
    signs: true,
    args: ["request"],
    needs: ["seat", "reason", "legalBasis"],
    load: async () => (await grants()).refuse,
  },
  "grant suspend": {
    signs: true,
    args: ["grant"],
    needs: ["seat", "reason"],
    load: async () => (await grants()).suspend,
  },
  "grant resume": {
    signs: true,
    args: ["grant"],
    needs: ["seat"],
    load: async () => (await grants()).resume,
  },
  "grant end": {
    signs: true,
    args: ["grant"],
    needs: ["seat", "reason"],
    load: async () => (await grants()).end,
  },
  "grant show": { online: true, args: ["grant"], load: async () => (await grants()).show },
  digest: {
    args: ["file"],
    takes: ["salt", "public"],
    load: async () => (await import("./digest.ts")).digest,
  },
  version: {
    signs: true,
    args: ["asset"],
    needs: ["seat", "file", "schema"],
    takes: ["salt", "public", "supersedes"],
    load: async () => (await exchange()).version,
  },
  deliver: {
    signs: true,
    args: ["grant"],
    needs: ["seat", "file", "version", "serial"],
    takes: ["method", "salt", "public"],
    load: async () => (await exchange()).deliver,
  },
  receive: {
    signs: true,
    args: ["statement"],
    needs: ["seat", "file"],
    takes: ["salt", "supersedes"],
    load: async () => (await exchange()).receive,
  },
  status: { online: true, args: ["statement"], load: async () => (await log()).status },
  "evidence get": {
    online: true,
    args: ["statement"],
    takes: ["out"],
    load: async () => (await log()).evidenceGet,
  },
  "history get": {
    online: true,
    args: ["subject", "id"],
    takes: ["out"],
    load: async () => (await log()).historyGet,
  },
  "policy export": { online: true, takes: ["out"], load: async () => (await log()).policyExport },
  verify: {
    args: ["file"],
    needs: ["policy"],
    takes: ["file", "salt"],
    load: async () => (await import("./verify.ts")).verify,
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;
