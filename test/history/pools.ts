// SPDX-License-Identifier: Apache-2.0
// What there is to act on: ids of things, as events name them.
import { type AbiValues, REGISTRATION_STAGES } from "@suyuan/chain";
import type { Kind, Row } from "@suyuan/gateway";

import type { Chance } from "../contracts/history/random.ts";

/** Things of a kind; of assets also those that are coded, and those with a procedure under way. */
export type Pool = Kind | "coded" | "procedure";

/** Of so many newest things more is done than of the old ones. */
const NEWEST = 150;
const OLD = 4;

/** What each event begins: pools, and the argument that names the thing. */
const MADE: Readonly<Record<string, readonly [string, ...Pool[]]>> = {
  AssetRegistered: ["asset", "asset", "procedure"],
  ProcedureOpened: ["asset", "procedure"],
  AssetConfirmed: ["asset", "coded"],
  RightOffered: ["right", "right"],
  DemandAnnounced: ["demand", "demand"],
  RequestFiled: ["request", "request"],
  GrantIssued: ["grant", "grant"],
  ChangeProposed: ["grant", "change"],
  ConsentGiven: ["asset", "consent"],
  CaseRaised: ["id", "case"],
  CorrectionRaised: ["id", "case"],
  DisputeRaised: ["id", "case"],
  ReturnClaimed: ["id", "return"],
  LatenessRecorded: ["id", "finding"],
  FindingOpened: ["id", "finding"],
  DeliveryRecorded: ["grant", "delivery"],
};

const numbers = (row: Row, name: string): number => Number(row[name] ?? 0);
const closedCases: ReadonlySet<number> = new Set([2, 3, 4, 7, 11, 13]);
const CODED = REGISTRATION_STAGES.indexOf("Coded");
const stageOf = (row: Row): number => Number((row["procedure"] as { stage?: number }).stage);

/** By the contracts' numbers, what nothing more happens to. */
const OVER: Readonly<Partial<Record<Pool, (row: Row) => boolean>>> = {
  procedure: (row) => stageOf(row) >= CODED,
  coded: (row) => numbers(row, "state") !== 2,
  right: (row) => numbers(row, "state") > 2,
  demand: (row) => numbers(row, "status") > 2,
  request: (row) => numbers(row, "status") > 2,
  grant: (row) => numbers(row, "disposedAt") !== 0,
  change: (row) => numbers(row, "state") > 2,
  consent: (row) => numbers(row, "state") !== 1,
  case: (row) => closedCases.has(numbers(row, "state")),
  return: (row) => numbers(row, "state") > 2,
  finding: (row) => numbers(row, "state") > 3,
};

export const isOver = (pool: Pool, row: Row): boolean => OVER[pool]?.(row) ?? false;

export const kindOf = (pool: Pool): Kind =>
  pool === "coded" || pool === "procedure" ? "asset" : pool;

export class Pools {
  readonly #lists = new Map<Pool, string[]>();
  readonly #known = new Set<string>();
  readonly #ever = new Map<Pool, string[]>();

  /** Takes in what an event begins. */
  note(event: string, args: AbiValues): void {
    const [of, ...pools] = MADE[event] ?? [];
    const id = of === undefined ? undefined : args[of];
    if (typeof id !== "string") return;
    for (const pool of pools) this.#add(pool, id);
  }

  /** One by chance, the newest more often. */
  pick(pool: Pool, chance: Chance): string | undefined {
    const list = this.#lists.get(pool) ?? [];
    const from = chance.once(OLD) ? 0 : Math.max(0, list.length - NEWEST);
    return list[from + chance.below(list.length - from)];
  }

  /** One of all that ever were. */
  any(pool: Pool, chance: Chance): string | undefined {
    return chance.of(this.#ever.get(pool) ?? []);
  }

  forget(pool: Pool, id: string): void {
    if (!this.#known.delete(`${pool} ${id}`)) return;
    const list = this.#lists.get(pool) ?? [];
    list.splice(list.indexOf(id), 1);
  }

  size(pool: Pool): number {
    return this.#lists.get(pool)?.length ?? 0;
  }

  #add(pool: Pool, id: string): void {
    const key = `${pool} ${id}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    const list = this.#lists.get(pool) ?? [];
    this.#lists.set(pool, list);
    list.push(id);
    const ever = this.#ever.get(pool) ?? [];
    this.#ever.set(pool, ever);
    ever.push(id);
  }
}
