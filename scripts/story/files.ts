// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";

import { writeWhole as writeWholeAs } from "../../deploy/whole-file.ts";

const OWNER_ONLY = 0o600;

/** Writes a whole file or nothing, readable by its owner only. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  writeWholeAs(path, content, OWNER_ONLY);
}

export function writeJson(path: string, value: unknown): void {
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** The parsed content, or undefined when there is no such file. Throws on malformed JSON. */
export function readJson(path: string): unknown {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as unknown) : undefined;
}
