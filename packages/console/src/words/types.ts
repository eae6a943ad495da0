// SPDX-License-Identifier: Apache-2.0
import type { Mirror, Receipt, Disposal } from "@suyuan/proof";

import type { StationName, Stop } from "../picture/stations.ts";
import type { Outcome } from "../outcome.ts";

/** What the file says, with the short forms of its ids and moments written out. */
export interface Told {
  readonly by: string;
  readonly asset: string;
  readonly time: string;
  readonly grant: string;
}

/** The sentences of what a statement claims. */
export interface ClaimWords {
  readonly organization: (number: number, name?: string) => string;
  readonly signer: (organization: number, seat: number) => string;
  readonly version: (told: Told, bytes: number) => string;
  readonly delivery: (told: Told, to: string, bytes: number, serial: number) => string;
  readonly receipt: (told: Told, result: Receipt["result"]) => string;
  readonly use: (told: Told, about: { purpose: number; count: number; span: string }) => string;
  readonly disposal: (told: Told, method: Disposal["method"], at: string) => string;
  readonly mirror: (told: Told, state: Mirror["state"], lag: number) => string;
  readonly reconciliation: (told: Told, other: string, count: number, span: string) => string;
  readonly withdrawal: (told: Told, target: string, reason: number) => string;
  readonly administration: (told: Told, act: string, at: string, of?: string) => string;
  readonly right: (holder: string, kind: string, asset: string, time: string) => string;
  readonly grant: (
    provider: string,
    recipient: string,
    about: { asset: string; grant: string; purpose: number; time: string },
  ) => string;
  readonly history: (
    of: "asset" | "grant",
    about: { id: string; entries: number; origin: string },
  ) => string;
  readonly span: (from: string, until: string) => string;
  readonly serial: (serial: number) => string;
  readonly unreadable: string;
}

export type RowName =
  | "kind"
  | "by"
  | "to"
  | "asset"
  | "grant"
  | "right"
  | "serial"
  | "version"
  | "delivery"
  | "bytes"
  | "sha256"
  | "sm3"
  | "channel"
  | "purpose"
  | "method"
  | "term"
  | "signed"
  | "logged"
  | "proven"
  | "moment"
  | "id"
  | "entry"
  | "log"
  | "code"
  | "entries";

/** Everything that the page says beside what a verdict says itself. */
export interface PageWords {
  readonly title: string;
  readonly lead: string;
  readonly stays: string;
  readonly language: string;
  readonly files: string;
  readonly drop: string;
  readonly slots: {
    readonly proof: { readonly name: string; readonly hint: string };
    readonly data: { readonly name: string; readonly hint: string };
    readonly policy: { readonly name: string; readonly hint: string };
  };
  readonly choose: string;
  readonly another: string;
  readonly remove: string;
  readonly keep: string;
  readonly forget: string;
  readonly isKept: string;
  readonly cannotKeep: string;
  readonly fingerprint: string;
  readonly compare: string;
  readonly followed: (updates: number, from: string) => string;
  readonly newest: string;
  readonly holdsOn: string;
  readonly savePolicy: string;
  readonly salt: string;
  readonly saltHint: string;
  readonly saltChoose: string;
  readonly saltGiven: string;
  readonly saltNeeded: string;
  readonly noData: string;
  readonly notRequested: string;
  readonly hashing: string;
  readonly waitsForProof: string;
  readonly waitsForSalt: string;
  readonly waitsForDigest: string;
  readonly hashed: (size: string) => string;
  readonly stop: string;
  readonly withoutPolicy: string;
  readonly nothingYet: string;
  readonly because: string;
  readonly says: string;
  readonly claimed: string;
  readonly picture: string;
  readonly breaks: Readonly<Record<Stop, (station: string) => string>>;
  readonly wholeWay: string;
  readonly noBreak: string;
  readonly stations: Readonly<Record<StationName, string>>;
  readonly checks: string;
  readonly tally: (counts: { ok: number; failed: number; open: number }) => string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly questions: { readonly integrity: string; authorisation: string; trust: string };
  readonly details: string;
  readonly record: string;
  readonly policyDetails: string;
  readonly raw: string;
  readonly print: string;
  readonly save: string;
  readonly judgedAt: string;
  readonly fileHash: string;
  readonly underPolicy: string;
  readonly rows: Readonly<Record<RowName, string>>;
  readonly policyRows: {
    readonly name: string;
    readonly chain: string;
    readonly consensus: string;
    readonly sets: string;
    readonly contracts: string;
    readonly logs: string;
    readonly witnesses: string;
    readonly authority: string;
    readonly requires: string;
  };
  /** A set of validators: how many, and the first and last block that it seals. */
  readonly validators: (count: number, from: number, to: number | undefined) => string;
  readonly witnesses: (threshold: number, of: number) => string;
  readonly nothing: string;
  readonly channels: Readonly<Record<"interface" | "batch" | "file", string>>;
  readonly bytes: (count: string) => string;
  readonly claims: ClaimWords;
}
