// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

import { needGo } from "./go.ts";
import { isExecutable, Missing, succeeds } from "./system.ts";

/** The last go-ethereum that seals Clique blocks. */
export const VERSION = "1.13.15";
export const MODULE = "github.com/ethereum/go-ethereum";
const PROGRAM = `${MODULE}/cmd/geth@v${VERSION}`;
/** geth's memory-size library reaches into the runtime by name, which Go has forbidden since. Nobody debugs it. */
export const LINKING = "-ldflags=-checklinkname=0 -s -w";
/** Longest that Go may take, in seconds. */
export const BUILD_S = 20 * 60;
/** What the version of an unchanged one says after its number. */
const UNCHANGED = "stable";

/** Names a geth to take as it is. */
export const GETH_VARIABLE = "SUYUAN_GETH";

/** A program that is kept outside the repository. */
export interface KeptProgram {
  /** Of its folder. */
  readonly name: string;
  /** What its version says after its number. */
  readonly meta: string;
}

/**
 * The `geth` program: the one that SUYUAN_GETH names, else one that was built before, else built now with Go.
 * @throws Missing where the named one is of another version, or none can be built
 */
export function needGeth(tools: string, env: NodeJS.ProcessEnv = process.env): string {
  const named = env[GETH_VARIABLE];
  if (named !== undefined && named !== "") {
    return checked(named, UNCHANGED, `${GETH_VARIABLE} names ${named}`);
  }
  const kept = { name: `geth-${VERSION}`, meta: UNCHANGED };
  return keptGeth(kept, env, (folder) => {
    build(needGo(tools), folder);
  });
}

/**
 * A geth that was built before, else built now. It is kept below XDG_CACHE_HOME or ~/.cache, so that every working copy
 * shares it; it is built beside its place and moved there when it runs, so that nobody ever finds half of one.
 *
 * @param make builds `geth` in a folder that is there
 * @throws Missing where it cannot be built
 */
export function keptGeth(
  { name, meta }: KeptProgram,
  env: NodeJS.ProcessEnv,
  make: (folder: string) => void,
): string {
  const folder = join(cacheOf(env), "suyuan", name);
  const program = join(folder, "geth");
  if (isExecutable(program)) return program;

  const made = `${folder}.${String(process.pid)}`;
  try {
    mkdirSync(made, { recursive: true });
    make(made);
    checked(join(made, "geth"), meta, "what Go built");
    keep(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return program;
}

function cacheOf(env: NodeJS.ProcessEnv): string {
  const named = env["XDG_CACHE_HOME"];
  return named !== undefined && named !== "" ? named : join(env["HOME"] ?? homedir(), ".cache");
}

/** What Go builds it with. Without C it takes two thirds of the time, and goes where there is no C compiler. */
export function building(
  go: string,
  { PATH = "" }: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  return { PATH: `${dirname(go)}:${PATH}`, GOFLAGS: "", CGO_ENABLED: "0" };
}

function build(go: string, folder: string): void {
  const env = { ...building(go, process.env), GOBIN: folder };
  if (succeeds(go, ["install", LINKING, PROGRAM], BUILD_S, env)) return;
  throw new Missing(`needs geth: Go could not build ${PROGRAM}`);
}

/** Another process may have been quicker: its program is as good as ours. */
function keep(made: string, folder: string): void {
  try {
    renameSync(made, folder);
  } catch {
    if (isExecutable(join(folder, "geth"))) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(made, folder);
  }
}

function checked(program: string, meta: string, what: string): string {
  const { status, stdout } = spawnSync(program, ["version"], { encoding: "utf8", timeout: 60_000 });
  const version = `${VERSION}-${meta}`;
  // A build from a checkout adds its commit.
  const names = (line: string) => `${line}-`.startsWith(`Version: ${version}-`);
  if (status === 0 && stdout.split("\n").some(names)) return program;
  throw new Missing(`needs geth: ${what}, which is not geth ${version}`);
}
