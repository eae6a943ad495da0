// SPDX-License-Identifier: Apache-2.0
// Obtains a tool that some tests need and that npm does not carry.
//   node scripts/needs.ts chromium|geth|go|second-verifier|slither|strace
// Prints the path of the program (for slither and second-verifier: of a Python that has what they need) and ends with 0,
// or says in one line what is missing and ends with 3.
// Tests come here through test/support/needs.ts.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { needChromium } from "./needs/chromium.ts";
import { needGeth } from "./needs/geth.ts";
import { needGo } from "./needs/go.ts";
import { needSecondVerifier } from "./needs/second-verifier.ts";
import { needSlither } from "./needs/slither.ts";
import { Missing } from "./needs/system.ts";
import { needStrace } from "./needs/strace.ts";

const NOT_OBTAINED = 3;
const TOOLS = join(dirname(fileURLToPath(import.meta.url)), "..", ".tools");

const NEEDS: Readonly<Record<string, (tools: string) => string>> = {
  chromium: () => needChromium(),
  geth: (tools) => needGeth(tools),
  go: needGo,
  "second-verifier": needSecondVerifier,
  slither: needSlither,
  strace: needStrace,
};

const name = process.argv[2] ?? "";
const need = NEEDS[name];
if (need === undefined) {
  console.error(`usage: node scripts/needs.ts ${Object.keys(NEEDS).join("|")}`);
  process.exitCode = 2;
} else {
  try {
    console.log(need(TOOLS));
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(error.message);
    process.exitCode = NOT_OBTAINED;
  }
}
