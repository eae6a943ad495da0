// SPDX-License-Identifier: Apache-2.0
import { ProofError, type ProofErrorCode } from "../errors.ts";

/** Runs of each law: a hundred at the desk, ten thousand with SUYUAN_DEEP=1. */
export const NUM_RUNS = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

/** Time for one law, in milliseconds: ten thousand runs take minutes. */
export const LAW_TIMEOUT = NUM_RUNS > 100 ? 600_000 : 30_000;

/** A copy with one bit turned over. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = (bit >> 3) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

/** The code with which a call refuses; undefined when it does not. Anything but a ProofError is thrown on. */
export function refusal(call: () => unknown): ProofErrorCode | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof ProofError) return error.code;
    throw error;
  }
}
