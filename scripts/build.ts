// SPDX-License-Identifier: Apache-2.0
// npm run build: the verify page as one file, packages/console/dist/verify.html, and CHECKSUMS beside it.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { buildPage } from "./page/build.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

const { path, bytes, sums } = await buildPage(ROOT);
console.log(`${path}: ${bytes} bytes\n${sums.trimEnd()}`);
