// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

import { needGo } from "./go.ts";
import { isExecutable, Missing, succeeds } from "./system.ts";

/** The last go-ethereum that seals Clique blocks. */
const VERSION = "1.13.15";
const MODULE = `github.com/ethereum/go-ethereum/cmd/geth@v${VERSION}`;
const MINUTES = 20 * 60;

/** Names a geth to take as it is. */
export const GETH_VARIABLE = "SUYUAN_GETH";

/**
 * The `geth` program: the one that SUYUAN_GETH names, else one that was built before, else built now with Go. It is
 * kept outside the repository, below XDG_CACHE_HOME or ~/.cache, so that every working copy shares it; it is built
 * beside its place and moved there when it runs, so that nobody ever finds half of one.
 *
 * @throws Missing where the named one is of another version, or none can be built
 */
export function needGeth(tools: string, env: NodeJS.ProcessEnv = process.env): string {
  const named = env[GETH_VARIABLE];
  if (named !== undefined && named !== "") return checked(named, `${GETH_VARIABLE} names ${named}`);
  const folder = join(cacheOf(env), "suyuan", `geth-${VERSION}`);
  const program = join(folder, "geth");
  if (isExecutable(program)) return program;

  const made = `${folder}.${String(process.pid)}`;
  try {
    build(needGo(tools), made);
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

function build(go: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  // geth's memory-size library reaches into the runtime by name, which Go has forbidden since.
  const args = ["install", "-ldflags=-checklinkname=0", MODULE];
  const env = { PATH: `${dirname(go)}:${process.env["PATH"] ?? ""}`, GOBIN: folder, GOFLAGS: "" };
  if (!succeeds(go, args, MINUTES, env))
    throw new Missing(`needs geth: Go could not build ${MODULE}`);
  checked(join(folder, "geth"), "what Go built");
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

function checked(program: string, what: string): string {
  const { status, stdout } = spawnSync(program, ["version"], { encoding: "utf8", timeout: 60_000 });
  const version = new RegExp(`^Version: ${VERSION.replaceAll(".", "\\.")}-`, "mu");
  if (status === 0 && version.test(stdout)) return program;
  throw new Missing(`needs geth: ${what}, which is not geth ${VERSION}`);
}
