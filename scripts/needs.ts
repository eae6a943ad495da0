// SPDX-License-Identifier: Apache-2.0
// Obtains a tool that some tests need and that npm does not carry.
//   node scripts/needs.ts chromium|geth|geth-moved-clock|go|postgres|promtool|schemathesis|second-verifier|slither|strace
// Prints the path of the program (for schemathesis, slither and second-verifier: of a Python that has what they need;
// for postgres: of initdb, beside its other programs) and ends with 0,
// or says in one line what is missing and ends with 3.
// Tests come here through test/support/needs.ts.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { needChromium } from "./needs/chromium.ts";
import { needGeth } from "./needs/geth.ts";
import { needMovedGeth } from "./needs/moved-geth.ts";
import { needGo } from "./needs/go.ts";
import { needPostgres } from "./needs/postgres.ts";
import { needPromtool } from "./needs/promtool.ts";
import { needSchemathesis } from "./needs/schemathesis.ts";
import { needSecondVerifier } from "./needs/second-verifier.ts";
import { needSlither } from "./needs/slither.ts";
import { Missing } from "./needs/system.ts";
import { needStrace } from "./needs/strace.ts";

const NOT_OBTAINED = 3;
const TOOLS = join(dirname(fileURLToPath(import.meta.url)), "..", ".tools");

const NEEDS: Readonly<Record<string, (tools: string) => string>> = {
  chromium: () => needChromium(),
  geth: (tools) => needGeth(tools),
  "geth-moved-clock": (tools) => needMovedGeth(tools),
  go: needGo,
  postgres: () => needPostgres(),
  promtool: needPromtool,
  schemathesis: needSchemathesis,
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
