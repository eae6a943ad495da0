// SPDX-License-Identifier: Apache-2.0
// Every byte of every valid vector changed in every way, and what came of it: test/adversary/one-byte, as a whole.
import { changeBytes, MOST_MEMORY, validBytes } from "../test/adversary/one-byte/run.ts";
import { filesOf, MOST_MILLISECONDS, type Tally } from "../test/adversary/one-byte/tally.ts";
import { WAYS } from "../test/adversary/one-byte/ways.ts";
import { type Figure, rounded } from "./figure.ts";

const bench = "bytes";
const SEED = "whole";

/** How the changed files of a kind ended: `refused 123, exit 10 45`. */
function endings({ counts }: Tally, kind: string): string {
  const own = Object.entries(counts).filter(([name]) => name.startsWith(`${kind}: `));
  const lines = own.map(([name, count]) => `${name.slice(kind.length + 2)} ${count.toString()}`);
  return lines.toSorted().join(", ");
}

/** @returns how many files were made and how they ended, and that none ended better than before */
export async function run(): Promise<Figure[]> {
  const ways = Object.keys(WAYS).length;
  const tally = await changeBytes({ valid: 1, ways, seed: SEED });
  for (const finding of tally.findings) console.error(finding);
  const [files, { findings, slowest }] = [filesOf(tally), tally];
  const kinds = Object.entries(validBytes())
    .filter(([, n]) => n > 0)
    .map(([kind, n]): Figure => {
      const conditions = endings(tally, kind);
      return { bench, case: kind, value: filesOf(tally, kind), unit: "files", n, conditions };
    });
  const memory = `threads of ${MOST_MEMORY} MiB`;
  return [
    ...kinds,
    {
      ...{ bench, case: "better verdicts, unnamed errors", value: findings.length, unit: "files" },
      ...{ limit: 0, n: files, conditions: `${ways} ways at each byte, ${memory}` },
    },
    {
      ...{ bench, case: "the slowest of all", value: rounded(slowest.milliseconds, 2), unit: "ms" },
      ...{ limit: MOST_MILLISECONDS, n: files, conditions: `of its thread; ${slowest.how}` },
    },
  ];
}
