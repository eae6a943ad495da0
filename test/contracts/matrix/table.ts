// SPDX-License-Identifier: Apache-2.0
// Reads the table of who may do what (authorisation.txt), which is written by hand.
import { readFileSync } from "node:fs";

import type { ContractName } from "../support/chain.ts";

/** The letters of the offices, in order of their numbers; the head account has none. */
export const LETTERS = ["R", "D", "C", "E", "L", "A", "S"] as const;
export const HEAD = "H";
const EVERYBODY = [...LETTERS, HEAD].join("");

/** The columns in which every office acts for one organisation. */
export const PARTIES = [
  ...(["right", "other", "company", "above", "suspended", "ended", "expired", "merged"] as const),
  "successor",
] as const;
export type PartyColumn = (typeof PARTIES)[number];
export type Verdicts = Readonly<Record<PartyColumn | "council" | "stranger" | "only", string>>;

export interface Row {
  readonly contract: ContractName;
  readonly fn: string;
  /** As whom the right organisation acts. */
  readonly as: string;
  /** Who may, by column. */
  readonly may: Verdicts;
}

const COLUMNS = [...PARTIES, "council", "stranger", "only"] as const;

/** The rows of the table. */
export function readTable(): Row[] {
  const text = readFileSync(new URL("authorisation.txt", import.meta.url), "utf8");
  let contract: ContractName | undefined;
  const rows: Row[] = [];
  for (const line of text.split("\n").slice(text.split("\n").indexOf("# council"))) {
    if (line.startsWith("# ")) contract = line.slice(2) as ContractName;
    else if (line !== "" && contract !== undefined) rows.push(rowOf(contract, line));
  }
  return rows;
}

/** The contracts that the table names, also those without a function that changes state. */
export function contractsOfTable(): string[] {
  const text = readFileSync(new URL("authorisation.txt", import.meta.url), "utf8");
  return Array.from(text.matchAll(/^# (\w+)$/gmu), ([, name]) => name ?? "");
}

function rowOf(contract: ContractName, line: string): Row {
  const [fn = "", as = "", ...cells] = line.split("|").map((cell) => cell.trim());
  if (cells.length !== COLUMNS.length) throw new Error(`${line} has not every column`);
  const may = COLUMNS.map((column, i) => [column, (cells[i] ?? "").replace("*", EVERYBODY)]);
  return { contract, fn, as, may: Object.fromEntries(may) as Verdicts };
}
