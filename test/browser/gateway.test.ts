// SPDX-License-Identifier: Apache-2.0
// The page as a stranger meets it: from a real gateway, with its headers, on files that this gateway gave out.
import { readFileSync } from "node:fs";
import { PATHS, pathOf } from "@suyuan/api";
import { digestBytes } from "@suyuan/proof";
import type { Page, Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { anchored, type Exchange, startExchange, until } from "../support/exchange.ts";
import { get, submit } from "../support/http.ts";
import { PAGE } from "../support/page.ts";
import { signedBy } from "../support/statements.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { drop, given, json, onFreshPages, type Opened, verdictOn } from "./chromium.ts";

const DATA = "区划代码,名称\n330102001,西湖街道\n";
const SALT = Buffer.alloc(32, 0x5a);
const NAME = "delivery.evidence.json";

/** What a gateway's answer says beside the page itself. */
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

describe.skipIf(CHROMIUM.missing)(`the page from a gateway ${CHROMIUM.label}`, () => {
  let exchange: Exchange;
  let opened: Opened;
  let page: Page;
  let evidence = "";
  let policy = "";
  const url = (): string => `${exchange.gateway.url}/verify`;

  beforeAll(async () => {
    exchange = await startExchange({ gateway: { verifyPage: PAGE } });
    const { statement } = await exchange.nextDelivery();
    const salted = { digest: digestBytes(Buffer.from(DATA), SALT), salted: true };
    const seat = exchange.province.seats.providerRegistrant;
    const delivery = await signedBy(seat, { ...statement, ...salted });
    expect((await submit(exchange.gateway, delivery)).status).toBe(201);
    await anchored(exchange.gateway, delivery.id);
    evidence = await until("evidence is given out", async () => {
      const path = pathOf("evidence", { id: delivery.id });
      const { status, text } = await get(exchange.gateway.url + path);
      return status === 200 && text;
    });
    policy = (await get(exchange.gateway.url + PATHS.policy)).text;
  });
  afterAll(() => exchange.stop());

  describe("given what the gateway gave out", () => {
    onFreshPages((fresh) => {
      opened = fresh;
      page = fresh.page;
    }, url);

    const files = () => [
      given("data.csv", DATA),
      given("data.csv.salt", SALT.toString("hex")),
      given(NAME, evidence),
    ];
    const judged = async () => {
      const { exit, checks } = await verdictOn(page, NAME);
      return { exit, failed: checks.filter(({ state }) => state === "failed").map((c) => c.name) };
    };

    it("passes the evidence with its data under the gateway's policy, and asks for nothing else", async () => {
      await drop(page, ...files(), given("policy.json", policy));
      expect(await judged()).toEqual({ exit: 0, failed: [] });
      const { checks } = await verdictOn(page, NAME);
      expect(checks.find(({ name }) => name === "data")?.state).toBe("ok");
      const asked = opened.requests.filter((one) => !/^(?:blob|data):/u.test(one));
      expect(asked).toEqual([url()]);
    });

    it("finds the data changed by one byte", async () => {
      const [, ...others] = files();
      const changed = given("data.csv", DATA.replace("001", "002"));
      await drop(page, changed, ...others, given("policy.json", policy));
      expect(await judged()).toEqual({ exit: 10, failed: ["data"] });
    });

    it("finds the evidence changed by one byte", async () => {
      const { entry, ...rest } = JSON.parse(evidence) as { entry: string };
      const text = Buffer.from(entry, "base64").toString("utf8");
      const changed = Buffer.from(text.replace('"serial":1,', '"serial":2,')).toString("base64");
      expect(changed).not.toBe(entry);
      await drop(page, given(NAME, JSON.stringify({ ...rest, entry: changed })));
      await drop(page, given("policy.json", policy));
      expect((await judged()).exit).toBe(10);
      expect(await page.locator(".banner").getAttribute("class")).toContain("broken");
    });

    it("does not trust it under the policy of others", async () => {
      const own = JSON.parse(policy) as { contracts: { exchangeLog: object } };
      const exchangeLog = { ...own.contracts.exchangeLog, address: `0x${"ab".repeat(20)}` };
      const others = { ...own, contracts: { ...own.contracts, exchangeLog } };
      await drop(page, ...files(), json("policy.json", others));
      expect(await judged()).toEqual({ exit: 12, failed: ["contracts"] });
      expect(await page.locator(".banner").getAttribute("class")).toContain("untrusted");
    });

    it("may ask nobody, not even the gateway that it comes from", async () => {
      for (const asked of [`"${PATHS.policy}"`, `"${exchange.gateway.url}${PATHS.chain}"`]) {
        const told = await page.evaluate(`fetch(${asked}).then(() => "fetched", () => "refused")`);
        expect(told).toBe("refused");
      }
      expect(opened.requests.filter((one) => one.includes("/v1/"))).toEqual([]);
      opened.complaints.length = 0;
    });
  });

  describe("given the answer itself", () => {
    let answer: Response | null;

    onFreshPages(async (fresh) => {
      page = fresh.page;
      answer = await page.goto(url());
    }, url);

    it("is the built page byte for byte, under the policy that the page names itself", async () => {
      expect(await answer?.body()).toEqual(readFileSync(PAGE));
      const headers = (await answer?.allHeaders()) ?? {};
      expect(headers).toMatchObject(HEADERS);
      const meta = await page
        .locator('meta[http-equiv="Content-Security-Policy"]')
        .getAttribute("content");
      expect(headers["content-security-policy"]).toBe(`${String(meta)}; frame-ancestors 'none'`);
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers).not.toHaveProperty("set-cookie");
    });
  });

  describe("given a page of others that would show it as its own", () => {
    onFreshPages(
      (fresh) => {
        opened = fresh;
        page = fresh.page;
      },
      () => "data:text/html,<title>others</title>",
    );

    it("is shown in no frame", async () => {
      await page.setContent(`<iframe src="${url()}"></iframe>`);
      // What Chromium puts where a page refuses the frame around it.
      const framed = () => page.frames()[1]?.url();
      await expect.poll(framed, { timeout: 20_000 }).toBe("chrome-error://chromewebdata/");
      expect(opened.requests).toContain(url());
      opened.complaints.length = 0;
    });
  });
});
