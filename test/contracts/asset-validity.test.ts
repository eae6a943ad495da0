// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, encodeBytes32String, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { FIRST_TYPE, ProcedureTests } from "./support/procedures.ts";
import { DAY, hash, REGION, type Seat, ZeroHash } from "./support/world.ts";

const ASSETS = "assetRegistry";
// Three years, of which one at most has a leap day.
const THREE_YEARS = 1096 * DAY;
const [REGISTERED, CONFIRMED, CANCELLED] = [1, 2, 3];
const [CHANGE, CORRECTION, RENEWAL, CANCELLATION, LICENCE] = [2, 3, 4, 5, 6];

const tests = new ProcedureTests();

const read = (fn: string, ...args: unknown[]) => tests.chain.read(ASSETS, fn, ...args);

/** Opens a procedure and has it coded, by seats of a later time. */
async function codedLater(
  id: string,
  { holder, registrar }: { holder: Seat; registrar: Seat },
  type: number,
): Promise<void> {
  await tests.does(tests.acting(holder, "open", id, type, hash("later")));
  await tests.codeBy(holder, registrar, id);
}

const untilOf = async (id: string): Promise<number> => Number((await tests.asset(id)).until);

describe("given a first registration that is coded", () => {
  it("has a registration number, a query code, a holder and three years", async () => {
    const { authority, authorityHead, holder } = tests.province;
    const id = await tests.draft();
    expect(await read("queryCodeOf", id)).toBe("0x0000000000000000");
    expect(await tests.list(ASSETS, "registrationNumberOf", id)).toEqual(big(0, 0));
    const done = await tests.take(id);
    const until = done.time + THREE_YEARS;
    expect(done.events[0]?.args.toArray()).toEqual(
      big(id, authority.number, 1, authorityHead.number, 1, until, 1),
    );
    expect(await tests.asset(id)).toMatchObject({
      ...{ state: BigInt(CONFIRMED), version: 1n, until: BigInt(until), frozen: 0n },
      ...{ registrar: BigInt(authority.number), serial: 1n, recordHash: hash("record") },
    });
    const facts = AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint32", "uint32"],
      [id, authority.number, 1],
    );
    expect(await read("queryCodeOf", id)).toBe(keccak256(facts).slice(0, 18));
    expect(await tests.list(ASSETS, "registrationNumberOf", id)).toEqual(big(authority.number, 1));
    expect(await read("holderAt", id, done.time)).toBe(BigInt(holder.number));
    expect(await read("holderAt", id, done.time - 1)).toBe(0n);
    const stateAt = async (time: number) => ((await read("stateAt", id, time)) as bigint) & 0xffn;
    expect(await stateAt(done.time)).toBe(BigInt(CONFIRMED));
    expect(await stateAt(done.time - 1)).toBe(BigInt(REGISTERED));
    const { recordHash, stage } = await tests.procedure(id);
    expect([recordHash, stage]).toEqual([hash("record"), 9n]);
  });

  it("gives serial numbers one after the other, each registrar its own", async () => {
    const [first, second] = [await tests.coded(), await tests.coded()];
    const serialOf = async (id: string) => (await tests.asset(id)).serial;
    expect([await serialOf(first), await serialOf(second)]).toEqual(big(1, 2));
    expect(await read("queryCodeOf", first)).not.toBe(await read("queryCodeOf", second));
  });

  it("goes on by the rules of its opening", async () => {
    const { chain, world } = tests;
    const key = encodeBytes32String("registration.validity.years");
    const source = encodeBytes32String("a test");
    const setTo = (years: number) =>
      chain.does(world.act(chain.admin, "ruleBook", "setRule", key, years, 3, source, 0));
    const id = await tests.draft();
    await setTo(5);
    const noLonger = [1, false, false, 3, 20, 0, encodeBytes32String("first")];
    await chain.does(world.act(chain.admin, "ruleBook", "setType", 1, noLonger, 3, source, 0));
    const done = await tests.take(id);
    expect(await untilOf(id)).toBe(done.time + THREE_YEARS);
    const later = await tests.draft();
    const straight = await tests.take(later);
    expect(await untilOf(later)).toBe(straight.time + (5 * 365 + 2) * DAY);
  });
});

describe("given a change or a correction that is coded", () => {
  it.each([CHANGE, CORRECTION])(
    "type %i has the next version, the same number and validity",
    async (type) => {
      const { authority, authorityHead } = tests.province;
      const id = await tests.coded();
      const { until } = await tests.asset(id);
      await tests.opened(id, type, hash("second"));
      expect((await tests.procedure(id)).recordHash).toBe(hash("second"));
      const done = await tests.take(id);
      expect(done.events[0]?.args.toArray()).toEqual(
        big(id, authority.number, type, authorityHead.number, 2, until, 1),
      );
      expect(await tests.asset(id)).toMatchObject({ version: 2n, until, serial: 1n });
      const hashes = [0, 1, 2, 3].map((version) => read("recordHashOf", id, version));
      const expected = [ZeroHash, hash("record"), hash("second"), ZeroHash];
      expect(await Promise.all(hashes)).toEqual(expected);
      await tests.opened(id, type, hash("third"));
      await tests.does(tests.byHolder("withdraw", id));
      expect(await read("recordHashOf", id, 3)).toBe(ZeroHash);
      expect((await tests.asset(id)).recordHash).toBe(hash("second"));
    },
  );
});

