// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { pythonWith } from "./venv.ts";

/** Schemathesis, and what it draws its values with: another version of either tries other values. */
const REQUIREMENTS = join(
  dirname(fileURLToPath(import.meta.url)),
  "../../test/e2e/access/requirements.txt",
);

/** A Python that runs Schemathesis with `-m schemathesis.cli`, in a virtual environment below the tools folder. */
export function needSchemathesis(tools: string): string {
  const packages = readFileSync(REQUIREMENTS, "utf8").trim().split("\n");
  return pythonWith(join(tools, "schemathesis-venv"), packages, "schemathesis");
}
