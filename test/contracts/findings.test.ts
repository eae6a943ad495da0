// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { FINDING, SharedCaseTests } from "./support/shared-cases.ts";
import { DAY, hash, idIn, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const FINDINGS = "findingRegistry";
const CODE = 3902;
const [FOUND, SELF_REPORTED] = [2, 3];
const RECTIFICATION = 7;

const tests = new SharedCaseTests();

/** The id by its published definition, with another ABI coder than the contract's. */
const idOf = (by: number, serial: number): string => {
  const types = ["uint256", "address", "string", "uint32", "uint40"];
  const values = [31_337, tests.chain.addresses.findingRegistry, "finding", by, serial];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
};
const open = (
  by: Seat = tests.province.authorityHead,
  {
    against = tests.province.holder.number,
    code = CODE,
    subject = ZeroHash,
    grounds = hash("g"),
  } = {},
) => tests.onFinding(by, "openFinding", against, code, subject, grounds);
const selfReport = (by = tests.province.holderHead, code = CODE, grounds = hash("g")) =>
  tests.onFinding(by, "selfReport", code, ZeroHash, grounds);
const order = (id: string, by: number, seat = tests.province.authorityHead) =>
  tests.onFinding(seat, "order", id, by);
const report = (id: string, by = tests.province.holderHead, evidence = hash("evidence")) =>
  tests.onFinding(by, "reportRectification", id, evidence);
const accept = (id: string, by = tests.province.authorityHead) =>
  tests.onFinding(by, "acceptRectification", id);
const reject = (id: string, by = tests.province.authorityHead, grounds = hash("still")) =>
  tests.onFinding(by, "rejectRectification", id, grounds);
const circulate = (id: string, by = tests.province.authorityHead) =>
  tests.onFinding(by, "circulate", id);
const drop = (id: string, by = tests.province.authorityHead, grounds = hash("reason")) =>
  tests.onFinding(by, "drop", id, grounds);
const opened = async (by?: Seat, other?: Parameters<typeof open>[1]): Promise<string> =>
  idIn(await tests.does(open(by, other)), "FindingOpened");
const soon = async (): Promise<number> => (await tests.chain.now()) + 10 * DAY;
/** A finding that is ordered to be put right, and the date. */
const ordered = async (): Promise<{ id: string; by: number }> => {
  const [id, by] = [await opened(), await soon()];
  await tests.does(order(id, by));
  return { id, by };
};
const status = async (id: string) => tests.list(FINDINGS, "findingStatus", id);
const state = async (id: string): Promise<number> => Number((await status(id))[0]);

describe("openFinding", () => {
  it("opens it with each code of the law", async () => {
    const { authority, holder } = tests.province;
    const { one } = await tests.city();
    const codes = [
      ...Array.from({ length: 9 }, (_, item) => [3901 + item, holder.number]),
      ...Array.from({ length: 7 }, (_, item) => [4001 + item, holder.number]),
      ...Array.from({ length: 3 }, (_, item) => [4101 + item, one.number]),
    ] as [number, number][];
    for (const [place, [code, against]] of codes.entries()) {
      const done = await tests.does(open(undefined, { code, against, subject: tests.granted }));
      const id = idOf(authority.number, place + 1);
      const values = [id, against, authority.number, code, tests.granted, hash("g")];
      expect(told(done)).toEqual([["FindingOpened", ...big(...values), false]]);
      const facts = [against, authority.number, code, FOUND, 0, done.time, 0, 0, place + 1];
      expect(await tests.list(FINDINGS, "findingOf", id)).toEqual(
        big(tests.granted, hash("g"), ...facts),
      );
      expect(await status(id)).toEqual(big(FINDING.open, authority.number, 0, 0, 0));
    }
    const count = await tests.chain.read(FINDINGS, "findingCount", authority.number);
    expect(count).toBe(BigInt(codes.length));
  });

  it("refuses codes that the rule book does not know, also of items it no longer knows", async () => {
    const unknown = [0, 39, 3800, 3900, 3910, 3999, 4000, 4008, 4100, 4104, 4201, 65_535];
    for (const code of unknown) {
      await tests.refused(open(undefined, { code }), "FindingRegistry__UnknownCode", code);
      await tests.refused(selfReport(undefined, code), "FindingRegistry__UnknownCode", code);
    }
    await tests.does(open());
    await tests.world.setRule("findings.39", 1 << 1);
    await tests.refused(open(), "FindingRegistry__UnknownCode", CODE);
    await tests.does(open(undefined, { code: 3901 }));
  });

  it("refuses codes that are not for such an organisation", async () => {
    const { centre, holder } = tests.province;
    const cases = [
      [holder.number, 4101],
      [centre.number, 3901],
      [centre.number, 4001],
      [centre.number, 4103],
    ] as const;
    for (const [against, code] of cases) {
      const act = open(undefined, { against, code });
      await tests.refused(act, "FindingRegistry__WrongCapacity", against, code);
    }
  });

  it("refuses whoever is not above, is no authority, or is it itself", async () => {
    const { authority, authorityHead, holder, requesterHead } = tests.province;
    const { head } = await tests.city();
    const neighbour = await tests.world.appointHead(tests.world.root("neighbour"));
    for (const by of [requesterHead, head, neighbour]) {
      const values = [by.organization, holder.number];
      await tests.refused(open(by), "FindingRegistry__NotAbove", ...values);
    }
    const own = open(authorityHead, { against: authority.number, code: 4101 });
    await tests.refused(own, "FindingRegistry__NotAbove", authority.number, authority.number);
  });

  it("refuses an authority that is a side of what it is about", async () => {
    const { authority, authorityHead } = tests.province;
    const done = await tests.does(tests.request(authorityHead));
    const subject = idIn(done, "RequestFiled");
    const correction = await tests.correction(authorityHead);
    for (const side of [subject, correction]) {
      const values = [side, authority.number];
      const act = open(undefined, { subject: side });
      await tests.refused(act, "FindingRegistry__OwnCase", ...values);
    }
    await tests.does(open(undefined, { subject: tests.granted }));
    await tests.does(open(undefined, { subject: tests.asset }));
  });

  it("refuses an organisation that is unknown or has ended", async () => {
    const { holder, requester } = tests.province;
    for (const against of [0, 999]) {
      await tests.refused(open(undefined, { against }), "FindingRegistry__Gone", against, 0);
    }
    await tests.does(tests.reform("merge", requester.number, holder.number));
    const act = open(undefined, { against: requester.number });
    await tests.refused(act, "FindingRegistry__Gone", requester.number, holder.number);
  });

  it("is possible against a suspended one, and not by one", async () => {
    const { authority, holder } = tests.province;
    const { one, head } = await tests.city();
    const below = await tests.department(one);
    await tests.does(tests.suspend(holder));
    await tests.does(open());
    await tests.does(tests.suspend(one));
    const act = open(head, { against: below.one.number });
    await tests.refused(act, "OrganizationRegistry__WrongStatus", one.number, 2);
    const chief = await tests.world.appoint(authority, OFFICE.chiefDataOfficer);
    const office = [chief.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
    await tests.refused(open(chief), "OrganizationRegistry__WrongOffice", ...office);
    const bare = open(undefined, { grounds: ZeroHash });
    await tests.refused(bare, "FindingRegistry__NoGrounds");
  });
});

describe("selfReport", () => {
  it("is against the organisation itself, and marked", async () => {
    const { holder } = tests.province;
    const done = await tests.does(selfReport());
    const id = idOf(holder.number, 1);
    const values = [id, holder.number, holder.number, CODE, ZeroHash, hash("g")];
    expect(told(done)).toEqual([["FindingOpened", ...big(...values), true]]);
    const found = await tests.list(FINDINGS, "findingOf", id);
    expect(found[5]).toBe(BigInt(SELF_REPORTED));
    await tests.does(report(id));
    await tests.refused(
      accept(id, tests.province.holderHead),
      "FindingRegistry__NotAbove",
      ...[holder.number, holder.number],
    );
    await tests.does(accept(id));
    expect(await state(id)).toBe(FINDING.rectified);
  });

  it("refuses a code that is not for it, and wants grounds", async () => {
    const { centreHead, holder } = tests.province;
    const wrong = [holder.number, 4101];
    await tests.refused(selfReport(undefined, 4101), "FindingRegistry__WrongCapacity", ...wrong);
    const centre = [centreHead.organization, CODE];
    await tests.refused(selfReport(centreHead), "FindingRegistry__WrongCapacity", ...centre);
    const bare = selfReport(undefined, CODE, ZeroHash);
    await tests.refused(bare, "FindingRegistry__NoGrounds");
    await tests.does(selfReport(tests.province.authorityHead, 4101));
  });
});

describe("order", () => {
  it("orders by a date, and by another one", async () => {
    const { authority, holder } = tests.province;
    const id = await opened();
    const by = await soon();
    const done = await tests.does(order(id, by));
    const values = big(id, authority.number, holder.number, by);
    expect(told(done)).toEqual([["RectificationOrdered", ...values]]);
    const answer = big(FINDING.ordered, authority.number, by, done.time, 0);
    expect(await status(id)).toEqual(answer);
    await tests.does(order(id, by + DAY));
    expect((await status(id))[2]).toBe(BigInt(by + DAY));
    const at = async (time: number) => tests.chain.read<bigint>(FINDINGS, "stateAt", id, time);
    expect([(await at(done.time - 1)) & 0xffn, (await at(done.time)) & 0xffn]).toEqual(
      big(FINDING.open, FINDING.ordered),
    );
  });

  it("refuses a date that is not to come, and whoever is not above", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const id = await opened();
    const time = (await tests.chain.now()) + DAY;
    await tests.chain.nextAt(time);
    await tests.refused(order(id, time), "FindingRegistry__InThePast", time, time);
    await tests.chain.nextAt(time + DAY);
    await tests.does(order(id, time + DAY + 1));
    for (const by of [holderHead, requesterHead]) {
      const values = [by.organization, holder.number];
      await tests.refused(order(id, await soon(), by), "FindingRegistry__NotAbove", ...values);
    }
    const none = hash("none");
    await tests.refused(order(none, await soon()), "FindingRegistry__UnknownFinding", none);
  });
});

describe("reportRectification", () => {
  it("reports in time and late, asked and unasked", async () => {
    const { holder } = tests.province;
    const told_ = async (id: string) => told(await tests.does(report(id)));
    const unasked = await opened();
    const values = [holder.number, hash("evidence")];
    expect(await told_(unasked)).toEqual([
      ["RectificationReported", ...big(unasked, ...values), false],
    ]);
    for (const [place, late] of [false, true].entries()) {
      const { id, by } = await ordered();
      await tests.chain.nextAt(by - 1 + place);
      const done = await tests.does(report(id));
      expect(done.events[0]?.args["late"]).toBe(late);
      const found = await status(id);
      expect([found[0], found[2], found[4]]).toEqual(big(FINDING.reported, by, done.time));
    }
  });

  it("refuses anybody else, no evidence, and a second report", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    const { id } = await ordered();
    for (const by of [authorityHead, requesterHead]) {
      const values = [id, by.organization, holder.number];
      await tests.refused(report(id, by), "FindingRegistry__NotAgainst", ...values);
    }
    const bare = report(id, undefined, ZeroHash);
    await tests.refused(bare, "FindingRegistry__NoEvidence");
    await tests.does(report(id));
    await tests.refused(report(id), "FindingRegistry__WrongState", id, FINDING.reported);
    const late = order(id, await soon());
    await tests.refused(late, "FindingRegistry__WrongState", id, FINDING.reported);
  });
});

