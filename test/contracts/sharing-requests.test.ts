// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { CLOCK, FLAG, SharingTests, STATUS } from "./support/sharing.ts";
import { DAY, hash, idIn, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const SHARING = "sharingRegistry";
const TEN_YEARS = 3653 * DAY;
const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const UNCONDITIONAL = 1;

const tests = new SharingTests();

const back = (id: string, by = tests.province.holderHead, gaps = hash("gaps")) =>
  tests.acting(by, "returnForGaps", id, gaps);
const resubmit = (id: string, by = tests.province.requesterHead, scope = hash("complete")) =>
  tests.acting(by, "resubmit", id, scope);
const withdraw = (id: string, by: Seat = tests.province.requesterHead) =>
  tests.acting(by, "withdrawRequest", id);
const status = async (id: string) => (await tests.requestOf(id))["status"];

describe("request", () => {
  it("files it under the id that organisation and count give", async () => {
    const { requester, requesterHead } = tests.province;
    const { asset, until } = tests;
    const done = await tests.does(tests.request(undefined, { scope: hash("what") }));
    const id = await tests.idOf("request", requester.number, 1);
    const due = done.events[0]?.args["due"] as bigint;
    expect(done.events[0]?.args.toArray(true)).toEqual([
      ...big(id, asset, requester.number, requesterHead.number),
      [...big(asset, hash("what"), 12, 2, until), ZeroHash, ZeroHash],
      ...[due, false],
    ]);
    expect(await tests.requestOf(id)).toEqual({
      ...{ asset, scope: hash("what"), requester: BigInt(requester.number), purpose: 12n },
      ...{ method: 2n, status: STATUS.answerDue, flags: 0n, days_: 10n, asked: 0n, reason: 0n },
      ...{ wantedUntil: BigInt(until), since: BigInt(done.time), due, provider: 0n, from: 0n },
      ...{ quota: 0n, deliveryDue: 0n, deliveryDays: 0n, rectifyBy: 0n, suspendedBy: 0n },
      ...{ disposal: 0n, consented: 0n },
    });
    expect(await tests.list(SHARING, "counts", requester.number)).toEqual(big(1, 0));
    expect(await tests.newRequest()).toBe(await tests.idOf("request", requester.number, 2));
  });

  it("begins the answer's clock by the asset's attribute", async () => {
    const { authorityHead, holderHead } = tests.province;
    const other = { attribute: UNCONDITIONAL };
    const open = await tests.world.asset(holderHead, authorityHead, other);
    for (const [asset, days] of [
      [tests.asset, 10],
      [open, 1],
    ] as const) {
      const done = await tests.does(tests.request(undefined, { asset }));
      const [due] = await tests.list("workCalendar", "addWorkingDays", done.time, days);
      const id = idIn(done, "RequestFiled");
      expect(await tests.deadline(id, CLOCK.answer)).toEqual([due, false]);
      const { number } = tests.province.holder;
      const lateness = await tests.list(SHARING, "lateness", id, CLOCK.answer);
      expect(lateness).toEqual([...big(number, done.time), due, false]);
    }
  });

  it("refuses another office, and an organisation that is no department", async () => {
    const { centre, centreHead, requester } = tests.province;
    const registrant = await tests.world.appoint(requester, OFFICE.registrant);
    const values = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    await tests.refused(tests.request(registrant), "OrganizationRegistry__WrongOffice", ...values);
    const { number } = centre;
    await tests.refused(tests.request(centreHead), "SharingRegistry__NotDepartment", number);
  });

  it("refuses the organisation's own asset", async () => {
    const { holder, holderHead } = tests.province;
    const values = [tests.asset, holder.number];
    await tests.refused(tests.request(holderHead), "SharingRegistry__OwnAsset", ...values);
  });

  it("refuses an asset that is unknown, unconfirmed, withheld, or no longer valid", async () => {
    const { authorityHead, holderHead, requester, requesterHead } = tests.province;
    const withheld = { attribute: 3, legalBasis: hash("basis") };
    for (const asset of [
      hash("none"),
      await tests.world.asset(holderHead),
      await tests.world.asset(holderHead, authorityHead, withheld),
    ]) {
      const act = tests.request(undefined, { asset });
      await tests.refused(act, "SharingRegistry__NotShareable", asset);
    }
    const end = ["organizationRegistry", "endSeat", requesterHead.number] as const;
    await tests.does(tests.world.act(requester.head, ...end));
    const head = await tests.world.appoint(requester, OFFICE.headOfDataOffice, 4 * 365 * DAY);
    await tests.chain.pass(1097 * DAY);
    const until = (await tests.chain.now()) + DAY;
    const act = tests.request(head, { until });
    await tests.refused(act, "SharingRegistry__NotShareable", tests.asset);
  });

  it("takes an asset in the last second of its validity, and refuses it from the next on", async () => {
    const { requester, requesterHead } = tests.province;
    const end = ["organizationRegistry", "endSeat", requesterHead.number] as const;
    await tests.does(tests.world.act(requester.head, ...end));
    const head = await tests.world.appoint(requester, OFFICE.headOfDataOffice, 4 * 365 * DAY);
    const { until } = await tests.chain.read<{ until: bigint }>(
      "assetRegistry",
      "asset",
      tests.asset,
    );
    const over = Number(until);
    const act = tests.request(head, { until: over + DAY });
    await tests.chain.undone(async () => {
      await tests.chain.nextAt(over - 1);
      await tests.does(act);
    });
    await tests.chain.nextAt(over);
    await tests.refused(act, "SharingRegistry__NotShareable", tests.asset);
  });

  it("refuses without a purpose, a commitment, or a method that exists", async () => {
    const request = (other: Parameters<typeof tests.request>[1]) => tests.request(undefined, other);
    await tests.refused(request({ purpose: 0 }), "SharingRegistry__NoPurpose");
    await tests.refused(request({ scope: ZeroHash }), "SharingRegistry__NoCommitment");
    for (const method of [0, 4]) {
      await tests.refused(request({ method }), "SharingRegistry__BadMethod", method);
    }
    for (const method of [1, 3]) await tests.does(request({ method }));
  });

  it("refuses a term that is over, or longer than ten years", async () => {
    const { chain } = tests;
    const now = (await chain.now()) + 10;
    for (const until of [now, now + TEN_YEARS + 1]) {
      await chain.undone(async () => {
        await chain.nextAt(now);
        const act = tests.request(undefined, { until });
        await tests.refused(act, "SharingRegistry__BadRequestedTerm", until, now + TEN_YEARS);
      });
    }
    await chain.nextAt(now);
    await tests.does(tests.request(undefined, { until: now + TEN_YEARS }));
  });

  it("refuses the same filing twice in a row, also by another seat, and takes another one", async () => {
    const { requester, requesterHead } = tests.province;
    const twice = tests.request(requesterHead, { scope: hash("what") });
    const id = idIn(await tests.does(twice), "RequestFiled");
    await tests.refused(twice, "SharingRegistry__FiledAlready", id);
    const end = ["organizationRegistry", "endSeat", requesterHead.number] as const;
    await tests.does(tests.world.act(requester.head, ...end));
    const successor = await tests.world.appointHead(requester);
    const again = tests.request(successor, { scope: hash("what") });
    await tests.refused(again, "SharingRegistry__FiledAlready", id);
    await tests.does(tests.request(successor, { scope: hash("what"), purpose: 13 }));
  });
});

describe("returnForGaps", () => {
  it("returns it for whoever must answer, and stops the clock", async () => {
    const { holder } = tests.province;
    const id = await tests.newRequest();
    const done = await tests.does(back(id));
    expect(done.events[0]?.args.toArray()).toEqual([
      ...big(id, holder.number),
      hash("gaps"),
      false,
    ]);
    expect(await status(id)).toBe(STATUS.incomplete);
    expect(await tests.deadline(id, CLOCK.answer)).toEqual([0n, false]);
    for (const act of [tests.grant(id), tests.refuse(id)]) {
      await tests.refused(act, "SharingRegistry__WrongStatus", id, STATUS.incomplete);
    }
  });

  it("refuses a second return, and one without gaps", async () => {
    const id = await tests.newRequest();
    await tests.refused(back(id, undefined, ZeroHash), "SharingRegistry__NoCommitment");
    await tests.does(back(id));
    await tests.refused(back(id), "SharingRegistry__WrongStatus", id, STATUS.incomplete);
    await tests.does(resubmit(id));
    await tests.refused(back(id), "SharingRegistry__ReturnedAlready", id);
  });

  it("refuses the requester, and an authority", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    const id = await tests.newRequest();
    for (const by of [authorityHead, requesterHead]) {
      const values = [id, by.organization, holder.number];
      await tests.refused(back(id, by), "SharingRegistry__NotAnswerer", ...values);
    }
  });
});

