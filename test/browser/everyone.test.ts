// SPDX-License-Identifier: Apache-2.0
// For everyone: axe without serious findings, narrow, dark, in both languages.
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { CHROMIUM, launch } from "../support/chromium.ts";
import { given, open, verify } from "./chromium.ts";
import { OUTCOMES, type OutcomeName } from "./samples.ts";

const NAMES = Object.keys(OUTCOMES) as OutcomeName[];

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

// Given to the browser from outside the page: the page's own policy would not let it in.
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: readonly Finding[] }>("axe.run()");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
}

const WIDE = { viewport: { width: 1_200, height: 900 } };
const NARROW = { viewport: { width: 360, height: 740 } };
const SCREENS: readonly (readonly [string, "zh" | "en", BrowserContextOptions])[] = [
  ["wide and light", "zh", { ...WIDE, colorScheme: "light" }],
  ["wide and dark", "en", { ...WIDE, colorScheme: "dark" }],
  ["360 wide and light", "en", { ...NARROW, colorScheme: "light" }],
  ["360 wide and dark", "zh", { ...NARROW, colorScheme: "dark" }],
];

describe.skipIf(CHROMIUM.missing)(`the page for everyone ${CHROMIUM.label}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  describe.each(SCREENS)("on a screen that is %s", (_, language, options) => {
    it(`has no serious finding and fits, in ${language}`, async () => {
      const opened = await open(browser, options);
      const { page } = opened;
      await page.click(`#language-${language}`);
      expect(await findings(page)).toEqual([]);
      for (const name of NAMES) {
        await verify(page, OUTCOMES[name].file, OUTCOMES[name].policy);
        for (const details of ["record", "policy-details", "raw"]) {
          const isOpen = (await page.locator(`#${details}`).getAttribute("open")) !== null;
          if (!isOpen) await page.click(`#${details}-title`);
        }
        expect(await findings(page), name).toEqual([]);
        const wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        expect(wide, name).toBeLessThanOrEqual(0);
      }
      await page.setInputFiles("#choose-policy", given("p.json", "{"));
      await page.locator(".fault").waitFor();
      expect(await findings(page)).toEqual([]);
      await opened.close();
    });
  });

  it("brings a new verdict into sight on a small screen, and lets it be left again", async () => {
    const opened = await open(browser, NARROW);
    const { page } = opened;
    const top = async () => (await page.locator(".banner").boundingBox())?.y ?? Infinity;
    const { file, policy } = OUTCOMES.broken;
    await verify(page, file, policy);
    await expect.poll(top).toBeLessThan(740 / 2);
    await page.evaluate("window.scrollTo(0, 0)");
    await page.click("#language-en");
    expect(await page.evaluate("window.scrollY")).toBe(0);
    expect(await top()).toBeGreaterThan(740);
    await opened.close();
  });

  it("finds what is wrong where something is", async () => {
    const opened = await open(browser);
    const { page } = opened;
    await page.evaluate("document.querySelector('#choose-proof + label').remove()");
    expect((await findings(page)).join()).toMatch(/label/u);
    await opened.close();
  });
});
