// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ProofError } from "@suyuan/proof";

/** One file: its name is the rule that it keeps or breaks. */
export interface VectorFile<T> {
  readonly rule: string;
  readonly vector: T;
}

/**
 * The vectors of one format.
 * @typeParam T what its files hold; trusted, since they are ours
 */
export function vectors<T>(side: "valid" | "invalid", format: string): readonly VectorFile<T>[] {
  const folder = fileURLToPath(new URL(`${side}/${format}/`, import.meta.url));
  const names = readdirSync(folder).sort();
  if (names.length === 0) throw new Error(`no vectors in ${folder}`);
  return names.map((name) => ({
    rule: name.replace(/\.json$/, ""),
    vector: JSON.parse(readFileSync(folder + name, "utf8")) as T,
  }));
}

/** What a call gives, or the code with which it refuses. */
export function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof ProofError) return error.code;
    throw error;
  }
}
