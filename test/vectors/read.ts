// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Verdict = "valid" | "invalid";

/** The vectors of one format, each with its file's name, which is the rule that it keeps or breaks. */
export function readVectors<T>(verdict: Verdict, format: string): readonly [string, T][] {
  const folder = join(import.meta.dirname, verdict, format);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file): [string, T] => {
      const text = readFileSync(join(folder, file), "utf8");
      return [file.slice(0, -".json".length), JSON.parse(text) as T];
    });
}
