// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { pythonWith } from "./venv.ts";

/** Older ones do not read Hardhat 3's build info. */
const PACKAGES = ["slither-analyzer==0.11.6", "crytic-compile==0.4.2"];

/** A Python that runs Slither with `-m slither`, in a virtual environment below the tools folder. */
export function needSlither(tools: string): string {
  return pythonWith(join(tools, "slither-venv"), PACKAGES, "slither");
}
