// SPDX-License-Identifier: Apache-2.0
// Changes bytes of all vectors on two threads, each with little memory.
import { Worker } from "node:worker_threads";

import { defaultCrypto, verify } from "@suyuan/proof";

import { subjects } from "./subjects.ts";
import { added, NOTHING, type Share, type Tally } from "./tally.ts";

const THREADS = 2;
/** Bytes of a share: small, so that both threads end at about the same time. */
const SHARE = 1_000;
/** What a thread may hold, in MiB: a file that takes more ends its thread. */
export const MOST_MEMORY = 192;
const YOUNG = 16;

/** What is changed: one byte of so many of the vectors of a side, all bytes where it is 1. */
export interface Extent {
  readonly valid: number;
  /** Left out: none of them. */
  readonly invalid?: number;
  /** In how many ways each byte. */
  readonly ways: number;
  /** Draws the places and the ways. */
  readonly seed: string;
}

function sharesOf({ valid, invalid, ways, seed }: Extent): Share[] {
  return subjects({ crypto: defaultCrypto, verify }).flatMap(({ bytes, isValid }, subject) => {
    const stride = isValid ? valid : invalid;
    if (stride === undefined) return [];
    const count = Math.ceil(bytes.length / SHARE);
    return Array.from({ length: count }, (_, place): Share => {
      const from = place * SHARE;
      const to = Math.min(from + SHARE, bytes.length);
      return { subject, from, to, stride, ways, seed };
    });
  });
}

function onThread(shares: readonly Share[], memory: number): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./thread.ts", import.meta.url), {
      workerData: shares,
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: YOUNG },
    });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => {
      reject(new Error("a thread ended without an answer"));
    });
  });
}

/**
 * Changes one byte at many places of the vectors.
 * @param memory that each of the threads may hold, in MiB
 * @throws Error `ERR_WORKER_OUT_OF_MEMORY` when files take more
 */
export async function changeBytes(extent: Extent, memory = MOST_MEMORY): Promise<Tally> {
  const shares = sharesOf(extent);
  const parts = Array.from({ length: THREADS }, (_, thread) =>
    onThread(
      shares.filter((_share, place) => place % THREADS === thread),
      memory,
    ),
  );
  return (await Promise.all(parts)).reduce(added, NOTHING);
}

/** How many files of each kind are made at least, by the bytes of the vectors alone. */
export function leastFiles({ valid, invalid }: Extent): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { kind, isValid, bytes } of subjects({ crypto: defaultCrypto, verify })) {
    const stride = (isValid ? valid : invalid) ?? Infinity;
    found[kind] = (found[kind] ?? 0) + Math.floor(bytes.length / stride);
  }
  return found;
}

/** How many bytes the valid vectors have, by kind of file. */
export const validBytes = (): Readonly<Record<string, number>> =>
  leastFiles({ valid: 1, ways: 1, seed: "" });
