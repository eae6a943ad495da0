// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from "vitest";

import { Certificates, codeOf, outcomeOf } from "./support/certificates.ts";
import { BASIS, KIND, RightTests } from "./support/rights.ts";
import { CAPACITY, hash, idIn } from "./support/world.ts";

const tests = new RightTests();
let certificates: Certificates;
let holding = "";
let operating = "";
let use = "";

beforeAll(async () => {
  certificates = new Certificates(tests.chain);
  holding = await tests.holdingRight();
  operating = await tests.right();
  const parts = { parent: operating, kind: KIND.use, basis: BASIS.derived };
  use = await tests.right(tests.province.requesterHead, tests.companyHead, parts);
});

const outcome = async (right: string, time?: number) =>
  outcomeOf(await certificates.judge(right, time === undefined ? {} : { time }));

describe("given a coded asset and rights in it", () => {
  it("names whom the contract names, and is verified", async () => {
    for (const right of [holding, operating, use]) {
      const file = await certificates.of(right);
      const verdict = await certificates.verdict(file);
      expect(outcomeOf(verdict)).toEqual([0]);
      const { holder, inForce } = await tests.status(right);
      expect([BigInt(file.organization), inForce]).toEqual([holder, true]);
      expect(codeOf(verdict, "holder")).toBe("holder-proven");
    }
  });

  it("tells the registration number and the holder's code as the contracts do", async () => {
    const { checks, subject } = await certificates.judge(operating);
    const number = await tests.list("assetRegistry", "registrationNumberOf", tests.asset);
    const values = checks.find(({ name }) => name === "registration")?.values;
    expect(values).toEqual({ registrar: Number(number[0]), serial: Number(number[1]) });
    const code = Buffer.from(tests.company?.code.slice(2) ?? "", "hex").toString("latin1");
    expect(subject).toMatchObject({ kind: "right", of: "operating", code });
  });

  it("costs few bytes", async () => {
    const files = [await certificates.of(holding), await certificates.of(use)];
    for (const file of files) expect(JSON.stringify(file).length).toBeLessThan(48 * 1024);
  });

  it("is nobody's before the coding", async () => {
    const draft = idIn(
      await tests.does(tests.world.register(tests.province.holderHead)),
      "AssetRegistered",
    );
    const verdict = await certificates.judge(await tests.holdingRight(draft));
    expect(verdict.exit).toBe(11);
    expect(codeOf(verdict, "asset")).toBe("asset-not-coded");
  });
});

describe("given that a right was ended", () => {
  it("refuses it and what derives from it, but not at a moment before", async () => {
    const before = await tests.chain.now();
    const { authorityHead } = tests.province;
    await tests.does(tests.acting(authorityHead, "endRight", operating, 7, hash("law")));
    expect(await outcome(operating)).toEqual([11, "right-ended"]);
    expect(await outcome(use)).toEqual([11, "source-not-in-force"]);
    expect((await tests.status(use)).inForce).toBe(false);
    expect(await outcome(operating, before)).toEqual([0]);
    expect(await outcome(use, before)).toEqual([0]);
  });
});

describe("given a transfer", () => {
  it("is the new holder's from that moment on", async () => {
    const { holder, requester } = tests.province;
    await tests.does(tests.offer());
    const offered = await certificates.judge(holding);
    expect([offered.exit, codeOf(offered, "offer")]).toEqual([0, "offer-open"]);
    const { time } = await tests.does(tests.accept());
    const holderAt = async (at: number) =>
      (await certificates.of(holding, { time: at })).organization;
    expect(await holderAt(time - 1)).toBe(holder.number);
    expect(await holderAt(time)).toBe(requester.number);
    expect(await outcome(holding)).toEqual([0]);
    expect(codeOf(await certificates.judge(holding), "offer")).toBe("offer-none");
  });

  it("tells of a freeze from its moment on", async () => {
    const before = await tests.chain.now();
    await tests.disputed(tests.companyHead);
    const frozen = await certificates.judge(holding);
    expect([frozen.exit, codeOf(frozen, "freeze")]).toEqual([0, "asset-frozen"]);
    const earlier = await certificates.judge(holding, { time: before });
    expect(codeOf(earlier, "freeze")).toBe("asset-free");
  });
});

describe("given a merger and a split", () => {
  it("follows who stands in whose place, and keeps what was made before", async () => {
    const { world, province, company } = tests;
    const { authority, holder, requester } = province;
    if (company === undefined) throw new Error("there is no company");
    const [one, other] = [
      await world.admit(CAPACITY.department, authority),
      await world.admit(CAPACITY.operatingBody, authority),
    ];
    const before = await certificates.of(holding);
    const beforeUse = await certificates.of(use);
    const old = await tests.chain.now();
    await tests.does(tests.reform("merge", holder.number, one.number));
    await tests.does(tests.reform("assign", company.number, [operating], other.number));
    await tests.does(tests.reform("split", company.number, one.number));
    await tests.does(tests.reform("merge", requester.number, one.number));

    for (const [right, organization] of [
      [holding, one.number],
      [operating, other.number],
      [use, one.number],
    ] as const) {
      const file = await certificates.of(right);
      const verdict = await certificates.verdict(file);
      expect(outcomeOf(verdict)).toEqual([0]);
      expect(codeOf(verdict, "holder")).toBe("holder-succeeded");
      expect(file.organization).toBe(organization);
      expect((await tests.status(right)).holder).toBe(BigInt(organization));
    }
    // The same moment, shown by a block before the merger and by one after it.
    const again = await certificates.of(holding, { time: old });
    expect(again.organization).toBe(holder.number);
    for (const file of [before, beforeUse, again]) {
      expect(outcomeOf(await certificates.verdict(file))).toEqual([0]);
    }
  });
});

describe("given that the registration expired", () => {
  it("refuses the holding right, and lets those run that run", async () => {
    const long = await tests.right(undefined, undefined, {
      until: tests.beginning + 10 * 365 * 86_400,
    });
    const end = await tests.expire();
    await tests.chain.pass(1);
    expect(await outcome(holding)).toEqual([11, "term-over"]);
    expect(await outcome(holding, end - 1)).toEqual([0]);
    const verdict = await certificates.judge(long);
    expect([verdict.exit, codeOf(verdict, "asset")]).toEqual([0, "asset-run-out"]);
    for (const right of [holding, long]) {
      const { inForce } = await tests.status(right);
      expect(inForce).toBe(right === long);
    }
  });
});
