// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { SharingTests } from "./support/sharing.ts";
import { CAPACITY, hash, ZeroHash } from "./support/world.ts";

const tests = new SharingTests();

const ask = (id: string, days: number, by = tests.province.holderHead, grounds = hash("why")) =>
  tests.acting(by, "askExtension", id, days, grounds);
const extend = (id: string, by = tests.province.authorityHead) => tests.acting(by, "extend", id);
const deadline = async (from: number, days: number) =>
  (await tests.list("workCalendar", "addWorkingDays", from, days))[0];

describe("askExtension and extend", () => {
  it("extend the answer once, by consent of an authority above", async () => {
    const { authority, holder } = tests.province;
    const id = await tests.newRequest();
    const since = Number((await tests.requestOf(id))["since"]);
    const asked = await tests.does(ask(id, 5));
    expect(asked.events[0]?.args.toArray()).toEqual([...big(id, holder.number, 5), hash("why")]);
    expect((await tests.requestOf(id))["asked"]).toBe(5n);
    const done = await tests.does(extend(id));
    const due = await deadline(since, 15);
    expect(done.events[0]?.args.toArray().slice(0, 4)).toEqual([
      ...big(id, authority.number, 5),
      due,
    ]);
    const found = await tests.requestOf(id);
    expect([found["days_"], found["asked"], found["due"]]).toEqual([15n, 0n, due]);
    for (const act of [extend(id), ask(id, 1)]) {
      await tests.refused(act, "SharingRegistry__ExtendedAlready", id);
    }
  });

  it("refuse no days, more than the rule has, and no grounds", async () => {
    const id = await tests.newRequest();
    for (const days of [0, 11, 255]) {
      await tests.refused(ask(id, days), "SharingRegistry__BadExtension", days, 10);
    }
    await tests.refused(ask(id, 10, undefined, ZeroHash), "SharingRegistry__NoCommitment");
    await tests.does(ask(id, 10));
  });

  it("refuse another organisation, and whoever is no authority above", async () => {
    const { authorityHead, centreHead, holder, holderHead, requesterHead } = tests.province;
    const id = await tests.newRequest();
    for (const by of [requesterHead, authorityHead]) {
      const values = [id, by.organization, holder.number];
      await tests.refused(ask(id, 5, by), "SharingRegistry__NotAnswerer", ...values);
    }
    await tests.does(ask(id, 5));
    const beside = await tests.world.admit(CAPACITY.authority, tests.province.authority);
    const besideHead = await tests.world.appointHead(beside);
    for (const by of [holderHead, requesterHead, centreHead, besideHead]) {
      const values = [id, by.organization];
      await tests.refused(extend(id, by), "SharingRegistry__NotEntitled", ...values);
    }
  });

  it("refuse what nobody asked for, and what was asked already", async () => {
    const id = await tests.newRequest();
    await tests.refused(extend(id), "SharingRegistry__NoExtensionAsked", id);
    await tests.does(ask(id, 5));
    await tests.refused(ask(id, 6), "SharingRegistry__ExtendedAlready", id);
  });
});
