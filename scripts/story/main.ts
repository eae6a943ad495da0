// SPDX-License-Identifier: Apache-2.0
import { parseOptions } from "./options.ts";
import { tell } from "./story.ts";

try {
  process.exitCode = await tell(parseOptions(process.argv.slice(2)));
} catch (error) {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  process.stderr.write(`\n${message}\n`);
  process.exitCode = error instanceof Error && error.name === "UsageError" ? 2 : 1;
}
