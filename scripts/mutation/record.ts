// SPDX-License-Identifier: Apache-2.0
// What a whole run found, and what it leaves to later samples: which test file noticed which mutant.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Mutant } from "./find.ts";

const KILLERS = "scripts/mutation/killers.json";
const REASONS = "scripts/mutation/survivors.json";
const SHORT = 12;

/** What came of one mutant. */
export interface Fate {
  readonly mutant: Mutant;
  readonly end: "killed" | "equivalent" | "survived";
  /** The test file that noticed it. */
  readonly by?: string;
}

interface Row {
  readonly contract: string;
  readonly mutants: number;
  readonly equivalent: number;
  readonly killed: number;
  readonly survived: number;
}

export interface Findings {
  readonly contracts: readonly Row[];
  readonly survivors: readonly { readonly key: string; readonly reason: string }[];
  /** By test file, the short names of mutants that it noticed. */
  readonly killers: Readonly<Record<string, readonly string[]>>;
}

/** A mutant's name in few characters. */
export const shortOf = ({ key }: Mutant): string =>
  createHash("sha256").update(key).digest("hex").slice(0, SHORT);

/** Why a mutant may survive, by its key. */
export function readReasons(root: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(root, REASONS), "utf8")) as Record<string, string>;
}

/** By the short names of mutants, the test file that noticed each in the last whole run and still is there. */
export function readKillers(root: string): Map<string, string> {
  const path = join(root, KILLERS);
  if (!existsSync(path)) return new Map();
  const killers = JSON.parse(readFileSync(path, "utf8")) as Findings["killers"];
  const present = Object.entries(killers).filter(([file]) => existsSync(join(root, file)));
  return new Map(present.flatMap(([file, ids]) => ids.map((id) => [id, file])));
}

/** All fates, added up by contract. */
export function findingsOf(
  fates: readonly Fate[],
  reasons: Readonly<Record<string, string>>,
): Findings {
  const byContract = Object.groupBy(fates, ({ mutant }) => mutant.place.split(".")[0] ?? "");
  const contracts = Object.entries(byContract).map(([contract, some = []]) => {
    const count = (end: Fate["end"]): number => some.filter((one) => one.end === end).length;
    const ends = { killed: count("killed"), survived: count("survived") };
    return { contract, mutants: some.length, equivalent: count("equivalent"), ...ends };
  });
  const survivors = fates
    .filter(({ end }) => end === "survived")
    .map(({ mutant: { key } }) => ({ key, reason: reasons[key] ?? "" }));
  const killers: Record<string, string[]> = {};
  for (const { mutant, by } of fates)
    if (by !== undefined) (killers[by] ??= []).push(shortOf(mutant));
  return {
    contracts: contracts.sort((a, b) => (a.contract < b.contract ? -1 : 1)),
    survivors,
    killers,
  };
}
