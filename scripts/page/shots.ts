// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type { Browser, BrowserContextOptions, Page } from "playwright-core";

import { launchChromium } from "../../test/support/browser.ts";

interface Shot {
  readonly name: string;
  /** Below the vectors. */
  readonly vector?: string;
  readonly language: "zh" | "en";
  readonly screen: BrowserContextOptions;
  /** Shows the verdict down to the picture alone, and not the whole page. */
  readonly part?: true;
  readonly paper?: true;
}

const WIDE: BrowserContextOptions = { viewport: { width: 1_100, height: 900 } };
const NARROW: BrowserContextOptions = { viewport: { width: 360, height: 740 } };
const DARK = { colorScheme: "dark" } as const;

const ACCEPTED = "valid/evidence/sealed-by-qbft";
const BROKEN = "invalid/evidence/header-changed";

const SHOTS: readonly Shot[] = [
  { name: "empty-zh", language: "zh", screen: WIDE },
  {
    ...{ name: "verify-accepted-zh", vector: ACCEPTED, language: "zh", screen: WIDE },
    part: true,
  },
  {
    ...{ name: "verify-broken-en", vector: BROKEN, language: "en", screen: WIDE },
    part: true,
  },
  {
    ...{ name: "denied-zh", vector: "invalid/evidence/grant-suspended-before" },
    ...{ language: "zh", screen: WIDE },
  },
  {
    ...{ name: "untrusted-dark-zh", vector: "invalid/evidence/policy-of-other-contracts" },
    ...{ language: "zh", screen: { ...WIDE, ...DARK } },
  },
  {
    ...{ name: "open-en", vector: "invalid/evidence/policy-that-requires-seals" },
    ...{ language: "en", screen: WIDE },
  },
  { name: "grant-zh", vector: "valid/grant/whole-history", language: "zh", screen: WIDE },
  { name: "right-en", vector: "valid/right/named-holder", language: "en", screen: WIDE },
  { name: "history-zh", vector: "valid/history/all-on-a-grant", language: "zh", screen: WIDE },
  { name: "narrow-zh", vector: BROKEN, language: "zh", screen: NARROW },
  { name: "narrow-dark-en", vector: ACCEPTED, language: "en", screen: { ...NARROW, ...DARK } },
  {
    ...{ name: "update-followed-zh", vector: "valid/update/two-in-their-order", language: "zh" },
    screen: NARROW,
  },
  {
    ...{ name: "update-refused-dark-en", vector: "invalid/update/forked", language: "en" },
    screen: { ...NARROW, ...DARK },
  },
  { name: "paper-zh", vector: ACCEPTED, language: "zh", screen: WIDE, paper: true },
];

async function give(page: Page, vectors: string, vector: string): Promise<void> {
  const text = readFileSync(join(vectors, `${vector}.json`), "utf8");
  const { file, policy, updates } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const given = (name: string, value: unknown) => ({
    ...{ name, mimeType: "application/json" },
    buffer: Buffer.from(JSON.stringify(value)),
  });
  await page.setInputFiles("#choose-policy", given("policy.json", policy));
  if (updates !== undefined) {
    // As a gateway gives them out.
    await page.setInputFiles("#choose-policy", given("updates.json", { updates }));
    await page.locator("#followed, .fault").waitFor();
    return;
  }
  await page.setInputFiles("#choose-proof", given("delivery-11.evidence.json", file));
  await page.locator(".banner").waitFor();
}

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From the verdict to the picture, with a little around it. */
async function partOf(page: Page): Promise<Part> {
  const [top, bottom] = [".banner", ".picture"].map((place) => page.locator(place).boundingBox());
  const [first, last] = [await top, await bottom];
  if (!first || !last) throw new Error("there is no verdict on the page");
  const around = 12;
  const height = last.y + last.height - first.y + 2 * around;
  return { x: 0, y: first.y - around, width: first.width + 2 * first.x, height };
}

async function take(browser: Browser, url: string, vectors: string, shot: Shot): Promise<Buffer> {
  const context = await browser.newContext(shot.screen);
  const page = await context.newPage();
  await page.goto(url);
  await page.click(`#language-${shot.language}`);
  if (shot.vector !== undefined) await give(page, vectors, shot.vector);
  if (shot.paper === true) {
    await page.emulateMedia({ media: "print" });
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
  }
  // Places are told from the top of the window, and a new verdict has been brought into sight.
  await page.evaluate("window.scrollTo(0, 0)");
  const clip = shot.part === true ? { clip: await partOf(page) } : {};
  const picture = await page.screenshot({ fullPage: true, ...clip });
  await context.close();
  return picture;
}

/**
 * Takes every picture.
 * @param program Chromium
 * @param page the built page
 * @param folder where the pictures go
 * @returns the names of the files
 */
export async function takeShots(
  program: string,
  page: string,
  folder: string,
  vectors: string,
): Promise<readonly string[]> {
  const browser = await launchChromium(program);
  try {
    for (const shot of SHOTS) {
      const picture = await take(browser, pathToFileURL(page).href, vectors, shot);
      writeFileSync(join(folder, `${shot.name}.png`), picture);
    }
  } finally {
    await browser.close();
  }
  return SHOTS.map(({ name }) => `${name}.png`);
}
