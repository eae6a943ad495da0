// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { ProcedureTests } from "./support/procedures.ts";
import { CAPACITY, hash, OFFICE, type Seat } from "./support/world.ts";

const ASSETS = "assetRegistry";
const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const CANCELLED = 3;
const CANCELLATION = 5;

const tests = new ProcedureTests();

const acting = (by: Seat, fn: string, id: string, ...args: unknown[]) =>
  tests.world.bySeat(by, ASSETS, fn, id, ...args);
const newAsset = () => tests.world.asset(tests.province.holderHead, tests.province.authorityHead);

describe("setCustodian", () => {
  it("names the exchange centre that mirrors the asset, and none again, with dates", async () => {
    const { centre, holderHead } = tests.province;
    const id = await newAsset();
    const named = await tests.does(acting(holderHead, "setCustodian", id, centre.number));
    const ended = await tests.does(acting(holderHead, "setCustodian", id, 0));
    const at = (time: number) => tests.chain.read(ASSETS, "custodianAt", id, time);
    expect(named.events[0]?.args.toArray()).toEqual(big(id, centre.number));
    expect([await at(named.time - 1), await at(named.time)]).toEqual(big(0, centre.number));
    expect(await at(ended.time)).toBe(0n);
    expect((await tests.list(ASSETS, "asset", id)).at(-1)).toBe(0n);
  });

  it("gives the custodian no right: holder and state stay", async () => {
    const { centre, centreHead, holder, holderHead } = tests.province;
    const id = await newAsset();
    const before = await tests.list(ASSETS, "asset", id);
    const named = await tests.does(acting(holderHead, "setCustodian", id, centre.number));
    const after = await tests.list(ASSETS, "asset", id);
    expect(after).toEqual([...before.slice(0, -1), BigInt(centre.number)]);
    expect(await tests.chain.read(ASSETS, "holderAt", id, named.time)).toBe(BigInt(holder.number));
    const open = acting(centreHead, "open", id, 2, hash("record"));
    const values = [id, centre.number, holder.number];
    await tests.refused(open, "AssetRegistry__NotHolder", ...values);
  });

  it("names one for a draft, too, and while the asset is frozen", async () => {
    const { centre, holderHead } = tests.province;
    const id = await tests.draft();
    await tests.does(tests.byCase("freeze", id));
    await tests.does(acting(holderHead, "setCustodian", id, centre.number));
  });

  it("refuses a custodian that is no active exchange centre", async () => {
    const { authority, centre, holderHead, requester } = tests.province;
    const id = await newAsset();
    const setTo = (number: number) => acting(holderHead, "setCustodian", id, number);
    const capacity = CAPACITY.exchangeCentre;
    for (const number of [requester.number, 999]) {
      await tests.refused(setTo(number), "AssetRegistry__MissingCapacity", number, capacity);
    }
    await tests.does(
      tests.world.act(authority.head, "organizationRegistry", "suspendOrganization", centre.number),
    );
    const { number } = centre;
    await tests.refused(setTo(number), "AssetRegistry__MissingCapacity", number, capacity);
  });
});

describe("given who or what may not", () => {
  const act = (by: Seat, id: string) =>
    acting(by, "setCustodian", id, tests.province.centre.number);

  it("refuses the registrant, and another organisation", async () => {
    const { holder, requester, requesterHead } = tests.province;
    const id = await newAsset();
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    const offices = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    await tests.refused(act(registrant, id), "OrganizationRegistry__WrongOffice", ...offices);
    const values = [id, requester.number, holder.number];
    await tests.refused(act(requesterHead, id), "AssetRegistry__NotHolder", ...values);
  });

  it("refuses an asset that is cancelled or unknown", async () => {
    const { holderHead } = tests.province;
    const id = await newAsset();
    await tests.opened(id, CANCELLATION);
    await tests.take(id);
    await tests.refused(act(holderHead, id), "AssetRegistry__WrongState", id, CANCELLED);
    const none = hash("none");
    await tests.refused(act(holderHead, none), "AssetRegistry__UnknownAsset", none);
    await expect(tests.chain.read(ASSETS, "asset", none)).rejects.toThrow(
      "AssetRegistry__UnknownAsset",
    );
  });
});
