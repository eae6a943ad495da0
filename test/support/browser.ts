// SPDX-License-Identifier: Apache-2.0
// How a Chromium is started that a test, a measurement or a script drives.
import { type Browser, chromium } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the program of that path, without a window and with a profile of its own. */
export const launchChromium = (program: string): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: ARGUMENTS });
