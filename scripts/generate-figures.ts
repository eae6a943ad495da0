// SPDX-License-Identifier: Apache-2.0
// Writes docs/figures.md below the folder given as the last argument, from what `npm run bench` has kept.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Figure } from "../bench/figure.ts";
import { readReasons } from "./mutation/record.ts";

const ROOT = join(import.meta.dirname, "..");
const FIGURES = join(ROOT, "bench/figures");
const PAGE = "docs/figures.md";

interface Kept {
  readonly bench: string;
  readonly time: string;
  readonly commit: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGiB: number;
    readonly system: string;
    readonly node: string;
  };
  readonly figures: readonly Figure[];
}

const ABOUT: Readonly<Record<string, string>> = {
  anchor: `How long a statement waits for its acknowledgement, and from there for its anchor, while a thousand others come in
each second. Anchored is what the statement's own view says, which is asked for every 50 ms.`,
  bytes: `One byte changed, at every place of every valid file of test/vectors and in each of eight ways: one bit turned, the
neighbouring digit, left out, doubled, a zero or a space before it, exchanged with the next, the rest cut off. N is the
number of bytes. No changed file may get a better verdict than its own, nor an error without a code; what still exits 0
is the same file in another spelling, a certificate of another moment, or a policy that says other things of trust only.
\`npm run test:deep\` changes each byte once, in a way that a new seed draws, and each byte of every invalid file: what is
broken or refused stays so, unless the byte has mended it and it says what a known file says. \`npm test\` changes a part of
them.`,
  crash: `A gateway that is killed (kill -9) at each named point of its work and at random moments, under statements that come in, and
started again after each: \`npm run test:crash -- --rounds 1000\`. A round ends with every statement sent again, each at the one
place that it was acknowledged at, the whole log replayed and compared with the chain; each log ends with \`fsck\`. The run ends with an
error at the first statement that is lost or there twice. [lifecycle.md](lifecycle.md#faults) has the points.`,
  digest: "Digests of files.",
  gas: `Gas of acts on the contracts, sent directly and relayed. The limits are checked in every \`npm test\`. What comparable
acts cost elsewhere was measured in the same run on the same kind of chain.`,
  inbox: `Inboxes of a gateway after a long random history, every act of it signed through the SDK; and what was looked at
beside: whether the contracts take what inboxes offer and nothing else, and whether an index made anew is the same.`,
  index: "Making the gateway's index anew from the chain.",
  ingest: `Statements taken by a gateway. With \`--peers\` a Tessera log on POSIX files behind HTTP and a table of PostgreSQL get
the same files in turn with the gateway, in the same minutes; they check nothing of what they take. What each client printed
is kept in \`bench/figures/raw/\`. [performance.md](performance.md) tells where the time goes.`,
  mutation: `Small mistakes put into the contracts, one at a time, and how many of them a test notices: a guard is deleted, a
condition is turned round, a modifier is dropped, a comparison or a connective becomes another one. Mistakes that change
no code are not counted. \`npm run test:deep\` makes all of them, \`npm test\` a few.`,
  size: `Length of one evidence file, on a chain with one asset and grant and with a million. Contracts, acts, gateway and file are
real; the chain is anvil. Of most of the million only those slots are on it, in the layout of docs/spec/storage.md, that the
file's proofs depend on: those whose hashes begin as a proven one's, and one below each child of the nodes on its way. With
every slot of a smaller number on the chain, the proofs come out node for node as long, or the measurement ends with an
error. The sizes of the whole tries are counted from the hashes of all their keys.`,
  soak: `\`npm run test:soak -- --minutes 30\`: a real gateway with access, on a real chain, statements and reads at rates that do not
wait for answers; each wait is measured from the moment at which the request was due. The run ends with an error when one
request is refused or breaks off, when the chain does not have the whole log, when the log read back through its tiles does
not replay to the checkpoints that were seen, or when an acknowledged statement is not at its place in it.
[performance.md](performance.md#for-half-an-hour) says more.`,
  tree: "Merkle trees and maps.",
  verify: "Verifying evidence.",
};

const INTRODUCTION = `# Figures

Measured by \`npm run bench -- <name>\`, which keeps each figure in [bench/figures](../bench/figures) with machine, commit, N
and conditions; this page is made from those files. N is the number of runs, records or items behind a figure. Speeds
differ by a factor of two from hour to hour on the same machine: compare only what was measured together.`;

const number = (value: number): string => value.toLocaleString("en");

function row({ case: name, value, unit, limit, atLeast, n, conditions }: Figure): string {
  const bound = limit === undefined ? "" : `${atLeast === true ? "≥" : "≤"} ${number(limit)}`;
  const cells = [name, `${number(value)} ${unit}`, bound, number(n), conditions];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function section({ bench, time, commit, machine, figures }: Kept): string {
  const { cpu, cores, memoryGiB, system, node } = machine;
  const where = `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}`;
  return [
    `## ${bench}`,
    ABOUT[bench] ?? "",
    `${time.slice(0, 10)}, commit ${commit}, ${where}.`,
    [
      "| case | value | limit | N | conditions |",
      "|---|---|---|---|---|",
      ...figures.map(row),
    ].join("\n"),
    ...(bench === "mutation" ? [survivors()] : []),
  ].join("\n\n");
}

function survivors(): string {
  const named = Object.entries(readReasons(ROOT));
  if (named.length === 0) return "No mistake goes unnoticed.";
  const lines = named.map(([key, reason]) => `- \`${key}\`: ${reason}`);
  return ["What goes unnoticed, and why:", lines.join("\n")].join("\n\n");
}

const names = (await readdir(FIGURES)).filter((name) => name.endsWith(".json")).sort();
const kept = await Promise.all(
  names.map(async (name) => JSON.parse(await readFile(join(FIGURES, name), "utf8")) as Kept),
);
const target = join(process.argv.at(-1) ?? ROOT, PAGE);
await mkdir(dirname(target), { recursive: true });
await writeFile(target, `${[INTRODUCTION, ...kept.map(section)].join("\n\n")}\n`);
