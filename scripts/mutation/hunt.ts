// SPDX-License-Identifier: Apache-2.0
// The quick way: all mutants in one compilation, and Vitest choosing among them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { execute } from "../check/run.ts";
import type { Trees } from "./ast.ts";
import { makeSchemaCopy } from "./copy.ts";
import type { Mutant } from "./find.ts";
import type { Plan, Told } from "./plan.ts";
import { schema } from "./schema.ts";

const CHAIN_MODULE = "test/contracts/support/chain.ts";

/** The test that noticed a mutant. */
export interface Kill {
  readonly file: string;
  readonly test: string;
  readonly by: string;
}

/** What a hunt found. */
export interface Bag {
  readonly killed: ReadonlyMap<number, Kill>;
  /** Tests that fail upon contracts that hold mutants, though none shows, or that cannot be repeated. */
  readonly useless: readonly string[];
}

/** A private copy in which mutants are hunted. */
export class Ground {
  readonly #copy: string;
  readonly #root: string;

  /** `workers` is how many files of tests run at once. */
  constructor(root: string, trees: Trees, mutants: readonly Mutant[], workers: number) {
    this.#root = root;
    this.#copy = makeSchemaCopy(root, schema(trees, mutants), workers);
  }

  /** Runs tests upon these mutants; `files` are test files, or none for all. @throws where nothing could be run */
  async hunt(
    mutants: readonly Mutant[],
    all: boolean,
    files: readonly string[] = [],
  ): Promise<Bag> {
    const results = mkdtempSync(join(this.#copy, "results-"));
    const plan: Plan = {
      copy: this.#copy,
      chainModule: CHAIN_MODULE,
      results,
      all,
      mutants: mutants.map(({ id, guard }) => ({ id, ...(guard !== undefined && { guard }) })),
    };
    const planned = join(results, "plan.json");
    writeFileSync(planned, JSON.stringify(plan));
    const vitest = join(this.#root, "node_modules/vitest/vitest.mjs");
    const args = [vitest, "run", "--config=vitest.config.mjs", ...files];
    const env = { MUTATION_PLAN: planned };
    const { output } = await execute(process.execPath, args, this.#copy, env);
    const told = readTold(results);
    if (told.length === 0) throw new Error(`no test was run\n${output}`);
    return bagOf(told);
  }

  remove(): void {
    rmSync(this.#copy, { recursive: true, force: true });
  }
}

function readTold(results: string): Partial<Told>[] {
  const files = readdirSync(results).filter((name) => name.endsWith(".ndjson"));
  const lines = files.flatMap((name) => readFileSync(join(results, name), "utf8").split("\n"));
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Partial<Told>);
}

function bagOf(told: readonly Partial<Told>[]): Bag {
  const killed = new Map<number, Kill>();
  const useless: string[] = [];
  for (const { file = "", test = "", killed: id, by = "", broken, unrepeatable } of told) {
    if (id !== undefined) killed.set(id, { file, test, by });
    const why = broken ?? unrepeatable;
    if (why !== undefined) useless.push(`${file}: ${test}: ${why}`);
  }
  return { killed, useless };
}
