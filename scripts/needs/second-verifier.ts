// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { pythonWith } from "./venv.ts";

const REQUIREMENTS = join(
  dirname(fileURLToPath(import.meta.url)),
  "../../test/second-verifier/requirements.txt",
);

/** A Python that has what the second verifier needs, in a virtual environment below the tools folder. */
export function needSecondVerifier(tools: string): string {
  const packages = readFileSync(REQUIREMENTS, "utf8").trim().split("\n");
  return pythonWith(join(tools, "second-verifier-venv"), packages, "second-verifier");
}
