// SPDX-License-Identifier: Apache-2.0
// Whether memory is flat: the middle value of the last third of a run is held against that of the middle third. The
// first third is left out, in which caches fill and the engine finds out how large a heap it wants.
import { median } from "../figure.ts";

/** Bytes of a process at a moment. */
export interface MemorySample {
  /** Its own: not pages of files, which the system takes back at any moment. */
  readonly own: number;
  readonly all: number;
}

/** What samples come to, in bytes. */
export interface MemoryVerdict {
  readonly middle: number;
  readonly last: number;
  readonly peak: number;
  readonly growth: number;
}

const MIB = 2 ** 20;

/**
 * Growth from third to third that is none: collections of garbage leave more or less behind. In a run of half an hour a
 * third is 600,000 statements, so that a leak of 112 bytes a statement goes beyond it.
 */
export const MOST_GROWTH = 64 * MIB;
/** What a gateway may hold in all, whatever the length of its log. */
export const MOST_MEMORY = 512 * MIB;

/** @throws Error when there are too few samples to say anything */
export function judgeMemory(samples: readonly MemorySample[]): MemoryVerdict {
  const third = Math.floor(samples.length / 3);
  if (third === 0) throw new Error(`${samples.length} samples of memory say nothing`);
  const own = samples.map((sample) => sample.own);
  const [middle, last] = [own.slice(third, 2 * third), own.slice(2 * third)].map(median);
  if (middle === undefined || last === undefined) throw new Error("no samples");
  return { middle, last, peak: Math.max(...own), growth: last - middle };
}
