// SPDX-License-Identifier: Apache-2.0
import { SLOTS, VALUES, elementSlot, mappingSlot, slotAt } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { Suite } from "./support/suite.ts";
import {
  CAPACITY,
  DAY,
  hash,
  OFFICE,
  type Registration,
  REGION,
  type Seat,
  ZeroHash,
} from "./support/world.ts";

const ASSETS = "assetRegistry";
const THREE_YEARS = 1096 * DAY;
const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const REGISTRATION = ONLY_HEAD | (1 << OFFICE.registrant);
const [REGISTERED, CONFIRMED, CANCELLED] = [1, 2, 3];

const tests = new Suite();

const register = (by: Seat, other: Partial<Registration> = {}) => tests.world.register(by, other);
const acting = (by: Seat, fn: string, id: string, ...args: unknown[]) =>
  tests.world.bySeat(by, ASSETS, fn, id, ...args);
const newAsset = (confirmed = true, other: Partial<Registration> = {}) => {
  const { holderHead, authorityHead } = tests.province;
  return tests.world.asset(holderHead, confirmed ? authorityHead : undefined, other);
};
const shareable = (id: string) => tests.chain.read(ASSETS, "isShareable", id);

/** Freezes an asset as a later act will: the field of its last state is set in storage. */
const freeze = async (id: string) => {
  const trace = mappingSlot(slotAt(SLOTS.assetRegistry.states), id as `0x${string}`);
  const length = await tests.chain.slot(ASSETS, trace);
  const last = elementSlot(trace, length - 1n);
  const bit = 1n << BigInt(48 + VALUES.asset.frozen.offset);
  await tests.chain.setSlot(ASSETS, last, (await tests.chain.slot(ASSETS, last)) | bit);
};

describe("register", () => {
  it.each([OFFICE.headOfDataOffice, OFFICE.registrant])(
    "registers for office %i",
    async (office) => {
      const { holder, holderHead } = tests.province;
      const seat =
        office === OFFICE.headOfDataOffice ? holderHead : await tests.world.appoint(holder, office);
      const facts = [7, hash("code"), REGION, 2, 1, hash("record"), hash("basis")] as const;
      const done = await tests.does(
        register(seat, { localNumber: 7, catalogueCode: hash("code"), legalBasis: hash("basis") }),
      );
      const id = String(done.events[0]?.args[0]);
      expect(id).toBe(await tests.chain.read(ASSETS, "assetId", holder.number, 7));
      const [localNumber, code, region, attribute, grade, record, basis] = facts;
      expect(done.events[0]?.args.toArray()).toEqual([
        ...big(id, holder.number, code, seat.number, localNumber, region, attribute, grade),
        ...[record, basis],
      ]);
      expect(await tests.list(ASSETS, "asset", id)).toEqual([
        ...big(holder.number, 7, code, region, basis, record, REGISTERED, attribute, grade, 1, 0),
        ...[false, BigInt(holder.number), 0n],
      ]);
      expect(await tests.chain.read(ASSETS, "holderAt", id, done.time)).toBe(BigInt(holder.number));
      expect(await tests.chain.read(ASSETS, "holderAt", id, done.time - 1)).toBe(0n);
      expect(await tests.chain.read(ASSETS, "stateAt", id, done.time - 1)).toBe(0n);
      expect(await tests.chain.read(ASSETS, "assetByCatalogueCode", code, REGION)).toBe(id);
    },
  );

  it("refuses another office, and an organisation that is no department", async () => {
    const { world, province } = tests;
    const receiver = await world.appoint(province.holder, OFFICE.receiver);
    const values = [receiver.number, OFFICE.receiver, REGISTRATION];
    await tests.refused(register(receiver), "OrganizationRegistry__WrongOffice", ...values);
    const { centre, centreHead } = province;
    const missing = [centre.number, CAPACITY.department];
    await tests.refused(register(centreHead), "AssetRegistry__MissingCapacity", ...missing);
  });

  it("refuses secrets, core data, and what no law knows", async () => {
    const { holderHead } = tests.province;
    const secret = register(holderHead, { holdsNoSecrets: false });
    await tests.refused(secret, "AssetRegistry__HoldsSecrets");
    for (const grade of [0, 3, 4]) {
      await tests.refused(register(holderHead, { grade }), "AssetRegistry__BadGrade", grade);
    }
    for (const attribute of [0, 4]) {
      const act = register(holderHead, { attribute });
      await tests.refused(act, "AssetRegistry__BadAttribute", attribute);
    }
    await tests.does(register(holderHead, { grade: 2 }));
  });

  it("wants a legal basis for what shall not be shared", async () => {
    const { holderHead } = tests.province;
    await tests.refused(register(holderHead, { attribute: 3 }), "AssetRegistry__NoLegalBasis");
    await tests.does(register(holderHead, { attribute: 3, legalBasis: hash("basis") }));
  });

  it("refuses without a record, a catalogue code, or a region", async () => {
    const { holderHead } = tests.province;
    const none = ZeroHash;
    await tests.refused(register(holderHead, { recordHash: none }), "AssetRegistry__NoRecord");
    const uncoded = register(holderHead, { catalogueCode: none });
    await tests.refused(uncoded, "AssetRegistry__NoCatalogueCode");
    for (const region of [0, 1_000_000]) {
      await tests.refused(register(holderHead, { region }), "AssetRegistry__BadRegion", region);
    }
  });

  it("takes a local number once from each organisation", async () => {
    const { holderHead, requesterHead } = tests.province;
    const id = await newAsset(false, { localNumber: 5 });
    const again = register(holderHead, { localNumber: 5 });
    await tests.refused(again, "AssetRegistry__LocalNumberTaken", id, 5);
    await tests.does(register(requesterHead, { localNumber: 5 }));
  });

  it("takes a catalogue code once for each region, until it is free again", async () => {
    const { holderHead, requesterHead } = tests.province;
    const catalogueCode = hash("code");
    const id = await newAsset(false, { catalogueCode });
    const again = register(requesterHead, { catalogueCode });
    const values = [catalogueCode, REGION, id];
    await tests.refused(again, "AssetRegistry__CatalogueCodeTaken", ...values);
    await tests.does(register(requesterHead, { catalogueCode, region: REGION + 100 }));
    await tests.does(acting(holderHead, "cancel", id));
    await tests.does(again);
  });
});

