// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

import { npmCommand, runNpm } from "./npm.mjs";
import { PATHS, SetupError, say } from "./project.mjs";

/** The runtime: Node 24 LTS. A machine's own Node serves when it is this major version or later. */
export const NODE_VERSION = "24.21.0";
const NODE_MAJOR = 24;

const PACKAGED = new Set(["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win-x64"]);

/** The npm package that carries Node's binary for this platform. */
export function nodePackage(platform, arch) {
  const key = `${platform === "win32" ? "win" : platform}-${arch}`;
  return PACKAGED.has(key) ? `node-${key}` : undefined;
}

/** Is this version of Node enough to run everything? */
export function isEnough(version) {
  return Number(version.split(".")[0]) >= NODE_MAJOR;
}

/** Node 24, brought from npm when the machine's own is older; undefined if not here and not to be awaited. */
export async function ensureNode({ env, wait }) {
  if (isEnough(process.versions.node)) return nodeAt(process.execPath, process.versions.node);
  const name = nodePackage(process.platform, process.arch);
  if (name === undefined) {
    const here = `${process.platform}-${process.arch}`;
    throw new SetupError(`npm has no Node for ${here}: install Node ${NODE_MAJOR} yourself.`);
  }
  const folder = join(PATHS.tools, "node_modules", name);
  const binary = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  const stamp = join(PATHS.tools, "node-ready");
  if (isReady(stamp, binary)) return nodeAt(binary, NODE_VERSION);
  if (!wait) return undefined;
  await bringNode(name, folder, env);
  assertRuns(binary);
  writeFileSync(stamp, NODE_VERSION);
  return nodeAt(binary, NODE_VERSION);
}

function nodeAt(binary, version) {
  const bin = dirname(binary);
  return { binary, version, path: (env) => [bin, env.PATH].filter(Boolean).join(delimiter) };
}

// The stamp is written last, so that an interrupted download is done again.
function isReady(stamp, binary) {
  return existsSync(binary) && existsSync(stamp) && readFileSync(stamp, "utf8") === NODE_VERSION;
}

async function bringNode(name, folder, env) {
  say(`Node ${process.versions.node} is too old: bringing Node ${NODE_VERSION} / 正在获取 Node`);
  mkdirSync(PATHS.tools, { recursive: true });
  rmSync(join(PATHS.tools, "node-ready"), { force: true });
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(join(PATHS.tools, "package.json"), '{ "private": true }\n');
  const flags = ["--no-save", "--no-package-lock", "--ignore-scripts", "--workspaces=false"];
  const args = ["install", "--prefix", PATHS.tools, ...flags, `${name}@${NODE_VERSION}`];
  await runNpm(npmCommand(process.execPath, env), args, { cwd: PATHS.tools, env, watch: folder });
}

function assertRuns(binary) {
  const version = `v${NODE_VERSION}`;
  try {
    if (execFileSync(binary, ["--version"], { encoding: "utf8" }).trim() === version) return;
  } catch (error) {
    throw new SetupError(
      `the Node that npm brought does not start here (${error.message}); install Node ${NODE_MAJOR} yourself.`,
    );
  }
  throw new SetupError(`npm brought another Node than ${version}; remove .tools and repeat.`);
}
