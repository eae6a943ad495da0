// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { SeatTests } from "./support/seats.ts";
import { OFFICE, type Seat } from "./support/world.ts";

const REGISTRY = "organizationRegistry";

const tests = new SeatTests();
const { headOfDataOffice, receiver } = OFFICE;
const requireSeat = (seat: number, account: string, mask: number) =>
  tests.world.act(tests.chain.admin, REGISTRY, "requireSeat", seat, account, mask);

/** The state of a seat, and the first moment after its term. */
const termOf = async (seat: number): Promise<unknown[]> => {
  const { 3: state, 5: until } = await tests.list(REGISTRY, "seat", seat);
  return [state, until];
};

describe("endSeat", () => {
  it("ends a seat for the head, and a system's also for the head of the data office", async () => {
    const { holder, holderHead } = tests.province;
    for (const by of [holder.head, holderHead.account]) {
      const number = await tests.numberIn(await tests.appointSystem(holder, holderHead.account));
      const done = await tests.does(tests.onSeat(by, "endSeat", { number }));
      expect(done.events[0]?.args.toArray()).toEqual(big(number, holder.number));
      expect(await tests.endOf(number)).toEqual(big(done.time, 0));
      const seat = await tests.list(REGISTRY, "seat", number);
      expect([seat[3], seat[5]]).toEqual(big(2, done.time));
    }
  });

  it("leaves the end of a term that is over already", async () => {
    const { holder } = tests.province;
    const { number } = await tests.world.appoint(holder, receiver);
    const [before, until] = await termOf(number);
    await tests.chain.nextAt(Number(until) + 100);
    const done = await tests.does(tests.onSeat(holder.head, "endSeat", { number }));
    expect([before, await tests.endOf(number)]).toEqual([1n, big(done.time, 0)]);
    expect(await termOf(number)).toEqual([2n, until]);
  });

  it("refuses anybody else, and a seat that has ended or is unknown", async () => {
    const { holder, holderHead, requester } = tests.province;
    const seat = await tests.world.appoint(holder, receiver);
    for (const by of [holderHead.account, requester.head, seat.account]) {
      const values = [holder.number, by, holder.head];
      await tests.refused(
        tests.onSeat(by, "endSeat", seat),
        "OrganizationRegistry__NotHead",
        ...values,
      );
    }
    await tests.does(tests.onSeat(holder.head, "endSeat", seat));
    const again = tests.onSeat(holder.head, "endSeat", seat);
    await tests.refused(again, "OrganizationRegistry__SeatEnded", seat.number, 2);
    const nobody = tests.onSeat(holder.head, "endSeat", { number: 999 });
    await tests.refused(nobody, "OrganizationRegistry__UnknownSeat", 999);
  });
});

