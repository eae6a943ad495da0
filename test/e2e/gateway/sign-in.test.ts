// SPDX-License-Identifier: Apache-2.0
import { PATHS } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ACCESS,
  call,
  type MessageParts,
  partsFor,
  personalSign,
  sendMessage,
  textOf,
  tokenFor,
  trySignIn,
} from "../../support/access.ts";
import { openLog } from "../../support/acts.ts";
import { prepareGateway, type RunningGateway, startGateway } from "../../support/gateway.ts";
import { type Answer, problemOf } from "../../support/http.ts";
import { type Province, startProvince } from "../../support/province.ts";
import { newSigner } from "../../support/signers.ts";

let province: Province;
let gateway: RunningGateway;
let resource: string;

/** Far above what these tests ask for: what happens beyond is tested by itself. */
const MANY = { burst: 10_000, perSecond: 10_000 };
const limits = { address: MANY, attempts: MANY };

beforeAll(async () => {
  province = await startProvince();
  const log = await openLog(province, "log.example/access");
  const home = await prepareGateway(province, log, { access: { ...ACCESS, limits } });
  gateway = await startGateway(home);
  resource = `urn:suyuan:seat:${province.seats.providerHead.number}`;
});
afterAll(async () => {
  await gateway.stop();
  await province.stop();
});

const chain = (token?: string): Promise<Answer> =>
  call("GET", gateway.url + PATHS.chain, token === undefined ? {} : { token });
const seat = () => province.seats.providerHead;

async function refused(code: string, status: number, answer: Answer): Promise<void> {
  expect(problemOf(answer)).toMatchObject({ code, status });
  expect(answer.status).toBe(status);
  expect(answer.json).not.toHaveProperty("token");
  // A refusal leaves nobody out who has every right.
  expect((await chain(await tokenFor(gateway, seat()))).status).toBe(200);
}

