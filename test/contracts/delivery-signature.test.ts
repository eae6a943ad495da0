// SPDX-License-Identifier: Apache-2.0
// By whom, for what and when a delivery must be signed and logged to be proven.
import { type Delivery, statementId } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";

import { altered, valueAt } from "./support/altered.ts";
import { DeliveryTests, PURPOSE } from "./support/delivery.ts";
import { mirrored, type Signed, signedTogether } from "./support/signed.ts";
import { ZeroHash } from "./support/world.ts";

const NOT_IN_LOG = "DeliveryRegistry__NotInLog";
const tests = new DeliveryTests();
let statement: Delivery;
let signed: Signed;
beforeEach(async () => {
  tests.emptyShelves();
  statement = await tests.delivery();
  signed = await tests.signed(statement);
});

describe("the signature of a delivery", () => {
  const WRONG = "DeliveryRegistry__WrongSigner";

  it("has a low s", async () => {
    const shelf = tests.shelf();
    const index = await shelf.put({ ...signed, signature: mirrored(signed.signature) });
    await shelf.anchor();
    const act = tests.record(shelf.placed(index));
    await tests.refused(act, "DeliveryRegistry__HighS", String(valueAt(act, "1.signature.s")));
  });

  it("is of this statement, by the seat's account", async () => {
    const { registrant, receiver } = tests;
    const other = await tests.delivery({ serial: 2 });
    for (const one of [
      await tests.signed(statement, receiver),
      { statement, signature: (await tests.signed(other)).signature },
    ]) {
      const shelf = tests.shelf();
      const index = await shelf.put(one);
      await shelf.anchor();
      const refusal = await tests.refusal(tests.record(shelf.placed(index)));
      expect([refusal.error, ...refusal.values.slice(0, 2)]).toEqual([
        ...[WRONG, BigInt(registrant.number), registrant.account],
      ]);
    }
  });

  it.each([
    ["any", "11".repeat(32)],
    ["the highest low", `7${"f".repeat(31)}5d576e7357a4501ddfe92f46681b20a0`],
  ])("is refused when it gives no account, with %s s", async (_, s) => {
    const { registrant } = tests;
    const shelf = tests.shelf();
    const value = `0x${"00".repeat(32)}${s}1b` as const;
    const index = await shelf.put({ ...signed, signature: { ...signed.signature, value } });
    await shelf.anchor();
    const values = [registrant.number, registrant.account, `0x${"00".repeat(20)}`] as const;
    await tests.refused(tests.record(shelf.placed(index)), WRONG, ...values);
  });

  it("was made for this chain and this ExchangeLog", async () => {
    for (const other of [
      { chainId: tests.chainId + 1 },
      { exchangeLog: `0x${"ee".repeat(20)}` as const },
    ]) {
      const placed = await tests.anchored(await tests.delivery(other));
      expect((await tests.refusal(tests.record(placed))).error).toBe(NOT_IN_LOG);
    }
  });
});

describe("a batch", () => {
  async function batchOf(count: number, purpose = PURPOSE, other: object = {}) {
    const serials = Array.from({ length: count }, (_, at) => at + 1);
    const own = await Promise.all(serials.map((serial) => tests.delivery({ serial })));
    const all = await signedTogether(tests.chain, tests.registrant.account, own, purpose);
    const [, one] = all;
    if (one === undefined) throw new Error("the batch is too small");
    const shelf = tests.shelf();
    const index = await shelf.put({ ...one, signature: { ...one.signature, ...other } });
    await shelf.anchor();
    return { act: tests.record(shelf.placed(index)), id: statementId(one.statement), one };
  }

  it("has 1,024 statements at most, and the statement's index in it", async () => {
    const { act } = await batchOf(3);
    const bad = "DeliveryRegistry__BadBatch";
    await tests.refused(altered(act, "1.signature.batch.count", 1025), bad, 1025, 1);
    await tests.refused(altered(act, "1.signature.batch.count", 1), bad, 1, 1);
    const path = Array.from({ length: 11 }, () => ZeroHash);
    const long = "DeliveryRegistry__PathTooLong";
    await tests.refused(altered(act, "1.signature.batch.path", path), long, 11, 10);
    await tests.does(act);
  });

  it("may have as many", async () => {
    const { act } = await batchOf(1024);
    await tests.does(act);
  });

  it("is for the grant's purpose", async () => {
    const { act, one } = await batchOf(2, PURPOSE + 1);
    const values = [one.statement.time, PURPOSE] as const;
    await tests.refused(act, "DeliveryRegistry__NotCovered", ...values);
  });

  it("covers the statement's time", async () => {
    for (const other of [
      { from: statement.time + 1000, until: statement.time + 1001 },
      { from: 1, until: 2 },
    ]) {
      tests.emptyShelves();
      await tests.chain.undone(async () => {
        const { act, one } = await batchOf(2, PURPOSE, other);
        const values = [one.statement.time, PURPOSE] as const;
        await tests.refused(act, "DeliveryRegistry__NotCovered", ...values);
      });
    }
  });

  it("holds the statement at its index", async () => {
    const { act, id, one } = await batchOf(4, PURPOSE, { index: 2 });
    const refusal = await tests.refusal(act);
    const { root } = one.signature as unknown as { root: string };
    expect([refusal.error, refusal.values[0], refusal.values[2]]).toEqual([
      ...["DeliveryRegistry__NotInBatch", id, root],
    ]);
    tests.emptyShelves();
  });

  it("has a path of the length that its size asks for", async () => {
    const { act } = await batchOf(4, PURPOSE, { path: [ZeroHash] });
    await tests.refused(act, "DeliveryRegistry__PathMisfit", 1, 4, 1);
  });

  it("is what was signed", async () => {
    const { act } = await batchOf(2, PURPOSE, { until: statement.time + 5000 });
    expect((await tests.refusal(act)).error).toBe("DeliveryRegistry__WrongSigner");
  });
});

describe("the times of an entry", () => {
  const OUT = "DeliveryRegistry__TimesOutOfOrder";

  async function at(added: { logged: number; seenTime: number }, time: number, anchoredAt: number) {
    tests.emptyShelves();
    const shelf = tests.shelf();
    const index = await shelf.put(await tests.signed(await tests.delivery({ time })), added);
    await tests.chain.nextAt(anchoredAt);
    await shelf.anchor();
    return tests.record(shelf.placed(index));
  }

  const WEEK = 604_800;
  it.each([
    ["the log's clock is a minute ahead of the anchor's", 60, 0, 0, true],
    ["it is more than a minute ahead", 61, 0, 0, false],
    ["the statement is five minutes ahead of the log's clock", 0, 0, 300, true],
    ["it is more than five minutes ahead", 0, 0, 301, false],
    ["the log had seen the anchor's moment", 0, 0, -5, true],
    ["it had seen a later one", 1, 1, -5, false],
    ["it had seen a later one than its own clock tells", -10, -9, -15, false],
    ["the statement is a week older than its entry", 0, -1, -WEEK, true],
    ["it is older than a week", 0, -1, -WEEK - 1, false],
  ])("when %s", async (_, logged, seen, stated, fits) => {
    // The grant and the seats are older than a week then.
    await tests.chain.pass(2 * WEEK);
    const anchoredAt = (await tests.chain.now()) + 100;
    const added = { logged: anchoredAt + logged, seenTime: anchoredAt + seen };
    const time = anchoredAt + stated;
    const act = await at(added, time, anchoredAt);
    if (fits) await tests.does(act);
    else await tests.refused(act, OUT, time, added.logged, added.seenTime, anchoredAt);
  });
});
