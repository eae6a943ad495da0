// SPDX-License-Identifier: Apache-2.0
// A policy and its signed updates, as they are dropped on the page: the vectors' own fingerprints and refusals.
import { readFileSync } from "node:fs";

import {
  formatVerifierKey,
  noteSigner,
  type Policy,
  policyHash,
  type PolicyUpdate,
  readPolicy,
  signPolicyUpdate,
} from "@suyuan/proof";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { vectors } from "../vectors/files.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { drop, json, onFreshPages, verdictOn } from "./chromium.ts";
import { OUTCOMES } from "./samples.ts";

interface Chain {
  readonly policy: Policy;
  readonly updates: readonly PolicyUpdate[];
}
interface Followed extends Chain {
  readonly fingerprint: string;
}
interface Refused extends Chain {
  readonly code: string;
}

/** The page puts updates in their order and takes one that it is given twice once. */
const IN_ORDER = ["turned-round", "repeated"];
/** What is wrong with an update as a file is told as of any file. */
const OF_THE_FILE = ["missing-field", "unknown-field"];

const files = (updates: readonly unknown[]) =>
  updates.map((update, place) => json(`update-${place}.json`, update));

describe.skipIf(CHROMIUM.missing)(`updates of policies on the page ${CHROMIUM.label}`, () => {
  let page: Page;

  onFreshPages((opened) => {
    page = opened.page;
  });

  const fingerprint = (): Promise<string> => page.locator(".fingerprint").innerText();
  const shows = (digits: string) => expect.poll(fingerprint).toBe(digits);

  describe("given updates that are signed as the policy before asks", () => {
    it.each(vectors<Followed>("valid", "update"))("follows $rule", async ({ vector }) => {
      const { policy, updates } = vector;
      await drop(page, ...files(updates).toReversed(), json("policy.json", policy));
      await shows(vector.fingerprint);
      expect(await page.locator("#followed").count()).toBe(updates.length > 0 ? 1 : 0);
      expect(await page.locator(".fault").count()).toBe(0);
    });

    it.each(vectors<Refused>("invalid", "update").filter(({ rule }) => IN_ORDER.includes(rule)))(
      "follows $rule all the same",
      async ({ vector }) => {
        await drop(page, json("policy.json", vector.policy));
        const before = await fingerprint();
        await drop(page, ...files(vector.updates));
        await expect.poll(fingerprint).not.toBe(before);
        expect(await page.locator(".fault").count()).toBe(0);
      },
    );
  });

  describe("given updates that are not", () => {
    it.each(vectors<Refused>("invalid", "update").filter(({ rule }) => !IN_ORDER.includes(rule)))(
      "refuses $rule in words, and holds on to the policy",
      async ({ vector }) => {
        await page.click("#language-en");
        await drop(page, json("policy.json", vector.policy));
        const before = await fingerprint();
        await drop(page, ...files(vector.updates));
        const code = OF_THE_FILE.includes(vector.code) ? "not-readable" : vector.code;
        const fault = page.locator(".fault", { hasText: code });
        await fault.waitFor();
        expect(await fault.innerText()).toMatch(/is not followed:|cannot be read as/u);
        expect(await page.locator(".slots").innerText()).toContain("This policy stays as it is.");
        expect(await fingerprint()).toBe(before);
      },
    );
  });

  describe("given a kept policy that no longer knows the validators", () => {
    const office = noteSigner("office.example", new Uint8Array(32).fill(41));
    const known = readPolicy(JSON.parse(OUTCOMES.accepted.policy.buffer.toString("utf8")));
    const { consensus } = known.chain;
    const sets = "sets" in consensus ? consensus.sets : [];
    const others = sets.map((set) => ({ ...set, validators: [`0x${"42".repeat(20)}` as const] }));
    const old: Policy = {
      ...known,
      chain: { ...known.chain, consensus: { kind: "qbft", sets: others } },
      authority: { threshold: 1, keys: [formatVerifierKey(office.key)] },
    };
    const next: Policy = { ...old, chain: known.chain, supersedes: policyHash(old) };
    const update = json("update.json", signPolicyUpdate(next, [office]));
    const { file } = OUTCOMES.accepted;

    it("judges anew under the update, keeps it in its place, and gives it as a file", async () => {
      await page.setInputFiles("#choose-policy", json("policy.json", old));
      await page.click("#keep");
      await page.setInputFiles("#choose-proof", file);
      expect((await verdictOn(page, file.name)).exit).toBe(12);
      await page.setInputFiles("#choose-policy", update);
      await page.locator("#verdict[data-exit='0']").waitFor();
      const digits = await fingerprint();
      const saved = page.waitForEvent("download");
      await page.click("#save-policy");
      const path = await (await saved).path();
      expect(readPolicy(JSON.parse(readFileSync(path, "utf8")))).toEqual(next);
      await page.reload();
      expect(await fingerprint()).toBe(digits);
      await page.setInputFiles("#choose-proof", file);
      expect((await verdictOn(page, file.name)).exit).toBe(0);
    });
  });
});
