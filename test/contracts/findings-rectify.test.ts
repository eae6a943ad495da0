// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { CODE, FindingTests } from "./support/findings.ts";
import { FINDING } from "./support/shared-cases.ts";
import { DAY, hash, idIn, ZeroHash } from "./support/world.ts";

const FINDINGS = "findingRegistry";
const RECTIFICATION = 7;

const tests = new FindingTests();

describe("order", () => {
  it("orders by a date, and by another one", async () => {
    const { authority, holder } = tests.province;
    const id = await tests.opened();
    const by = await tests.soon();
    const done = await tests.does(tests.order(id, by));
    const values = big(id, authority.number, holder.number, by);
    expect(told(done)).toEqual([["RectificationOrdered", ...values]]);
    const answer = big(FINDING.ordered, authority.number, by, done.time, 0);
    expect(await tests.status(id)).toEqual(answer);
    await tests.does(tests.order(id, by + DAY));
    expect((await tests.status(id))[2]).toBe(BigInt(by + DAY));
    const at = async (time: number) => tests.chain.read<bigint>(FINDINGS, "stateAt", id, time);
    expect([(await at(done.time - 1)) & 0xffn, (await at(done.time)) & 0xffn]).toEqual(
      big(FINDING.open, FINDING.ordered),
    );
  });

  it("refuses a date that is not to come, and whoever is not above", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const id = await tests.opened();
    const time = (await tests.chain.now()) + DAY;
    await tests.chain.nextAt(time);
    await tests.refused(tests.order(id, time), "FindingRegistry__InThePast", time, time);
    await tests.chain.nextAt(time + DAY);
    await tests.does(tests.order(id, time + DAY + 1));
    for (const by of [holderHead, requesterHead]) {
      const values = [by.organization, holder.number];
      await tests.refused(
        tests.order(id, await tests.soon(), by),
        "FindingRegistry__NotAbove",
        ...values,
      );
    }
    const none = hash("none");
    await tests.refused(
      tests.order(none, await tests.soon()),
      "FindingRegistry__UnknownFinding",
      none,
    );
  });
});

describe("reportRectification", () => {
  it("reports in time and late, asked and unasked", async () => {
    const { holder } = tests.province;
    const told_ = async (id: string) => told(await tests.does(tests.report(id)));
    const unasked = await tests.opened();
    const values = [holder.number, hash("evidence")];
    expect(await told_(unasked)).toEqual([
      ["RectificationReported", ...big(unasked, ...values), false],
    ]);
    for (const [place, late] of [false, true].entries()) {
      const { id, by } = await tests.ordered();
      await tests.chain.nextAt(by - 1 + place);
      const done = await tests.does(tests.report(id));
      expect(done.events[0]?.args["late"]).toBe(late);
      const found = await tests.status(id);
      expect([found[0], found[2], found[4]]).toEqual(big(FINDING.reported, by, done.time));
    }
  });

  it("refuses anybody else, no evidence, and a second report", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    const { id } = await tests.ordered();
    for (const by of [authorityHead, requesterHead]) {
      const values = [id, by.organization, holder.number];
      await tests.refused(tests.report(id, by), "FindingRegistry__NotAgainst", ...values);
    }
    const bare = tests.report(id, undefined, ZeroHash);
    await tests.refused(bare, "FindingRegistry__NoEvidence");
    await tests.does(tests.report(id));
    await tests.refused(tests.report(id), "FindingRegistry__WrongState", id, FINDING.reported);
    const late = tests.order(id, await tests.soon());
    await tests.refused(late, "FindingRegistry__WrongState", id, FINDING.reported);
  });
});

describe("acceptRectification and rejectRectification", () => {
  it("ends it, or orders it again by the same date", async () => {
    const { authority, holder } = tests.province;
    const { id, by } = await tests.ordered();
    for (const act of [tests.accept(id), tests.turnDown(id)]) {
      await tests.refused(act, "FindingRegistry__WrongState", id, FINDING.ordered);
    }
    await tests.does(tests.report(id));
    const rejected = await tests.does(tests.turnDown(id));
    const values = [id, authority.number, holder.number, hash("still"), by];
    expect(told(rejected)).toEqual([["RectificationRejected", ...big(...values)]]);
    const answer = await tests.status(id);
    expect([answer[0], answer[2], answer[4]]).toEqual(big(FINDING.ordered, by, 0));
    await tests.does(tests.report(id));
    const done = await tests.does(tests.accept(id));
    const sides = big(id, authority.number, holder.number);
    expect(told(done)).toEqual([["FindingRectified", ...sides]]);
    for (const act of [
      tests.accept(id),
      tests.turnDown(id),
      tests.report(id),
      tests.drop(id),
      tests.circulate(id),
    ]) {
      await tests.refused(act, "FindingRegistry__WrongState", id, FINDING.rectified);
    }
    await tests.refused(
      tests.order(id, await tests.soon()),
      "FindingRegistry__WrongState",
      ...[id, FINDING.rectified],
    );
  });

  it("opens again what was never ordered, and wants grounds", async () => {
    const id = await tests.opened();
    await tests.does(tests.report(id));
    const bare = tests.turnDown(id, undefined, ZeroHash);
    await tests.refused(bare, "FindingRegistry__NoGrounds");
    await tests.does(tests.turnDown(id));
    expect(await tests.state(id)).toBe(FINDING.open);
  });

  it("is nobody's but an authority's above", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const { id } = await tests.ordered();
    await tests.does(tests.report(id));
    for (const by of [holderHead, requesterHead]) {
      const values = [by.organization, holder.number];
      for (const act of [
        tests.accept(id, by),
        tests.turnDown(id, by),
        tests.drop(id, by),
        tests.circulate(id, by),
      ]) {
        await tests.refused(act, "FindingRegistry__NotAbove", ...values);
      }
    }
  });
});

