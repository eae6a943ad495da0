// SPDX-License-Identifier: Apache-2.0
// Clocks over real calendars. The days are counted by hand from the notices of the General Office of the State Council:
// 国办发明电〔2024〕12号 for 2025, 国办发明电〔2025〕7号 for 2026. Nothing is published for 2027.
import { describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { beijing } from "./support/law.ts";
import { CLOCK, FLAG, REASON, SharingTests, STATUS } from "./support/sharing.ts";
import { DAY, hash, idIn, type Province } from "./support/world.ts";
import { publishYear } from "./support/years.ts";

const SHARING = "sharingRegistry";
const UNCONDITIONAL = 1;

class ClockTests extends SharingTests {
  open = "";

  protected override async prepare(province: Province): Promise<void> {
    await super.prepare(province);
    const other = { attribute: UNCONDITIONAL };
    this.open = await province.world.asset(province.holderHead, province.authorityHead, other);
  }

  /** Files a request at a moment. */
  async filedAt(time: number, asset = this.asset): Promise<string> {
    await this.chain.nextAt(time);
    const until = time + 90 * DAY;
    return idIn(await this.does(this.request(undefined, { asset, until })), "RequestFiled");
  }

  async due(id: string, clock: number): Promise<number> {
    return Number((await this.deadline(id, clock))[0]);
  }

  /** Does an act at a moment, and undoes it. @returns the request's flags after it */
  async flagsAt(time: number, act: Act, id: string): Promise<bigint> {
    return this.chain.undone(async () => {
      await this.chain.nextAt(time);
      await this.does(act);
      return (await this.requestOf(id))["flags"] as bigint;
    });
  }
}

const tests = new ClockTests(undefined, "2025-09-20T00:00:00+08:00");

const grant = (id: string, until = tests.beginning + 30 * DAY) =>
  tests.grant(id, undefined, { until });
const ask = (id: string) =>
  tests.acting(tests.province.holderHead, "askExtension", id, 5, hash("grounds"));
const extend = (id: string) => tests.acting(tests.province.authorityHead, "extend", id);
const lateness = async (id: string, clock: number) =>
  (await tests.list(SHARING, "lateness", id, clock)).slice(1);

describe("given a request before the National Day of 2025", () => {
  // 26, 28 (worked), 29, 30 September; 9, 10, 11 (worked), 13, 14, 15 October.
  const filed = beijing("2025-09-25", "10:00:00");
  const due = beijing("2025-10-16");

  it("is due after ten working days of the State Council's notice", async () => {
    const id = await tests.filedAt(filed);
    expect(await tests.deadline(id, CLOCK.answer)).toEqual([BigInt(due), false]);
  });

  it("is answered in time on the last second of the last day, and late on the next", async () => {
    const id = await tests.filedAt(filed);
    for (const act of [grant(id), tests.refuse(id)]) {
      expect((await tests.flagsAt(due - 1, act, id)) & FLAG.answeredLate).toBe(0n);
      expect((await tests.flagsAt(due, act, id)) & FLAG.answeredLate).toBe(FLAG.answeredLate);
    }
    for (const [time, late] of [
      [due - 1, false],
      [due, true],
    ] as const) {
      await tests.chain.nextAt(time);
      await tests.chain.provider.request({ method: "evm_mine", params: [] });
      expect(await lateness(id, CLOCK.answer)).toEqual([BigInt(filed), BigInt(due), late]);
    }
  });

  it("is extended before that second only, and from the day of the request on", async () => {
    const id = await tests.filedAt(filed);
    await tests.chain.undone(async () => {
      await tests.chain.nextAt(due);
      await tests.refused(ask(id), "SharingRegistry__TooLate", id, due);
    });
    await tests.does(ask(id));
    await tests.chain.undone(async () => {
      await tests.chain.nextAt(due);
      await tests.refused(extend(id), "SharingRegistry__TooLate", id, due);
    });
    await tests.chain.nextAt(due - 1);
    await tests.does(extend(id));
    // Five more: 16, 17, 20, 21, 22 October.
    expect(await tests.due(id, CLOCK.answer)).toBe(beijing("2025-10-23"));
    const act = grant(id, due + 30 * DAY);
    expect((await tests.flagsAt(beijing("2025-10-22", "23:59:59"), act, id)) & 4n).toBe(0n);
    expect((await tests.flagsAt(beijing("2025-10-23"), act, id)) & 4n).toBe(4n);
  });
});

describe("given a request without conditions on New Year's Eve of 2025", () => {
  it("is due after the Sunday that is worked", async () => {
    // 1 to 3 January 2026 are off; Sunday, the 4th, is worked.
    const id = await tests.filedAt(beijing("2025-12-31", "23:59:59"), tests.open);
    const due = beijing("2026-01-05");
    expect(await tests.deadline(id, CLOCK.answer)).toEqual([BigInt(due), false]);
    const act = tests.refuse(id);
    expect(await tests.flagsAt(due - 1, act, id)).toBe(0n);
    expect(await tests.flagsAt(due, act, id)).toBe(FLAG.answeredLate);
  });
});

describe("given a request on a day off, or on a Sunday that is worked", () => {
  it.each([
    ["2025-10-01", "2025-10-10"], // the first day of the holiday: due on the 9th
    ["2025-10-08", "2025-10-10"], // its last day
    ["2025-09-28", "2025-09-30"], // a Sunday that is worked: due on the 29th
    ["2025-09-27", "2025-09-29"], // the Saturday before: due on that Sunday
    ["2025-10-10", "2025-10-12"], // a Friday: due on the Saturday that is worked
  ])("counts not the day of the request, %s, and is late from %s on", async (filed, due) => {
    const id = await tests.filedAt(beijing(filed, "12:00:00"), tests.open);
    expect(await tests.due(id, CLOCK.answer)).toBe(beijing(due));
  });
});

describe("given a late answer", () => {
  it("marks it late, be it a grant, a refusal, a return or a withdrawal", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const id = await tests.filedAt(beijing("2025-09-22", "10:00:00"), tests.open);
    const due = await tests.due(id, CLOCK.answer);
    for (const [act, status] of [
      [grant(id), STATUS.granted],
      [tests.refuse(id), STATUS.refused],
      [tests.acting(holderHead, "returnForGaps", id, hash("gaps")), STATUS.incomplete],
      [tests.acting(requesterHead, "withdrawRequest", id), STATUS.withdrawn],
    ] as const) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(due);
        await tests.does(act);
        expect((await tests.requestOf(id))["status"]).toBe(status);
        const found = await tests.list(SHARING, "lateness", id, CLOCK.answer);
        expect([found[0], ...found.slice(2)]).toEqual([BigInt(holder.number), BigInt(due), true]);
      });
    }
  });
});