describe("a gateway with access", () => {
  it("answers members, and says to nobody that they are nobody", async () => {
    const nobody = await chain();
    expect(nobody.status).toBe(401);
    expect(problemOf(nobody).code).toBe("not-signed-in");
    expect(nobody.headers.get("www-authenticate")).toBe("Bearer");
    const member = await chain(await tokenFor(gateway, seat()));
    expect(member.status).toBe(200);
    expect(member.headers.get("cache-control")).toBe("no-store");
  });

  it("tells who has signed in, and until when", async () => {
    const { json, headers } = await trySignIn(gateway, seat());
    const { token, expires, ...rest } = json ?? {};
    expect(rest).toEqual({ seat: seat().number, organization: seat().organization });
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(Number(expires) - Date.now() / 1_000).toBeGreaterThan(890);
    expect(Number(expires) - Date.now() / 1_000).toBeLessThanOrEqual(900);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("lets the head of an organisation in, who has no seat", async () => {
    const { number, head } = province.organizations.provider;
    const own = `urn:suyuan:head:${number}`;
    const text = textOf(await partsFor(gateway, head.address, own));
    const { json } = await sendMessage(gateway, text, await personalSign(text, head));
    expect(json).toMatchObject({ organization: number });
    expect(json).not.toHaveProperty("seat");
    expect((await chain(String(json?.["token"]))).status).toBe(200);
    const other = `urn:suyuan:head:${province.organizations.recipient.number}`;
    const wrong = textOf(await partsFor(gateway, head.address, other));
    const answer = await sendMessage(gateway, wrong, await personalSign(wrong, head));
    await refused("sign-in-refused", 401, answer);
  });
});

describe("a message that says something else", () => {
  const soon = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
  it.each<[string, () => Partial<MessageParts>]>([
    ["another domain", () => ({ domain: "gateway.example" })],
    ["another address of the gateway", () => ({ uri: "https://gateway.example/v1" })],
    ["another chain", () => ({ chainId: "1" })],
    ["another version", () => ({ version: "2" })],
    ["another statement", () => ({ statement: "Sign in." })],
    ["an end that is past", () => ({ issuedAt: soon(-200), expirationTime: soon(-1) })],
    ["an end far ahead", () => ({ expirationTime: soon(700) })],
    ["an end before its beginning", () => ({ issuedAt: soon(120), expirationTime: soon(60) })],
    ["a beginning long ago", () => ({ issuedAt: soon(-320) })],
    ["a beginning far ahead", () => ({ issuedAt: soon(320), expirationTime: soon(400) })],
    ["a time that is none", () => ({ issuedAt: "yesterday" })],
    ["no seat", () => ({ resource: "urn:suyuan:seat:0" })],
    ["something else than a seat", () => ({ resource: "urn:suyuan:asset:1" })],
    ["a second seat", () => ({ resource: `${resource}\n- urn:suyuan:seat:2` })],
    ["something behind it", () => ({ resource: `${resource}\nMore: 1` })],
    ["an account in lower case", () => ({ address: seat().account.address })],
    ["a line more", () => ({ statement: "Act at this Suyuan gateway\nas another." })],
  ])("is refused with %s", async (_, change) => {
    await refused("sign-in-message", 422, await trySignIn(gateway, seat(), change()));
  });

  it("is taken when its maker's clock is somewhat wrong", async () => {
    const times = { issuedAt: soon(-280), expirationTime: soon(20) };
    expect((await trySignIn(gateway, seat(), times)).status).toBe(200);
    const ahead = { issuedAt: soon(280), expirationTime: soon(400) };
    expect((await trySignIn(gateway, seat(), ahead)).status).toBe(200);
  });

  it.each<[string, string]>([
    ["none of this gateway", "0".repeat(76)],
    ["too short", "00000000"],
    ["not even of hexadecimal digits", "z".repeat(76)],
  ])("is refused with a nonce that is %s", async (_, nonce) => {
    await refused("sign-in-nonce", 422, await trySignIn(gateway, seat(), { nonce }));
  });
});

describe("a nonce", () => {
  it("is worth nothing a second time", async () => {
    const parts = await partsFor(gateway, seat().account.address, resource);
    const text = textOf(parts);
    const signature = await personalSign(text, seat().account);
    expect((await sendMessage(gateway, text, signature)).status).toBe(200);
    await refused("sign-in-nonce", 422, await sendMessage(gateway, text, signature));
  });

  it("is for one of many who use it at once", async () => {
    const text = textOf(await partsFor(gateway, seat().account.address, resource));
    const signature = await personalSign(text, seat().account);
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => sendMessage(gateway, text, signature)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 200);
    expect(new Set(others.map((one) => problemOf(one).code))).toEqual(new Set(["sign-in-nonce"]));
  });
});

describe("a signature", () => {
  it("of another message is refused", async () => {
    const parts = await partsFor(gateway, seat().account.address, resource);
    const signature = await personalSign(textOf(parts), seat().account);
    const altered = textOf({ ...parts, resource: `${resource}0` });
    await refused("sign-in-refused", 401, await sendMessage(gateway, altered, signature));
  });

  it("by another account is refused, of a stranger and of another seat", async () => {
    const text = textOf(await partsFor(gateway, seat().account.address, resource));
    for (const by of [newSigner(), province.seats.recipientHead.account]) {
      const answer = await sendMessage(gateway, text, await personalSign(text, by));
      await refused("sign-in-refused", 401, answer);
    }
  });

  it("by an account for a seat that it does not have is refused as for one that is not there", async () => {
    const { account } = province.seats.recipientHead;
    const answers = await Promise.all(
      [seat().number, 4_000_000].map(async (number) => trySignIn(gateway, { number, account })),
    );
    const [other, absent] = answers.map(({ status, text }) => ({ status, text }));
    expect(other).toEqual(absent);
    for (const answer of answers) await refused("sign-in-refused", 401, answer);
  });

  it("of zeros is refused", async () => {
    const text = textOf(await partsFor(gateway, seat().account.address, resource));
    const answer = await sendMessage(gateway, text, `0x${"00".repeat(65)}`);
    await refused("sign-in-refused", 401, answer);
  });
});

describe("a token", () => {
  it.each([
    "x",
    "a.b.c",
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzZWF0OjEifQ.",
    `suyuan_${"0".repeat(16)}_${"A".repeat(43)}`,
    "suyuan_",
  ])("that was never given out is worth nothing: %s", async (token) => {
    await refused("not-signed-in", 401, await chain(token));
  });

  it("is worth nothing with one character changed", async () => {
    const token = await tokenFor(gateway, seat());
    for (const place of [5, token.indexOf(".") + 5, token.length - 5]) {
      const other = token[place] === "A" ? "B" : "A";
      const changed = token.slice(0, place) + other + token.slice(place + 1);
      expect((await chain(changed)).status).toBe(401);
    }
    expect((await chain(token)).status).toBe(200);
  });

  it("is worth nothing from the moment of signing out, and others go on", async () => {
    const [first, second] = [await tokenFor(gateway, seat()), await tokenFor(gateway, seat())];
    const out = await call("POST", gateway.url + PATHS.signOut, { token: first });
    expect(out.json).toEqual({ done: true });
    expect((await chain(first)).status).toBe(401);
    expect((await chain(second)).status).toBe(200);
    expect((await call("POST", gateway.url + PATHS.signOut, { token: first })).status).toBe(401);
  });

  it("gives way when one seat signs in again and again", async () => {
    const first = await tokenFor(gateway, province.seats.centreHead);
    for (let more = 0; more < 15; more++) await tokenFor(gateway, province.seats.centreHead);
    expect((await chain(first)).status).toBe(200);
    await tokenFor(gateway, province.seats.centreHead);
    expect((await chain(first)).status).toBe(401);
  });
});
