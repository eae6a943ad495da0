// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parseSignatures, parseStatement, parseStrict } from "@suyuan/proof";
import type { SignedStatement } from "@suyuan/sdk";

import { writeWhole } from "./files.ts";

function parseLine(line: string): SignedStatement {
  const { statement, signatures } = parseStrict(line) as Record<string, never>;
  return { statement: parseStatement(statement), signatures: parseSignatures(signatures) };
}

/**
 * A department's own record of what it signed, written before it is sent: after an interruption the same
 * statements are sent again, which the gateway takes once.
 */
export class Outbox {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The signed statements of a name: as kept, or made and kept. */
  async of(
    name: string,
    make: () => Promise<readonly SignedStatement[]>,
  ): Promise<readonly SignedStatement[]> {
    const path = join(this.#directory, `${name}.ndjson`);
    if (!existsSync(path)) {
      const made = await make();
      writeWhole(path, `${made.map((signed) => JSON.stringify(signed)).join("\n")}\n`);
    }
    return readFileSync(path, "utf8").trimEnd().split("\n").map(parseLine);
  }
}
