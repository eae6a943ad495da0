// SPDX-License-Identifier: Apache-2.0
// For how long documents are kept. Each class has its rule; whoever runs the gateway may set longer times, and for
// what is local law, others. Nothing is erased by itself: being due only allows it.
import type { DocumentClass } from "@suyuan/api";

/** How long a class is kept unless configured, and by which rule. */
interface Retention {
  readonly years: number;
  readonly rule: string;
}

const ORIGINALS = "kept as originals of the registration: no text names a time for them";

export const RETENTION: Readonly<Record<DocumentClass, Retention>> = {
  registration: {
    years: 30,
    rule: "originals of registrations are kept for 30 years (Shenzhen)",
  },
  sharing: { years: 30, rule: ORIGINALS },
  case: { years: 30, rule: ORIGINALS },
  use: {
    years: 3,
    rule: "Order 809, Art 29: records of use, storage and destruction, 3 years or more",
  },
};

/** Years of each class. */
export type Years = Readonly<Record<DocumentClass, number>>;

/** Years by the rules, with those that the configuration sets. */
export function yearsOf(configured: Partial<Years> = {}): Years {
  const { registration, sharing, case: cases, use } = RETENTION;
  return {
    registration: configured.registration ?? registration.years,
    sharing: configured.sharing ?? sharing.years,
    case: configured.case ?? cases.years,
    use: configured.use ?? use.years,
  };
}

/** China has one time zone, eight hours before UTC, all the year. */
const BEIJING_SECONDS = 8 * 3_600;

/**
 * The first moment at which something may be erased: the day after so many whole years, in Beijing. What began on
 * 29 February ends with the last day of that month.
 * @param since seconds since the epoch
 */
export function dueAt(since: number, years: number): number {
  const begun = new Date((since + BEIJING_SECONDS) * 1_000);
  const year = begun.getUTCFullYear() + years;
  const [month, day] = [begun.getUTCMonth(), begun.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(day, lastOfMonth) + 1) / 1_000 - BEIJING_SECONDS;
}

/** What was stored before this moment is due at another one: the other way round of `dueAt`. */
export function storedBefore(now: number, years: number): number {
  let [low, high] = [0, Math.max(0, now)];
  // `dueAt` never falls as its moment rises, so that the first moment that is not due is found by halving.
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (dueAt(middle, years) <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}
