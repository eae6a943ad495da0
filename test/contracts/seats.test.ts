// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { big } from "./support/expect.ts";
import { Suite } from "./support/suite.ts";
import { DAY, hash, OFFICE, type Organization, type Seat, ZeroHash } from "./support/world.ts";

const REGISTRY = "organizationRegistry";
const ZERO_ADDRESS = `0x${"0".repeat(40)}`;
const TEN_YEARS = 3653 * DAY;
const SUBJECT = hash("a grant");

const tests = new Suite();
const { system, headOfDataOffice, chiefDataOfficer, logOperator, auditor, receiver } = OFFICE;

interface Appointment {
  readonly office?: number;
  readonly account?: string;
  readonly until?: number;
  readonly by?: string;
}

const appoint = async (one: Organization, other: Appointment = {}): Promise<Act> => {
  const until = other.until ?? (await tests.chain.now()) + DAY;
  const account = other.account ?? tests.chain.newAccount();
  const args = [one.number, other.office ?? receiver, account, until, hash("sm2 key")];
  return tests.world.act(other.by ?? one.head, REGISTRY, "appointSeat", ...args);
};
const appointSystem = async (one: Organization, by: string): Promise<Act> => {
  const args = [one.number, tests.chain.newAccount(), (await tests.chain.now()) + DAY, 100];
  return tests.world.act(by, REGISTRY, "appointSystemSeat", ...args);
};
const onSeat = (by: string, fn: string, seat: Pick<Seat, "number">, ...args: unknown[]): Act =>
  tests.world.act(by, REGISTRY, fn, seat.number, ...args);
const numberIn = async (act: Act): Promise<number> =>
  Number((await tests.does(act)).events[0]?.args[0]);
const requireSeat = (seat: number, account: string, mask: number) =>
  tests.world.act(tests.chain.admin, REGISTRY, "requireSeat", seat, account, mask);
const stateAt = async (seat: number, time: number) =>
  (await tests.chain.read<bigint>(REGISTRY, "termAt", seat, time)) & 0xffn;

