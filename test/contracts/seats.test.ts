// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { SeatTests } from "./support/seats.ts";
import { DAY, hash, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const REGISTRY = "organizationRegistry";
const ZERO_ADDRESS = `0x${"0".repeat(40)}`;
const TEN_YEARS = 3653 * DAY;
const SUBJECT = hash("a grant");

const tests = new SeatTests();
const { system, headOfDataOffice, chiefDataOfficer, logOperator, auditor } = OFFICE;

describe("appointSeat", () => {
  it("appoints for the head, and remembers seat and term with their dates", async () => {
    const { holder } = tests.province;
    const act = await tests.appoint(holder);
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
    expect(await tests.endOf(number)).toEqual([0n, 0n]);
    expect(await tests.chain.read(REGISTRY, "organizationOf", account)).toBe(BigInt(holder.number));
  });

  it("refuses anybody but the head", async () => {
    const { holder, holderHead, authority } = tests.province;
    for (const by of [holderHead.account, authority.head]) {
      const values = [holder.number, by, holder.head];
      await tests.refused(
        await tests.appoint(holder, { by }),
        "OrganizationRegistry__NotHead",
        ...values,
      );
    }
  });

  it("refuses an office that does not exist, or is a system's", async () => {
    const { holder } = tests.province;
    for (const office of [0, system, 8, 255]) {
      const act = await tests.appoint(holder, { office });
      await tests.refused(act, "OrganizationRegistry__BadOffice", office);
    }
  });

  it("refuses a term that is over or longer than ten years, and takes the longest", async () => {
    const { holder } = tests.province;
    const { chain } = tests;
    const now = (await chain.now()) + 10;
    for (const until of [0, now, now + TEN_YEARS + 1]) {
      const act = await tests.appoint(holder, { until });
      await chain.undone(async () => {
        await chain.nextAt(now);
        const values = [until, now + TEN_YEARS];
        await tests.refused(act, "OrganizationRegistry__BadTerm", ...values);
      });
    }
    const longest = await tests.appoint(holder, { until: now + TEN_YEARS });
    await chain.nextAt(now);
    await tests.does(longest);
  });

  it.each([headOfDataOffice, chiefDataOfficer])(
    "refuses a second active seat of office %i, and takes one after the first",
    async (office) => {
      const { authority } = tests.province;
      const { chain } = tests;
      const one = await tests.world.admit(1, authority);
      const first = await tests.numberIn(await tests.appoint(one, { office }));
      const second = await tests.appoint(one, { office });
      const values = [one.number, office, first];
      await tests.refused(second, "OrganizationRegistry__OfficeTaken", ...values);
      await chain.undone(async () => {
        await tests.does(tests.onSeat(one.head, "endSeat", { number: first }));
        const next = await tests.numberIn(second);
        expect(await chain.read(REGISTRY, "soleSeat", one.number, office)).toBe(BigInt(next));
        const other = headOfDataOffice + chiefDataOfficer - office;
        expect(await chain.read(REGISTRY, "soleSeat", one.number, other)).toBe(0n);
      });
      const { until } = await chain.read<{ until: bigint }>(REGISTRY, "seat", first);
      const third = await tests.appoint(one, { office });
      await chain.nextAt(Number(until) - 1);
      await tests.refused(third, "OrganizationRegistry__OfficeTaken", ...values);
      await chain.nextAt(Number(until));
      await tests.does(third);
    },
  );

  it("takes a head of the data office beside a chief data officer, and tells no other sole seat", async () => {
    const { authority } = tests.province;
    const one = await tests.world.admit(1, authority);
    const first = await tests.numberIn(await tests.appoint(one, { office: headOfDataOffice }));
    const second = await tests.numberIn(await tests.appoint(one, { office: chiefDataOfficer }));
    await tests.does(await tests.appoint(one));
    const sole = async (office: number) =>
      tests.chain.read<bigint>(REGISTRY, "soleSeat", one.number, office);
    expect(await Promise.all([1, 2, 3, 4].map(sole))).toEqual(big(0, first, second, 0));
  });

  it("takes several receivers, and one account for several offices", async () => {
    const { holder, holderHead } = tests.province;
    await tests.does(await tests.appoint(holder));
    await tests.does(await tests.appoint(holder));
    await tests.does(await tests.appoint(holder, { account: holderHead.account }));
  });

  it("refuses a log operator or auditor of an organisation without that capacity", async () => {
    const { holder, centre } = tests.province;
    for (const [one, office, capacity] of [
      [holder, logOperator, 8],
      [centre, auditor, 16],
    ] as const) {
      const act = await tests.appoint(one, { office });
      await tests.refused(act, "OrganizationRegistry__MissingCapacity", one.number, capacity);
    }
    const auditBody = await tests.world.admit(16, tests.province.authority);
    await tests.does(await tests.appoint(auditBody, { office: auditor }));
  });

  it("refuses an account that is zero, or serves another organisation", async () => {
    const { holder, requester, requesterHead } = tests.province;
    for (const account of [requester.head, requesterHead.account]) {
      const values = [account, requester.number];
      const act = await tests.appoint(holder, { account });
      await tests.refused(act, "OrganizationRegistry__AccountTaken", ...values);
    }
    await tests.refused(
      await tests.appoint(holder, { account: ZERO_ADDRESS }),
      "SuyuanBase__ZeroAddress",
    );
  });
});

describe("appointSystemSeat, setAllowance", () => {
  it("appoints, allows and disallows for the head of the data office, with dates", async () => {
    const { holder, holderHead } = tests.province;
    const number = await tests.numberIn(await tests.appointSystem(holder, holderHead.account));
    const allowance = (allowed: boolean) =>
      tests.onSeat(holderHead.account, "setAllowance", { number }, SUBJECT, allowed);
    const seat = await tests.list(REGISTRY, "seat", number);
    expect([seat[2], seat[3], seat[7]]).toEqual([BigInt(system), 1n, 100n]);
    expect(await tests.chain.read(REGISTRY, "allowance", number, SUBJECT)).toBe(false);
    const allowed = await tests.does(allowance(true));
    const ended = await tests.does(allowance(false));
    expect(allowed.events[0]?.args.toArray()).toEqual([BigInt(number), SUBJECT, true]);
    const at = (time: number) => tests.chain.read(REGISTRY, "allowanceAt", number, SUBJECT, time);
    expect([await at(allowed.time - 1), await at(allowed.time)]).toEqual([false, true]);
    expect([await at(ended.time - 1), await at(ended.time)]).toEqual([true, false]);
    expect(await at(ended.time)).toBe(
      await tests.chain.read(REGISTRY, "allowance", number, SUBJECT),
    );
  });

  it("refuses anybody else, and a head of the data office whose seat is over", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const number = await tests.numberIn(await tests.appointSystem(holder, holderHead.account));
    const acts = async (by: string) => [
      await tests.appointSystem(holder, by),
      tests.onSeat(by, "setAllowance", { number }, SUBJECT, true),
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
      await tests.does(tests.onSeat(holder.head, "endSeat", holderHead));
      await refusedBy(holderHead.account);
    });
    await tests.chain.pass(366 * DAY);
    await refusedBy(holderHead.account);
  });

  it("refuses an allowance on a seat that is no system's, ended or unknown, or on nothing", async () => {
    const { holder, holderHead } = tests.province;
    const allow = (seat: Pick<Seat, "number">, subject = SUBJECT) =>
      tests.onSeat(holderHead.account, "setAllowance", seat, subject, true);
    const values = [holderHead.number, headOfDataOffice];
    await tests.refused(allow(holderHead), "OrganizationRegistry__NotSystemSeat", ...values);
    await tests.refused(allow({ number: 999 }), "OrganizationRegistry__UnknownSeat", 999);
    const number = await tests.numberIn(await tests.appointSystem(holder, holderHead.account));
    await tests.refused(allow({ number }, ZeroHash), "OrganizationRegistry__NoSubject");
    await tests.does(tests.onSeat(holder.head, "endSeat", { number }));
    await tests.refused(allow({ number }), "OrganizationRegistry__SeatEnded", number, 2);
  });
});
