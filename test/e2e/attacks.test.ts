// SPDX-License-Identifier: Apache-2.0
// Each attack beside the honest thing that it imitates: that passes, the attack fails in one check.
// Hidden entries have a file of their own.
import { digestBytes, type Evidence, type Policy, toHex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { backDate, changedByte, replayInto, rewriteEntry } from "../dishonest/attacks.ts";
import type { DishonestLog } from "../dishonest/log.ts";
import { endGrant, newAsset, newGrant, type TestGrant } from "../support/acts.ts";
import { dishonestLog, put, trusting } from "../support/dishonest.ts";
import { type Province, startProvince } from "../support/province.ts";
import { datasetVersion, delivery, deliveryDraft, type Signed } from "../support/statements.ts";
import { IN_ORDER, judge, type Judged } from "../support/verdict.ts";

const DATA = new TextEncoder().encode("code,name\n990000000000,示例省\n");
const DAY = 86_400;

let province: Province;
let log: DishonestLog;
let other: DishonestLog;
let policy: Policy;

beforeAll(async () => {
  province = await startProvince();
  log = await dishonestLog(province, "test.example/log");
  other = await dishonestLog(province, "test.example/other-log", "otherCentre");
  policy = trusting(province, log, other);
});
afterAll(async () => province.stop());

const judged = (evidence: Evidence, data?: Uint8Array): Judged =>
  judge(evidence, policy, data === undefined ? {} : { data: digestBytes(data) });

describe("given the data of an honest delivery", () => {
  let evidence: Evidence;

  beforeAll(async () => {
    const grant = await newGrant(province, log.id);
    const version = await datasetVersion(province, log.id, grant.asset, DATA);
    await put(log, version);
    const facts = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
    const index = await put(log, await delivery(province, facts));
    await log.close();
    evidence = await log.evidence(index);
  });

  it("passes", () => {
    expect(judged(evidence, DATA)).toEqual(IN_ORDER);
  });

  it("fails with one byte changed, by its digest alone", () => {
    const changed = changedByte(DATA);
    expect(changed).toHaveLength(DATA.length);
    expect(judged(evidence, changed)).toEqual({
      exit: 10,
      wrong: [["data", "failed", "data-differs"]],
    });
  });
});

describe("given a grant that has ended", () => {
  let grant: TestGrant;
  let version: Signed;
  let honest: number;
  let ended: number;
  const facts = (serial: number) => ({
    log: log.id,
    grant,
    version: version.id,
    serial,
    data: DATA,
  });
  const draft = async (serial: number) => ({
    delivery: await deliveryDraft(province, facts(serial)),
    sign: (digest: Uint8Array) => province.seats.providerRegistrant.account.sign(digest),
    ended,
  });

  beforeAll(async () => {
    grant = await newGrant(province, log.id);
    version = await datasetVersion(province, log.id, grant.asset, DATA);
    await put(log, version);
    honest = await put(log, await delivery(province, facts(1)));
    await log.close();
    await province.pass(10);
    ended = await endGrant(province, grant.id);
  });

  it("still proves the delivery that was logged before", async () => {
    expect(judged(await log.evidence(honest))).toEqual(IN_ORDER);
  });

  it("refuses a delivery that its signer dates back", async () => {
    expect(judged(await backDate(log, await draft(2)))).toEqual({
      exit: 11,
      wrong: [["grant", "failed", "ended-before-logged"]],
    });
  });

  it("does not accept it either when the log claims to have seen an older block", async () => {
    const { number } = await province.client.block();
    let seen = await province.client.block(number);
    while (seen.time >= ended) seen = await province.client.block(seen.number - 1);
    expect(judged(await backDate(log, await draft(3), { seen }))).toEqual({
      exit: 12,
      wrong: [["grant", "not-checked", "ended-before-anchored"]],
    });
  });

  it("refuses it when an anchor lies between, whatever the log claims to have seen", async () => {
    const seen = await province.client.block(1);
    await province.pass(DAY);
    await put(log, await datasetVersion(province, log.id, grant.asset, DATA));
    await log.close();
    expect(judged(await backDate(log, await draft(4), { seen }))).toEqual({
      exit: 11,
      wrong: [["grant", "failed", "ended-before-logged"]],
    });
  });
});

describe("given a statement that was signed for another log", () => {
  it("passes there, and fails here", async () => {
    const version = await datasetVersion(province, log.id, await newAsset(province), DATA);
    const index = await put(log, version);
    await log.close();
    expect(judged(await log.evidence(index))).toEqual(IN_ORDER);
    expect(judged(await replayInto(other, version))).toEqual({
      exit: 10,
      wrong: [["statement", "failed", "log-differs"]],
    });
  });

  it("passes here when it was signed for this log", async () => {
    const index = await put(
      other,
      await datasetVersion(province, other.id, await newAsset(province), DATA),
    );
    await other.close();
    expect(judged(await other.evidence(index))).toEqual(IN_ORDER);
  });

  it("fails for its grant too, which names the other log", async () => {
    const grant = await newGrant(province, log.id);
    const version = await datasetVersion(province, log.id, grant.asset, DATA);
    const facts = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
    expect(judged(await replayInto(other, await delivery(province, facts)))).toEqual({
      exit: 10,
      wrong: [
        ["statement", "failed", "log-differs"],
        ["log", "failed", "log-not-of-grant"],
      ],
    });
  });
});

describe("given an operator who rewrites an anchored entry", () => {
  // Entries before the heads entry that makes the size.
  const SIZES = [
    { entries: 2, size: 3, first: "ExchangeLog__WrongLastRoot" },
    { entries: 3, size: 4, first: "ExchangeLog__WrongRoot" },
    { entries: 5, size: 6, first: "ExchangeLog__WrongLastRoot" },
  ];

  it.each(SIZES)("is refused at $size leaves, and the truth is not", async (given) => {
    const victim = await dishonestLog(province, `test.example/rewritten-${given.size}`);
    const asset = await newAsset(province);
    const version = (data: Uint8Array) => datasetVersion(province, victim.id, asset, data);
    for (let at = 0; at < given.entries; at++) await put(victim, await version(DATA));
    const { size, root } = await victim.close();
    expect(size).toBe(given.size);
    const honest = await victim.evidence(0);

    const attempts = await rewriteEntry(victim, 0, await version(changedByte(DATA)));
    expect(attempts.map(({ proof, refusal }) => [proof, refusal?.name])).toEqual([
      ["of-the-rewritten-tree", given.first],
      ["of-the-true-tree", "ExchangeLog__WrongRoot"],
    ]);

    const kept = await province.client.log(victim.id);
    expect([kept.size, kept.root]).toEqual([size, toHex(root)]);
    await put(victim, await version(DATA));
    await victim.close();
    expect((await province.client.log(victim.id)).size).toBe(size + 2);
    const trust = trusting(province, victim);
    expect(judge(honest, trust)).toEqual(IN_ORDER);
    expect(judge(await victim.evidence(0), trust)).toEqual(IN_ORDER);
  });

  it("refuses the last entry's rewriting as well", async () => {
    const asset = await newAsset(province);
    const index = await put(log, await datasetVersion(province, log.id, asset, DATA));
    await log.close();
    const forged = await datasetVersion(province, log.id, asset, changedByte(DATA));
    for (const { refusal } of await rewriteEntry(log, index, forged)) {
      expect(refusal?.name).toMatch(/^ExchangeLog__Wrong(Last)?Root$/);
    }
  });
});
