// SPDX-License-Identifier: Apache-2.0
// What the log holds on an asset or a grant, as the gateway lists it: a page at a time, however much there is.
import { argument, choice, id, text } from "../input/values.ts";
import { rows } from "../output/rows.ts";
import { queryOf } from "./listing.ts";
import { SUBJECTS } from "./log.ts";
import { gatewayOf } from "./online.ts";
import { type Action, EXIT } from "./run.ts";

const ORDERS = { newest: "newest", oldest: "oldest" } as const;

/** A line for each: its place in the list, when it was logged, what it is, and the statement's id. */
export const historyList: Action = async (run) => {
  const subject = choice(argument(run), SUBJECTS, "<subject>");
  const order = choice(text(run, "order") ?? "newest", ORDERS, "--order");
  const query = { ...queryOf(run, {}), order };
  const page = await gatewayOf(run).entries(subject, id(argument(run, 1), "<id>"), query);
  const { messages } = run.out;
  const kinds = new Map<string, string>(Object.entries(messages.kinds));
  const lines = page.items.map((one) => [
    ...[one.n, messages.timeOf(one.logged), kinds.get(one.kind) ?? one.kind, one.id],
  ]);
  const next = page.next === undefined ? [] : [messages.nextPage(page.next)];
  run.out.result(page, lines.length === 0 ? [messages.nothing] : [...rows(lines), ...next]);
  return EXIT.ok;
};
