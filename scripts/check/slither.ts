// SPDX-License-Identifier: Apache-2.0
// Slither over the contracts, from what Hardhat compiled: no finding of high or medium impact, and each inline
// exclusion says why.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildContracts } from "./build.ts";
import { copyBuildInfo } from "./build-info.ts";
import { projectFiles } from "./files.ts";
import { execute, linesOr, type Problems, type Skipped } from "./run.ts";

const NOT_OBTAINED = 3;
const GRAVE = new Set(["High", "Medium"]);
const EXCLUSION = /\bslither-disable-(?:start|next-line)\b/u;

/** The part of Slither's report that is read here. */
export interface SlitherReport {
  readonly success: boolean;
  readonly error: string | null;
  readonly results: {
    readonly detectors?: readonly {
      readonly id: string;
      readonly check: string;
      readonly impact: string;
      readonly description: string;
    }[];
  };
}

/** What the contracts at `root` are found guilty of; skipped where Slither cannot be had. */
export async function slitherProblems(root: string): Promise<Problems | Skipped> {
  const excluded = unreasonedExclusions(root);
  const need = await execute(process.execPath, [join(root, "scripts/needs.ts"), "slither"], root);
  const last = need.output.trim().split("\n").at(-1) ?? "";
  if (need.status === NOT_OBTAINED) return { skipped: last };
  if (need.status !== 0) return linesOr(need.output, "scripts/needs.ts broke");

  const broken = await buildContracts(root);
  if (broken.length > 0) return broken;
  const folder = mkdtempSync(join(tmpdir(), "suyuan-slither-"));
  try {
    copyBuildInfo(join(root, "artifacts"), join(folder, "build-info"));
    const report = join(folder, "report.json");
    const options = ["--ignore-compile", "--exclude-dependencies", "--json", report];
    const args = ["-m", "slither", root, ...options, "--hardhat-artifacts-directory", folder];
    const { output } = await execute(last, args, root);
    return [...excluded, ...findings(readOr(report), output)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The grave findings of a report, one line each; a report that tells of no analysis is a problem too. */
export function findings(report: string | undefined, output: string): Problems {
  if (report === undefined) return linesOr(output, "slither wrote no report");
  const { success, error, results } = JSON.parse(report) as SlitherReport;
  if (!success) return linesOr(error ?? output, "slither failed");
  const grave = (results.detectors ?? []).filter(({ impact }) => GRAVE.has(impact));
  const unique = new Map(grave.map((one) => [one.id, one]));
  return [...unique.values()].map(
    ({ impact, check, description }) =>
      `${impact} ${check}: ${description.trim().replaceAll(/\s+/gu, " ")}`,
  );
}

/** Exclusions must have a comment of their own above them, which gives the reason. */
export function withoutReason(path: string, source: string): Problems {
  const lines = source.split("\n").map((line) => line.trim());
  return lines.flatMap((line, i) => {
    const above = lines[i - 1] ?? "";
    const reasoned = above.startsWith("//") && !EXCLUSION.test(above);
    return EXCLUSION.test(line) && !reasoned
      ? [`${path}:${i + 1}: a line above must say why Slither is not heard here`]
      : [];
  });
}

function unreasonedExclusions(root: string): Problems {
  return projectFiles(root)
    .filter((path) => path.startsWith("contracts/") && path.endsWith(".sol"))
    .flatMap((path) => withoutReason(path, readFileSync(join(root, path), "utf8")));
}

function readOr(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
