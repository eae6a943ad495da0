// SPDX-License-Identifier: Apache-2.0
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

/** One command: what it takes. */
export interface CommandSpec {
  readonly args?: readonly ArgumentName[];
  readonly needs?: readonly OptionName[];
  readonly takes?: readonly OptionName[];
  /** Speaks to a gateway. */
  readonly online?: true;
  /** Signs with a key, and speaks to a gateway. */
  readonly signs?: true;
}

const ADMISSION = ["code", "name", "capacities", "level", "region", "head"] as const;

/** All commands by their words. */
export const COMMANDS = {
  "key new": {
    needs: ["out"],
    takes: ["kind", "light"],
  },
  "key show": { args: ["file"] },
  "org admit-root": {
    signs: true,
    needs: [...ADMISSION],
  },
  "org admit": {
    signs: true,
    needs: ["parent", ...ADMISSION],
  },
  "org suspend": {
    signs: true,
    args: ["organization"],
  },
  "org resume": {
    signs: true,
    args: ["organization"],
  },
  "org show": {
    online: true,
    args: ["organization"],
  },
  "seat appoint": {
    signs: true,
    needs: ["organization", "office", "account", "until"],
    takes: ["dailyLimit"],
  },
  "seat end": { signs: true, args: ["seat"] },
  "seat allow": {
    signs: true,
    args: ["seat", "id"],
    takes: ["deny"],
  },
  "seat show": { online: true, args: ["seat"] },
  "asset register": {
    signs: true,
    needs: ["seat", "localNumber", "catalogueCode", "region", "attribute", "grade", "record"],
    takes: ["legalBasis", "holdsNoSecrets"],
  },
  "asset confirm": {
    signs: true,
    args: ["asset"],
    needs: ["seat"],
  },
  "asset show": { online: true, args: ["asset"] },
  request: {
    signs: true,
    args: ["asset"],
    needs: ["seat", "purpose", "method", "until", "document"],
  },
  "grant give": {
    signs: true,
    args: ["request"],
    needs: ["seat", "until", "document"],
    takes: ["from", "log"],
  },
  "grant refuse": {
    signs: true,
    args: ["request"],
    needs: ["seat", "reason", "legalBasis"],
  },
  "grant suspend": {
    signs: true,
    args: ["grant"],
    needs: ["seat", "reason"],
  },
  "grant resume": {
    signs: true,
    args: ["grant"],
    needs: ["seat"],
  },
  "grant end": {
    signs: true,
    args: ["grant"],
    needs: ["seat", "reason"],
  },
  "grant show": { online: true, args: ["grant"] },
  digest: {
    args: ["file"],
    takes: ["salt", "public"],
  },
  version: {
    signs: true,
    args: ["asset"],
    needs: ["seat", "file", "schema"],
    takes: ["salt", "public", "supersedes"],
  },
  deliver: {
    signs: true,
    args: ["grant"],
    needs: ["seat", "file", "version", "serial"],
    takes: ["method", "salt", "public"],
  },
  receive: {
    signs: true,
    args: ["statement"],
    needs: ["seat", "file"],
    takes: ["salt", "supersedes"],
  },
  status: { online: true, args: ["statement"] },
  "evidence get": {
    online: true,
    args: ["statement"],
    takes: ["out"],
  },
  "history get": {
    online: true,
    args: ["subject", "id"],
    takes: ["out"],
  },
  "policy export": { online: true, takes: ["out"] },
  verify: {
    args: ["file"],
    needs: ["policy"],
    takes: ["file", "salt"],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;
