// SPDX-License-Identifier: Apache-2.0
// What the events of a ledger tell, and nothing else: each state in the words of the contracts' views.
import { ZeroAddress, ZeroHash } from "ethers";

import type { LedgerEvent, Values } from "./events.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Struct = Record<string, unknown>;
export type Table<T = Struct> = Map<string, T>;

export interface Organization {
  code: string;
  nameHash: string;
  head: string;
  standing: Mutable<
    Record<"status" | "capacities" | "level" | "region" | "parent" | "successor", bigint>
  >;
}

export interface Seat {
  account: string;
  organization: bigint;
  office: bigint;
  state: bigint;
  from: bigint;
  until: bigint;
  sm2KeyHash: string;
  dailyLimit: bigint;
}

/** The present offer of a holding right, without who offers. */
export interface Offer {
  readonly to: bigint;
  readonly time: bigint;
  readonly basis: string;
}

export const NO_HEAD = [ZeroAddress, 0n, 0n, false] as const;
export const ACTIVE = 1n;
export const SUSPENDED = 2n;
export const ABOLISHED = 3n;

/** Everything that is rebuilt. Keys are numbers and ids as text, joined by a space. */
export class State {
  // organisations and seats
  readonly organizations: Table<Organization> = new Map();
  readonly pendingHeads: Table<readonly unknown[]> = new Map();
  readonly assignments: Table<bigint> = new Map();
  readonly successions: Table<bigint> = new Map();
  readonly accounts: Table<bigint> = new Map();
  readonly seats: Table<Seat> = new Map();
  readonly seatEnds: Table<[endedAt: bigint, compromisedSince: bigint]> = new Map();
  readonly soleSeats: Table<bigint> = new Map();
  readonly allowances: Table<boolean> = new Map();
  readonly duties: Table<readonly [seat: bigint, basis: string]> = new Map();
  // assets
  readonly assets: Table = new Map();
  readonly procedures: Table = new Map();
  readonly catalogue: Table<string> = new Map();
  readonly vetoes: Table = new Map();
  // rights and cases
  readonly rights: Table = new Map();
  readonly rightStates: Table<Record<"state" | "until" | "reason", bigint>> = new Map();
  readonly rightCounts: Table<bigint> = new Map();
  readonly offers: Table<Offer | undefined> = new Map();
  readonly transfers: Table<bigint> = new Map();
  readonly stages: Table<readonly [stage: bigint, basis: string]> = new Map();
  readonly cases: Table = new Map();
  readonly caseStates: Table<Record<"state" | "by", bigint> & { decision: string }> = new Map();
  readonly openCases: Table<string> = new Map();
  readonly caseCounts: Table<bigint> = new Map();
  // sharing and findings
  readonly demands: Table = new Map();
  readonly demandCounts: Table<bigint> = new Map();
  readonly requests: Table = new Map();
  readonly requestCounts: Table<bigint> = new Map();
  /** The grant from which another one was shared on. */
  readonly parents: Table<string> = new Map();
  readonly grants: Table = new Map();
  readonly changes: Table = new Map();
  readonly consents: Table = new Map();
  /** The number of each asset that was ever consented to. */
  readonly consented: Table<bigint> = new Map();
  readonly returns: Table = new Map();
  /** What is recorded of deliveries and receipts, by grant. */
  readonly deliveries: Table = new Map();
  readonly findings: Table = new Map();
  readonly findingStates: Table = new Map();
  readonly findingCounts: Table<bigint> = new Map();
  // the law and the council
  readonly rules: Table<{ value: bigint; mark: bigint; source: string; from: bigint }[]> =
    new Map();
  readonly types: Table<{ type: unknown; mark: bigint; source: string; from: bigint }[]> =
    new Map();
  readonly years: Table<readonly unknown[]> = new Map();
  readonly members = new Set<string>();
  /** The account with which a member's vote is. */
  readonly votes: Table<string> = new Map();
  guardian = 0n;

  /** Who stands in an organisation's place for a subject; 0 if nobody does. */
  follow(number: bigint, subject: string): bigint {
    let current = number;
    while (current !== 0n) {
      const found = this.organizations.get(String(current));
      if (found === undefined) return 0n;
      if (found.standing.status !== ABOLISHED) return current;
      const assigned = this.assignments.get(`${String(current)} ${subject}`) ?? 0n;
      current = assigned === 0n ? found.standing.successor : assigned;
    }
    return 0n;
  }

  /** How many living organisations lie directly below one. */
  childrenOf(number: string): bigint {
    const list = [...this.organizations.values()];
    const below = list.filter(
      ({ standing }) => String(standing.parent) === number && standing.status !== ABOLISHED,
    );
    return BigInt(below.length);
  }

  /** How many subjects of an organisation are assigned. */
  assignmentsOf(number: string): bigint {
    const list = [...this.assignments].filter(
      ([key, to]) => key.startsWith(`${number} `) && to !== 0n,
    );
    return BigInt(list.length);
  }
}

/** What an event changes. */
export type Handlers = Readonly<
  Record<string, (state: State, values: Values, time: bigint) => void>
>;

/** What must be there, since an earlier event told it. */
export function known<T>(table: Table<T>, key: unknown): T {
  const found = table.get(String(key));
  if (found === undefined) throw new Error(`no event told of ${String(key)}`);
  return found;
}

/** Lets the state follow events. Events that no handler knows are told to `unknown`. */
export function replay(
  state: State,
  events: readonly LedgerEvent[],
  handlers: Handlers,
  unknown?: (event: LedgerEvent) => void,
): void {
  for (const event of events) {
    const handler = handlers[`${event.contract}.${event.name}`] ?? handlers[event.name];
    if (handler === undefined) unknown?.(event);
    else handler(state, event.values, event.time);
  }
}

export { ZeroHash };
