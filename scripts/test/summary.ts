// SPDX-License-Identifier: Apache-2.0

const REASONS_A_SUITE = 3;
const REASON_LENGTH = 1_200;

/** How one suite, or one part of it, came out. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The full names of what was skipped. */
  readonly skippedNames: readonly string[];
  /** What failed, each with its reason, as far as the suite tells. */
  readonly failures: readonly string[];
}

export interface Outcome extends Counts {
  readonly name: string;
  readonly milliseconds: number;
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0, skippedNames: [], failures: [] };
export const ONE_FAILED: Counts = { ...NOTHING, failed: 1 };

/** Both together. */
export function add(left: Counts, right: Counts): Counts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
    skippedNames: [...left.skippedNames, ...right.skippedNames],
    failures: [...left.failures, ...right.failures],
  };
}

/** Counts from the line that ends `npm run check`; without it the run broke. */
export function countChecks(output: string, status: number): Counts {
  const match = /^check: (\d+) passed, (\d+) failed, \d+ skipped$/mu.exec(output);
  const skippedNames = [...output.matchAll(/^skip (.+)\n\s+(.+)$/gmu)].map(
    ([, name = "", reason = ""]) => `${name}: ${reason}`,
  );
  const counts = {
    passed: Number(match?.[1] ?? 0),
    failed: Number(match?.[2] ?? 0),
    skipped: skippedNames.length,
    skippedNames,
    failures: [],
  };
  return status !== 0 && counts.failed === 0 ? add(counts, ONE_FAILED) : counts;
}

/** The line that ends a run. */
export function closingLine(outcomes: readonly Counts[]): string {
  const sum = outcomes.reduce(add, NOTHING);
  return `${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`;
}

/** Why this run is no success: one sentence for each reason. */
export function judge(outcomes: readonly Outcome[], strict: boolean): string[] {
  const failed = outcomes
    .filter((one) => one.failed > 0)
    .map((one) => `FAIL ${one.name}: ${one.failed} failed`);
  const empty = outcomes
    .filter((one) => one.passed + one.failed === 0)
    .map((one) => `FAIL ${one.name}: nothing ran`);
  const skipped = outcomes.flatMap((one) =>
    one.skippedNames.flatMap((name) => judgeSkip(name, strict)),
  );
  return [...failed, ...empty, ...skipped];
}

// A skipped test says what it needs: "… (needs go)".
function judgeSkip(name: string, strict: boolean): string[] {
  if (!/\bneeds\b/u.test(name)) return [`FAIL skipped without naming what it needs: ${name}`];
  return strict ? [`FAIL skipped, and SUYUAN_NO_SKIP=1 allows none: ${name}`] : [];
}

/** The first failures of each suite: whoever reads the end of a long output only, reads why. */
export function reasons(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((one) =>
    one.failures
      .slice(0, REASONS_A_SUITE)
      .map((failure) => `${one.name}: ${failure.slice(0, REASON_LENGTH)}`),
  );
}

/** Every suite with its time, and what the setup took before. */
export function table(outcomes: readonly Outcome[], setupMilliseconds: number): string {
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
  const total = outcomes.reduce((sum, one) => sum + one.milliseconds, setupMilliseconds);
  const row = (name: string, time: string, rest: string): string =>
    `${name.padEnd(12)}${time.padStart(10)}  ${rest}`.trimEnd();
  return [
    row("suite", "time", "result"),
    row("setup", seconds(setupMilliseconds), ""),
    ...outcomes.map((one) => row(one.name, seconds(one.milliseconds), closingLine([one]))),
    row("all", seconds(total), ""),
  ].join("\n");
}
