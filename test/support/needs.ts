// SPDX-License-Identifier: Apache-2.0
// Tools that npm does not carry. A test that cannot have one is skipped and says so in its name:
//
//   const go = need("go");
//   it.skipIf(go.missing)(`reads the log ${go.label}`, () => { … go.program … });
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Need {
  readonly missing: boolean;
  /** "(needs go)": belongs into the name of the test. */
  readonly label: string;
  /** The path of the program; asking for one that is missing is an error. */
  readonly program: string;
}

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), "../../scripts/needs.ts");

/** Tools that Python carries. */
const PYTHON: ReadonlySet<string> = new Set(["schemathesis", "second-verifier"]);

/** Obtains a tool by the project's own script. */
export function need(
  name:
    | ("chromium" | "geth" | "geth-moved-clock" | "go" | "postgres")
    | ("promtool" | "schemathesis" | "second-verifier" | "strace"),
): Need {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, name], {
    encoding: "utf8",
  });
  const reason = stderr.trim().split("\n").at(-1) ?? "";
  if (status !== 0) console.warn(`skipping: ${reason}`);
  return {
    missing: status !== 0,
    label: `(needs ${PYTHON.has(name) ? "python3" : name})`,
    get program() {
      if (status !== 0) throw new Error(reason);
      return stdout.trim();
    },
  };
}