describe("given a completed request", () => {
  it("forgets the lateness of the run before", async () => {
    const { holderHead, requesterHead } = tests.province;
    const id = await tests.filedAt(beijing("2025-09-22", "10:00:00"), tests.open);
    await tests.chain.nextAt(await tests.due(id, CLOCK.answer));
    await tests.does(tests.acting(holderHead, "returnForGaps", id, hash("gaps")));
    await tests.chain.nextAt(beijing("2025-09-26", "10:00:00"));
    await tests.does(tests.acting(requesterHead, "resubmit", id, hash("complete")));
    // Sunday, the 28th, is worked.
    const due = beijing("2025-09-29");
    expect(await tests.due(id, CLOCK.answer)).toBe(due);
    expect((await lateness(id, CLOCK.answer)).at(-1)).toBe(false);
    expect(await tests.flagsAt(due - 1, tests.refuse(id), id)).toBe(FLAG.returned);
  });
});

describe("given a clock that reaches into a year without a notice", () => {
  // 29, 30, 31 December; 1, 4 to 8, 11 January: Monday, 11 January 2027, by Mondays to Fridays.
  const filed = beijing("2026-12-28", "10:00:00");
  const first = beijing("2027-01-12");
  const head = async () => {
    await tests.chain.pass(beijing("2026-12-10") - (await tests.chain.now()));
    // The seats of the beginning are over.
    const { authority, holder, requester } = tests.province;
    const [a, h, r] = [authority, holder, requester].map((one) => tests.world.appointHead(one));
    return { authorityHead: await a, holderHead: await h, requesterHead: await r };
  };
  const file = async (
    requesterHead: Awaited<ReturnType<typeof head>>["requesterHead"],
    time = filed,
  ) => {
    if (requesterHead === undefined) throw new Error("no seat");
    await tests.chain.nextAt(time);
    const act = tests.request(requesterHead, { until: time + 90 * DAY });
    return idIn(await tests.does(act), "RequestFiled");
  };

  it("is provisional, and the later one once the year is published", async () => {
    const { holderHead, requesterHead } = await head();
    const id = await file(requesterHead);
    expect(await tests.deadline(id, CLOCK.answer)).toEqual([BigInt(first), true]);
    expect((await tests.requestOf(id))["flags"]).toBe(FLAG.answerProvisional);
    await tests.does(publishYear(tests.world, 2027, 3));
    // 1 January is off now.
    const due = beijing("2027-01-13");
    expect(await tests.deadline(id, CLOCK.answer)).toEqual([BigInt(due), false]);
    const refuse = tests.refuse(id, holderHead);
    expect(await tests.flagsAt(first, refuse, id)).toBe(0n);
    expect(await tests.flagsAt(due - 1, refuse, id)).toBe(0n);
    await tests.chain.nextAt(due);
    await tests.does(refuse);
    const found = await tests.requestOf(id);
    expect([found["flags"], found["due"]]).toEqual([FLAG.answeredLate, BigInt(due)]);
  });

  it("is provisional from an extension on that reaches into the year", async () => {
    const { authorityHead, holderHead, requesterHead } = await head();
    if (authorityHead === undefined || holderHead === undefined) throw new Error("no seat");
    // Until Tuesday, the 29th; then 30 and 31 December, 1, 4 and 5 January.
    const id = await file(requesterHead, beijing("2026-12-15", "10:00:00"));
    expect(await tests.deadline(id, CLOCK.answer)).toEqual([BigInt(beijing("2026-12-30")), false]);
    await tests.does(tests.acting(holderHead, "askExtension", id, 5, hash("grounds")));
    await tests.does(tests.acting(authorityHead, "extend", id));
    expect((await tests.requestOf(id))["flags"]).toBe(FLAG.extended | FLAG.answerProvisional);
    expect(await tests.deadline(id, CLOCK.answer)).toEqual([BigInt(beijing("2027-01-06")), true]);
    await tests.does(publishYear(tests.world, 2027, 3));
    expect(await tests.due(id, CLOCK.answer)).toBe(beijing("2027-01-07"));
  });

  it("never moves to an earlier moment", async () => {
    const { requesterHead } = await head();
    const id = await file(requesterHead);
    await tests.does(publishYear(tests.world, 2027, 3));
    await tests.does(publishYear(tests.world, 2027, 0));
    expect(await tests.due(id, CLOCK.answer)).toBe(beijing("2027-01-13"));
  });

  it("tells so of the delivery, too", async () => {
    const { holderHead, requesterHead } = await head();
    const id = await file(requesterHead);
    await tests.chain.nextAt(filed + 3600);
    const terms = { until: filed + 60 * DAY, deliveryDays: 5 };
    await tests.does(tests.grant(id, holderHead, terms));
    expect(await tests.deadline(id, CLOCK.disposal)).toEqual([0n, false]);
    // 29, 30, 31 December; 1 and 4 January.
    expect(await tests.deadline(id, CLOCK.delivery)).toEqual([BigInt(beijing("2027-01-05")), true]);
    expect((await tests.requestOf(id))["flags"]).toBe(FLAG.deliveryProvisional);
    await tests.does(publishYear(tests.world, 2027, 3));
    expect(await tests.deadline(id, CLOCK.delivery)).toEqual([
      BigInt(beijing("2027-01-06")),
      false,
    ]);
  });
});

