// SPDX-License-Identifier: Apache-2.0
// node scripts/mutation.ts [--sample N | --only CONTRACTS [--in TESTS]] [--workers N] [--json]: makes small mistakes in
// the contracts, one at a time, and wants a test to notice each. Works in private copies below the system's temporary
// folder. A sample is chosen by SUYUAN_SEED, or by a new seed that is printed, from the mutants that the last whole run
// found killed. --only takes the names of contracts, and --in the beginnings of paths of tests under Vitest, to look
// in no others: both with commas between.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { readTrees, type Trees } from "./mutation/ast.ts";
import { findMutants, type Mutant } from "./mutation/find.ts";
import { Ground, type Kill } from "./mutation/hunt.ts";
import { equivalents, noticedInSolidity } from "./mutation/real.ts";
import { type Fate, findingsOf, readKillers, readReasons } from "./mutation/record.ts";
import { chooseSample, type Chosen } from "./mutation/sample.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const WANTED = 0.98;

const { values } = parseArgs({
  options: {
    sample: { type: "string" },
    only: { type: "string", default: "" },
    in: { type: "string", default: "" },
    workers: { type: "string", default: "2" },
    json: { type: "boolean", default: false },
  },
});
const workers = Number(values.workers);

const listed = (text: string): string[] => text.split(",").filter(Boolean);

const say = (text: string): void => {
  console.error(`mutation: ${text}`);
};

const show = ({ path, line, kind, before, after }: Mutant): string =>
  `${path}:${line}: ${kind}: ${before.replaceAll(/\s+/gu, " ")} → ${after.replaceAll(/\s+/gu, " ") || "nothing"}`;

/** Hunts mutants first with the tests that their guards refuse, then with all that reach them. */
async function huntAll(
  trees: Trees,
  mutants: readonly Mutant[],
  files: readonly string[],
): Promise<Map<number, Kill>> {
  const ground = new Ground(ROOT, trees, mutants, workers);
  try {
    const first = await ground.hunt(mutants, false, files);
    for (const line of first.useless) say(`kills nothing: ${line}`);
    const left = mutants.filter(({ id }) => !first.killed.has(id));
    say(`${first.killed.size} of ${mutants.length} killed at first sight`);
    const second = left.length === 0 ? first : await ground.hunt(left, true, files);
    return new Map([...first.killed, ...second.killed]);
  } finally {
    ground.remove();
  }
}

/** Of mutants that no test under Vitest noticed: which change nothing, and which a test in Solidity notices. */
async function lookCloser(trees: Trees, alive: readonly Mutant[], solidity: boolean) {
  for (const one of alive) say(`left: ${show(one)}`);
  const same = new Set(equivalents(ROOT, trees, alive));
  if (alive.length > 0) say(`${alive.length} left, of which ${same.size} change nothing`);
  const reasons = readReasons(ROOT);
  const unnamed = alive.filter((one) => !same.has(one) && reasons[one.key] === undefined);
  const noticed = new Set(solidity ? await noticedInSolidity(ROOT, trees, unnamed) : []);
  return { same, noticed, survivors: unnamed.filter((one) => !noticed.has(one)) };
}

const contractOf = ({ place }: Mutant): string => place.split(".")[0] ?? "";

/** The mutants of these contracts, or of all. @throws where a name is no contract's with mutants */
function mutantsOf(trees: Trees, only: readonly string[]): Mutant[] {
  const mutants = findMutants(trees);
  const unknown = only.filter((name) => !mutants.some((one) => contractOf(one) === name));
  if (unknown.length > 0) throw new Error(`no mutant of ${unknown.join(", ")}`);
  return mutants.filter((one) => only.length === 0 || only.includes(contractOf(one)));
}

async function fatesOf(only: readonly string[], files: readonly string[]): Promise<Fate[]> {
  const trees = readTrees(ROOT);
  const mutants = mutantsOf(trees, only);
  const killed = await huntAll(trees, mutants, files);
  const alive = mutants.filter(({ id }) => !killed.has(id));
  const { same, noticed } = await lookCloser(trees, alive, files.length === 0);
  return mutants.map((mutant): Fate => {
    const by = killed.get(mutant.id)?.file;
    if (by !== undefined) return { mutant, end: "killed", by };
    if (same.has(mutant)) return { mutant, end: "equivalent" };
    return { mutant, end: noticed.has(mutant) ? "killed" : "survived" };
  });
}

function judge(fates: readonly Fate[], only: readonly string[]): boolean {
  const reasons = readReasons(ROOT);
  const asked = (key: string): boolean =>
    only.length === 0 || only.some((name) => key.startsWith(`${name}.`));
  const survivors = fates.filter(({ end }) => end === "survived").map(({ mutant }) => mutant);
  const unnamed = survivors.filter(({ key }) => reasons[key] === undefined);
  const stale = Object.keys(reasons)
    .filter(asked)
    .filter((key) => !survivors.some((one) => one.key === key));
  for (const one of unnamed) console.error(`survived: ${show(one)}\n          "${one.key}"`);
  for (const key of stale) console.error(`named as a survivor, and is none: ${key}`);
  const counted = fates.filter(({ end }) => end !== "equivalent").length;
  const killed = counted - survivors.length;
  const share = ((100 * killed) / counted).toFixed(1);
  console.error(`mutation: ${killed} of ${counted} killed (${share} %)`);
  const failed = unnamed.length + stale.length + (killed < WANTED * counted ? 1 : 0);
  console.error(`mutation: ${killed} passed, ${failed} failed`);
  return failed === 0;
}

/** Hunts in the files that noticed the sample before, and in all others for what is left. */
async function huntSample(trees: Trees, known: readonly Chosen[]): Promise<Mutant[]> {
  const chosen = known.map(({ mutant }) => mutant);
  const files = [...new Set(known.map(({ file }) => file))];
  const ground = new Ground(ROOT, trees, chosen, workers);
  try {
    const first = await ground.hunt(chosen, true, files);
    const left = chosen.filter(({ id }) => !first.killed.has(id));
    if (left.length === 0) return [];
    say(`looks everywhere for ${left.length}`);
    const second = await ground.hunt(left, true);
    for (const line of second.useless) say(`kills nothing: ${line}`);
    return left.filter(({ id }) => !second.killed.has(id));
  } finally {
    ground.remove();
  }
}

async function sample(count: number): Promise<boolean> {
  const seed = Number(process.env["SUYUAN_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
  say(`seed ${seed}`);
  const trees = readTrees(ROOT);
  const known = chooseSample(findMutants(trees), readKillers(ROOT), count, seed);
  const alive = await huntSample(trees, known);
  const { survivors } = await lookCloser(trees, alive, true);
  for (const one of survivors) console.error(`survived: ${show(one)}\n          "${one.key}"`);
  say(`${known.length - survivors.length} passed, ${survivors.length} failed`);
  return survivors.length === 0;
}

// Ends in the ordinary way, so that the copies are removed.
for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15 })) {
  process.once(signal, () => process.exit(128 + number));
}

if (values.sample === undefined) {
  const [only, files] = [listed(values.only), listed(values.in)];
  const fates = await fatesOf(only, files);
  process.exitCode = judge(fates, only) ? 0 : 1;
  if (values.json) console.log(JSON.stringify(findingsOf(fates, readReasons(ROOT))));
} else {
  process.exitCode = (await sample(Number(values.sample))) ? 0 : 1;
}