describe("acceptRectification and rejectRectification", () => {
  it("ends it, or orders it again by the same date", async () => {
    const { authority, holder } = tests.province;
    const { id, by } = await ordered();
    for (const act of [accept(id), reject(id)]) {
      await tests.refused(act, "FindingRegistry__WrongState", id, FINDING.ordered);
    }
    await tests.does(report(id));
    const rejected = await tests.does(reject(id));
    const values = [id, authority.number, holder.number, hash("still"), by];
    expect(told(rejected)).toEqual([["RectificationRejected", ...big(...values)]]);
    const answer = await status(id);
    expect([answer[0], answer[2], answer[4]]).toEqual(big(FINDING.ordered, by, 0));
    await tests.does(report(id));
    const done = await tests.does(accept(id));
    const sides = big(id, authority.number, holder.number);
    expect(told(done)).toEqual([["FindingRectified", ...sides]]);
    for (const act of [accept(id), reject(id), report(id), drop(id), circulate(id)]) {
      await tests.refused(act, "FindingRegistry__WrongState", id, FINDING.rectified);
    }
    await tests.refused(
      order(id, await soon()),
      "FindingRegistry__WrongState",
      ...[id, FINDING.rectified],
    );
  });

  it("opens again what was never ordered, and wants grounds", async () => {
    const id = await opened();
    await tests.does(report(id));
    const bare = reject(id, undefined, ZeroHash);
    await tests.refused(bare, "FindingRegistry__NoGrounds");
    await tests.does(reject(id));
    expect(await state(id)).toBe(FINDING.open);
  });

  it("is nobody's but an authority's above", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const { id } = await ordered();
    await tests.does(report(id));
    for (const by of [holderHead, requesterHead]) {
      const values = [by.organization, holder.number];
      for (const act of [accept(id, by), reject(id, by), drop(id, by), circulate(id, by)]) {
        await tests.refused(act, "FindingRegistry__NotAbove", ...values);
      }
    }
  });
});

