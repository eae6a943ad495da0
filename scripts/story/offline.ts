// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const CLI = resolve(import.meta.dirname, "../../packages/cli/bin/suyuan.js");
const NO_NETWORK = pathToFileURL(resolve(import.meta.dirname, "no-network.mjs")).href;
const CONNECT = `
  const socket = require("node:net").connect(Number(process.argv[1]), "127.0.0.1");
  socket.on("connect", () => process.exit(1));
  socket.on("error", () => process.exit(0));`;

/** How a child process is kept from the network, strongest first. */
export type Isolation = "namespace" | "user-namespace" | "refused-sockets";

/** None at all: what the isolations are held against. */
type Openness = "none";

type CommandLine = readonly [program: string, ...args: string[]];

const PREFIX: Record<Isolation | Openness, CommandLine> = {
  namespace: ["unshare", "-n"],
  "user-namespace": ["unshare", "-rn"],
  "refused-sockets": ["env"],
  none: ["env"],
};

/** The strongest isolation that this system allows. */
export function isolation(): Isolation {
  const works = (way: Isolation) => {
    const [program, ...args] = PREFIX[way];
    return spawnSync(program, [...args, "true"], { stdio: "ignore" }).status === 0;
  };
  if (works("namespace")) return "namespace";
  return works("user-namespace") ? "user-namespace" : "refused-sockets";
}

function nodeWithout(way: Isolation | Openness, args: readonly string[]): CommandLine {
  const preload = way === "refused-sockets" ? ["--import", NO_NETWORK] : [];
  return [...PREFIX[way], process.execPath, ...preload, ...args];
}

/** Whether a process in this isolation is kept from a port on which something listens. */
export function cannotConnect(way: Isolation | Openness, port: number): boolean {
  const [program, ...args] = nodeWithout(way, ["-e", CONNECT, String(port)]);
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}

export interface Verified {
  readonly exit: number;
  /** The verdict as JSON, or what was said instead. */
  readonly output: string;
}

/** Runs `suyuan verify … --json` without network, in a folder. */
export async function verifyOffline(
  way: Isolation,
  folder: string,
  args: readonly string[],
): Promise<Verified> {
  const [program, ...rest] = nodeWithout(way, [CLI, "verify", ...args, "--json"]);
  const child = spawn(program, rest, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  const { promise, resolve: ended } = Promise.withResolvers<number>();
  child.once("close", (code) => {
    ended(code ?? -1);
  });
  return { exit: await promise, output };
}
