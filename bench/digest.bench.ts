// SPDX-License-Identifier: Apache-2.0
// SHA-256 and SM3 of a file in one pass, beside each alone; and the memory that a file of 8 GiB takes.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { open, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { digestFile } from "@suyuan/cli";

import { type Figure, median, rounded } from "./figure.ts";

const MIB = 1024 * 1024;
const FILE_MIB = 512;
const ROUNDS = 5;
const HUGE_GIB = 8;
const CHUNK_BYTES = 2 * MIB;
const LEAST_SHARE = 0.9;
const MOST_MIB = 150;

const bench = "digest";
const COMMAND = fileURLToPath(import.meta.resolve("@suyuan/cli/bin"));

/** One hash of a file, streamed, in this thread. */
async function alone(path: string, algorithm: "sha256" | "sm3"): Promise<void> {
  const hash = createHash(algorithm);
  const buffer = Buffer.alloc(CHUNK_BYTES);
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
    }
    hash.digest();
  } finally {
    await file.close();
  }
}

/** MB a second of one run. */
async function speedOf(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return (FILE_MIB * MIB) / 1e3 / (performance.now() - start);
}

// The speed of a machine drifts: each round runs every case once, and shares are taken within a round.
async function speeds(path: string): Promise<Figure[]> {
  const cases = {
    "SHA-256 alone": async () => alone(path, "sha256"),
    "SM3 alone": async () => alone(path, "sm3"),
    "both, one thread": async () => digestFile(path, { threads: 1 }),
    "both, two threads": async () => digestFile(path, { threads: 2 }),
  };
  const rounds: Record<keyof typeof cases, number>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const measured = {
      "SHA-256 alone": 0,
      "SM3 alone": 0,
      "both, one thread": 0,
      "both, two threads": 0,
    };
    for (const [name, act] of Object.entries(cases)) {
      measured[name as keyof typeof cases] = await speedOf(act);
    }
    rounds.push(measured);
  }
  const conditions = `file of ${FILE_MIB} MiB in the page cache, chunks of ${CHUNK_BYTES / MIB} MiB, median`;
  const figures = (Object.keys(cases) as (keyof typeof cases)[]).map((name): Figure => {
    const value = rounded(median(rounds.map((measured) => measured[name])));
    return { bench, case: name, value, unit: "MB/s", n: ROUNDS, conditions };
  });
  const shares = rounds.map(
    (one) => one["both, two threads"] / Math.min(one["SHA-256 alone"], one["SM3 alone"]),
  );
  const value = rounded(median(shares), 3);
  const share = { case: "one pass, share of the slower alone", value, unit: "×" };
  return [
    ...figures,
    { bench, ...share, limit: LEAST_SHARE, atLeast: true, n: ROUNDS, conditions },
  ];
}

/** Most resident memory of `suyuan digest`, in MiB. */
async function residentMiB(path: string): Promise<number> {
  const tell =
    "process.on('exit',()=>process.stderr.write(String(process.resourceUsage().maxRSS)))";
  const watch = `data:text/javascript,${encodeURIComponent(tell)}`;
  const words = ["--import", watch, COMMAND, "digest", path, "--public", "--json"];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await new Promise((resolve) => child.on("close", resolve));
  return Number(said) / 1024;
}

/** @returns figures of speed and memory */
export async function run(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-bench-"));
  try {
    const path = join(folder, "data");
    const block = randomBytes(MIB);
    await writeFile(path, Buffer.concat(Array.from({ length: FILE_MIB }, () => block)));
    const measured = await speeds(path);
    const huge = join(folder, "huge");
    await writeFile(huge, "");
    await truncate(huge, HUGE_GIB * 1024 * MIB);
    const value = rounded(await residentMiB(huge), 3);
    const conditions = `suyuan digest, sparse file of ${HUGE_GIB} GiB`;
    const memory = { case: "most resident memory", value, unit: "MiB", limit: MOST_MIB };
    return [...measured, { bench, ...memory, n: 1, conditions }];
  } finally {
    await rm(folder, { recursive: true });
  }
}
