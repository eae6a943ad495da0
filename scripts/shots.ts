// SPDX-License-Identifier: Apache-2.0
// npm run shots: pictures of the verify page, for people to look at: .suyuan/shots. Two of them stand in docs/images.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { needChromium } from "./needs/chromium.ts";
import { Missing } from "./needs/system.ts";
import { buildPage } from "./page/build.ts";
import { takeShots } from "./page/shots.ts";

const NOT_OBTAINED = 3;
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SHOTS = join(ROOT, ".suyuan/shots");
const IMAGES = join(ROOT, "docs/images");
/** Those that the documents show. */
const SHOWN = ["verify-accepted-zh.png", "verify-broken-en.png"];

try {
  const { path } = await buildPage(ROOT);
  mkdirSync(SHOTS, { recursive: true });
  mkdirSync(IMAGES, { recursive: true });
  const names = await takeShots(needChromium(), path, SHOTS, join(ROOT, "test/vectors"));
  for (const name of SHOWN) copyFileSync(join(SHOTS, name), join(IMAGES, name));
  console.log(names.map((name) => join(SHOTS, name)).join("\n"));
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.error(error.message);
  process.exitCode = NOT_OBTAINED;
}