describe("circulate", () => {
  it("circulates from the date on, not before", async () => {
    const { authority, holder } = tests.province;
    const { id, by } = await ordered();
    await tests.chain.nextAt(by - 1);
    await tests.refused(circulate(id), "FindingRegistry__NotOverdue", id, by);
    await tests.chain.nextAt(by);
    const done = await tests.does(circulate(id));
    const values = big(id, authority.number, holder.number);
    expect(told(done)).toEqual([["FindingCirculated", ...values]]);
    expect(await state(id)).toBe(FINDING.circulated);
    for (const act of [report(id), circulate(id), drop(id)]) {
      await tests.refused(act, "FindingRegistry__WrongState", id, FINDING.circulated);
    }
  });

  it("waits for a report to be rejected, and for an order", async () => {
    const never = await opened();
    await tests.refused(circulate(never), "FindingRegistry__WrongState", never, FINDING.open);
    const { id, by } = await ordered();
    await tests.does(report(id));
    await tests.chain.nextAt(by);
    await tests.refused(circulate(id), "FindingRegistry__WrongState", id, FINDING.reported);
    await tests.does(reject(id));
    await tests.does(circulate(id));
  });
});

describe("drop", () => {
  it("ends it, open, ordered or reported", async () => {
    const { authority, holder } = tests.province;
    const steps = [
      async () => opened(),
      async () => (await ordered()).id,
      async () => {
        const { id } = await ordered();
        await tests.does(report(id));
        return id;
      },
    ];
    for (const step of steps) {
      const id = await step();
      const bare = drop(id, undefined, ZeroHash);
      await tests.refused(bare, "FindingRegistry__NoGrounds");
      const done = await tests.does(drop(id));
      const values = big(id, authority.number, holder.number, hash("reason"));
      expect(told(done)).toEqual([["FindingDropped", ...values]]);
      expect(await state(id)).toBe(FINDING.dropped);
      await tests.refused(drop(id), "FindingRegistry__WrongState", id, FINDING.dropped);
    }
  });
});

