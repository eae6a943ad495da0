// SPDX-License-Identifier: Apache-2.0
import type { ChainView } from "@suyuan/sdk";

import { type Label, LABELS, type Vocabulary } from "../messages/words.ts";
import { lines } from "./online.ts";
import { EXIT, type Run } from "./run.ts";

/** Which list of words each number of a thing's state is taken from. */
export type Meanings = Readonly<Partial<Record<string, keyof Vocabulary>>>;

const TIMES = ["from", "until", "time", "opened", "registeredAt"];

const isLabel = (name: string): name is Label => LABELS.some((label) => label === name);

/** Names of the bits that are set. */
function bits(map: number, names: readonly string[]): string {
  return names.filter((_, bit) => ((map >>> bit) & 1) === 1).join(", ");
}

function shown({ out }: Run, name: string, value: unknown, meanings: Meanings): string {
  const { vocabulary, timeOf, yes, no } = out.messages;
  const list = meanings[name];
  if (typeof value === "boolean") return value ? yes : no;
  if (typeof value === "number" && list === "capacities") return bits(value, vocabulary.capacities);
  if (typeof value === "number" && list) return vocabulary[list][value] ?? String(value);
  if (typeof value === "number" && TIMES.includes(name)) return value === 0 ? "–" : timeOf(value);
  return typeof value === "string" || typeof value === "number"
    ? String(value)
    : JSON.stringify(value);
}

/**
 * Prints what the chain holds on something, with the block as of which it does.
 * @param shownState what a person is shown of the state; all of it unless given
 */
export function showView(
  run: Run,
  view: ChainView,
  meanings: Meanings,
  shownState: Readonly<Record<string, unknown>> = view.state,
): number {
  const { settled, statements } = view;
  const fields = Object.entries(shownState).flatMap(([name, value]) =>
    isLabel(name) ? [[name, shown(run, name, value, meanings)] as const] : [],
  );
  const counted = statements === undefined ? [] : [["statements", statements] as const];
  const asOf = ["settled", `${settled.number}  ${run.out.messages.timeOf(settled.time)}`] as const;
  run.out.result(view, lines(run, [...fields, ...counted, asOf]));
  return EXIT.ok;
}
