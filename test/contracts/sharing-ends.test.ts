// SPDX-License-Identifier: Apache-2.0
import { encodeBytes32String } from "ethers";
import { beforeEach, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { CLOCK, FLAG, REASON, SharingTests, STATUS } from "./support/sharing.ts";
import { CAPACITY, DAY, hash, type Seat, ZeroHash } from "./support/world.ts";

const SHARING = "sharingRegistry";
const ENDED = 2n;
const UNKNOWN = 9;

const tests = new SharingTests();

let id = "";
beforeEach(async () => {
  id = await tests.newGrant();
});

const suspend = (by: Seat) => tests.acting(by, "suspend", id, REASON.suspension, 0);
const resume = (by: Seat) => tests.acting(by, "resume", id);
const end = (by: Seat, reason: number = REASON.end) => tests.acting(by, "end", id, reason);
const close = () => tests.world.act(tests.province.centre.head, SHARING, "closeExpired", id);
const dispose = (by = tests.province.requesterHead, record = hash("erased")) =>
  tests.acting(by, "recordDisposal", id, record);
const inForce = async (time: number) => tests.read<boolean>("inForceAt", id, time);
const flags = async () => (await tests.requestOf(id))["flags"] as bigint;
const lateness = async (clock: number) => tests.list(SHARING, "lateness", id, clock);

/** Organisations around the provider that have no say over it. */
const strangers = async (): Promise<Seat[]> => {
  const { authority, centreHead } = tests.province;
  const beside = await tests.world.admit(CAPACITY.authority | CAPACITY.department, authority);
  const root = await tests.world.admit(CAPACITY.authority);
  return [centreHead, await tests.world.appointHead(beside), await tests.world.appointHead(root)];
};

describe("end", () => {
  it("ends it for the recipient and for an authority above the provider", async () => {
    const { authorityHead, holderHead, requesterHead } = tests.province;
    for (const by of [requesterHead, authorityHead]) {
      for (const suspended of [false, true]) {
        await tests.chain.undone(async () => {
          if (suspended) await tests.does(suspend(holderHead));
          const done = await tests.does(end(by));
          const { events, time } = done;
          expect(events[0]?.args.toArray()).toEqual(big(id, by.organization, REASON.end));
          const status = await tests.grantStatus(id);
          expect([status["state"], status["until"]]).toEqual([ENDED, BigInt(time)]);
          expect([await inForce(time - 1), await inForce(time)]).toEqual([!suspended, false]);
          expect((await tests.requestOf(id))["status"]).toBe(STATUS.disposalDue);
          const [due] = await tests.list("workCalendar", "addWorkingDays", time, 20);
          expect((await tests.deadline(id, CLOCK.disposal))[0]).toBe(due);
        });
      }
    }
  });

  it("lets the provider end it only while it is suspended", async () => {
    const { authorityHead, holder, holderHead } = tests.province;
    const values = [id, holder.number];
    await tests.refused(end(holderHead), "SharingRegistry__ProviderMayNotEnd", ...values);
    await tests.does(suspend(holderHead));
    await tests.chain.undone(() => tests.does(end(holderHead)));
    await tests.does(resume(holderHead));
    await tests.refused(end(holderHead), "SharingRegistry__ProviderMayNotEnd", ...values);
    await tests.does(suspend(authorityHead));
    await tests.does(end(holderHead));
  });

  it("refuses whoever has no say, and wants a known reason", async () => {
    const { requesterHead } = tests.province;
    for (const by of await strangers()) {
      const values = [id, by.organization];
      await tests.refused(end(by), "SharingRegistry__NotEntitled", ...values);
    }
    for (const reason of [0, UNKNOWN]) {
      const values = [encodeBytes32String("reasons.end"), reason];
      await tests.refused(end(requesterHead, reason), "SharingRegistry__UnknownReason", ...values);
    }
  });
});

describe("closeExpired", () => {
  it("closes it for anyone, and the disposal is due from the end of the term", async () => {
    const { chain, until } = tests;
    await chain.undone(async () => {
      await chain.nextAt(until - 1);
      await tests.refused(close(), "SharingRegistry__NotOver", id, until);
    });
    await chain.nextAt(until + 3 * DAY);
    const done = await tests.does(close());
    const [due] = await tests.list("workCalendar", "addWorkingDays", until, 20);
    expect(done.events[0]?.args.toArray().slice(0, 3)).toEqual([...big(id, until), due]);
    const status = await tests.grantStatus(id);
    expect([status["state"], status["until"], status["reason"]]).toEqual([ENDED, ...big(until, 0)]);
    await tests.refused(close(), "SharingRegistry__WrongStatus", id, STATUS.disposalDue);
  });

  it("leaves no reason of a suspension that was lifted", async () => {
    const { holderHead } = tests.province;
    await tests.does(suspend(holderHead));
    await tests.does(resume(holderHead));
    await tests.chain.nextAt(tests.until);
    await tests.does(close());
    expect((await tests.grantStatus(id))["reason"]).toBe(0n);
  });
});

describe("recordDisposal", () => {
  it("records it for the recipient, in time or late, ended or expired", async () => {
    const { requester, requesterHead } = tests.province;
    for (const ended of [true, false]) {
      await tests.chain.undone(async () => {
        if (ended) await tests.does(end(requesterHead));
        else await tests.chain.pass(tests.until - (await tests.chain.now()));
        const due = Number((await tests.deadline(id, CLOCK.disposal))[0]);
        for (const [time, late] of [
          [due - 1, false],
          [due, true],
        ] as const) {
          await tests.chain.undone(async () => {
            await tests.chain.nextAt(time);
            const done = await tests.does(dispose());
            expect(done.events[0]?.args.toArray()).toEqual([id, hash("erased"), late]);
            expect((await tests.requestOf(id))["status"]).toBe(STATUS.disposed);
            expect((await flags()) & FLAG.disposedLate).toBe(late ? FLAG.disposedLate : 0n);
            const found = await lateness(CLOCK.disposal);
            expect([found[0], found[3]]).toEqual([BigInt(requester.number), late]);
            await tests.refused(dispose(), "SharingRegistry__WrongStatus", id, STATUS.disposed);
          });
        }
        await tests.chain.nextAt(due);
        await tests.chain.provider.request({ method: "evm_mine", params: [] });
        expect((await lateness(CLOCK.disposal))[3]).toBe(true);
      });
    }
  });

  it("refuses another organisation, a running grant, no record, and what was not granted", async () => {
    const { holderHead, authorityHead, requester, requesterHead } = tests.province;
    await tests.refused(dispose(), "SharingRegistry__NotOver", id, tests.until);
    await tests.does(end(requesterHead));
    for (const by of [holderHead, authorityHead]) {
      const values = [id, by.organization, requester.number];
      await tests.refused(dispose(by), "SharingRegistry__NotRequester", ...values);
    }
    await tests.refused(dispose(undefined, ZeroHash), "SharingRegistry__NoCommitment");
    id = await tests.newRequest();
    await tests.refused(dispose(), "SharingRegistry__WrongStatus", id, STATUS.answerDue);
  });
});

describe("the reasons of an end", () => {
  it("are those of the rule up to 127, and none without a number", async () => {
    const { requesterHead } = tests.province;
    const [key, source] = ["reasons.end", "a test"].map((text) => encodeBytes32String(text));
    const bits = 1n | (1n << 127n);
    const rule = [key, bits, 1, source, 0];
    await tests.does(tests.world.act(tests.chain.admin, "ruleBook", "setRule", ...rule));
    for (const reason of [0, REASON.end, 126, 128]) {
      const values = [String(key), reason] as const;
      await tests.refused(end(requesterHead, reason), "SharingRegistry__UnknownReason", ...values);
    }
    await tests.does(end(requesterHead, 127));
  });
});
