// SPDX-License-Identifier: Apache-2.0
// The arithmetic of contracts/WorkCalendar.sol from day to day: for showing how many days are left.

/** The working days of a published year, as the contract holds them: bit d of `low` is day d, of `high` day 256 + d. */
export interface YearBits {
  readonly low: bigint;
  readonly high: bigint;
}

/** The published years, by their numbers. A year that is missing counts Monday to Friday. */
export type PublishedYears = ReadonlyMap<number, YearBits>;

/** The end of a limit: the first second after its last day, and whether a day of it lies in an unpublished year. */
export interface Deadline {
  readonly deadline: number;
  readonly provisional: boolean;
}

/** A number of working days, and whether one of the days between lies in an unpublished year. */
export interface DayCount {
  readonly days: number;
  readonly provisional: boolean;
}

/** Working days until a deadline, or since it passed. */
export interface TimeLeft extends DayCount {
  readonly late: boolean;
}

const DAY = 86_400;
/** Asia/Shanghai is eight hours ahead of UTC all year. */
const OFFSET = 28_800;
const MS = 1000;
const WORD_BITS = 256;
const MOST_DAYS = 250;
const LAST_YEAR = 2200;
const MOST_DAYS_OF_A_YEAR = 366;

/**
 * The end of a limit of n working days; the day of the act is not counted, the last day counts in full.
 * @param from the moment of the act, in seconds since the epoch
 * @throws RangeError unless n is a whole number from 1 to 250, and the limit lies in the years 1970 to 2200
 */
export function addWorkingDays(years: PublishedYears, from: number, n: number): Deadline {
  if (!Number.isInteger(n) || n < 1 || n > MOST_DAYS) {
    throw new RangeError(`${n} is no number of working days from 1 to ${MOST_DAYS}`);
  }
  let day = dayOf(from);
  let provisional = false;
  for (let left = n; left > 0;) {
    day += 1;
    const one = lookUp(years, day);
    if (one.working) left -= 1;
    provisional ||= one.provisional;
  }
  return { deadline: (day + 1) * DAY - OFFSET, provisional };
}

/**
 * Counts working days after the day of `a` up to the day of `b`, which counts. The contract refuses more than three
 * years to come; here a limit that was missed long ago can be counted too.
 * @throws RangeError when b lies before a, or a day outside the years 1970 to 2200
 */
export function workingDaysBetween(years: PublishedYears, a: number, b: number): DayCount {
  if (b < a) throw new RangeError(`from ${a} to ${b} is no span to count days in`);
  const [begin, end] = [dayOf(a) + 1, dayOf(b)];
  let days = 0;
  let provisional = false;
  for (let day = begin; day <= end;) {
    const year = yearOf(day);
    const first = firstDayOf(year);
    const next = firstDayOf(year + 1);
    const before = countsOf(years, year);
    days += (before[Math.min(end + 1, next) - first] ?? 0) - (before[day - first] ?? 0);
    provisional ||= !years.has(year);
    day = next;
  }
  return { days, provisional };
}

/** Whether a moment lies on a working day. @throws RangeError outside the years 1970 to 2200 */
export function isWorkingDay(
  years: PublishedYears,
  time: number,
): { readonly working: boolean; readonly provisional: boolean } {
  return lookUp(years, dayOf(time));
}

/**
 * How many working days are left until a deadline (0 on the last day), or how many began since it passed.
 * @param deadline the first second that is late
 */
export function timeLeft(years: PublishedYears, now: number, deadline: number): TimeLeft {
  const late = now >= deadline;
  const last = deadline - 1;
  const count = late ? workingDaysBetween(years, last, now) : workingDaysBetween(years, now, last);
  return { late, ...count };
}

function dayOf(time: number): number {
  return Math.floor((time + OFFSET) / DAY);
}

/** @throws RangeError outside the years 1970 to 2200 */
function yearOf(day: number): number {
  const year = new Date(day * DAY * MS).getUTCFullYear();
  if (!(day >= 0 && year <= LAST_YEAR)) throw new RangeError(`day ${day} is out of range`);
  return year;
}

const firstDayOf = (year: number): number => Date.UTC(year, 0, 1) / MS / DAY;

const isWeekday = (day: number): boolean => new Date(day * DAY * MS).getUTCDay() % 6 !== 0;

/** @param index of a day in its year, from 0 on */
function isWorked({ low, high }: YearBits, index: number): boolean {
  const word = index < WORD_BITS ? low : high;
  return ((word >> BigInt(index % WORD_BITS)) & 1n) === 1n;
}

/** Working days before each day of a year, and of the whole year at its end: counted once for the bits of a year. */
const published = new WeakMap<YearBits, Uint16Array>();
const unpublished = new Map<number, Uint16Array>();

function countsOf(years: PublishedYears, year: number): Uint16Array {
  const bits = years.get(year);
  const known = bits ? published.get(bits) : unpublished.get(year);
  if (known) return known;
  const first = firstDayOf(year);
  const before = new Uint16Array(MOST_DAYS_OF_A_YEAR + 1);
  for (let index = 0; index < MOST_DAYS_OF_A_YEAR; index += 1) {
    const working = bits ? isWorked(bits, index) : isWeekday(first + index);
    before[index + 1] = (before[index] ?? 0) + (working ? 1 : 0);
  }
  if (bits) published.set(bits, before);
  else unpublished.set(year, before);
  return before;
}

function lookUp(
  years: PublishedYears,
  day: number,
): { readonly working: boolean; readonly provisional: boolean } {
  const year = yearOf(day);
  const bits = years.get(year);
  return bits === undefined
    ? { working: isWeekday(day), provisional: true }
    : { working: isWorked(bits, day - firstDayOf(year)), provisional: false };
}
