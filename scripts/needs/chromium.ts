// SPDX-License-Identifier: Apache-2.0
import { isExecutable, Missing, onPath, succeeds } from "./system.ts";

const MINUTES = 10 * 60;
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** The browser, and a font that has Chinese: without one, screenshots show boxes. */
const PACKAGES = ["chromium", "fonts-noto-cjk"];

/** Names a Chromium to take as it is. */
export const CHROMIUM_VARIABLE = "SUYUAN_CHROMIUM";

const found = (path: string | undefined): string | undefined =>
  NAMES.map((name) => onPath(name, path)).find((program) => program !== undefined);

/**
 * The `chromium` program: the one that SUYUAN_CHROMIUM names, else the system's, or else Debian's package where we
 * are root.
 *
 * @throws Missing where the named one cannot be started, or none can be had
 */
export function needChromium(env: NodeJS.ProcessEnv = process.env): string {
  const named = env[CHROMIUM_VARIABLE];
  if (named !== undefined && named !== "") {
    if (isExecutable(named)) return named;
    throw new Missing(`needs chromium: ${CHROMIUM_VARIABLE} names ${named}, which is no program`);
  }
  return found(env["PATH"]) ?? installed(env["PATH"]);
}

function installed(path: string | undefined): string {
  const apt = onPath("apt-get", path);
  if (apt === undefined || process.getuid?.() !== 0) {
    throw new Missing(
      `needs chromium: install it, or name one by ${CHROMIUM_VARIABLE} (only root can do it from here)`,
    );
  }
  const install = ["install", "--yes", "--no-install-recommends", ...PACKAGES];
  const done =
    succeeds(apt, install, MINUTES) ||
    (succeeds(apt, ["update"], MINUTES) && succeeds(apt, install, MINUTES));
  const brought = done ? found(path) : undefined;
  if (brought === undefined) throw new Missing("needs chromium: apt-get could not install it");
  return brought;
}