describe("appointSeat", () => {
  it("appoints for the head, and remembers seat and term with their dates", async () => {
    const { holder } = tests.province;
    const act = await appoint(holder);
    const [, office, account, until, keyHash] = act.args;
    const done = await tests.does(act);
    const number = Number(done.events[0]?.args[0]);
    const facts = big(number, holder.number, String(account), Number(office), Number(until));
    expect(done.events[0]?.args.toArray()).toEqual([...facts, keyHash, 0n]);
    expect(await tests.list(REGISTRY, "seat", number)).toEqual([
      ...big(String(account), holder.number, Number(office), 1, done.time, Number(until)),
      ...[keyHash, 0n],
    ]);
    expect(await tests.chain.read(REGISTRY, "seatCount")).toBe(BigInt(number));
    expect(await stateAt(number, done.time - 1)).toBe(0n);
    expect(await stateAt(number, done.time)).toBe(1n);
    const element = await tests.list(REGISTRY, "termTraceElement", number, 0);
    expect(element).toEqual([BigInt(done.time), 1n | (BigInt(Number(until)) << 8n)]);
  });

  it("refuses anybody but the head", async () => {
    const { holder, holderHead, authority } = tests.province;
    for (const by of [holderHead.account, authority.head]) {
      const values = [holder.number, by, holder.head];
      await tests.refused(
        await appoint(holder, { by }),
        "OrganizationRegistry__NotHead",
        ...values,
      );
    }
  });

  it("refuses an office that does not exist, or is a system's", async () => {
    const { holder } = tests.province;
    for (const office of [0, system, 8, 255]) {
      const act = await appoint(holder, { office });
      await tests.refused(act, "OrganizationRegistry__BadOffice", office);
    }
  });

  it("refuses a term that is over or longer than ten years, and takes the longest", async () => {
    const { holder } = tests.province;
    const { chain } = tests;
    const now = (await chain.now()) + 10;
    for (const until of [0, now, now + TEN_YEARS + 1]) {
      const act = await appoint(holder, { until });
      await chain.undone(async () => {
        await chain.nextAt(now);
        const values = [until, now + TEN_YEARS];
        await tests.refused(act, "OrganizationRegistry__BadTerm", ...values);
      });
    }
    const longest = await appoint(holder, { until: now + TEN_YEARS });
    await chain.nextAt(now);
    await tests.does(longest);
  });

  it.each([headOfDataOffice, chiefDataOfficer])(
    "refuses a second active seat of office %i, and takes one after the first",
    async (office) => {
      const { authority } = tests.province;
      const { chain } = tests;
      const one = await tests.world.admit(1, authority);
      const first = await numberIn(await appoint(one, { office }));
      const second = await appoint(one, { office });
      const values = [one.number, office, first];
      await tests.refused(second, "OrganizationRegistry__OfficeTaken", ...values);
      await chain.undone(async () => {
        await tests.does(onSeat(one.head, "endSeat", { number: first }));
        const next = await numberIn(second);
        expect(await chain.read(REGISTRY, "soleSeat", one.number, office)).toBe(BigInt(next));
      });
      await chain.pass(2 * DAY);
      await tests.does(await appoint(one, { office }));
    },
  );

  it("takes several receivers, and one account for several offices", async () => {
    const { holder, holderHead } = tests.province;
    await tests.does(await appoint(holder));
    await tests.does(await appoint(holder));
    await tests.does(await appoint(holder, { account: holderHead.account }));
  });

  it("refuses a log operator or auditor of an organisation without that capacity", async () => {
    const { holder, centre } = tests.province;
    for (const [one, office, capacity] of [
      [holder, logOperator, 8],
      [centre, auditor, 16],
    ] as const) {
      const act = await appoint(one, { office });
      await tests.refused(act, "OrganizationRegistry__MissingCapacity", one.number, capacity);
    }
    const auditBody = await tests.world.admit(16, tests.province.authority);
    await tests.does(await appoint(auditBody, { office: auditor }));
  });

  it("refuses an account that is zero, or serves another organisation", async () => {
    const { holder, requester, requesterHead } = tests.province;
    for (const account of [requester.head, requesterHead.account]) {
      const values = [account, requester.number];
      const act = await appoint(holder, { account });
      await tests.refused(act, "OrganizationRegistry__AccountTaken", ...values);
    }
    await tests.refused(
      await appoint(holder, { account: ZERO_ADDRESS }),
      "SuyuanBase__ZeroAddress",
    );
  });
});

describe("appointSystemSeat, setAllowance", () => {
  it("appoints, allows and disallows for the head of the data office, with dates", async () => {
    const { holder, holderHead } = tests.province;
    const number = await numberIn(await appointSystem(holder, holderHead.account));
    const allowance = (allowed: boolean) =>
      onSeat(holderHead.account, "setAllowance", { number }, SUBJECT, allowed);
    const seat = await tests.list(REGISTRY, "seat", number);
    expect([seat[2], seat[3], seat[7]]).toEqual([BigInt(system), 1n, 100n]);
    expect(await tests.chain.read(REGISTRY, "allowance", number, SUBJECT)).toBe(false);
    const allowed = await tests.does(allowance(true));
    const ended = await tests.does(allowance(false));
    expect(allowed.events[0]?.args.toArray()).toEqual([BigInt(number), SUBJECT, true]);
    const at = (time: number) => tests.chain.read(REGISTRY, "allowanceAt", number, SUBJECT, time);
    expect([await at(allowed.time - 1), await at(allowed.time)]).toEqual([false, true]);
    expect([await at(ended.time - 1), await at(ended.time)]).toEqual([true, false]);
    expect(await tests.chain.read(REGISTRY, "allowanceTrace", number, SUBJECT)).toBe(2n);
    expect(await tests.list(REGISTRY, "allowanceTraceElement", number, SUBJECT, 0)).toEqual(
      big(allowed.time, 1),
    );
  });

  it("refuses anybody else, and a head of the data office whose seat is over", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const number = await numberIn(await appointSystem(holder, holderHead.account));
    const acts = async (by: string) => [
      await appointSystem(holder, by),
      onSeat(by, "setAllowance", { number }, SUBJECT, true),
    ];
    const refusedBy = async (by: string) => {
      const values = [holder.number, by];
      for (const act of await acts(by)) {
        await tests.refused(act, "OrganizationRegistry__NotHeadOfDataOffice", ...values);
      }
    };
    await refusedBy(holder.head);
    await refusedBy(requesterHead.account);
    await tests.chain.undone(async () => {
      await tests.does(onSeat(holder.head, "endSeat", holderHead));
      await refusedBy(holderHead.account);
    });
    await tests.chain.pass(366 * DAY);
    await refusedBy(holderHead.account);
  });

  it("refuses an allowance on a seat that is no system's, ended or unknown, or on nothing", async () => {
    const { holder, holderHead } = tests.province;
    const allow = (seat: Pick<Seat, "number">, subject = SUBJECT) =>
      onSeat(holderHead.account, "setAllowance", seat, subject, true);
    const values = [holderHead.number, headOfDataOffice];
    await tests.refused(allow(holderHead), "OrganizationRegistry__NotSystemSeat", ...values);
    await tests.refused(allow({ number: 999 }), "OrganizationRegistry__UnknownSeat", 999);
    const number = await numberIn(await appointSystem(holder, holderHead.account));
    await tests.refused(allow({ number }, ZeroHash), "OrganizationRegistry__NoSubject");
    await tests.does(onSeat(holder.head, "endSeat", { number }));
    await tests.refused(allow({ number }), "OrganizationRegistry__SeatEnded", number, 2);
  });
});

