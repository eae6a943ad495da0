// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { Suite } from "./support/suite.ts";
import { CAPACITY, hash, OFFICE, type Seat } from "./support/world.ts";

const ASSETS = "assetRegistry";
const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const CANCELLED = 3;
const CONFIRMED = 2;

const tests = new Suite();

const acting = (by: Seat, fn: string, id: string, ...args: unknown[]) =>
  tests.world.bySeat(by, ASSETS, fn, id, ...args);
const newAsset = () => tests.world.asset(tests.province.holderHead, tests.province.authorityHead);

describe("cancel", () => {
  it("cancels, with its date", async () => {
    const id = await newAsset();
    const done = await tests.does(acting(tests.province.holderHead, "cancel", id));
    const stateAt = async (time: number) =>
      (await tests.chain.read<bigint>(ASSETS, "stateAt", id, time)) & 0xffn;
    expect(done.events[0]?.args.toArray()).toEqual([id]);
    expect(await stateAt(done.time)).toBe(BigInt(CANCELLED));
    expect(await stateAt(done.time - 1)).toBe(BigInt(CONFIRMED));
    expect(await tests.chain.read(ASSETS, "isShareable", id)).toBe(false);
  });

  it("cancels what is only registered, too", async () => {
    const { holderHead } = tests.province;
    await tests.does(acting(holderHead, "cancel", await tests.world.asset(holderHead)));
  });
});

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
    expect(await tests.chain.read(ASSETS, "custodianTrace", id)).toBe(2n);
    expect(await tests.list(ASSETS, "custodianTraceElement", id, 1)).toEqual(big(ended.time, 0));
    expect(await tests.chain.read(ASSETS, "holderTrace", id)).toBe(1n);
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

describe("both", () => {
  const acts = (by: Seat, id: string) => [
    acting(by, "cancel", id),
    acting(by, "setCustodian", id, tests.province.centre.number),
  ];

  it("refuse the registrant, and another organisation", async () => {
    const { holder, requester, requesterHead } = tests.province;
    const id = await newAsset();
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    for (const act of acts(registrant, id)) {
      const values = [registrant.number, OFFICE.registrant, ONLY_HEAD];
      await tests.refused(act, "OrganizationRegistry__WrongOffice", ...values);
    }
    for (const act of acts(requesterHead, id)) {
      const values = [id, requester.number, holder.number];
      await tests.refused(act, "AssetRegistry__NotHolder", ...values);
    }
  });

  it("refuse an asset that is cancelled or unknown", async () => {
    const { holderHead } = tests.province;
    const id = await newAsset();
    await tests.does(acting(holderHead, "cancel", id));
    for (const act of acts(holderHead, id)) {
      await tests.refused(act, "AssetRegistry__WrongState", id, CANCELLED);
    }
    for (const act of acts(holderHead, hash("none"))) {
      await tests.refused(act, "AssetRegistry__UnknownAsset", hash("none"));
    }
    await expect(tests.chain.read(ASSETS, "asset", hash("none"))).rejects.toThrow(
      "AssetRegistry__UnknownAsset",
    );
  });
});
