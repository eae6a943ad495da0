// SPDX-License-Identifier: Apache-2.0
// A real Chromium, for tests and measurements alike.
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";

import { launchChromium } from "./browser.ts";
import { need } from "./needs.ts";

/** A real Chromium, or why there is none; asked for once in each test file. */
export const CHROMIUM = need("chromium");

export const launch = (): Promise<Browser> => launchChromium(CHROMIUM.program);

/** An empty page on which `proof` is the library as the verify page has it. */
export async function pageWithLibrary(browser: Browser): Promise<Page> {
  const entry = fileURLToPath(import.meta.resolve("@suyuan/proof"));
  const { outputFiles } = await build({
    ...{ entryPoints: [entry], bundle: true, write: false, minify: true, platform: "browser" },
    ...{ format: "iife", globalName: "proof", logLevel: "silent" },
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
  return page;
}
