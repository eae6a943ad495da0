// SPDX-License-Identifier: Apache-2.0
// What a program writes is nearly always what JSON.stringify writes, and the engine reads that many times faster than
// we do. It loses whatever is not plain (a name twice, a number rounded, another spelling), so that its value
// written again is another text then; the strict reader has the word about all such.
import { requireJson } from "./check.ts";
import type { Json } from "./rules.ts";
import {
  type ReadLimits,
  readCanonical as readStrictCanonical,
  readJson as readStrict,
} from "./strict.ts";
import { writeJson } from "./write.ts";

/** Reads JSON as `readJson` of strict.ts does, in everything. @throws ProofError as `parseStrict` */
export function readJson(text: string, limits: ReadLimits): Json {
  return readQuick(text, limits, writePlain) ?? readStrict(text, limits);
}

/** Reads canonical JSON as `readCanonical` of strict.ts does. @throws ProofError as `parseCanonical` */
export function readCanonical(text: string, limits: ReadLimits): Json {
  return readQuick(text, limits, writeJson) ?? readStrictCanonical(text, limits);
}

function writePlain(value: unknown): string {
  requireJson(value);
  return JSON.stringify(value);
}

/** The value of a text; undefined where the strict reader has to look, and for null, which both read alike. */
function readQuick(
  text: string,
  { depth, values }: ReadLimits,
  write: (value: unknown) => string,
): Json | undefined {
  if (depth !== undefined || values !== undefined) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return write(value) === text ? value : undefined;
  } catch {
    // Whatever is wrong, the strict reader names it.
    return undefined;
  }
}