describe("given a renewal", () => {
  it("is opened in the last sixty days of the validity only", async () => {
    const id = await tests.coded();
    const until = await untilOf(id);
    const from = until - 60 * DAY;
    const window = [id, from, until] as const;
    const { holder } = await tests.passTo(from - DAY);
    const open = tests.acting(holder, "open", id, RENEWAL, hash("documents"));
    await tests.chain.nextAt(from - 1);
    await tests.refused(open, "AssetRegistry__NotInWindow", ...window);
    for (const time of [from, until - 1]) {
      await tests.chain.undone(async () => {
        await tests.chain.nextAt(time);
        await tests.does(open);
      });
    }
    await tests.chain.nextAt(until);
    await tests.refused(open, "AssetRegistry__NotInWindow", ...window);
  });

  it("adds three years to the validity, and brings no version", async () => {
    const id = await tests.coded();
    const until = await untilOf(id);
    const seats = await tests.passTo(until - 59 * DAY);
    await codedLater(id, seats, RENEWAL);
    expect(await tests.asset(id)).toMatchObject({ version: 1n, serial: 1n });
    expect(await untilOf(id)).toBe(until + THREE_YEARS);
    expect((await tests.procedure(id)).recordHash).toBe(ZeroHash);
  });

  it("is coded after the validity, too, if it was opened in time", async () => {
    const id = await tests.coded();
    const until = await untilOf(id);
    const { holder, registrar } = await tests.passTo(until - 10 * DAY);
    await tests.does(tests.acting(holder, "open", id, RENEWAL, hash("documents")));
    await tests.chain.pass(30 * DAY);
    expect(await read("isShareable", id)).toBe(false);
    await tests.codeBy(holder, registrar, id);
    expect(await untilOf(id)).toBe(until + THREE_YEARS);
    expect(await read("isShareable", id)).toBe(true);
  });
});

describe("given a cancellation that is coded", () => {
  it("ends the registration for good, and frees its catalogue code", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.coded();
    const code = String((await tests.list(ASSETS, "asset", id))[3]);
    await tests.opened(id, CANCELLATION);
    const done = await tests.take(id);
    expect(done.events.map(({ name }) => name)).toEqual(["AssetCancelled"]);
    expect(done.events[0]?.args.toArray()).toEqual(big(id, authority.number, authorityHead.number));
    expect((await tests.asset(id)).state).toBe(BigInt(CANCELLED));
    expect(await read("assetByCatalogueCode", code, REGION)).toBe(ZeroHash);
    for (const type of [FIRST_TYPE, CHANGE, CORRECTION, RENEWAL, CANCELLATION, LICENCE]) {
      const again = tests.byHolder("open", id, type, hash("again"));
      await tests.refused(again, "AssetRegistry__WrongState", id, CANCELLED);
    }
    await tests.world.asset(tests.parties.applicant, undefined, { catalogueCode: code });
  });
});

describe("given a type that is recorded only", () => {
  it("changes nothing", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.coded();
    const before = await tests.list(ASSETS, "asset", id);
    await tests.opened(id, LICENCE);
    const done = await tests.take(id);
    expect(done.events.map(({ name }) => name)).toEqual(["RegistrationRecorded"]);
    expect(done.events[0]?.args.toArray()).toEqual(
      big(id, authority.number, LICENCE, authorityHead.number),
    );
    expect(await tests.list(ASSETS, "asset", id)).toEqual(before);
    expect(await tests.stage(id)).toBe("Coded");
  });
});

describe("given an asset that has expired", () => {
  it("refuses changes, corrections and what is recorded only", async () => {
    const id = await tests.coded();
    const until = await untilOf(id);
    const { holder } = await tests.passTo(until);
    for (const type of [CHANGE, CORRECTION, LICENCE]) {
      const open = tests.acting(holder, "open", id, type, hash("late"));
      await tests.refused(open, "AssetRegistry__Expired", id, until);
    }
  });

  it.each([CHANGE, LICENCE])("refuses to code type %i that was opened before", async (type) => {
    const id = await tests.coded();
    const until = await untilOf(id);
    const { holder, registrar } = await tests.passTo(until - 5 * DAY);
    await tests.does(tests.acting(holder, "open", id, type, hash("late")));
    const coding = tests.codeBy(holder, registrar, id);
    await expect(coding).rejects.toMatchObject({ error: "AssetRegistry__Expired" });
    await tests.does(tests.acting(holder, "withdraw", id));
  });

  it("can be cancelled", async () => {
    const id = await tests.coded();
    const seats = await tests.passTo((await untilOf(id)) + DAY);
    await codedLater(id, seats, CANCELLATION);
    expect((await tests.asset(id)).state).toBe(BigInt(CANCELLED));
  });

  it("can be registered again, with a new number and a new validity", async () => {
    const id = await tests.coded();
    const until = await untilOf(id);
    const seats = await tests.passTo(until - 3600);
    const again = tests.acting(seats.holder, "open", id, FIRST_TYPE, hash("again"));
    await tests.chain.nextAt(until - 1);
    await tests.refused(again, "AssetRegistry__StillValid", id, until);
    await tests.chain.nextAt(until);
    await tests.does(again);
    await tests.does(tests.acting(seats.holder, "withdraw", id));
    expect((await tests.asset(id)).state).toBe(BigInt(CONFIRMED));
    await codedLater(id, seats, FIRST_TYPE);
    const now = await tests.chain.now();
    expect(await tests.asset(id)).toMatchObject({
      version: 2n,
      serial: 2n,
      recordHash: hash("later"),
    });
    expect(await untilOf(id)).toBe(now + THREE_YEARS);
  });
});
