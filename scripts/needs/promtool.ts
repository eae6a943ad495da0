// SPDX-License-Identifier: Apache-2.0
import { globSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { isExecutable, Missing, onPath, succeeds } from "./system.ts";

const MINUTES = 5 * 60;
const LACKING = "needs promtool: install the package prometheus";

/**
 * The `promtool` program: the system's, or else the one out of Debian's package, which is unpacked below the tools
 * folder and not installed: it would start a server.
 *
 * @throws Missing where none can be had
 */
export function needPromtool(tools: string): string {
  const system = onPath("promtool");
  if (system !== undefined) return system;
  const kept = join(tools, "prometheus");
  const program = join(kept, "usr/bin/promtool");
  if (isExecutable(program)) return program;
  const made = mkdtempSync(`${kept}-`);
  try {
    unpack(made);
    rmSync(kept, { recursive: true, force: true });
    renameSync(made, kept);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  if (!isExecutable(program)) throw new Missing(`${LACKING} (Debian's brought no program)`);
  return program;
}

function unpack(folder: string): void {
  const [apt, shell, dpkg] = [onPath("apt-get"), onPath("sh"), onPath("dpkg-deb")];
  if (apt === undefined || shell === undefined || dpkg === undefined) throw new Missing(LACKING);
  // apt-get downloads to where it is called.
  const download = ["-c", 'cd "$1" && exec "$2" download prometheus', "sh", folder, apt];
  const downloaded =
    succeeds(shell, download, MINUTES) ||
    (succeeds(apt, ["update"], MINUTES) && succeeds(shell, download, MINUTES));
  const [file] = globSync(join(folder, "prometheus_*.deb"));
  const isHere = downloaded && file !== undefined;
  if (isHere && succeeds(dpkg, ["--extract", file, folder], MINUTES)) {
    rmSync(file);
    return;
  }
  throw new Missing(`${LACKING} (apt-get could not bring it)`);
}
