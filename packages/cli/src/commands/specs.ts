// SPDX-License-Identifier: Apache-2.0
import { COUNCIL, LOGS, READING, REFORM, REGISTRATION, RIGHTS } from "./law-specs.ts";
import { FINDINGS, RETURNS, SETTLING, SHARING, SHARING_READING } from "./sharing-specs.ts";
import type { CommandSpec } from "./spec.ts";

const ADMISSION = ["code", "name", "capacities", "level", "region", "head"] as const;

/** All commands by their words. */
export const COMMANDS = {
  "key new": {
    needs: ["out"],
    takes: ["kind", "light"],
  },
  "key show": { args: ["file"], takes: ["name"] },
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
  ...REFORM,
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
  "asset show": { online: true, args: ["asset"] },
  ...REGISTRATION,
  ...RIGHTS,
  ...LOGS,
  ...COUNCIL,
  ...READING,
  ...SHARING,
  ...RETURNS,
  ...SETTLING,
  ...FINDINGS,
  ...SHARING_READING,
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
  inbox: { online: true, args: ["seat"], takes: ["part", "limit", "cursor"] },
  can: { online: true, args: ["seat", "thing", "id"] },
  certificate: { online: true, args: ["id"], takes: ["at", "out"] },
  status: { online: true, args: ["statement"] },
  "evidence get": {
    online: true,
    args: ["statement"],
    takes: ["out"],
  },
  "evidence check": { online: true, args: ["file"] },
  "history list": {
    online: true,
    args: ["subject", "id"],
    takes: ["order", "limit", "cursor"],
  },
  "history get": {
    online: true,
    args: ["subject", "id"],
    takes: ["out"],
  },
  "sign-in": {
    signs: true,
    needs: ["out"],
    takes: ["seat", "organization", "domain"],
  },
  "sign-out": { online: true },
  "administration list": { online: true, takes: ["limit", "cursor"] },
  "administration history": { online: true, takes: ["out"] },
  "token new": { online: true, needs: ["name", "scopes", "until", "out"] },
  "token list": { online: true },
  "token revoke": { online: true, args: ["token"] },
  "document put": {
    online: true,
    args: ["thing", "id"],
    needs: ["file"],
    takes: ["items", "salt", "public"],
  },
  "document list": {
    online: true,
    takes: ["commitment", "about", "organization", "kept", "limit", "cursor"],
  },
  "document show": { online: true, args: ["id"] },
  "document get": { online: true, args: ["id"], needs: ["out"] },
  "document accesses": { online: true, args: ["id"] },
  "document readers": { online: true, args: ["id"], takes: ["organizations"] },
  "document hold": { online: true, args: ["id"], needs: ["reference"] },
  "document release": { online: true, args: ["id", "hold"] },
  "document erase": { online: true, args: ["id"] },
  "policy export": { online: true, takes: ["out"] },
  "policy status": { online: true },
  "policy follow": { online: true, needs: ["policy"], takes: ["out"] },
  "policy show": { args: ["file"] },
  "policy sign": { args: ["file"], needs: ["policy"], takes: ["key", "out"] },
  "policy update": { args: ["file"], needs: ["policy"], takes: ["out"] },
  verify: {
    args: ["file"],
    needs: ["policy"],
    takes: ["file", "salt", "batch"],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;