describe("reportCompromised", () => {
  const report = (by: string, seat: Seat, since: number) =>
    tests.onSeat(by, "reportCompromised", seat, since);

  it("ends the seat from that moment, also one that had ended", async () => {
    const { holder } = tests.province;
    for (const endedBefore of [false, true]) {
      const seat = await tests.world.appoint(holder, receiver);
      const before = await tests.list(REGISTRY, "seat", seat.number);
      const from = before[4];
      await tests.chain.pass(100);
      const end = endedBefore
        ? (await tests.does(tests.onSeat(holder.head, "endSeat", seat))).time
        : 0;
      const done = await tests.does(report(holder.head, seat, Number(from)));
      expect(done.events[0]?.args.toArray()).toEqual(big(seat.number, holder.number, Number(from)));
      expect(await tests.endOf(seat.number)).toEqual(big(end, Number(from)));
      const over = BigInt(endedBefore ? end : done.time);
      const after = before.with(3, 3n).with(5, over);
      expect(await tests.list(REGISTRY, "seat", seat.number)).toEqual(after);
    }
  });

  it("refuses a moment before the seat, or after now", async () => {
    const { holder } = tests.province;
    const seat = await tests.world.appoint(holder, receiver);
    const from = Number((await tests.list(REGISTRY, "seat", seat.number))[4]);
    const now = from + 100;
    for (const since of [from - 1, now + 1]) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(now);
        const values = [seat.number, since, now];
        const act = report(holder.head, seat, since);
        await tests.refused(act, "OrganizationRegistry__BadCompromise", ...values);
      });
    }
    await tests.chain.nextAt(now);
    await tests.does(report(holder.head, seat, now));
  });

  it("takes an earlier moment in a second report, and no other", async () => {
    const { holder } = tests.province;
    const seat = await tests.world.appoint(holder, receiver);
    await tests.chain.pass(100);
    const since = (await tests.chain.now()) - 50;
    const first = await tests.does(report(holder.head, seat, since));
    const again = report(holder.head, seat, since);
    await tests.refused(
      again,
      "OrganizationRegistry__BadCompromise",
      seat.number,
      since,
      since - 1,
    );
    await tests.does(report(holder.head, seat, since - 1));
    expect(await tests.endOf(seat.number)).toEqual(big(0, since - 1));
    expect(await termOf(seat.number)).toEqual(big(3, first.time));
    const ended = tests.onSeat(holder.head, "endSeat", seat);
    await tests.refused(ended, "OrganizationRegistry__SeatEnded", seat.number, 3);
  });

  it("refuses anybody but the head, and an unknown seat", async () => {
    const { holder, holderHead, authority } = tests.province;
    const now = await tests.chain.now();
    for (const by of [holderHead.account, authority.head]) {
      const values = [holder.number, by, holder.head];
      const act = report(by, holderHead, now);
      await tests.refused(act, "OrganizationRegistry__NotHead", ...values);
    }
    const nobody = report(holder.head, { ...holderHead, number: 999 }, now);
    await tests.refused(nobody, "OrganizationRegistry__UnknownSeat", 999);
  });
});

describe("requireSeat", () => {
  const HEAD = 1 << headOfDataOffice;

  it("answers the organisation of a seat that may act", async () => {
    const { holder, holderHead } = tests.province;
    const args = [holderHead.number, holderHead.account, HEAD];
    const answer = await tests.chain.read(REGISTRY, "requireSeat", ...args);
    expect(answer).toBe(BigInt(holder.number));
  });

  it("names the fact that fails", async () => {
    const { authority, holder, holderHead, requesterHead } = tests.province;
    const { number, account } = holderHead;
    const other = requesterHead.account;
    const act = requireSeat(number, account, HEAD);
    const unknown = requireSeat(0, account, HEAD);
    await tests.refused(unknown, "OrganizationRegistry__UnknownSeat", 0);
    const foreign = requireSeat(number, other, HEAD);
    const accounts = [number, other, account];
    await tests.refused(foreign, "OrganizationRegistry__WrongAccount", ...accounts);
    const registrant = requireSeat(number, account, 1 << OFFICE.registrant);
    const offices = [number, headOfDataOffice, 2];
    await tests.refused(registrant, "OrganizationRegistry__WrongOffice", ...offices);
    const suspend = tests.world.act(authority.head, REGISTRY, "suspendOrganization", holder.number);
    await tests.chain.undone(async () => {
      await tests.does(suspend);
      await tests.refused(act, "OrganizationRegistry__WrongStatus", holder.number, 2);
    });
    const until = Number((await tests.list(REGISTRY, "seat", number))[5]);
    await tests.chain.undone(async () => {
      await tests.chain.nextAt(until);
      await tests.refused(act, "OrganizationRegistry__SeatExpired", number, until);
    });
    await tests.chain.undone(async () => {
      await tests.does(tests.onSeat(holder.head, "endSeat", holderHead));
      await tests.refused(act, "OrganizationRegistry__SeatEnded", number, 2);
    });
    const now = await tests.chain.now();
    await tests.does(tests.onSeat(holder.head, "reportCompromised", holderHead, now));
    await tests.refused(act, "OrganizationRegistry__SeatEnded", number, 3);
  });
});