describe("confirm", () => {
  it("confirms for three years", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await newAsset(false);
    const done = await tests.does(acting(authorityHead, "confirm", id));
    const until = done.time + THREE_YEARS;
    expect(done.events[0]?.args.toArray()).toEqual(big(id, authority.number, until));
    const asset = await tests.list(ASSETS, "asset", id);
    expect([asset[6], asset[10]]).toEqual(big(CONFIRMED, until));
    expect(await tests.chain.read(ASSETS, "stateTrace", id)).toBe(2n);
  });

  it("refuses an organisation that is no registrar, or does not lie above the holder", async () => {
    const { authority, holder, requesterHead } = tests.province;
    const id = await newAsset(false);
    const missing = [requesterHead.organization, CAPACITY.registrar];
    const beside = acting(requesterHead, "confirm", id);
    await tests.refused(beside, "AssetRegistry__MissingCapacity", ...missing);
    const other = await tests.world.admit(CAPACITY.registrar, authority);
    const otherHead = await tests.world.appointHead(other);
    const values = [other.number, holder.number];
    await tests.refused(acting(otherHead, "confirm", id), "AssetRegistry__NotAbove", ...values);
  });

  it("refuses a registrar's own asset, which nobody above has seen", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.world.asset(authorityHead);
    const values = [authority.number, authority.number];
    await tests.refused(acting(authorityHead, "confirm", id), "AssetRegistry__NotAbove", ...values);
  });

  it("refuses another office", async () => {
    const seat = await tests.world.appoint(tests.province.authority, OFFICE.registrant);
    const values = [seat.number, OFFICE.registrant, ONLY_HEAD];
    const act = acting(seat, "confirm", await newAsset(false));
    await tests.refused(act, "OrganizationRegistry__WrongOffice", ...values);
  });

  it("refuses an asset that is confirmed, cancelled or unknown", async () => {
    const { authorityHead, holderHead } = tests.province;
    const id = await newAsset();
    const act = acting(authorityHead, "confirm", id);
    await tests.refused(act, "AssetRegistry__WrongState", id, CONFIRMED);
    await tests.does(acting(holderHead, "cancel", id));
    await tests.refused(act, "AssetRegistry__WrongState", id, CANCELLED);
    const unknown = acting(authorityHead, "confirm", hash("none"));
    await tests.refused(unknown, "AssetRegistry__UnknownAsset", hash("none"));
  });
});

