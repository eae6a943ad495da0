// SPDX-License-Identifier: Apache-2.0
import { statementId } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";

import { DeliveryTests, PURPOSE } from "./support/delivery.ts";
import { big } from "./support/expect.ts";
import { signedTogether } from "./support/signed.ts";
import { DAY, ZeroHash } from "./support/world.ts";

const tests = new DeliveryTests();
beforeEach(() => {
  tests.emptyShelves();
});

/** As much of an id as the contract keeps. */
const kept = (id: string): string => id.slice(0, 56);
const ALREADY = "DeliveryRegistry__AlreadyDelivered";

/** Two deliveries in the log, each anchored by itself. */
async function twoAnchored(firstSerial = 1, secondSerial = 2) {
  const first = await tests.delivery({ serial: firstSerial });
  const placed = await tests.anchored(first);
  await tests.chain.pass(DAY);
  const second = await tests.delivery({ serial: secondSerial });
  const later = await tests.anchored(second);
  const [early, late] = tests.shelf().anchors.map(({ time }) => BigInt(time));
  return { first, placed, second, later, early: early ?? 0n, late: late ?? 0n };
}

describe("recordDelivery", () => {
  describe("given a delivery that the grant's log holds", () => {
    it("stops the clock at the anchor, whoever submits it and however late", async () => {
      const statement = await tests.delivery();
      const placed = await tests.anchored(statement);
      const anchoredAt = tests.shelf().anchors[0]?.time ?? 0;
      await tests.chain.pass(400 * DAY);
      const stranger = tests.chain.newAccount();
      const done = await tests.does(tests.record(placed, stranger));
      expect(await tests.recorded()).toMatchObject({
        ...{ id: kept(statementId(statement)), receipt: ZeroHash, result: 0n, receivedAt: 0n },
        ...{ anchoredAt: BigInt(anchoredAt), firstAt: BigInt(anchoredAt) },
      });
      expect(done.events.map(({ name }) => name)).toEqual(["DeliveryRecorded"]);
      expect(done.events[0]?.args.toArray()).toEqual([
        ...[tests.grantId, statementId(statement), BigInt(statement.organization)],
        ...[statement.asset, statement.version, BigInt(statement.recipient)],
        ...[...big(1, 0, 1, anchoredAt), true],
      ]);
    });

    it("takes every channel, parts, unsalted digests, and any number that JSON readers read alike", async () => {
      const parts = { count: 4_294_967_295, root: `0x${"ab".repeat(32)}` } as const;
      const digest = { bytes: 0, sha256: parts.root, sm3: parts.root };
      const serial = Number.MAX_SAFE_INTEGER;
      for (const other of [
        { channel: "interface", salted: false },
        { channel: "batch", parts },
        { channel: "file", digest, serial },
        { digest: { ...digest, bytes: 99_999_999 }, serial: 100_000_000 },
      ] as const) {
        const placed = await tests.anchored(await tests.delivery(other));
        await tests.chain.undone(async () => tests.does(tests.record(placed)));
      }
    });

    it("takes it wherever it lies in trees of every shape", async () => {
      const shelf = tests.shelf();
      const filler = (text: string) => shelf.putBytes(new TextEncoder().encode(text));
      for (let round = 0; round < 9; round++) {
        for (let i = 0; i < round; i++) filler(`before ${round} ${i}`);
        const index = await shelf.put(await tests.signed(await tests.delivery()));
        for (let i = 0; i < (round * 5) % 7; i++) filler(`after ${round} ${i}`);
        await shelf.anchor();
        const act = tests.record(shelf.placed(index));
        await tests.chain.undone(async () => tests.does(act));
      }
    });

    it("takes one that was signed in a batch, at each place of it", async () => {
      const own = await Promise.all([1, 2, 3, 4, 5].map((serial) => tests.delivery({ serial })));
      const { chain, registrant } = tests;
      const signed = await signedTogether(chain, registrant.account, own, PURPOSE);
      const indices: number[] = [];
      for (const one of signed) indices.push(await tests.shelf().put(one));
      await tests.shelf().anchor();
      for (const index of indices) {
        const act = tests.record(tests.shelf().placed(index));
        await chain.undone(async () => tests.does(act));
      }
    });
  });

  describe("given a recorded delivery", () => {
    it("refuses it again, and any later one", async () => {
      const { placed, first, later, early } = await twoAnchored();
      await tests.does(tests.record(placed));
      const values = [tests.grantId, kept(statementId(first)), Number(early)] as const;
      await tests.refused(tests.record(placed), ALREADY, ...values);
      await tests.refused(tests.record(later), ALREADY, ...values);
    });

    it("lets an earlier one take its place while there is no receipt", async () => {
      const { placed, first, later, early, late } = await twoAnchored();
      await tests.does(tests.record(later));
      expect(await tests.recorded()).toMatchObject({ anchoredAt: late, firstAt: late });
      const done = await tests.does(tests.record(placed));
      expect(done.events[0]?.args.at(-1)).toBe(true);
      expect(await tests.recorded()).toMatchObject({
        ...{ id: kept(statementId(first)), anchoredAt: early, firstAt: early },
      });
      await tests.refused(
        tests.record(later),
        ...([ALREADY, tests.grantId, kept(statementId(first)), Number(early)] as const),
      );
    });

    it("refuses another one of the same anchor", async () => {
      const shelf = tests.shelf();
      const [first, second] = [await tests.delivery(), await tests.delivery({ serial: 2 })];
      const one = await shelf.put(await tests.signed(first));
      const two = await shelf.put(await tests.signed(second));
      const time = await shelf.anchor();
      await tests.does(tests.record(shelf.placed(two)));
      const values = [tests.grantId, kept(statementId(second)), time] as const;
      await tests.refused(tests.record(shelf.placed(one)), ALREADY, ...values);
    });
  });

  describe("given a recorded delivery with a receipt", () => {
    it("learns from an earlier one when the provider first delivered, and keeps the receipt", async () => {
      const { placed, second, later, early, late } = await twoAnchored();
      const done = await tests.does(tests.record(later));
      const { act, statement } = await tests.received({ statement: second, placed: later, done });
      await tests.does(act);
      const found = await tests.does(tests.record(placed));
      expect(found.events[0]?.args.at(-1)).toBe(false);
      expect(await tests.recorded()).toMatchObject({
        ...{ id: kept(statementId(second)), anchoredAt: late, firstAt: early, result: 1n },
        receipt: statementId(statement),
      });
      const values = [tests.grantId, kept(statementId(second)), Number(early)] as const;
      await tests.refused(tests.record(placed), ALREADY, ...values);
    });

    it("lets another with a higher serial count after a mismatch, and the first anchor stands", async () => {
      const of = await tests.delivered({ serial: 5 });
      const { firstAt } = await tests.recorded();
      await tests.does((await tests.received(of, { result: "mismatch" })).act);
      const again = await tests.delivery({ serial: 6 });
      await tests.does(tests.record(await tests.anchored(again)));
      expect(await tests.recorded()).toMatchObject({
        ...{ id: kept(statementId(again)), firstAt, result: 0n, receivedAt: 0n },
        receipt: ZeroHash,
      });
      expect(await tests.recorded()).not.toMatchObject({ anchoredAt: firstAt });
    });

    it("never lets one up to the mismatch count again, however early it was anchored", async () => {
      const { first, second, placed, later } = await twoAnchored(7, 7);
      const done = await tests.does(tests.record(later));
      const of = { statement: second, placed: later, done };
      await tests.does((await tests.received(of, { result: "mismatch" })).act);
      await tests.does(tests.record(placed));
      expect(await tests.recorded()).toMatchObject({ id: kept(statementId(second)), result: 2n });
      const third = await tests.delivery({ serial: 8 });
      await tests.does(tests.record(await tests.anchored(third)));
      const values = [tests.grantId, kept(statementId(third))] as const;
      const { firstAt } = await tests.recorded();
      await tests.refused(tests.record(placed), ALREADY, ...values, Number(firstAt));
      await tests.refused(tests.record(later), ALREADY, ...values, Number(firstAt));
      expect(first.serial).toBe(second.serial);
    });
  });
});

