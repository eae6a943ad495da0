// SPDX-License-Identifier: Apache-2.0
import { parseOptions } from "./options.ts";
import { tell } from "./story.ts";

/** Errors that say themselves what to do. */
const EXPLAINED = ["UsageError", "PortError", "StateError", "NetworkError"];
const USAGE = 2;

function report(error: unknown): void {
  const name = error instanceof Error ? error.name : "";
  process.stderr.write(
    `\n${error instanceof Error ? `${name}: ${error.message}` : String(error)}\n`,
  );
  if (!EXPLAINED.includes(name)) {
    process.stderr.write(
      "Run npm start again to go on from here; npm start -- --reset deletes the kept state and begins anew.\n",
    );
  }
  process.exitCode = name === "UsageError" ? USAGE : 1;
}

try {
  process.exitCode = await tell(parseOptions(process.argv.slice(2)));
} catch (error) {
  report(error);
}
