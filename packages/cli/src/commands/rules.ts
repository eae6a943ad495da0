// SPDX-License-Identifier: Apache-2.0
import { addWorkingDays, type YearRow } from "@suyuan/sdk";

import { argument, time, whole } from "../input/values.ts";
import { rows } from "../output/rows.ts";
import { gatewayOf, lines } from "./online.ts";
import { type Action, EXIT } from "./run.ts";

const LARGEST_YEAR = 2_200;
const MOST_DAYS = 250;
const MONTHS = 12;

export const rule: Action = async (run) => {
  const view = await gatewayOf(run).rule(argument(run));
  const { vocabulary, timeOf } = run.out.messages;
  const versions = view.item.versions.map(({ value, mark, source, from }) => [
    ...[timeOf(from), value, vocabulary.mark[mark] ?? mark, source],
  ]);
  run.out.result(view, [view.item.key, ...rows(versions)]);
  return EXIT.ok;
};

const newestOf = ({ versions }: YearRow) => versions.at(-1);

/** Days of a month as digits: the day of a working day, dots for the others. */
function monthLine(year: number, month: number, bits: bigint): string {
  const first = Date.UTC(year, 0, 1);
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const days = Array.from({ length }, (_, day) => {
    const index = Math.round((Date.UTC(year, month, day + 1) - first) / 86_400_000);
    const isWorking = ((bits >> BigInt(index)) & 1n) === 1n;
    return isWorking ? String(day + 1).padStart(2) : " ·";
  });
  return `${String(month + 1).padStart(2)}  ${days.join(" ")}`;
}

export const calendar: Action = async (run) => {
  const year = whole(argument(run), "<year>", LARGEST_YEAR);
  const view = await gatewayOf(run).calendar(year);
  const newest = newestOf(view.item);
  const { low, high, source, version, publishedAt } = newest ?? {};
  const bits = BigInt(low ?? 0) | (BigInt(high ?? 0) << 256n);
  const months = Array.from({ length: MONTHS }, (_, month) => monthLine(year, month, bits));
  const about = lines(run, [
    ["source", source ?? "–"],
    ["version", version ?? 0],
    ["time", publishedAt === undefined ? "–" : run.out.messages.timeOf(publishedAt)],
  ]);
  run.out.result(view, [...about, ...months]);
  return EXIT.ok;
};

/** The last day of a limit that begins on a date, by the calendars that the chain has published. */
export const add: Action = async (run) => {
  const from = time(argument(run));
  const days = whole(argument(run, 1), "<days>", MOST_DAYS);
  const { items } = await gatewayOf(run).list("calendars");
  const years = new Map(
    items.flatMap((item) => {
      const newest = newestOf(item);
      return newest
        ? [[item.id, { low: BigInt(newest.low), high: BigInt(newest.high) }] as const]
        : [];
    }),
  );
  const { deadline, provisional } = addWorkingDays(years, from, days);
  const { timeOf, yes, no } = run.out.messages;
  const shown = lines(run, [
    ["from", timeOf(from)],
    ["days", days],
    ["until", timeOf(deadline - 1)],
    ["provisional", provisional ? yes : no],
  ]);
  run.out.result({ from, days, deadline, provisional }, shown);
  return EXIT.ok;
};
