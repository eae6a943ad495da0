// SPDX-License-Identifier: Apache-2.0
// The deadline of a turn by present calendars.
import type { Deadline } from "@suyuan/api";
import type { ClockName, Turn } from "../indexing/turns.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Plain, Row } from "../indexing/types.ts";
import type { Clock, Deadlines } from "../services/deadlines.ts";

const clock = (
  due: Plain | undefined,
  since: Plain | undefined,
  days: Plain | undefined,
  provisional: Plain | undefined,
): Clock => ({
  ...{ due: asNumber(due), since: asNumber(since), days: asNumber(days) },
  provisional: provisional === true,
});

const own = (row: Row): Clock => clock(row["due"], row["since"], row["days"], row["provisional"]);

const CLOCKS: Readonly<Partial<Record<ClockName, (row: Row) => Clock>>> = {
  answer: own,
  correction: own,
  dispute: own,
  delivery: (row) =>
    clock(row["deliveryDue"], row["grantedAt"], row["deliveryDays"], row["deliveryProvisional"]),
  disposal: (row) => clock(0, row["endedAt"], row["disposalDays"], false),
  receipt: (row) => clock(0, row["anchoredAt"], row["days"], false),
};

/** By when a turn is to be done; null where nothing is owed. */
export async function deadlineOf(
  deadlines: Deadlines,
  row: Row,
  { clock: name, due }: Turn,
): Promise<Deadline | null> {
  if (name === undefined) return null;
  if (name === "registration") {
    return deadlines.ofProcedure((row["procedure"] ?? {}) as Readonly<Record<string, Plain>>);
  }
  const of = CLOCKS[name];
  return of ? deadlines.of(of(row)) : deadlines.at(due, false);
}
