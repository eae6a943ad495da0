// SPDX-License-Identifier: Apache-2.0
// Tokens are looked at, and forged, by node's own HMAC.
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Sessions } from "./sessions.ts";

const SEAT = { kind: "seat", number: 7, account: `0x${"11".repeat(20)}` } as const;
const LENGTH = 900;

function setting(start = 1_800_000_000) {
  const clocks = { now: start, milliseconds: 0 };
  const sessions = new Sessions({
    ...{ issuer: "https://gateway.test", seconds: LENGTH },
    now: () => clocks.now,
    clock: () => clocks.milliseconds,
  });
  return { sessions, clocks };
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a session", () => {
  it("says whose it is until its end", async () => {
    const { sessions, clocks } = setting();
    const { token, expires } = await sessions.open(SEAT);
    expect(expires).toBe(clocks.now + LENGTH);
    expect(await sessions.holder(token)).toEqual(SEAT);
    clocks.now += LENGTH - 1;
    expect(await sessions.holder(token)).toEqual(SEAT);
    clocks.now += 1;
    expect(await sessions.holder(token)).toBeUndefined();
  });

  it("does not last longer when the clock is set back", async () => {
    const { sessions, clocks } = setting();
    const { token } = await sessions.open(SEAT);
    clocks.now -= 60;
    clocks.milliseconds = LENGTH * 1_000 - 1;
    expect(await sessions.holder(token)).toEqual(SEAT);
    clocks.milliseconds += 1;
    expect(await sessions.holder(token)).toBeUndefined();
  });

  it("ends when it is closed, once, and alone", async () => {
    const { sessions } = setting();
    const [one, other] = [await sessions.open(SEAT), await sessions.open(SEAT)];
    for (const { token } of [one, other]) expect(await sessions.holder(token)).toEqual(SEAT);
    expect(await sessions.close(one.token)).toBe(true);
    expect(await sessions.close(one.token)).toBe(false);
    expect(await sessions.holder(one.token)).toBeUndefined();
    expect(await sessions.holder(other.token)).toEqual(SEAT);
  });

  it("gives way to the seventeenth of its seat, not to those of others", async () => {
    const { sessions } = setting();
    const first = await sessions.open(SEAT);
    for (let more = 1; more < 16; more++) await sessions.open(SEAT);
    await sessions.open({ ...SEAT, kind: "head" });
    expect(await sessions.holder(first.token)).toEqual(SEAT);
    await sessions.open(SEAT);
    expect(await sessions.holder(first.token)).toBeUndefined();
  });

  it("is known to the gateway that opened it only", async () => {
    const { token } = await setting().sessions.open(SEAT);
    expect(await setting().sessions.holder(token)).toBeUndefined();
  });

  it("is not had by a token of another algorithm, key, issuer or form", async () => {
    const { sessions } = setting();
    const { token } = await sessions.open(SEAT);
    const [header = "", payload = "", signature = ""] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const signed = (head: object, body: object) => {
      const text = `${part(head)}.${part(body)}`;
      return `${text}.${createHmac("sha256", "").update(text).digest("base64url")}`;
    };
    const forged = [
      `${part({ alg: "none", typ: "JWT" })}.${payload}.`,
      `${part({ alg: "HS512", typ: "JWT" })}.${payload}.${signature}`,
      signed({ alg: "HS256", typ: "JWT" }, claims),
      `${header}.${part({ ...claims, exp: 2_000_000_000 })}.${signature}`,
      `${header}.${payload}`,
      `${token}.`,
      "",
    ];
    // Before the token was verified, and when it is known.
    for (const time of ["first", "again"]) {
      for (const one of forged) expect(await sessions.holder(one), one).toBeUndefined();
      expect(await sessions.holder(token), time).toEqual(SEAT);
    }
  });
});
