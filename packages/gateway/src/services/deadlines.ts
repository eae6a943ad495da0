// SPDX-License-Identifier: Apache-2.0
// Deadlines in working days, by the calendars in the index.
import type { Deadline } from "@suyuan/api";
import { addWorkingDays, type PublishedYears, timeLeft } from "@suyuan/chain";
import { STAGE } from "../indexing/acts/assets.ts";
import { plainText } from "../indexing/acts/part.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import type { Fields, Row } from "../indexing/types.ts";

/** More years than a calendar of ours has. */
const MAX_YEARS = 300;

/** Which of a type's limits runs at a stage of the procedure. */
const LIMITS: ReadonlyMap<number, string> = new Map([
  [STAGE.submitted, "acceptDays"],
  [STAGE.accepted, "reviewDays"],
  [STAGE.publicNotice, "noticeDays"],
]);

export const versionsOf = (row: Row | undefined): readonly Fields[] =>
  (row?.["versions"] ?? []) as readonly Fields[];

/** The version that holds at a moment. */
export const versionAt = (row: Row | undefined, time: number): Fields | undefined =>
  versionsOf(row).findLast(({ from }) => Number(from) <= time);

/** A clock as acts have left it. */
export interface Clock {
  /** First late moment as first computed; 0 where nothing was. */
  readonly due: number;
  readonly since: number;
  /** Working days from then on; 0 where they are not known. */
  readonly days: number;
  readonly provisional: boolean;
}

export class Deadlines {
  readonly #index: IndexStore;
  readonly #now: () => number;
  #years: { readonly at: string | undefined; readonly years: PublishedYears } | undefined;

  constructor(index: IndexStore, now: () => number) {
    this.#index = index;
    this.#now = now;
  }

  /** How far off a moment is that the chain gives as a deadline; null for 0, which stands for none. */
  async at(due: number, provisional: boolean): Promise<Deadline | null> {
    if (due === 0) return null;
    const { late, days } = timeLeft(await this.#published(), this.#now(), due);
    return { at: due, provisional, late, workingDays: days };
  }

  /** The deadline of a clock: the later of what was stored and what present calendars give; null for none. */
  async of({ due, since, days, provisional }: Clock): Promise<Deadline | null> {
    if (due === 0 && days === 0) return null;
    const years = await this.#published();
    const again = days > 0 && since > 0 ? addWorkingDays(years, since, days) : undefined;
    const at = Math.max(due, again?.deadline ?? 0);
    if (at === 0) return null;
    const { late, days: workingDays } = timeLeft(years, this.#now(), at);
    return { at, provisional: again?.provisional ?? provisional, late, workingDays };
  }

  /** The deadline of a procedure in the index, of whose turn it is; null while none runs. */
  async ofProcedure(procedure: Fields): Promise<Deadline | null> {
    const { due, provisional, stage, since } = procedure;
    if (typeof due !== "number" || due === 0) return null;
    const years = await this.#published();
    const days = provisional === true ? await this.#days(procedure, Number(stage)) : 0;
    const again = days > 0 ? addWorkingDays(years, Number(since), days) : undefined;
    // Law: the later of what was stored and what present calendars give.
    const at = Math.max(due, again?.deadline ?? 0);
    const { late, days: workingDays } = timeLeft(years, this.#now(), at);
    return { at, provisional: again?.provisional ?? provisional === true, late, workingDays };
  }

  /** Working days that the procedure's type gives its present stage, by the rules of its opening. */
  async #days({ type, opened }: Fields, stage: number): Promise<number> {
    const row = await this.#index.row({ kind: "type", id: plainText(type) });
    const limit = LIMITS.get(stage);
    return limit === undefined ? 0 : Number(versionAt(row, Number(opened))?.[limit] ?? 0);
  }

  async #published(): Promise<PublishedYears> {
    const at = this.#index.tip()?.hash;
    if (this.#years && this.#years.at === at) return this.#years.years;
    const { items } = await this.#index.list({ list: "years", value: "" }, { limit: MAX_YEARS });
    const years = new Map(
      items.flatMap((row) => {
        const newest = versionsOf(row).at(-1);
        if (!newest) return [];
        const { low, high } = newest;
        return [
          [Number(row.id), { low: BigInt(plainText(low)), high: BigInt(plainText(high)) }] as const,
        ];
      }),
    );
    this.#years = { at, years };
    return years;
  }
}