describe("resubmit", () => {
  it("completes it for the requester, and begins the clock anew", async () => {
    const id = await tests.newRequest();
    await tests.does(back(id));
    await tests.chain.pass(40 * DAY);
    const done = await tests.does(resubmit(id));
    const [due] = await tests.list("workCalendar", "addWorkingDays", done.time, 10);
    expect(await tests.deadline(id, CLOCK.answer)).toEqual(done.events[0]?.args.toArray().slice(2));
    expect(done.events[0]?.args.toArray().slice(0, 3)).toEqual([id, hash("complete"), due]);
    const found = await tests.requestOf(id);
    expect([found["status"], found["scope"], found["flags"]]).toEqual([
      STATUS.answerDue,
      hash("complete"),
      FLAG.returned | (done.events[0]?.args["provisional"] === true ? FLAG.answerProvisional : 0n),
    ]);
  });

  it("refuses another organisation, no scope, and what was not returned", async () => {
    const { holder, holderHead, requester } = tests.province;
    const id = await tests.newRequest();
    await tests.refused(resubmit(id), "SharingRegistry__WrongStatus", id, STATUS.answerDue);
    await tests.does(back(id));
    await tests.refused(resubmit(id, undefined, ZeroHash), "SharingRegistry__NoCommitment");
    const values = [id, holder.number, requester.number];
    await tests.refused(resubmit(id, holderHead), "SharingRegistry__NotRequester", ...values);
  });
});

describe("withdrawRequest", () => {
  it("withdraws it for the requester, returned or not", async () => {
    for (const returned of [false, true]) {
      const id = await tests.newRequest();
      if (returned) await tests.does(back(id));
      const done = await tests.does(withdraw(id));
      expect(done.events[0]?.args.toArray()).toEqual([id]);
      expect(await status(id)).toBe(STATUS.withdrawn);
    }
  });

  it("refuses another organisation, and what is answered, withdrawn or unknown", async () => {
    const { holder, holderHead, requester } = tests.province;
    const id = await tests.newRequest();
    const values = [id, holder.number, requester.number];
    await tests.refused(withdraw(id, holderHead), "SharingRegistry__NotRequester", ...values);
    await tests.does(withdraw(id));
    await tests.refused(withdraw(id), "SharingRegistry__WrongStatus", id, STATUS.withdrawn);
    const none = hash("none");
    await tests.refused(withdraw(none), "SharingRegistry__WrongStatus", none, 0);
    const refused = await tests.newRequest();
    await tests.does(tests.refuse(refused));
    await tests.refused(withdraw(refused), "SharingRegistry__WrongStatus", refused, STATUS.refused);
  });
});
