// SPDX-License-Identifier: Apache-2.0
// The index of a real gateway that followed a real chain: what it lists is what the contracts say, and one that is made
// anew from the chain holds the same bytes.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Indexer, type IndexStore, openIndex } from "@suyuan/gateway";
import type { Hex } from "@suyuan/proof";
import { GatewayClient } from "@suyuan/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Administration, administer } from "../support/administration.ts";
import { type Exchange, startExchange, until } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { get } from "../support/http.ts";

const BLOCK_SECONDS = 1;

let exchange: Exchange;
let gateway: GatewayClient;
let made: Administration;

/** Waits until the gateway's index has all that the chain has now. */
async function caughtUp(): Promise<void> {
  const newest = await exchange.province.client.blockNumber();
  await until("the index has caught up", async () => {
    const { indexed } = await gateway.list("logs");
    return indexed.block >= newest && indexed.behind === 0;
  });
}

beforeAll(async () => {
  exchange = await startExchange();
  gateway = new GatewayClient({ url: exchange.gateway.url });
  made = await administer(exchange.province);
  await caughtUp();
});
afterAll(async () => exchange.stop());

async function dump(index: IndexStore): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const [key, bytes] of index.records()) found.set(key, Buffer.from(bytes).toString());
  return found;
}

describe("given an administration with everything that happens in one", () => {
  it("shows each asset as the contract does", async () => {
    const { client } = exchange.province;
    const { items } = await gateway.list("assets", { limit: 200 });
    expect(items.length).toBeGreaterThan(5);
    for (const item of items) {
      const [facts, affairs] = [await client.asset(item.id), await client.affairs(item.id)];
      const { state, version, until: end, frozen, registrar, serial, custodian, holder } = facts;
      const { stage, effect, type_, opened, since, noticeEnd } = affairs.procedure;
      expect(item).toMatchObject({
        ...{ state, version, until: end, frozen, registrar, serial, custodian, holder },
        ...{ organization: facts.organization, registeredAt: facts.registeredAt },
        ...{ catalogueCode: facts.catalogueCode, stage: affairs.stage },
        procedure: { stage, effect, type: type_, opened, since, noticeEnd },
      });
      expect(BigInt(item.recordHash ?? 0)).toBe(BigInt(facts.recordHash));
      for (const veto of affairs.vetoes) {
        const { act, ...rest } = veto;
        expect(item.vetoes[act]).toMatchObject(rest);
      }
    }
  });

  it("shows each right as the contract does, the holding right among them", async () => {
    const { client } = exchange.province;
    const { items } = await gateway.list("rights", { asset: made.contested });
    expect(items).toHaveLength(4);
    for (const item of items) {
      const facts = await client.right(item.id);
      const { state, holder, recordedHolder, grantor, kind, basis, until: end, parent } = facts;
      const { basisCommitment } = facts;
      expect(item).toMatchObject({ state, holder, recordedHolder, grantor, kind, basis });
      expect(item).toMatchObject({ until: end, basisCommitment });
      expect(BigInt(item.parent ?? 0)).toBe(BigInt(parent));
    }
  });

  it("shows each organisation, seat and case as the contract does", async () => {
    const { client } = exchange.province;
    const { items } = await gateway.list("organizations", { limit: 200 });
    for (const item of items) {
      const { pendingHead: _, ...facts } = await client.organization(item.id);
      expect(item).toMatchObject(facts);
      const seats = await gateway.list("seats", { organization: item.id });
      for (const seat of seats.items) {
        const { state: __, ...fixed } = await client.seat(seat.id);
        expect(seat).toMatchObject(fixed);
      }
    }
    for (const id of [made.objection, made.dispute]) {
      const {
        decider: _,
        turn: ___,
        recordedRaiser,
        recordedRespondent,
        ...now
      } = await client.case(id);
      const facts = { ...now, raiser: recordedRaiser, respondent: recordedRespondent };
      const { items: cases } = await gateway.list("cases", { asset: facts.asset });
      const found = cases.find((one) => one.id === id);
      expect(found).toMatchObject({ ...facts, decision: found?.decision });
    }
  });

  it("follows what is held through the merger and the split", async () => {
    const { assigned, keeper } = made.heirs;
    const held = async (holder: number) =>
      (await gateway.list("assets", { holder })).items.map(({ id }) => id);
    expect(await held(assigned)).toEqual([made.contested]);
    expect(await held(keeper)).toContain(made.inherited);
    expect(await held(keeper)).not.toContain(made.contested);
    expect(await held(exchange.province.organizations.provider.number)).toEqual([]);
    const rights = await gateway.list("rights", { holder: keeper });
    expect(rights.items.map(({ id }) => id)).toContain(made.useRight);
  });

  it("gives all of a long holding in pages, nothing twice", async () => {
    const holder = made.heirs.keeper;
    const seen: Hex[] = [];
    let cursor: string | undefined;
    do {
      const query = { holder, limit: 1, ...(cursor !== undefined && { cursor }) };
      const page = await gateway.list("assets", query);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined);
    const { items } = await gateway.list("assets", { holder });
    expect(seen).toEqual(items.map(({ id }) => id));
  });

  it("tells every act on an asset, in order", async () => {
    const { items } = await gateway.acts("asset", made.contested, { limit: 200 });
    const names = items.map(({ name }) => name);
    const story = [
      ...["AssetRegistered", "AssetConfirmed", "ProcedureOpened", "ApplicationReturned"],
      ...["NoticePublished", "CaseRaised", "CaseDismissed", "AssetVetoed", "VetoLifted"],
      ...["AssetConfirmed", "RightOffered", "TransferOffered", "TransferAccepted"],
    ];
    let at = -1;
    for (const name of story) {
      at = names.indexOf(name, at + 1);
      expect(at, name).toBeGreaterThanOrEqual(0);
    }
    const places = items.map(({ block, logIndex }) => block * 1_000 + logIndex);
    expect(places).toEqual(places.toSorted((one, two) => one - two));
  });

  it("puts the procedure that is overdue first, and counts working days", async () => {
    const { items } = await gateway.list("procedures");
    expect(items.map(({ id }) => id)).toEqual([made.waiting]);
    const { deadline } = items[0]?.procedure ?? {};
    const { due } = (await exchange.province.client.affairs(made.waiting)).procedure;
    expect(deadline).toMatchObject({ at: due, late: true });
    expect(deadline?.workingDays).toBeGreaterThan(30);
    const before = await gateway.list("procedures", { dueBefore: due });
    expect(before.items).toEqual([]);
    const asset = await gateway.asset(made.waiting);
    expect(asset.state["procedure"]).toMatchObject({ deadline });
  });

  it("keeps every version of a rule, and says which holds", async () => {
    const { item } = await gateway.rule("registration.accept.days");
    expect(item.versions.map(({ value }) => value)).toEqual(["3", "5"]);
    expect(item.current?.source).toBe("a decision");
    const { state, item: proposal } = await gateway.proposal(String(made.proposal));
    expect(state).toBe(7);
    expect(proposal.votes).toEqual({ against: 0, for: 3, abstain: 0 });
  });
});

