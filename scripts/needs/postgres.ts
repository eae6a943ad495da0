// SPDX-License-Identifier: Apache-2.0
import { globSync } from "node:fs";

import { isExecutable, Missing, onPath, succeeds } from "./system.ts";

const MINUTES = 10 * 60;
/** Debian keeps each version's server apart, off the PATH. */
const PLACES = "/usr/lib/postgresql/*/bin/initdb";

/** PostgreSQL's `initdb`, beside its other programs: the system's newest, or else Debian's where we are root. */
export function needPostgres(places = PLACES): string {
  const system = programs(places);
  if (system !== undefined) return system;
  const apt = onPath("apt-get");
  if (apt === undefined || process.getuid?.() !== 0) {
    throw new Missing("needs postgres: install the package postgresql (only root can do it here)");
  }
  const install = ["install", "--yes", "--no-install-recommends", "postgresql"];
  const installed =
    succeeds(apt, install, MINUTES) ||
    (succeeds(apt, ["update"], MINUTES) && succeeds(apt, install, MINUTES));
  const brought = installed ? programs(places) : undefined;
  if (brought === undefined) throw new Missing("needs postgres: apt-get could not install it");
  return brought;
}

const versionOf = (path: string): number => Number(path.split("/").at(-3));

function programs(places: string): string | undefined {
  const found = globSync(places).filter(isExecutable);
  const newest = found.toSorted((one, two) => versionOf(one) - versionOf(two)).at(-1);
  return newest ?? onPath("initdb");
}