describe("endSeat", () => {
  it("ends a seat for the head, and a system's also for the head of the data office", async () => {
    const { holder, holderHead } = tests.province;
    for (const by of [holder.head, holderHead.account]) {
      const number = await numberIn(await appointSystem(holder, holderHead.account));
      const done = await tests.does(onSeat(by, "endSeat", { number }));
      expect(done.events[0]?.args.toArray()).toEqual(big(number, holder.number));
      expect([await stateAt(number, done.time - 1), await stateAt(number, done.time)]).toEqual(
        big(1, 2),
      );
    }
  });

  it("refuses anybody else, and a seat that has ended or is unknown", async () => {
    const { holder, holderHead, requester } = tests.province;
    const seat = await tests.world.appoint(holder, receiver);
    for (const by of [holderHead.account, requester.head, seat.account]) {
      const values = [holder.number, by, holder.head];
      await tests.refused(onSeat(by, "endSeat", seat), "OrganizationRegistry__NotHead", ...values);
    }
    await tests.does(onSeat(holder.head, "endSeat", seat));
    const again = onSeat(holder.head, "endSeat", seat);
    await tests.refused(again, "OrganizationRegistry__SeatEnded", seat.number, 2);
    const nobody = onSeat(holder.head, "endSeat", { number: 999 });
    await tests.refused(nobody, "OrganizationRegistry__UnknownSeat", 999);
  });
});

describe("reportCompromised", () => {
  const report = (by: string, seat: Seat, since: number) =>
    onSeat(by, "reportCompromised", seat, since);
  const compromised = (since: number, until: bigint) => 3n | (until << 8n) | (BigInt(since) << 56n);

  it("ends the seat from that moment, also one that had ended", async () => {
    const { holder } = tests.province;
    for (const endedBefore of [false, true]) {
      const seat = await tests.world.appoint(holder, receiver);
      const [, , , , from, until] = await tests.list(REGISTRY, "seat", seat.number);
      await tests.chain.pass(100);
      if (endedBefore) await tests.does(onSeat(holder.head, "endSeat", seat));
      const done = await tests.does(report(holder.head, seat, Number(from)));
      expect(done.events[0]?.args.toArray()).toEqual(big(seat.number, holder.number, Number(from)));
      const term = await tests.chain.read(REGISTRY, "termAt", seat.number, done.time);
      expect(term).toBe(compromised(Number(from), until as bigint));
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
    await tests.does(report(holder.head, seat, since));
    const again = report(holder.head, seat, since);
    await tests.refused(
      again,
      "OrganizationRegistry__BadCompromise",
      seat.number,
      since,
      since - 1,
    );
    await tests.does(report(holder.head, seat, since - 1));
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
    await tests.does(onSeat(holder.head, "endSeat", holderHead));
    await tests.refused(act, "OrganizationRegistry__SeatEnded", number, 2);
  });
});
