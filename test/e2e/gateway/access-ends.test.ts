// SPDX-License-Identifier: Apache-2.0
// What ends at once: sessions and tokens whose seat, organisation or time is over, and what a restart ends.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PATHS, pathOf } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Signer } from "@suyuan/chain";
import {
  ACCESS,
  call,
  partsFor,
  personalSign,
  sendMessage,
  textOf,
  tokenFor,
  trySignIn,
} from "../../support/access.ts";
import { openLog } from "../../support/acts.ts";
import { REGION } from "../../support/founding.ts";
import { until } from "../../support/exchange.ts";
import {
  type GatewayHome,
  prepareGateway,
  type RunningGateway,
  startGateway,
} from "../../support/gateway.ts";
import { type Answer, problemOf } from "../../support/http.ts";
import { newSigner } from "../../support/signers.ts";
import { type Province, startProvince } from "../../support/province.ts";
import { departmentOf } from "../../support/sharing-life.ts";

let province: Province;
let home: GatewayHome;
let gateway: RunningGateway;
/** More than an orderly change of a head takes. */
const ROTATION_SECONDS = 30 * 86_400;
/** Everything that a process said, and every secret that was told. */
const said: string[] = [];
const secrets: string[] = [];

beforeAll(async () => {
  province = await startProvince();
  const log = await openLog(province, "log.example/ends");
  const MANY = { burst: 10_000, perSecond: 10_000 };
  const access = { ...ACCESS, sessionSeconds: 600, limits: { address: MANY, attempts: MANY } };
  home = await prepareGateway(province, log, { access });
  gateway = await startGateway(home);
});
afterAll(async () => {
  await gateway.stop();
  await province.stop();
});

const chain = (token: string): Promise<Answer> => call("GET", gateway.url + PATHS.chain, { token });
const worksWith = async (token: string): Promise<boolean> => (await chain(token)).status === 200;
const worthNothing = async (token: string): Promise<boolean> => {
  const answer = await chain(token);
  return answer.status === 401 && problemOf(answer).code === "not-signed-in";
};
/** Seconds from now, since the epoch. */
const ahead = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;

async function session(name: keyof Province["seats"]): Promise<string> {
  const token = await tokenFor(gateway, province.seats[name]);
  secrets.push(token);
  return token;
}

async function issue(token: string, change: object = {}): Promise<Answer> {
  const body = { name: "统计系统", scopes: ["read"], expires: ahead(3_600), ...change };
  const answer = await call("POST", gateway.url + PATHS.tokens, { token, body });
  const told = answer.json?.["token"];
  if (typeof told === "string") secrets.push(told);
  return answer;
}

