// SPDX-License-Identifier: Apache-2.0
// The page in the hands of a person: keyboard, language, what is kept, what is refused, paper.
import { readFileSync } from "node:fs";

import type { Policy, ValidatorSet } from "@suyuan/proof";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { PAGE } from "../support/page.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { vectors } from "../vectors/files.ts";
import { drop, given, json, onFreshPages, type Opened, verdictOn, verify } from "./chromium.ts";
import { OUTCOMES, type OutcomeName } from "./samples.ts";

const NAMES = Object.keys(OUTCOMES) as OutcomeName[];
const { accepted } = OUTCOMES;

describe.skipIf(CHROMIUM.missing)(`the page in use ${CHROMIUM.label}`, () => {
  let opened: Opened;
  let page: Page;

  onFreshPages((fresh) => {
    opened = fresh;
    page = fresh.page;
  });

  const text = (place: string): Promise<string> => page.locator(place).innerText();

  describe("given a verdict of each outcome", () => {
    it("shows each by words, shape and class of its own", async () => {
      const seen = { words: new Set<string>(), shapes: new Set<string | null>() };
      for (const name of NAMES) {
        const { file, policy } = OUTCOMES[name];
        await verify(page, file, policy);
        expect(await page.locator(".banner").getAttribute("class")).toBe(`banner ${name}`);
        seen.words.add(await text("#verdict-title"));
        seen.shapes.add(await page.locator(".banner > .icon .shape").getAttribute("d"));
      }
      expect([seen.words.size, seen.shapes.size]).toEqual([NAMES.length, NAMES.length]);
    });

    it("breaks the picture where the file is broken, and only there", async () => {
      await verify(page, OUTCOMES.broken.file, OUTCOMES.broken.policy);
      expect(await page.locator(".path.wide .station.broken .name").allTextContents()).toEqual([
        "区块",
      ]);
      expect(await page.locator(".path.wide .link.broken").count()).toBe(1);
      await verify(page, OUTCOMES.untrusted.file, OUTCOMES.untrusted.policy);
      expect(await page.locator(".path.wide .link.broken").count()).toBe(0);
      expect(await page.locator(".path.wide .station.untrusted").count()).toBe(1);
    });

    it("says who handed what to whom, under which grant, when", async () => {
      await verify(page, accepted.file, accepted.policy);
      const said = await text(".claim");
      for (const part of ["单位 2", "席位 2", "单位 3", "21 字节", "0x67676767", "2026-07-26"]) {
        expect(said).toContain(part);
      }
    });
  });

  it("names every validator, contract and key of the policy, which can be compared so", async () => {
    const [found] = vectors<{ policy: Policy }>("valid", "policy").filter(
      ({ rule }) => rule === "qbft-two-sets",
    );
    if (found === undefined) throw new Error("the vector with two sets is gone");
    const { chain, contracts, logs, witnesses, authority } = found.vector.policy;
    await verify(page, accepted.file, json("two-sets.json", found.vector.policy));
    await page.click("#policy-details-title");
    const said = await text("#policy-details");
    const { sets } = chain.consensus as { sets: readonly ValidatorSet[] };
    expect(sets.length).toBeGreaterThan(1);
    const named = [
      ...sets.flatMap(({ validators }) => validators),
      ...Object.values(contracts).map(({ address }) => address),
      ...[...logs, witnesses, ...(authority ? [authority] : [])].flatMap(({ keys }) => keys),
    ];
    for (const one of named) expect(said).toContain(one);
    expect(said).toContain(`至第 ${sets[0]?.to} 块，${sets[0]?.validators.length} 家：`);
  });

  describe("given a keyboard only", () => {
    it("reaches everything that can be done, in the order of the page", async () => {
      await verify(page, accepted.file, accepted.policy);
      const reached: string[] = [];
      await page.locator("#language-zh").focus();
      for (let step = 0; step < 16; step++) {
        reached.push(String(await page.evaluate("document.activeElement.id")));
        await page.keyboard.press("Tab");
      }
      const wanted = ["language-zh", "language-en", "choose-proof", "remove-proof", "keep"];
      wanted.push("choose-policy", "remove-policy", "choose-data", "print", "save");
      wanted.push("record-title", "policy-details-title", "raw-title");
      expect(reached.slice(0, wanted.length)).toEqual(wanted);
    });

    it("chooses, verifies, changes the language and unfolds without a mouse", async () => {
      const files = [accepted.policy, accepted.file];
      page.on("filechooser", (chooser) => void chooser.setFiles(files.shift() ?? []));
      // The driver takes a moment until it is told of choosers.
      await page.waitForTimeout(500);
      await page.locator("#choose-policy").focus();
      await page.keyboard.press("Space");
      await page.locator(".fingerprint").waitFor();
      await page.locator("#choose-proof").focus();
      await page.keyboard.press("Enter");
      await verdictOn(page, accepted.file.name);
      await page.locator("#language-en").focus();
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement.id")).toBe("language-en");
      await page.locator("#record-title").focus();
      await page.keyboard.press("Enter");
      expect(await page.locator("#record dl").isVisible()).toBe(true);
    });
  });

  describe("given two languages", () => {
    it("begins in Chinese, changes to English whole, and remembers it", async () => {
      await verify(page, accepted.file, accepted.policy);
      expect(await text("h1")).toBe("溯源 · 验证");
      await page.click("#language-en");
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      const words = (await text("main")).replaceAll("中文", "");
      expect(words).not.toMatch(/\p{Script=Han}/u);
      await page.reload();
      expect(await text("h1")).toBe("Suyuan · verify");
    });
  });

  describe("given a policy", () => {
    it("shows its fingerprint, and is gone the next time unless it is kept", async () => {
      await page.setInputFiles("#choose-policy", accepted.policy);
      expect(await text(".fingerprint")).toMatch(/^(?:\d{5} ){5}\d{5}$/u);
      await page.reload();
      expect(await page.locator(".fingerprint").count()).toBe(0);
    });

    it("is kept on request, used the next time, and forgotten on request", async () => {
      await page.setInputFiles("#choose-policy", accepted.policy);
      const fingerprint = await text(".fingerprint");
      await page.click("#keep");
      await page.reload();
      expect(await text(".fingerprint")).toBe(fingerprint);
      await page.setInputFiles("#choose-proof", accepted.file);
      expect((await verdictOn(page, accepted.file.name)).exit).toBe(0);
      await page.click("#remove-policy");
      await page.reload();
      expect(await page.locator(".fingerprint").count()).toBe(0);
    });

    it("is waited for: without one nothing is said to be verified", async () => {
      await page.setInputFiles("#choose-proof", accepted.file);
      await page.locator(".waiting").waitFor();
      expect(await page.locator("#verdict").getAttribute("data-exit")).toBe("");
    });
  });

  describe("given what cannot be used", () => {
    it.each([
      ["proof", given("a.json", "{"), "not-readable"],
      ["proof", given("a.json", '{"type":"suyuan/evidence@1"}'), "not-readable"],
      ["proof", given("a.json", ""), "file-empty"],
      ["proof", given("a.json", `{"a":"${"x".repeat(1_100_000)}"}`), "file-too-large"],
      ["proof", accepted.policy, "not-readable"],
      ["policy", accepted.file, "not-readable"],
      ["policy", given("p.json", '{"type":"suyuan/policy@1","type":1}'), "not-readable"],
    ])("refuses it in the slot of the %s by its code (%#)", async (slot, file, code) => {
      await page.setInputFiles(`#choose-${slot}`, file);
      await page.locator(".fault code", { hasText: code }).waitFor();
    });

    it("takes the verdict away with the file that it was on, and keeps the policy", async () => {
      await verify(page, accepted.file, accepted.policy);
      await page.setInputFiles("#choose-proof", given("broken.json", "{"));
      await page.locator(".fault").waitFor();
      expect(await page.locator("#verdict").getAttribute("data-exit")).toBe("");
      expect(await page.locator(".fingerprint").count()).toBe(1);
    });

    it("shows names and words of a file as text, whatever they hold", async () => {
      const name = "<img src=x onerror=alert(1)>.json";
      await page.setInputFiles("#choose-proof", { ...accepted.file, name });
      await expect.poll(() => text("#status-proof")).toBe(name);
      expect(await page.locator("main img").count()).toBe(0);
    });
  });

  describe("given files that are dropped", () => {
    it("sorts them by what they are", async () => {
      await drop(page, accepted.policy, accepted.file);
      expect((await verdictOn(page, accepted.file.name)).exit).toBe(0);
    });
  });

  describe("given the file on disk and no network", () => {
    it("asks for nothing but itself, and may not", async () => {
      await opened.page.context().setOffline(true);
      await verify(page, accepted.file, accepted.policy);
      const own = (url: string): boolean => !/^(?:file|data|blob):/u.test(url);
      expect(opened.requests.filter(own)).toEqual([]);
      const fetched = await page.evaluate(
        "fetch('data:,x').then(() => 'fetched', () => 'refused')",
      );
      expect(fetched).toBe("refused");
      opened.complaints.length = 0;
    });

    it("is one file of less than 500 KB whose policy names its script and style by hash", () => {
      const file = readFileSync(PAGE, "utf8");
      expect(Buffer.byteLength(file)).toBeLessThan(500_000);
      expect(file).toMatch(/script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/u);
      const head = file.slice(0, file.indexOf("<style>"));
      expect(head).not.toMatch(/unsafe-|http:|https:/u);
      expect(file.split("<script>").length).toBe(2);
    });

    it("runs no other script", async () => {
      await page.evaluate(`{
        const script = document.createElement("script");
        script.textContent = "window.strange = true";
        document.body.append(script);
      }`);
      expect(await page.evaluate("window.strange")).toBeUndefined();
      opened.complaints.length = 0;
    });
  });

  describe("given paper", () => {
    it("leaves out what is for the hand and opens what the file holds", async () => {
      await verify(page, accepted.file, accepted.policy);
      await page.emulateMedia({ media: "print" });
      await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
      for (const place of ["#files", "#print", "#raw"]) {
        expect(await page.locator(place).isVisible(), place).toBe(false);
      }
      for (const place of [".banner", ".path.wide", ".groups", "#record dl"]) {
        expect(await page.locator(place).isVisible(), place).toBe(true);
      }
      expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
    });
  });

  it("gives the verdict as a file", async () => {
    await verify(
      page,
      json("a.json", JSON.parse(accepted.file.buffer.toString())),
      accepted.policy,
    );
    const saved = page.waitForEvent("download");
    await page.click("#save");
    const path = await (await saved).path();
    const shown = await page.locator("#verdict-json").textContent();
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(JSON.parse(shown ?? ""));
  });
});