describe("given questions that cannot be answered", () => {
  const ask = async (path: string) => get(exchange.gateway.url + path);

  it.each([
    ["two filters", "/v1/assets?holder=1&region=2", "a list takes one filter only"],
    ["no filter where one is due", "/v1/rights", "say of what"],
    ["an unknown filter", "/v1/assets?colour=1", "colour"],
    ["a filter twice", "/v1/assets?holder=1&holder=2", "twice"],
    ["a number that is none", "/v1/assets?holder=0x1", "whole number"],
    ["too many at once", "/v1/assets?limit=201", "1 to 200"],
    ["a page that begins nowhere", "/v1/assets?cursor=%2F..", "cursor"],
    ["acts of nothing", "/v1/acts/colour/1", "no acts"],
    ["acts of no id", "/v1/acts/asset/zero", "id"],
  ])("refuses %s", async (_, path, message) => {
    const { status, json } = await ask(path);
    expect({ status, code: json?.["code"] }).toEqual({ status: 400, code: "invalid-parameter" });
    expect(json?.["detail"]).toContain(message);
  });

  it.each([
    ["/v1/rules/no.such.rule", "unknown-rule"],
    ["/v1/calendars/1999", "unknown-year"],
    ["/v1/proposals/7", "unknown-proposal"],
    [`/v1/rights/0x${"77".repeat(32)}`, "unknown-right"],
    [`/v1/cases/0x${"77".repeat(32)}`, "unknown-case"],
  ])("has nothing at %s", async (path, code) => {
    expect((await ask(path)).json).toMatchObject({ status: 404, code });
  });
});

