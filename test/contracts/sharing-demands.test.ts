// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { SharingTests } from "./support/sharing.ts";
import { CAPACITY, hash, idIn, type Seat, ZeroHash } from "./support/world.ts";

const SHARING = "sharingRegistry";
const [ANNOUNCED, MATCHED, WITHDRAWN, FILED] = [1, 2, 3, 4];

const tests = new SharingTests();

describe("demands", () => {
  const announce = (by = tests.province.requesterHead, what = hash("needed")) =>
    tests.acting(by, "announceDemand", what);
  const match = (demand: string, by: Seat, asset = tests.asset) =>
    tests.acting(by, "matchDemand", demand, asset);
  const drop = (demand: string, by: Seat = tests.province.requesterHead) =>
    tests.acting(by, "withdrawDemand", demand);
  const announced = async () => idIn(await tests.does(announce()), "DemandAnnounced");

  it("announces one for a department under the id that organisation and count give", async () => {
    const { centre, centreHead, requester } = tests.province;
    const demand = await announced();
    expect(demand).toBe(await tests.idOf("demand", requester.number, 1));
    const found = [hash("needed"), ZeroHash, ...big(requester.number, ANNOUNCED)];
    expect(await tests.list(SHARING, "demandOf", demand)).toEqual(found);
    await tests.refused(announce(centreHead), "SharingRegistry__NotDepartment", centre.number);
    await tests.refused(announce(undefined, ZeroHash), "SharingRegistry__NoCommitment");
  });

  it("matches it for an authority above or the holder, and files a request for it once", async () => {
    const { authorityHead, holderHead } = tests.province;
    for (const by of [authorityHead, holderHead]) {
      const demand = await announced();
      const unmatched = tests.request(undefined, { demand });
      await tests.refused(unmatched, "SharingRegistry__BadDemand", demand, ANNOUNCED);
      const done = await tests.does(match(demand, by));
      const told = [demand, tests.asset, BigInt(by.organization)];
      expect(done.events[0]?.args.toArray()).toEqual(told);
      await tests.does(tests.request(undefined, { demand }));
      const again = tests.request(undefined, { demand });
      await tests.refused(again, "SharingRegistry__BadDemand", demand, FILED);
      await tests.refused(match(demand, by), "SharingRegistry__BadDemand", demand, FILED);
      await tests.refused(drop(demand), "SharingRegistry__BadDemand", demand, FILED);
    }
  });

  it("refuses a stranger's match, another asset, and another's demand", async () => {
    const { authority, authorityHead, centreHead, holderHead, requesterHead } = tests.province;
    const demand = await announced();
    const root = await tests.world.admit(CAPACITY.authority | CAPACITY.department);
    for (const by of [requesterHead, centreHead, await tests.world.appointHead(root)]) {
      const values = [demand, by.organization];
      await tests.refused(match(demand, by), "SharingRegistry__NotEntitled", ...values);
    }
    const draft = await tests.world.asset(holderHead);
    await tests.refused(match(demand, holderHead, draft), "SharingRegistry__NotShareable", draft);
    await tests.does(match(demand, holderHead));
    const beside = await tests.world.asset(holderHead, authorityHead);
    const other = tests.request(undefined, { demand, asset: beside });
    await tests.refused(other, "SharingRegistry__BadDemand", demand, MATCHED);
    const third = await tests.world.admit(CAPACITY.department, authority);
    const foreign = tests.request(await tests.world.appointHead(third), { demand });
    await tests.refused(foreign, "SharingRegistry__BadDemand", demand, MATCHED);
    await tests.does(match(demand, authorityHead, beside));
    await tests.does(other);
  });

  it("refuses each act on a demand that is withdrawn, which only its department does", async () => {
    const { holder, holderHead } = tests.province;
    const demand = await announced();
    const values = [demand, holder.number];
    await tests.refused(drop(demand, holderHead), "SharingRegistry__NotEntitled", ...values);
    await tests.does(drop(demand));
    for (const act of [drop(demand), match(demand, holderHead)]) {
      await tests.refused(act, "SharingRegistry__BadDemand", demand, WITHDRAWN);
    }
    const none = hash("none");
    await tests.refused(drop(none), "SharingRegistry__BadDemand", none, 0);
  });
});