describe("revise", () => {
  it("adds a version, and keeps those before", async () => {
    const { holder, holderHead } = tests.province;
    const id = await newAsset();
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    await tests.does(acting(holderHead, "revise", id, hash("second")));
    const done = await tests.does(acting(registrant, "revise", id, hash("third")));
    expect(done.events[0]?.args.toArray()).toEqual(big(id, 3, hash("third")));
    const hashes = [1, 2, 3, 4, 0].map((n) => tests.chain.read(ASSETS, "recordHashOf", id, n));
    const expected = [hash("record"), hash("second"), hash("third"), ZeroHash, ZeroHash];
    expect(await Promise.all(hashes)).toEqual(expected);
    const asset = await tests.list(ASSETS, "asset", id);
    expect([asset[5], asset[9]]).toEqual(big(hash("third"), 3));
  });

  it("refuses another organisation, another office, and no record", async () => {
    const { holder, holderHead, requester, requesterHead } = tests.province;
    const id = await newAsset();
    const values = [id, requester.number, holder.number];
    const foreign = acting(requesterHead, "revise", id, hash("second"));
    await tests.refused(foreign, "AssetRegistry__NotHolder", ...values);
    const receiver = await tests.world.appoint(holder, OFFICE.receiver);
    const offices = [receiver.number, OFFICE.receiver, REGISTRATION];
    const act = acting(receiver, "revise", id, hash("second"));
    await tests.refused(act, "OrganizationRegistry__WrongOffice", ...offices);
    await tests.refused(acting(holderHead, "revise", id, ZeroHash), "AssetRegistry__NoRecord");
  });

  it("refuses an asset that is not confirmed, expired, frozen or unknown", async () => {
    const { chain } = tests;
    const { holder, holderHead } = tests.province;
    const revise = (id: string, by = holderHead) => acting(by, "revise", id, hash("second"));
    const registered = await newAsset(false);
    await tests.refused(revise(registered), "AssetRegistry__WrongState", registered, REGISTERED);
    const none = hash("none");
    await tests.refused(revise(none), "AssetRegistry__UnknownAsset", none);
    const id = await newAsset();
    await chain.undone(async () => {
      await freeze(id);
      await tests.refused(revise(id), "AssetRegistry__Frozen", id);
      await tests.refused(acting(holderHead, "cancel", id), "AssetRegistry__Frozen", id);
    });
    const until = Number((await tests.list(ASSETS, "asset", id))[10]);
    const late = await tests.world.appoint(holder, OFFICE.registrant, THREE_YEARS + DAY);
    await chain.undone(async () => {
      await chain.nextAt(until - 1);
      await tests.does(revise(id, late));
    });
    await chain.nextAt(until);
    await tests.refused(revise(id, late), "AssetRegistry__Expired", id, until);
  });
});

describe("isShareable", () => {
  it("is true of confirmed, valid, unfrozen assets that may be shared only", async () => {
    const { chain } = tests;
    expect(await shareable(await newAsset(false))).toBe(false);
    expect(await shareable(await newAsset(true, { attribute: 1 }))).toBe(true);
    const withheld = { attribute: 3, legalBasis: hash("basis") };
    expect(await shareable(await newAsset(true, withheld))).toBe(false);
    expect(await shareable(hash("none"))).toBe(false);
    const id = await newAsset();
    expect(await shareable(id)).toBe(true);
    await chain.undone(async () => {
      await freeze(id);
      expect(await shareable(id)).toBe(false);
    });
    const until = Number((await tests.list(ASSETS, "asset", id))[10]);
    await chain.pass(until - 1 - (await chain.now()));
    expect(await shareable(id)).toBe(true);
    await chain.pass(1);
    expect(await shareable(id)).toBe(false);
  });
});