describe("given the certificate of a right", () => {
  it("proves who held it, before the transfer and after the reform", async () => {
    const { client, organizations } = exchange.province;
    const { holdingRight } = await client.affairs(made.contested);
    const { items } = await gateway.acts("asset", made.contested, { limit: 200 });
    const transferred = items.find(({ name }) => name === "TransferAccepted")?.time ?? 0;
    const holderAt = async (at?: number): Promise<unknown> =>
      (JSON.parse(await gateway.getCertificate(holdingRight, at)) as { organization: number })
        .organization;
    expect(await holderAt(transferred - 1)).toBe(organizations.provider.number);
    expect(await holderAt(transferred)).toBe(organizations.recipient.number);
    expect(await holderAt()).toBe(made.heirs.assigned);
  });

  it("is refused for a moment to come, and where nobody held it", async () => {
    const { holdingRight } = await exchange.province.client.affairs(made.contested);
    const path = `${exchange.gateway.url}/v1/rights/${holdingRight}/certificate?at=`;
    expect((await get(`${path}4000000000`)).json).toMatchObject({ code: "invalid-parameter" });
    expect((await get(`${path}1000`)).json).toMatchObject({ code: "right-not-held" });
  });
});

describe("given an index that is thrown away", () => {
  it("is made anew with the same bytes", async () => {
    const { province, home } = exchange;
    // No block comes while the two are compared.
    await province.client.rpc("evm_setIntervalMining", [0]);
    await caughtUp();
    await exchange.gateway.stop();
    const folder = await mkdtemp(join(tmpdir(), "suyuan-rebuilt-"));
    const live = await openIndex(join(home.dir, "index"), province.deployment);
    const rebuilt = await openIndex(folder, province.deployment);
    try {
      const { number = 0 } = live.tip() ?? {};
      const target = await province.client.block(number);
      const indexer = new Indexer({
        client: province.client,
        index: rebuilt,
        settled: () => target,
      });
      while (indexer.progress.behind > 0) await indexer.step();
      expect(await dump(rebuilt)).toEqual(await dump(live));
    } finally {
      await live.close();
      await rebuilt.close();
      await rm(folder, { recursive: true });
    }
  });

  it("is made anew by the gateway itself, which serves the log meanwhile", async () => {
    const before = (await gatewayAfter()).items.map(({ id }) => id);
    await exchange.gateway.stop();
    await rm(join(exchange.home.dir, "index"), { recursive: true });
    const after = (await gatewayAfter()).items.map(({ id }) => id);
    expect(after).toEqual(before);
  });

  async function gatewayAfter() {
    await exchange.province.client.rpc("evm_setIntervalMining", [BLOCK_SECONDS]);
    exchange.gateway = await startGateway(exchange.home);
    gateway = new GatewayClient({ url: exchange.gateway.url });
    expect((await get(`${exchange.gateway.url}/healthz`)).status).toBe(200);
    await caughtUp();
    return gateway.list("assets", { limit: 200 });
  }
});

describe("given a chain that comes back without its last blocks", () => {
  it("takes back what they held", async () => {
    const { province } = exchange;
    const { client, roots } = province;
    const snapshot = await client.rpc("evm_snapshot");
    const name = `0x${"5a".repeat(32)}`;
    const args = [roots.authority.number, name];
    await province.send(roots.authority.head, "organizationRegistry", "rename", args);
    const renamed = async () =>
      (await gateway.list("organizations", { limit: 1 })).items[0]?.nameHash === name;
    await until("the name is in the index", renamed);
    await client.rpc("evm_revert", [snapshot]);
    await client.rpc("evm_mine");
    await until("the name is out of it", async () => !(await renamed()));
  });
});
