// SPDX-License-Identifier: Apache-2.0
// What is done beside the log is told to the log: once, whatever is killed or away, and to those whom it concerns.
import { createHash } from "node:crypto";
import { type AdministrationRow, PATHS, pathOf } from "@suyuan/api";
import { parseEvidence, parseHistory, policyHash, verify } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCESS, call, tokenFor, trySignIn } from "../../support/access.ts";
import { eventOf } from "../../support/acting.ts";
import { openLog, type TestLog } from "../../support/acts.ts";
import { type Exchange, policyOf, restartWith, until } from "../../support/exchange.ts";
import { prepareGateway, startGateway } from "../../support/gateway.ts";
import { bodyOf, problemOf } from "../../support/http.ts";
import { type Province, startProvince } from "../../support/province.ts";
import { signedBy } from "../../support/statements.ts";
import { layWire, type Wire } from "../../support/wire.ts";

const PATIENCE_MS = 120_000;
const HOUR = 3_600;
const MANY = { burst: 10_000, perSecond: 10_000 };
const access = { ...ACCESS, sessionSeconds: HOUR, limits: { address: MANY, attempts: MANY } };

let province: Province;
let log: TestLog;
let wire: Wire;
/** What restarts need of an exchange. */
let running: Pick<Exchange, "home" | "gateway">;
/** Sessions of the log's centre, which reads all, and of two departments. */
let centre: string;
let recipient: string;
let provider: string;

beforeAll(async () => {
  province = await startProvince();
  log = await openLog(province, "log.example/told");
  wire = await layWire(province.chain.rpcUrl);
  const home = await prepareGateway(province, log, { access, rpcUrl: wire.url });
  running = { home, gateway: await startGateway(home) };
  await province.client.rpc("evm_setIntervalMining", [1]);
  await signIns();
}, PATIENCE_MS);
afterAll(async () => {
  await running.gateway.stop();
  await province.stop();
  await wire.close();
});

async function signIns(): Promise<void> {
  const { centreHead, recipientHead, providerHead } = province.seats;
  const session = (seat: typeof centreHead) =>
    until("the seat has signed in", () => tokenFor(running.gateway, seat).catch(() => undefined));
  [centre, recipient, provider] = [
    await session(centreHead),
    await session(recipientHead),
    await session(providerHead),
  ];
}

const sha256 = (text: string): string =>
  `0x${createHash("sha256").update(text, "utf8").digest("hex")}`;
const ask = (path: string, token: string) => call("GET", running.gateway.url + path, { token });
async function told(token: string, query = ""): Promise<readonly AdministrationRow[]> {
  const { json, text } = await ask(PATHS.administration + query, token);
  if (!json) throw new Error(text);
  return (json as { items: AdministrationRow[] }).items;
}
const onSubject = async (text: string): Promise<readonly AdministrationRow[]> =>
  (await told(centre)).filter(({ subject }) => subject === sha256(text));
const tellsOf = (text: string, ...acts: readonly string[]) =>
  until(`the log is told ${acts.join()}`, async () => {
    const found = (await onSubject(text)).map(({ act }) => act);
    return found.length >= acts.length && found;
  });

async function issued(): Promise<{ readonly id: string; readonly token: string }> {
  const expires = Math.floor(Date.now() / 1_000) + HOUR;
  const body = { name: "统计系统", scopes: ["read"], expires };
  const url = running.gateway.url + PATHS.tokens;
  const { json } = await call("POST", url, { token: recipient, body });
  return { id: String(json?.["id"]), token: String(json?.["token"]) };
}
const revoke = (id: string) =>
  call("DELETE", running.gateway.url + pathOf("token", { id }), { token: recipient });
const accessText = (isPublic: string): string =>
  `{"access":true,"clientCertificates":false,"proxy":false,"public":[${isPublic}],"tls":false}`;

describe("the first start", () => {
  it("tells who is let in, and which policy is given out", async () => {
    await tellsOf(accessText(""), "access-set");
    const policy = policyHash(await policyOf(running.gateway));
    const rows = await until("both are told", async () => {
      const all = await told(centre);
      return all.length >= 2 && all;
    });
    expect(rows.map(({ act }) => act).toSorted()).toEqual(["access-set", "policy-published"]);
    expect(rows.find(({ act }) => act === "policy-published")?.subject).toBe(policy);
    const { number, organization } = log.operator;
    for (const row of rows) {
      expect(row).toMatchObject({ seat: number, organization });
      expect(row).not.toHaveProperty("concerned");
      expect(row).not.toHaveProperty("by");
    }
  });
});

describe("a token", () => {
  it("is told of when it is issued and when it is revoked, and not by its name", async () => {
    const { number, organization } = province.seats.recipientHead;
    const { id } = await issued();
    await revoke(id);
    expect(await tellsOf(id, "token-revoked", "token-issued")).toHaveLength(2);
    for (const row of await onSubject(id)) {
      expect(row).toMatchObject({ concerned: organization, by: number });
      expect(row.at).toBeLessThanOrEqual(row.logged);
    }
    const { text } = await ask(PATHS.administration, centre);
    expect(text).not.toContain("统计系统");
    expect(text).not.toContain(id);
  });

  it("concerns its organisation: another department neither finds nor reads it", async () => {
    const { id } = await issued();
    await tellsOf(id, "token-issued");
    const [row] = await onSubject(id);
    const path = pathOf("statement", { id: row?.id ?? "" });
    expect(await told(recipient)).toContainEqual(row);
    expect((await ask(path, recipient)).status).toBe(200);
    expect(await told(provider)).toEqual([]);
    const refused = await ask(path, provider);
    expect(problemOf(refused).code).toBe("unknown-statement");
  });

  it("has evidence of what was told, which verifies", { timeout: PATIENCE_MS }, async () => {
    const { id } = await issued();
    await tellsOf(id, "token-issued");
    const [row] = await onSubject(id);
    const file = await until("the statement is anchored", async () => {
      const answer = await ask(pathOf("evidence", { id: row?.id ?? "" }), recipient);
      return answer.status === 200 && answer.text;
    });
    const verdict = verify(parseEvidence(file), await policyOf(running.gateway));
    expect(verdict.exit).toBe(0);
    expect(verdict.subject).toMatchObject({ kind: "administration", asset: log.id });
    expect(verdict.checks.map(({ name }) => name)).not.toContain("asset");
  });
});