describe("lateness", () => {
  const late = async (clock: number) =>
    tests.list("deliveryRegistry", "lateness", tests.grantId, clock);

  it("tells of the delivery's clock from the grant on, and stops it at the first anchor", async () => {
    const { holder } = tests.province;
    const open = await late(2);
    expect([open[0], open[3]]).toEqual([BigInt(holder.number), false]);
    await tests.delivered();
    await tests.chain.pass(400 * DAY);
    expect(await late(2)).toEqual(open);
  });

  it("tells that nothing, or too late, was delivered", async () => {
    await tests.chain.pass(50 * DAY);
    expect((await late(2))[3]).toBe(true);
    await tests.delivered();
    expect((await late(2))[3]).toBe(true);
  });

  it("runs the recipient's clock from the anchor, ten working days", async () => {
    expect(await late(4)).toEqual([...big(0, 0, 0), false]);
    const of = await tests.delivered();
    const { anchoredAt, receiptDue } = await tests.recorded();
    const { requester } = tests.province;
    expect(await late(4)).toEqual([BigInt(requester.number), anchoredAt, receiptDue, false]);
    const args = [anchoredAt, 10] as const;
    const [due] = await tests.list("workCalendar", "addWorkingDays", ...args);
    expect(receiptDue).toBe(due);
    await tests.chain.nextAt(Number(receiptDue));
    const { act } = await tests.received(of);
    expect((await late(4))[3]).toBe(true);
    await tests.does(act);
    expect((await late(4))[3]).toBe(true);
  });

  it("is kept by a receipt in the last second", async () => {
    const of = await tests.delivered();
    const { receiptDue } = await tests.recorded();
    const receipt = await tests.receipt(of.statement);
    const shelf = tests.shelf();
    const index = await shelf.put(await tests.signed(receipt));
    await tests.chain.nextAt(Number(receiptDue) - 1);
    await shelf.anchor();
    await tests.chain.pass(400 * DAY);
    await tests.does(tests.recordReceipt(shelf.placed(index), of.placed));
    expect((await late(4))[3]).toBe(false);
  });

  it("refuses a clock that it does not keep, and knows no clock of an unknown grant", async () => {
    const act = tests.world.act(
      tests.chain.deployer,
      "deliveryRegistry",
      "lateness",
      tests.grantId,
      3,
    );
    await tests.refused(act, "DeliveryRegistry__UnknownClock", 3);
    const none = await tests.list("deliveryRegistry", "lateness", ZeroHash, 2);
    expect(none).toEqual([...big(0, 0, 0), false]);
  });
});
