// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";

import { Missing } from "../needs/system.ts";
import { carryOut } from "./control.ts";
import { NetworkError } from "./errors.ts";
import { parseOptions, UsageError } from "./options.ts";
import { readNetwork } from "./state.ts";
import { networkStatus, statusLines } from "./status.ts";

const USAGE = 2;
const TOOLS = resolve(import.meta.dirname, "../../.tools");

async function run(args: readonly string[]): Promise<readonly string[]> {
  const { directory, json, command } = parseOptions(args);
  if (command.name === "status") {
    const status = await networkStatus(directory, readNetwork(directory));
    return json ? [JSON.stringify(status)] : statusLines(status);
  }
  const told = await carryOut({ directory, tools: TOOLS }, command);
  return [json ? JSON.stringify({ told }) : told];
}

try {
  for (const line of await run(process.argv.slice(2))) console.log(line);
} catch (error) {
  const isExplained =
    error instanceof UsageError || error instanceof NetworkError || error instanceof Missing;
  if (!isExplained) throw error;
  console.error(error.message);
  process.exitCode = error instanceof UsageError ? USAGE : 1;
}