describe("circulate", () => {
  it("circulates from the date on, not before", async () => {
    const { authority, holder } = tests.province;
    const { id, by } = await tests.ordered();
    await tests.chain.nextAt(by - 1);
    await tests.refused(tests.circulate(id), "FindingRegistry__NotOverdue", id, by);
    await tests.chain.nextAt(by);
    const done = await tests.does(tests.circulate(id));
    const values = big(id, authority.number, holder.number);
    expect(told(done)).toEqual([["FindingCirculated", ...values]]);
    expect(await tests.state(id)).toBe(FINDING.circulated);
    for (const act of [tests.report(id), tests.circulate(id), tests.drop(id)]) {
      await tests.refused(act, "FindingRegistry__WrongState", id, FINDING.circulated);
    }
  });

  it("waits for a report to be rejected, and for an order", async () => {
    const never = await tests.opened();
    await tests.refused(tests.circulate(never), "FindingRegistry__WrongState", never, FINDING.open);
    const { id, by } = await tests.ordered();
    await tests.does(tests.report(id));
    await tests.chain.nextAt(by);
    await tests.refused(tests.circulate(id), "FindingRegistry__WrongState", id, FINDING.reported);
    await tests.does(tests.turnDown(id));
    await tests.does(tests.circulate(id));
  });
});

describe("drop", () => {
  it("ends it, open, ordered or reported", async () => {
    const { authority, holder } = tests.province;
    const steps = [
      async () => tests.opened(),
      async () => (await tests.ordered()).id,
      async () => {
        const { id } = await tests.ordered();
        await tests.does(tests.report(id));
        return id;
      },
    ];
    for (const step of steps) {
      const id = await step();
      const bare = tests.drop(id, undefined, ZeroHash);
      await tests.refused(bare, "FindingRegistry__NoGrounds");
      const done = await tests.does(tests.drop(id));
      const values = big(id, authority.number, holder.number, hash("reason"));
      expect(told(done)).toEqual([["FindingDropped", ...values]]);
      expect(await tests.state(id)).toBe(FINDING.dropped);
      await tests.refused(tests.drop(id), "FindingRegistry__WrongState", id, FINDING.dropped);
    }
  });
});

describe("recordLateness, of an order", () => {
  it("records it with the finding's code, once for each order", async () => {
    const { holder } = tests.province;
    const { id, by } = await tests.ordered();
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
    await tests.does(tests.order(id, next));
    await tests.chain.nextAt(next);
    await tests.does(record);
  });

  it("records what was reported late, and not what was reported in time", async () => {
    for (const [place, late] of [false, true].entries()) {
      const { id, by } = await tests.ordered();
      await tests.chain.nextAt(by - 1 + place);
      await tests.does(tests.report(id));
      await tests.chain.pass(DAY);
      const record = tests.record(RECTIFICATION, id);
      const values = [RECTIFICATION, id, by];
      if (late) await tests.does(record);
      else await tests.refused(record, "FindingRegistry__NotLate", ...values);
    }
  });

  it("refuses without an order, and once it was dropped", async () => {
    const never = await tests.opened();
    const none = [RECTIFICATION, never, 0];
    await tests.refused(tests.record(RECTIFICATION, never), "FindingRegistry__NotLate", ...none);
    const { id, by } = await tests.ordered();
    await tests.does(tests.drop(id));
    await tests.chain.nextAt(by);
    const dropped = [RECTIFICATION, id, 0];
    await tests.refused(tests.record(RECTIFICATION, id), "FindingRegistry__NotLate", ...dropped);
  });
});

describe("given an organisation that has changed", () => {
  it("is its successor's to report", async () => {
    const { holder } = tests.province;
    const { id } = await tests.ordered();
    const { one, head } = await tests.department();
    await tests.does(tests.reform("merge", holder.number, one.number));
    await tests.does(tests.report(id, head));
    const done = await tests.does(tests.accept(id));
    expect(done.events[0]?.args["against"]).toBe(BigInt(one.number));
  });

  it("is nobody's to report once it is abolished, and its superior's to end", async () => {
    const { holder, requesterHead } = tests.province;
    const { id, by } = await tests.ordered();
    await tests.does(tests.reform("abolish", holder.number));
    const values = [id, requesterHead.organization, 0];
    await tests.refused(tests.report(id, requesterHead), "FindingRegistry__NotAgainst", ...values);
    expect(await tests.chain.read(FINDINGS, "againstOf", id)).toBe(0n);
    await tests.chain.nextAt(by);
    await tests.does(tests.circulate(id));
  });

  it("is no longer an authority's that it has moved away from", async () => {
    const { holder } = tests.province;
    const { one, head } = await tests.city();
    await tests.does(tests.reformed("changeParent", holder.number, one.number));
    const id = await tests.opened(head);
    await tests.does(
      tests.reformed("changeParent", holder.number, tests.province.authority.number),
    );
    const values = [one.number, holder.number];
    await tests.refused(
      tests.order(id, await tests.soon(), head),
      "FindingRegistry__NotAbove",
      ...values,
    );
    await tests.does(tests.order(id, await tests.soon()));
  });
});
