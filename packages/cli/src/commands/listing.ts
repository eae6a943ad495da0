// SPDX-License-Identifier: Apache-2.0
// How a list of a gateway's index is asked for, and shown: a line for each thing.
import { ACT_SUBJECTS, type ActSubject, type ListPath, type Pages } from "@suyuan/sdk";

import { text, time } from "../input/values.ts";
import type { Vocabulary } from "../messages/words.ts";
import { rows } from "../output/rows.ts";
import { gatewayOf } from "./online.ts";
import type { OptionName } from "./options.ts";
import { type Action, EXIT, type Run } from "./run.ts";

/** Kinds of things by their words. */
export const SUBJECTS = Object.fromEntries(ACT_SUBJECTS.map((name) => [name, name])) as Record<
  string,
  ActSubject
>;

export type Cell = string | number;
export type Item<L extends ListPath> = Pages[L]["items"][number];

/** Filters of the API by the options that give them. */
export type Filters = Readonly<Partial<Record<OptionName, string>>>;

const TIMES: ReadonlySet<string> = new Set(["before"]);
/** Blocks that the index may be behind while it follows: the newest one is taken in a moment later. */
const FOLLOWING = 5;

export const list =
  <L extends ListPath>(
    path: L,
    filters: Filters,
    line: (run: Run, item: Item<L>) => readonly Cell[],
  ): Action =>
  async (run) => {
    const page = await gatewayOf(run).list(path, queryOf(run, filters));
    return show(
      run,
      page,
      page.items.map((item) => line(run, item as Item<L>)),
    );
  };

/** Options that are called as the filters are. */
export const same = (...names: readonly OptionName[]): Filters =>
  Object.fromEntries(names.map((name) => [name, name]));

export const vocabulary = ({ out }: Run): Vocabulary => out.messages.vocabulary;

/** A moment; a dash for none. */
export const when = ({ out }: Run, seconds: number): string =>
  seconds === 0 ? "–" : out.messages.timeOf(seconds);

/** The filters that are given, and which page. */
export function queryOf(run: Run, filters: Filters): Record<string, string | number> {
  const named = { ...filters, limit: "limit", cursor: "cursor" };
  const given = Object.entries(named).flatMap(([option, name]) => {
    const value = text(run, option as OptionName);
    if (value === undefined) return [];
    return [[name, TIMES.has(option) ? time(value) : value] as const];
  });
  return Object.fromEntries(given);
}

interface AnyPage {
  readonly indexed: { readonly behind: number };
  readonly next?: string | undefined;
}

/** The lines of a page, and how the next one is had; says so while the index is behind the chain. */
export function show(run: Run, page: AnyPage, lines: readonly (readonly Cell[])[]): number {
  const { messages } = run.out;
  if (page.indexed.behind > FOLLOWING) run.out.note(messages.indexBehind(page.indexed.behind));
  const next = page.next === undefined ? [] : [messages.nextPage(page.next)];
  run.out.result(page, lines.length === 0 ? [messages.nothing] : [...rows(lines), ...next]);
  return EXIT.ok;
}