describe("tokens of an organisation", () => {
  it("are issued, listed and revoked by the head of its data office, and at once", async () => {
    const head = await session("recipientHead");
    const issued = await issue(head);
    expect(issued.status).toBe(201);
    const { token, ...row } = issued.json ?? {};
    const id = String(row["id"]);
    expect(row).toMatchObject({ by: province.seats.recipientHead.number, scopes: ["read"] });
    expect(await worksWith(String(token))).toBe(true);
    const listed = await call("GET", gateway.url + PATHS.tokens, { token: head });
    expect(listed.json).toEqual({ items: [row] });
    const revoking = await call("DELETE", gateway.url + pathOf("token", { id }), { token: head });
    expect(revoking.json).toEqual({ done: true });
    expect(await worthNothing(String(token))).toBe(true);
    const again = await call("DELETE", gateway.url + pathOf("token", { id }), { token: head });
    expect(problemOf(again).code).toBe("unknown-token");
  });

  it("are nobody else's to see: those of others are as if there were none", async () => {
    const mine = await issue(await session("recipientHead"));
    const id = String(mine.json?.["id"]);
    const other = await session("providerHead");
    expect((await call("GET", gateway.url + PATHS.tokens, { token: other })).json).toEqual({
      items: [],
    });
    const [theirs, absent] = await Promise.all(
      [id, "0".repeat(16)].map(async (one) =>
        call("DELETE", gateway.url + pathOf("token", { id: one }), { token: other }),
      ),
    );
    expect(theirs?.text).toBe(absent?.text);
    expect(theirs?.status).toBe(404);
    expect(await worksWith(String(mine.json?.["token"]))).toBe(true);
  });

  it("are not for other seats, and not for systems", async () => {
    const system = String((await issue(await session("recipientHead"))).json?.["token"]);
    for (const token of [await session("recipientReceiver"), system]) {
      expect(problemOf(await issue(token)).code).toBe("not-allowed");
      const listed = await call("GET", gateway.url + PATHS.tokens, { token });
      expect(problemOf(listed).code).toBe("not-allowed");
    }
  });

  it("do what their scopes say and no more", async () => {
    const head = await session("recipientHead");
    const reads = String((await issue(head)).json?.["token"]);
    const submits = String((await issue(head, { scopes: ["submit"] })).json?.["token"]);
    const hand = (token: string) =>
      call("POST", gateway.url + PATHS.statements, { token, body: {} });
    expect(problemOf(await hand(reads)).code).toBe("not-allowed");
    expect(problemOf(await hand(submits)).code).toBe("missing-field");
    expect(problemOf(await chain(submits)).code).toBe("not-allowed");
  });

  it.each<[string, object, string]>([
    ["an end that is past", { expires: 1 }, "token-limit"],
    ["an end beyond a leap year", { expires: ahead(367 * 86_400) }, "token-limit"],
    ["no scope", { scopes: [] }, "invalid-field"],
    ["a scope twice", { scopes: ["read", "read"] }, "invalid-field"],
    ["a scope that there is not", { scopes: ["everything"] }, "invalid-field"],
    ["no name", { name: "" }, "invalid-field"],
    ["a name that breaks a line", { name: "a\nb" }, "invalid-field"],
    ["a member that there is not", { organization: 1 }, "unknown-field"],
  ])("are not issued with %s", async (_, change, code) => {
    expect(problemOf(await issue(await session("centreHead"), change)).code).toBe(code);
  });

  it("are fifty at most, also when they are asked for at once", async () => {
    const head = await session("centreHead");
    const answers = await Promise.all(Array.from({ length: 60 }, async () => issue(head)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
    expect(problemOf(await issue(head)).code).toBe("token-limit");
  });
});

describe("what is over", () => {
  it("ends a token at its end", async () => {
    const head = await session("otherCentreHead");
    const token = String((await issue(head, { expires: ahead(3) })).json?.["token"]);
    expect(await worksWith(token)).toBe(true);
    await until("the token is over", async () => worthNothing(token));
    expect(await worksWith(head)).toBe(true);
  });

  it("ends the session of a seat that was ended, and it cannot sign in again", async () => {
    const { providerRegistrant, providerHead } = province.seats;
    const [registrant, head] = [await session("providerRegistrant"), await session("providerHead")];
    expect(await worksWith(registrant)).toBe(true);
    const by = province.organizations.provider.head;
    await province.send(by, "organizationRegistry", "endSeat", [providerRegistrant.number]);
    await until("the seat's session is over", async () => worthNothing(registrant), 5_000);
    const again = await trySignIn(gateway, providerRegistrant);
    expect(problemOf(again).code).toBe("sign-in-refused");
    expect(await worksWith(head)).toBe(true);
    expect((await trySignIn(gateway, providerHead)).status).toBe(200);
  });

  it("ends the session of a seat whose key is declared compromised", async () => {
    const third = await departmentOf(province, { region: REGION, level: "city" });
    const token = await until("the seat has signed in", () =>
      tokenFor(gateway, third).catch(() => undefined),
    );
    expect(await worksWith(token)).toBe(true);
    const since = await province.now();
    await province.send(third.head, "organizationRegistry", "reportCompromised", [
      ...[third.number, since],
    ]);
    await until("the seat's session is over", async () => worthNothing(token), 5_000);
    expect(problemOf(await trySignIn(gateway, third)).code).toBe("sign-in-refused");
  });

  it("ends sessions and tokens of an organisation that is abolished, for good", async () => {
    const { authority } = province.organizations;
    const third = await departmentOf(province, { region: REGION, level: "city", serial: 1 });
    const session = await until("the seat has signed in", () =>
      tokenFor(gateway, third).catch(() => undefined),
    );
    const token = String((await issue(session)).json?.["token"]);
    expect(await worksWith(token)).toBe(true);
    await province.send(authority.head, "organizationRegistry", "abolish", [
      ...[authority.number, third.organization],
    ]);
    await until("the token is worth nothing", async () => worthNothing(token), 5_000);
    expect(await worthNothing(session)).toBe(true);
    expect(problemOf(await trySignIn(gateway, third)).code).toBe("sign-in-refused");
  });

  it("ends sessions and tokens of an organisation while it is suspended", async () => {
    const head = await session("recipientHead");
    const token = String((await issue(head)).json?.["token"]);
    const { authority, recipient } = province.organizations;
    const act = (fn: string) =>
      province.send(authority.head, "organizationRegistry", fn, [recipient.number]);
    await act("suspendOrganization");
    await until("the token is worth nothing", async () => worthNothing(token), 5_000);
    expect(await worthNothing(head)).toBe(true);
    const refused = await trySignIn(gateway, province.seats.recipientHead);
    expect(problemOf(refused).code).toBe("sign-in-refused");
    expect(await worksWith(await session("authorityHead"))).toBe(true);
    await act("resumeOrganization");
    await until("the token works again", async () => worksWith(token), 5_000);
  });
});

describe("an organisation whose head is replaced", () => {
  const enter = async (by: Signer) => {
    const { number } = province.organizations.provider;
    const parts = await partsFor(gateway, by.address, `urn:suyuan:head:${number}`);
    const text = textOf(parts);
    return sendMessage(gateway, text, await personalSign(text, by));
  };

  it("has one head: the session of the one before is over at once, and its tokens go on", async () => {
    const { number, head } = province.organizations.provider;
    const next = newSigner();
    expect(problemOf(await enter(next)).code).toBe("sign-in-refused");
    const before = String((await enter(head)).json?.["token"]);
    const system = String((await issue(before)).json?.["token"]);
    await province.send(head, "organizationRegistry", "proposeHead", [number, next.address]);
    expect(problemOf(await enter(next)).code).toBe("sign-in-refused");
    expect(await worksWith(before)).toBe(true);
    await province.pass(ROTATION_SECONDS);
    await province.send(next, "organizationRegistry", "takeHead", [number]);
    await until("the session is over", async () => worthNothing(before), 5_000);
    expect(problemOf(await issue(before)).code).toBe("not-signed-in");
    expect(problemOf(await enter(head)).code).toBe("sign-in-refused");
    const after = String((await enter(next)).json?.["token"]);
    expect(await worksWith(after)).toBe(true);
    expect(await worksWith(before)).toBe(false);
    expect(await worksWith(system)).toBe(true);
  });
});

describe("a restart", () => {
  it("ends sessions and keeps tokens; no secret was said or lies on the disk", async () => {
    const head = await session("recipientHead");
    const token = String((await issue(head)).json?.["token"]);
    expect(await worksWith(head)).toBe(true);
    said.push(gateway.said());
    await gateway.kill();
    gateway = await startGateway(home);
    expect(await worthNothing(head)).toBe(true);
    expect(await worksWith(token)).toBe(true);
    await gateway.stop();
    said.push(gateway.said());
    const files = await readdir(home.dir, { recursive: true, withFileTypes: true });
    const kept = files.filter((file) => file.isFile());
    const stored = await Promise.all(
      kept.map(async (file) => readFile(join(file.parentPath, file.name))),
    );
    const everything = [...said, ...stored.map((bytes) => bytes.toString("latin1"))].join("\n");
    // What is looked for would be found: names of tokens are there.
    expect(everything.includes(Buffer.from("统计系统").toString("latin1"))).toBe(true);
    expect(secrets.length).toBeGreaterThan(60);
    // The secret part of either kind of token, cut up: a database may tear long texts.
    const parts = secrets.flatMap((secret) => secret.slice(-43).match(/.{12}/g) ?? []);
    expect(parts.length).toBe(3 * secrets.length);
    expect(parts.filter((part) => everything.includes(part))).toEqual([]);
    gateway = await startGateway(home);
  });
});
