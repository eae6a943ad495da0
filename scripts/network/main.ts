// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

import { Missing } from "../needs/system.ts";
import { carryOut } from "./control.ts";
import { NetworkError } from "./errors.ts";
import { parseOptions, UsageError } from "./options.ts";
import { readNetwork } from "./state.ts";
import { networkStatus, statusLines } from "./status.ts";

const USAGE = 2;
const TOOLS = resolve(import.meta.dirname, "../../.tools");
/** What writes a network for production is a command of its own: suyuan-network. */
const PUBLISHED = resolve(import.meta.dirname, "../../packages/network/bin/suyuan-network.js");

/** Lets the published command do it, where the user stands and not where npm went. */
function handOn(args: readonly string[]): number {
  const cwd = process.env["INIT_CWD"] ?? process.cwd();
  const { status } = spawnSync(process.execPath, [PUBLISHED, ...args], { stdio: "inherit", cwd });
  return status ?? 1;
}

async function run(args: readonly string[]): Promise<readonly string[]> {
  const { directory, json, command } = parseOptions(args);
  if (command.name === "status") {
    const status = await networkStatus(directory, readNetwork(directory));
    return json ? [JSON.stringify(status)] : statusLines(status);
  }
  const told = await carryOut({ directory, tools: TOOLS }, command);
  return [json ? JSON.stringify({ told }) : told];
}

const args = process.argv.slice(2);
try {
  if (args[0] === "besu") process.exitCode = handOn(args);
  else for (const line of await run(args)) console.log(line);
} catch (error) {
  const isExplained =
    error instanceof UsageError || error instanceof NetworkError || error instanceof Missing;
  if (!isExplained) throw error;
  console.error(error.message);
  process.exitCode = error instanceof UsageError ? USAGE : 1;
}