describe("recordLateness, of an order", () => {
  it("records it with the finding's code, once for each order", async () => {
    const { holder } = tests.province;
    const { id, by } = await ordered();
    const record = tests.record(RECTIFICATION, id);
    const early = [RECTIFICATION, id, by];
    await tests.chain.nextAt(by - 1);
    await tests.refused(record, "FindingRegistry__NotLate", ...early);
    await tests.chain.nextAt(by);
    const done = await tests.does(record);
    const values = [id, holder.number, RECTIFICATION, CODE, by];
    expect(done.events[0]?.args.toArray().slice(1)).toEqual(big(...values));
    const first = idIn(done, "LatenessRecorded");
    const known = [RECTIFICATION, id, first];
    await tests.refused(record, "FindingRegistry__RecordedAlready", ...known);
    const next = by + 10 * DAY;
    await tests.does(order(id, next));
    await tests.chain.nextAt(next);
    await tests.does(record);
  });

  it("records what was reported late, and not what was reported in time", async () => {
    for (const [place, late] of [false, true].entries()) {
      const { id, by } = await ordered();
      await tests.chain.nextAt(by - 1 + place);
      await tests.does(report(id));
      await tests.chain.pass(DAY);
      const record = tests.record(RECTIFICATION, id);
      const values = [RECTIFICATION, id, by];
      if (late) await tests.does(record);
      else await tests.refused(record, "FindingRegistry__NotLate", ...values);
    }
  });

  it("refuses without an order, and once it was dropped", async () => {
    const never = await opened();
    const none = [RECTIFICATION, never, 0];
    await tests.refused(tests.record(RECTIFICATION, never), "FindingRegistry__NotLate", ...none);
    const { id, by } = await ordered();
    await tests.does(drop(id));
    await tests.chain.nextAt(by);
    const dropped = [RECTIFICATION, id, 0];
    await tests.refused(tests.record(RECTIFICATION, id), "FindingRegistry__NotLate", ...dropped);
  });
});

describe("given an organisation that has changed", () => {
  it("is its successor's to report", async () => {
    const { holder } = tests.province;
    const { id } = await ordered();
    const { one, head } = await tests.department();
    await tests.does(tests.reform("merge", holder.number, one.number));
    await tests.does(report(id, head));
    const done = await tests.does(accept(id));
    expect(done.events[0]?.args["against"]).toBe(BigInt(one.number));
  });

  it("is nobody's to report once it is abolished, and its superior's to end", async () => {
    const { holder, requesterHead } = tests.province;
    const { id, by } = await ordered();
    await tests.does(tests.reform("abolish", holder.number));
    const values = [id, requesterHead.organization, 0];
    await tests.refused(report(id, requesterHead), "FindingRegistry__NotAgainst", ...values);
    expect(await tests.chain.read(FINDINGS, "againstOf", id)).toBe(0n);
    await tests.chain.nextAt(by);
    await tests.does(circulate(id));
  });

  it("is no longer an authority's that it has moved away from", async () => {
    const { holder } = tests.province;
    const { one, head } = await tests.city();
    await tests.does(tests.reformed("changeParent", holder.number, one.number));
    const id = await opened(head);
    await tests.does(
      tests.reformed("changeParent", holder.number, tests.province.authority.number),
    );
    const values = [one.number, holder.number];
    await tests.refused(order(id, await soon(), head), "FindingRegistry__NotAbove", ...values);
    await tests.does(order(id, await soon()));
  });
});
