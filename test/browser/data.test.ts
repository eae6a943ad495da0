// SPDX-License-Identifier: Apache-2.0
// The data beside the evidence: hashed in the browser, in pieces, and never sent anywhere.
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { CHROMIUM } from "../support/chromium.ts";
import { given, onFreshPages, type PageVerdict, verdictOn } from "./chromium.ts";
import { DATA, SALT, sample } from "./samples.ts";

const BIG = 192 * 1_048_576;
const delivery = sample("valid", "evidence", "delivery");
const right = sample("valid", "right", "holding");

const stateOfData = ({ checks }: PageVerdict): string | undefined =>
  checks.find(({ name }) => name === "data")?.state;

describe.skipIf(CHROMIUM.missing)(`data on the page ${CHROMIUM.label}`, () => {
  let page: Page;

  onFreshPages(async (opened) => {
    page = opened.page;
    await page.setInputFiles("#choose-policy", delivery.policy);
  });

  const say = async (file: string, salt: string): Promise<void> => {
    await page.setInputFiles("#choose-proof", delivery.file);
    await page.setInputFiles("#choose-data", given("data.csv", file));
    await page.fill("#salt", salt);
    await page.press("#salt", "Enter");
  };

  describe("given evidence of salted data", () => {
    it("passes the data with its salt", async () => {
      await say(DATA, SALT);
      const verdict = await verdictOn(page, delivery.file.name);
      expect([verdict.exit, stateOfData(verdict)]).toEqual([0, "ok"]);
    });

    it("takes the salt from its file, and all files in any order", async () => {
      const salt = given("data.csv.salt", `${SALT}\n`);
      await page.setInputFiles("#choose-data", given("data.csv", DATA));
      await page.setInputFiles("#choose-proof", delivery.file);
      await page.setInputFiles("#choose-salt", salt);
      const verdict = await verdictOn(page, delivery.file.name);
      expect([verdict.exit, stateOfData(verdict)]).toEqual([0, "ok"]);
    });

    it("finds one byte changed, and shows that as broken", async () => {
      await say(DATA.replace("1024", "1025"), SALT);
      const verdict = await verdictOn(page, delivery.file.name);
      expect([verdict.exit, stateOfData(verdict)]).toEqual([10, "failed"]);
      expect(await page.locator(".banner").getAttribute("class")).toContain("broken");
    });

    it("finds another salt", async () => {
      await say(DATA, "0a".repeat(32));
      expect((await verdictOn(page, delivery.file.name)).exit).toBe(10);
    });

    it("says nothing of the file until it has the salt", async () => {
      await page.setInputFiles("#choose-proof", delivery.file);
      await verdictOn(page, delivery.file.name);
      await page.setInputFiles("#choose-data", given("data.csv", DATA));
      await page.locator("#salt").waitFor();
      expect(await page.locator(".waiting").innerText()).toContain("盐值");
      expect(await page.locator("#verdict").getAttribute("data-exit")).toBe("");
    });

    it("refuses what is no salt by its code, and keeps the files", async () => {
      await say(DATA, "nonsense");
      await page.locator(".fault", { hasText: "not-a-salt" }).waitFor();
      expect(await page.locator("#status-data").textContent()).toBe("data.csv");
      await page.fill("#salt", SALT);
      await page.press("#salt", "Enter");
      expect((await verdictOn(page, delivery.file.name)).exit).toBe(0);
    });
  });

  describe("given a file that speaks of no data", () => {
    it("says so and judges it without", async () => {
      await page.setInputFiles("#choose-policy", right.policy);
      await page.setInputFiles("#choose-proof", right.file);
      await page.setInputFiles("#choose-data", given("data.csv", DATA));
      expect((await verdictOn(page, right.file.name)).exit).toBe(0);
      expect(await page.locator(".slots").textContent()).toContain("no-data");
    });
  });

  describe("given a big file", () => {
    const folder = mkdtempSync(join(tmpdir(), "suyuan-big-"));
    const big = join(folder, "big.bin");

    beforeAll(() => {
      const file = openSync(big, "w");
      ftruncateSync(file, BIG);
      closeSync(file);
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });
    const choose = async (): Promise<void> => {
      await page.setInputFiles("#choose-proof", delivery.file);
      await page.setInputFiles("#choose-data", big);
      await page.fill("#salt", SALT);
      await page.press("#salt", "Enter");
    };
    const done = async (): Promise<number> =>
      Number((await page.locator("#progress").getAttribute("value", { timeout: 5_000 })) ?? 0);

    it("shows how far it is, lets the page be used meanwhile, and judges at the end", async () => {
      await choose();
      await expect.poll(done, { timeout: 20_000 }).toBeGreaterThan(0);
      await page.click("#language-en");
      expect(await page.locator("#progress").isVisible()).toBe(true);
      expect(await page.locator("#verdict").getAttribute("data-exit")).toBe("");
      await page.locator("#verdict[data-exit='10']").waitFor({ timeout: 90_000 });
    });

    it("stops when it is told to, and judges the file without", async () => {
      await choose();
      await page.click("#stop");
      const verdict = await verdictOn(page, delivery.file.name);
      expect(stateOfData(verdict)).toBe("not-checked");
    });
  });
});
