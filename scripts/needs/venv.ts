// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { Missing, onPath, succeeds } from "./system.ts";

const MINUTES = 10 * 60;
const STAMP = "suyuan-ready";

/**
 * The Python of a virtual environment that holds exactly these packages of PyPI. It is made beside its place and
 * moved there when it is whole, so that nobody ever finds half of one; programs in it are run as `python -m name`,
 * because their first lines name the place where they were installed.
 *
 * @throws Missing where there is no Python 3 with venv, or the packages cannot be had
 */
export function pythonWith(venv: string, packages: readonly string[], tool: string): string {
  const python = join(venv, "bin/python");
  const wanted = `${packages.join("\n")}\n`;
  const stamp = join(venv, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;

  const made = `${venv}.${String(process.pid)}`;
  install(made, packages, tool);
  writeFileSync(join(made, STAMP), wanted);
  rmSync(venv, { recursive: true, force: true });
  renameSync(made, venv);
  return python;
}

function install(venv: string, packages: readonly string[], tool: string): void {
  const python = onPath("python3");
  if (python === undefined) throw new Missing(`needs ${tool}: install Python 3 with venv`);
  mkdirSync(dirname(venv), { recursive: true });
  const made =
    succeeds(python, ["-m", "venv", venv], MINUTES) &&
    succeeds(
      join(venv, "bin/python"),
      ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages],
      MINUTES,
    );
  if (made) return;
  rmSync(venv, { recursive: true, force: true });
  throw new Missing(
    `needs ${tool}: Python 3 with venv is wanted, and PyPI's ${packages.join(", ")}`,
  );
}
