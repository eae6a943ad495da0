// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { ProcedureTests } from "./support/procedures.ts";
import {
  CAPACITY,
  hash,
  OFFICE,
  type Registration,
  REGION,
  type Seat,
  ZeroHash,
} from "./support/world.ts";

const ASSETS = "assetRegistry";
const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const REGISTRATION = ONLY_HEAD | (1 << OFFICE.registrant);
const REGISTERED = 1;

const tests = new ProcedureTests();

const register = (by: Seat, other: Partial<Registration> = {}) => tests.world.register(by, other);
const acting = (by: Seat, fn: string, id: string, ...args: unknown[]) =>
  tests.world.bySeat(by, ASSETS, fn, id, ...args);
const newAsset = (confirmed = true, other: Partial<Registration> = {}) => {
  const { holderHead, authorityHead } = tests.province;
  return tests.world.asset(holderHead, confirmed ? authorityHead : undefined, other);
};
const shareable = (id: string) => tests.chain.read(ASSETS, "isShareable", id);

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
      expect(done.events.map(({ name }) => name)).toEqual(["AssetRegistered"]);
      expect(done.events[0]?.args.toArray()).toEqual([
        ...big(id, holder.number, code, seat.number, localNumber, region, attribute, grade),
        ...[record, basis],
      ]);
      expect(await tests.list(ASSETS, "asset", id)).toEqual([
        ...big(holder.number, 7, done.time, code, region, basis, ZeroHash, REGISTERED),
        ...big(attribute, grade, 0, 0, 0, 0, 0, holder.number, 0),
      ]);
      expect(await tests.list(ASSETS, "procedure", id)).toEqual([
        ...[1n, 1n, 1n, false, ...big(0, done.time, done.time, 0, 0), false, record],
      ]);
      expect(await tests.chain.read(ASSETS, "holderOf", id)).toBe(BigInt(holder.number));
      expect(await tests.chain.read(ASSETS, "recordedHolderOf", id)).toBe(BigInt(holder.number));
      expect(await tests.chain.read(ASSETS, "holderAt", id, done.time)).toBe(0n);
      const packed = BigInt(REGISTERED) + (BigInt(attribute) << 8n) + (BigInt(grade) << 16n);
      expect(await tests.chain.read(ASSETS, "stateAt", id, done.time)).toBe(packed);
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
    await tests.does(register(holderHead, { region: 999_999 }));
  });

  it("takes a local number once from each organisation", async () => {
    const { holderHead, requesterHead } = tests.province;
    const id = await newAsset(false, { localNumber: 5 });
    const again = register(holderHead, { localNumber: 5 });
    await tests.refused(again, "AssetRegistry__LocalNumberTaken", id, 5);
    await tests.does(register(requesterHead, { localNumber: 5 }));
  });

  it("takes a catalogue code once for each region, until the registration fails", async () => {
    const { requesterHead } = tests.province;
    const catalogueCode = hash("code");
    const id = await newAsset(false, { catalogueCode });
    const again = register(requesterHead, { catalogueCode });
    const values = [catalogueCode, REGION, id];
    await tests.refused(again, "AssetRegistry__CatalogueCodeTaken", ...values);
    await tests.does(register(requesterHead, { catalogueCode, region: REGION + 100 }));
    await tests.does(tests.byHolder("withdraw", id));
    expect(await tests.chain.read(ASSETS, "assetByCatalogueCode", catalogueCode, REGION)).toBe(
      ZeroHash,
    );
    const other = String((await tests.does(again)).events[0]?.args[0]);
    const reopen = tests.byHolder("open", id, 1, hash("record"));
    const taken = [catalogueCode, REGION, other];
    await tests.refused(reopen, "AssetRegistry__CatalogueCodeTaken", ...taken);
    await tests.does(acting(requesterHead, "withdraw", other));
    await tests.does(reopen);
    expect(await tests.chain.read(ASSETS, "assetByCatalogueCode", catalogueCode, REGION)).toBe(id);
  });
});

describe("isShareable", () => {
  it("is true of coded, valid, unfrozen assets that may be shared only", async () => {
    const { chain } = tests;
    expect(await shareable(await newAsset(false))).toBe(false);
    expect(await shareable(await newAsset(true, { attribute: 1 }))).toBe(true);
    const withheld = { attribute: 3, legalBasis: hash("basis") };
    expect(await shareable(await newAsset(true, withheld))).toBe(false);
    expect(await shareable(hash("none"))).toBe(false);
    const id = await newAsset();
    expect(await shareable(id)).toBe(true);
    await chain.undone(async () => {
      await tests.does(tests.byCase("freeze", id));
      expect(await shareable(id)).toBe(false);
      await tests.does(tests.byCase("unfreeze", id));
      expect(await shareable(id)).toBe(true);
    });
    const until = Number((await tests.asset(id)).until);
    await chain.pass(until - 1 - (await chain.now()));
    expect(await shareable(id)).toBe(true);
    await chain.pass(1);
    expect(await shareable(id)).toBe(false);
  });
});
