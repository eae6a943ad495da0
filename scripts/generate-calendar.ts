// SPDX-License-Identifier: Apache-2.0
// Writes deploy/law/calendars from the npm package chinese-days into the folder given. The package is silent
// about years whose notice it does not know, so that only the years below are written, each with its notice.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import chineseDays from "chinese-days";
import prettier from "prettier";

const PACKAGE = "chinese-days 1.5.7";
const DAY_MS = 86_400_000;
const WORD_BITS = 256;
const DAYS_OF_A_WEEK = 7;
const LAST_WEEKDAY = 5;

/** The notices of the General Office of the State Council, each with the date on which it was issued. */
const NOTICES = [
  { year: 2024, notice: "国办发明电〔2023〕7号", issued: "2023-10-25" },
  { year: 2025, notice: "国办发明电〔2024〕12号", issued: "2024-11-12" },
  { year: 2026, notice: "国办发明电〔2025〕7号", issued: "2025-11-04" },
];

/** Every date of a year, as YYYY-MM-DD. */
function datesOf(year: number): string[] {
  const [first, next] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const length = (next - first) / DAY_MS;
  return Array.from({ length }, (_, day) =>
    new Date(first + day * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Whether a date is a Monday to Friday. */
function isWeekday(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day % DAYS_OF_A_WEEK !== 0 && day <= LAST_WEEKDAY;
}

/** The bitmap of the days from `start` on, bit 0 the first. */
function word(working: readonly boolean[], start: number): string {
  const bits = working.slice(start, start + WORD_BITS);
  const value = bits.reduce((sum, one, bit) => (one ? sum | (1n << BigInt(bit)) : sum), 0n);
  return `0x${value.toString(16).padStart(WORD_BITS / 4, "0")}`;
}

function calendarOf({ year, notice, issued }: (typeof NOTICES)[number]): object {
  const dates = datesOf(year);
  const working = dates.map((date) => chineseDays.isWorkday(date));
  return {
    year,
    notice,
    issued,
    package: PACKAGE,
    low: word(working, 0),
    high: word(working, WORD_BITS),
    workingDays: working.filter(Boolean).length,
    weekdaysOff: dates.filter((date, day) => isWeekday(date) && working[day] !== true),
    weekendsOn: dates.filter((date, day) => !isWeekday(date) && working[day] === true),
  };
}

const folder = join(process.argv[2] ?? ".", "deploy/law/calendars");
for (const one of NOTICES) {
  const path = join(folder, `${one.year}.json`);
  await mkdir(dirname(path), { recursive: true });
  const text = JSON.stringify(calendarOf(one));
  await writeFile(path, await prettier.format(text, { parser: "json", printWidth: 100 }));
}
