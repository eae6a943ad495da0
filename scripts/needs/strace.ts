// SPDX-License-Identifier: Apache-2.0
import { Missing, onPath, succeeds } from "./system.ts";

const MINUTES = 5 * 60;

/** The `strace` program: the system's, or else Debian's package where we are root. */
export function needStrace(): string {
  const system = onPath("strace");
  if (system !== undefined) return system;
  const apt = onPath("apt-get");
  if (apt === undefined || process.getuid?.() !== 0) {
    throw new Missing("needs strace: install the package strace (only root can do it from here)");
  }
  const install = ["install", "--yes", "--no-install-recommends", "strace"];
  const installed =
    succeeds(apt, install, MINUTES) ||
    (succeeds(apt, ["update"], MINUTES) && succeeds(apt, install, MINUTES));
  const brought = installed ? onPath("strace") : undefined;
  if (brought === undefined) throw new Missing("needs strace: apt-get could not install it");
  return brought;
}