describe("the list", () => {
  it("comes in pages, the newest first, each act once", async () => {
    const all = await told(centre);
    expect(all.length).toBeGreaterThan(4);
    const paged: AdministrationRow[] = [];
    for (let query = "?limit=2"; ;) {
      const { json } = await ask(PATHS.administration + query, centre);
      const page = json as { items: AdministrationRow[]; next?: string };
      expect(page.items.length).toBeLessThanOrEqual(2);
      paged.push(...page.items);
      if (page.next === undefined) break;
      query = `?limit=2&cursor=${page.next}`;
    }
    expect(paged).toEqual(all);
    const places = paged.map(({ index }) => index);
    expect(places).toEqual(places.toSorted((one, other) => other - one));
  });

  it("is proven to be whole to auditors and the centre, and to nobody else", async () => {
    const newest = (await told(centre))[0]?.id ?? "";
    await until("the newest is anchored", async () => {
      return (await ask(pathOf("evidence", { id: newest }), centre)).status === 200;
    });
    const { text } = await ask(PATHS.administrationHistory, centre);
    const history = parseHistory(text);
    const policy = await policyOf(running.gateway);
    expect(history.subject).toEqual({ kind: "asset", id: log.id });
    expect(history.entries).toHaveLength((await told(centre)).length);
    expect(verify(history, policy).exit).toBe(0);
    const hidden = { ...history, entries: history.entries.toSpliced(1, 1) };
    expect(verify(hidden, policy).exit).toBe(10);
    const refused = await ask(PATHS.administrationHistory, recipient);
    expect(problemOf(refused).code).toBe("not-allowed");
  });

  it("takes nothing from a seat that does not operate the log", async () => {
    const { centreHead } = province.seats;
    const { chainId, contracts } = province.deployment;
    const time = Math.floor(Date.now() / 1_000);
    const signed = await signedBy(centreHead, {
      type: "suyuan/administration@1",
      ...{ chainId, exchangeLog: contracts.exchangeLog.address, log: log.id, time },
      ...{ nonce: `0x${"11".repeat(16)}`, asset: log.id, act: "access-set", at: time },
      ...{ organization: centreHead.organization, seat: centreHead.number },
      subject: `0x${"22".repeat(32)}`,
    });
    const body = JSON.parse(bodyOf(signed)) as unknown;
    const before = await told(centre);
    const answer = await call("POST", running.gateway.url + PATHS.statements, {
      ...{ token: centre, body },
    });
    expect(problemOf(answer).code).toBe("not-authorised");
    expect(await told(centre)).toEqual(before);
  });
});

describe("an act while the chain is away", () => {
  it("holds at once, outlives a kill, and is told once", { timeout: PATIENCE_MS }, async () => {
    const { id, token } = await issued();
    await tellsOf(id, "token-issued");
    expect((await ask(PATHS.chain, token)).status).toBe(200);
    wire.cut();
    expect((await revoke(id)).json).toEqual({ done: true });
    expect((await ask(PATHS.chain, token)).status).toBe(401);
    await running.gateway.kill();
    running.gateway = await startGateway(running.home);
    wire.mend();
    await signIns();
    expect((await ask(PATHS.chain, token)).status).toBe(401);
    expect(await tellsOf(id, "token-revoked", "token-issued")).toEqual([
      ...["token-revoked", "token-issued"],
    ]);
    // A kill after it was told, and another start: still once.
    await running.gateway.kill();
    running.gateway = await startGateway(running.home);
    await signIns();
    const marker = await issued();
    await tellsOf(marker.id, "token-issued");
    expect(await onSubject(id)).toHaveLength(2);
  });
});

describe("the configuration", () => {
  it("is told when it lets in others, and not when nothing changed", async () => {
    const count = async (text: string) => (await onSubject(text)).length;
    expect(await count(accessText(""))).toBe(1);
    await restartWith(running as Exchange, { access: { ...access, public: ["log"] } });
    await signIns();
    await tellsOf(accessText('"log"'), "access-set");
    await restartWith(running as Exchange, { access });
    await signIns();
    await tellsOf(accessText(""), "access-set", "access-set");
    expect(await count(accessText('"log"'))).toBe(1);
    expect((await told(centre)).filter(({ act }) => act === "policy-published")).toHaveLength(1);
  });
});

describe("an account that is a contract", () => {
  it("holds a seat and does not sign in, whoever signs for it", async () => {
    const { head, number } = province.organizations.recipient;
    const { forwarder } = province.deployment.contracts as Record<string, { address: string }>;
    const account = forwarder?.address ?? "";
    const until_ = (await province.now()) + HOUR;
    const args = [number, 1, account, until_, `0x${"00".repeat(32)}`];
    const receipt = await province.send(head, "organizationRegistry", "appointSeat", args);
    const seat = Number(eventOf(receipt, "SeatAppointed")["seat"]);
    const named = { number: seat, account: { ...head, address: account as typeof head.address } };
    const answer = await trySignIn(running.gateway, named);
    expect(answer.status).toBe(401);
    expect(problemOf(answer).code).toBe("sign-in-refused");
  });
});