describe("given a delivery that is due", () => {
  const granted = beijing("2025-09-25", "10:00:00");
  // Twenty: 26, 28, 29, 30 September; 9, 10, 11, 13 to 17, 20 to 24, 27, 28, 29 October.
  const due = beijing("2025-10-30");
  const grantIt = async () => {
    const id = await tests.filedAt(granted - 3600);
    await tests.chain.nextAt(granted);
    await tests.does(tests.grant(id, undefined, { until: granted + 60 * DAY }));
    return id;
  };
  const at = async (time: number) => {
    await tests.chain.nextAt(time);
    await tests.chain.provider.request({ method: "evm_mine", params: [] });
  };

  it("is late from the first second after the last day", async () => {
    const id = await grantIt();
    await at(due - 1);
    expect(await lateness(id, CLOCK.delivery)).toEqual([BigInt(granted), BigInt(due), false]);
    await at(due);
    expect(await lateness(id, CLOCK.delivery)).toEqual([BigInt(granted), BigInt(due), true]);
  });

  it("is not owed any more where the grant ended before", async () => {
    const id = await grantIt();
    const end = tests.acting(tests.province.requesterHead, "end", id, REASON.end);
    for (const [time, late] of [
      [due - 1, false],
      [due, true],
    ] as const) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(time);
        await tests.does(end);
        await at(due + 10);
        expect((await lateness(id, CLOCK.delivery)).at(-1)).toBe(late);
      });
    }
  });
});

describe("given another clock", () => {
  it("refuses", async () => {
    const id = await tests.newRequest();
    for (const clock of [0, 4, 8]) {
      for (const view of ["deadlineOf", "lateness"]) {
        await expect(tests.read(view, id, clock)).rejects.toThrow("SharingRegistry__UnknownClock");
      }
    }
  });
});
