// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { MAX_WEBHOOKS, WEBHOOK_ATTEMPTS } from "../constraints.ts";
import { Webhooks } from "./webhooks.ts";

const ONE = {
  ...{ name: "duty-desk", url: "https://desk.example/events", secretFile: "desk.secret" },
  events: ["suyuan.grant.ended"],
};
const accepted = (value: unknown): boolean => Webhooks.safeParse(value).success;
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ...ONE, name: `e${at}` }));

describe("webhooks", () => {
  it.each([
    {},
    { url: "http://127.0.0.1:9000/x" },
    { url: "http://[::1]:9000/" },
    { url: "http://localhost/" },
    { events: ["suyuan.gateway.alarm", "suyuan.checkpoint.anchored"] },
    { attempts: WEBHOOK_ATTEMPTS, retryMs: 60_000, timeoutMs: 1 },
  ])("may have %j", (change) => {
    expect(accepted([{ ...ONE, ...change }])).toBe(true);
  });

  it.each([
    { url: "http://desk.example/events" },
    { url: "http://127.0.0.1.example/" },
    { url: "https://name@desk.example/" },
    { url: "https://:word@desk.example/" },
    { url: "ftp://127.0.0.1/" },
    { url: "desk.example" },
    { url: 1 },
    { name: "" },
    { name: "Desk" },
    { name: "desk/one" },
    { name: "d".repeat(33) },
    { events: [] },
    { events: ["suyuan.grant.given"] },
    { events: ["suyuan.grant.ended", "suyuan.grant.ended"] },
    { secretFile: "" },
    { secretFile: undefined },
    { secret: "whsec_" },
    { attempts: 0 },
    { attempts: WEBHOOK_ATTEMPTS + 1 },
    { retryMs: 60_001 },
    { timeoutMs: 0 },
  ])("may not have %j", (change) => {
    expect(accepted([{ ...ONE, ...change }])).toBe(false);
  });

  it("are a list of some, each called otherwise", () => {
    expect(accepted(many(MAX_WEBHOOKS))).toBe(true);
    expect(accepted([ONE, { ...ONE, name: "other" }])).toBe(true);
    for (const wrong of [[], many(MAX_WEBHOOKS + 1), [ONE, ONE], ONE, null, [null]])
      expect(accepted(wrong)).toBe(false);
  });
});
