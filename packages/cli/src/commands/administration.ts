// SPDX-License-Identifier: Apache-2.0
// What was done beside the log, as the log was told.
import type { AdministrationRow } from "@suyuan/sdk";

import { rows } from "../output/rows.ts";
import { queryOf } from "./listing.ts";
import { give } from "./log.ts";
import { gatewayOf } from "./online.ts";
import { type Action, EXIT, type Run } from "./run.ts";

const lineOf =
  ({ out: { messages } }: Run) =>
  ({ at, act, concerned, by, id }: AdministrationRow): readonly (string | number)[] => [
    ...[messages.timeOf(at), messages.acts[act] ?? act, concerned ?? "–", by ?? "–", id],
  ];

/** A line for each: when, what, of which organisation, at whose word, and the statement's id. */
export const administrationList: Action = async (run) => {
  const page = await gatewayOf(run).administration(queryOf(run, {}));
  const { messages } = run.out;
  const next = page.next === undefined ? [] : [messages.nextPage(page.next)];
  const told = page.items.length === 0 ? [messages.nothing] : rows(page.items.map(lineOf(run)));
  run.out.result(page, [...told, ...next]);
  return EXIT.ok;
};

/** All of them in one file, with the proof that they are all. */
export const administrationHistory: Action = async (run) =>
  give(run, await gatewayOf(run).getAdministrationHistory());
