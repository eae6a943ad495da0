// SPDX-License-Identifier: Apache-2.0
import type { Fields, Plain, Row } from "../types.ts";
import { textOf, changes, type ContractActs, pick } from "./part.ts";

/** Versions that a row holds, the newest; those before stand in its history. */
const MAX_VERSIONS = 32;

const versions = (row: Row): readonly Fields[] => (row["versions"] ?? []) as readonly Fields[];

const add = (row: Row, version: Fields): Fields => ({
  versions: [...versions(row), version].slice(-MAX_VERSIONS),
});

/** Takes back what would have held from a moment on. */
const withdraw = (row: Row, from: Plain | undefined): Fields => ({
  versions: versions(row).filter((version) => version["from"] !== from),
});

/** Rules and registration types, with all their versions. */
export const RULE_ACTS: ContractActs = {
  RuleSet: [
    changes("rule", "key", (args, row) =>
      add(row, { ...pick(args, "value", "mark", "from"), source: textOf(args["source"]) }),
    ),
  ],
  RuleWithdrawn: [changes("rule", "key", ({ from }, row) => withdraw(row, from))],
  TypeSet: [
    changes("type", "id", (args, row) =>
      add(row, {
        ...(args["type_"] as Fields),
        name: textOf((args["type_"] as Fields)["name"]),
        ...pick(args, "mark", "from"),
        source: textOf(args["source"]),
      }),
    ),
  ],
  TypeWithdrawn: [changes("type", "id", ({ from }, row) => withdraw(row, from))],
};

/** Calendars by year. */
export const CALENDAR_ACTS: ContractActs = {
  YearPublished: [
    changes("year", "year", (args, row, { time }) =>
      add(row, {
        ...pick(args, "version", "low", "high"),
        ...{ source: textOf(args["source"]), publishedAt: time },
      }),
    ),
  ],
};
