#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Starts the command. Plain JavaScript that Node 18 reads: on an older Node the command goes on under the
// newer one that the project's setup has brought.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NEEDED = 24;
const MAIN = new URL("../src/main.ts", import.meta.url);
const major = Number(process.versions.node.split(".")[0]);

/** The Node that the setup has brought: somewhere in .tools at the project's root. */
function broughtNode() {
  const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const path = join(root, ".tools/node_modules", name, "bin/node");
  return existsSync(path) ? path : undefined;
}

async function here() {
  const { main } = await import(MAIN.href);
  process.exitCode = await main(process.argv.slice(2));
}

function there() {
  const node = broughtNode();
  if (node === undefined) {
    console.error(
      `suyuan needs Node ${NEEDED} (this is ${process.version}). Run npm start once, which brings it.`,
    );
    console.error(
      `suyuan 需要 Node ${NEEDED}（当前 ${process.version}）。请先运行一次 npm start，它会自动准备。`,
    );
    process.exit(1);
  }
  const { status, signal } = spawnSync(node, process.argv.slice(1), { stdio: "inherit" });
  if (signal !== null) process.kill(process.pid, signal);
  process.exitCode = status ?? 1;
}

if (major >= NEEDED) await here();
else there();
