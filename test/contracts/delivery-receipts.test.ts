// SPDX-License-Identifier: Apache-2.0
import { type Delivery, statementId, toHex } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";

import { altered } from "./support/altered.ts";
import { type Delivered, DeliveryTests, PURPOSE } from "./support/delivery.ts";
import { big, told } from "./support/expect.ts";
import { leafOf } from "./support/merkle.ts";
import { signedTogether } from "./support/signed.ts";
import { CAPACITY, DAY, hash, OFFICE, ZeroHash } from "./support/world.ts";

const REGISTRY = "organizationRegistry";
const tests = new DeliveryTests();
const kept = (id: string): string => id.slice(0, 56);

let of: Delivered;
beforeEach(async () => {
  tests.emptyShelves();
  of = await tests.delivered();
});

const organization = async (by: string, fn: string, ...args: unknown[]) =>
  tests.does(tests.world.act(by, REGISTRY, fn, ...args));

describe("recordReceipt", () => {
  it("records that the delivery was accepted, at the anchor of the receipt, whoever submits it", async () => {
    const statement = await tests.receipt(of.statement);
    const placed = await tests.anchored(statement);
    const time = tests.shelf().anchors.at(-1)?.time ?? 0;
    await tests.chain.pass(300 * DAY);
    const stranger = tests.chain.newAccount();
    const done = await tests.does(tests.recordReceipt(placed, of.placed, stranger));
    expect(await tests.recorded()).toMatchObject({
      ...{ receipt: statementId(statement), receivedAt: BigInt(time), result: 1n },
      ...{ id: kept(statementId(of.statement)) },
    });
    expect(told(done)).toEqual([
      [
        ...["ReceiptRecorded", tests.grantId, statementId(of.statement)],
        ...[BigInt(statement.organization), statementId(statement), ZeroHash],
        ...big(1, 1, 2, time),
      ],
    ]);
  });

  it("records a mismatch", async () => {
    const { act, statement } = await tests.received(of, { result: "mismatch" });
    await tests.does(act);
    expect(await tests.recorded()).toMatchObject({ result: 2n, receipt: statementId(statement) });
  });

  it("takes one that was signed in a batch", async () => {
    const own = [await tests.receipt(of.statement), await tests.receipt(of.statement)];
    const { account } = tests.receiver;
    const [, one] = await signedTogether(tests.chain, account, own, PURPOSE);
    if (one === undefined) throw new Error("the batch is too small");
    const index = await tests.shelf().put(one);
    await tests.shelf().anchor();
    await tests.does(tests.recordReceipt(tests.shelf().placed(index), of.placed));
  });

  describe("given no delivery", () => {
    it("refuses a receipt before its delivery is recorded", async () => {
      const grant = (await tests.newGrant({ scope: hash("another") })) as `0x${string}`;
      const statement = await tests.delivery({ grant });
      const placed = await tests.anchored(statement);
      const receipt = await tests.receipt(statement, { grant });
      const act = tests.recordReceipt(await tests.anchored(receipt), placed);
      await tests.refused(act, "DeliveryRegistry__NoDelivery", grant);
      await tests.does(tests.record(placed));
      await tests.does(act);
    });
  });

  describe("given a delivery", () => {
    const OTHER = "DeliveryRegistry__OtherDelivery";

    it("takes one that the same checkpoint anchored", async () => {
      const grant = (await tests.newGrant({ scope: hash("another") })) as `0x${string}`;
      const shelf = tests.shelf();
      const delivery = await tests.delivery({ grant });
      const sent = await shelf.put(await tests.signed(delivery));
      const receipt = await tests.receipt(delivery, { grant });
      const came = await shelf.put(await tests.signed(receipt));
      await shelf.anchor();
      await tests.does(tests.record(shelf.placed(sent)));
      await tests.does(tests.recordReceipt(shelf.placed(came), shelf.placed(sent)));
    });

    it("refuses a receipt that was anchored before it", async () => {
      // The receipt of one that is found in the log only later.
      const shelf = tests.shelf();
      await tests.does((await tests.received(of, { result: "mismatch" })).act);
      const next = await tests.delivery({ serial: 2 });
      const receipt = await tests.receipt(next);
      const early = await shelf.put(await tests.signed(receipt));
      const receivedAt = await shelf.anchor();
      const index = await shelf.put(await tests.signed(next));
      const anchoredAt = await shelf.anchor();
      const placed = shelf.placed(index);
      await tests.does(tests.record(placed));
      const act = tests.recordReceipt(shelf.placed(early), placed);
      await tests.refused(act, "DeliveryRegistry__ReceiptBeforeDelivery", receivedAt, anchoredAt);
    });

    it("refuses a receipt of another delivery, and another delivery with a receipt", async () => {
      const other = await tests.delivery({ serial: 2 });
      const placed = await tests.anchored(other);
      const foreign = await tests.received({ ...of, statement: other, placed });
      const id = kept(statementId(of.statement));
      const values = [tests.grantId, statementId(other), id] as const;
      await tests.refused(foreign.act, OTHER, ...values);
      const { act } = await tests.received(of);
      const swapped = { ...act, args: [act.args[0], act.args[1], foreign.act.args[2]] };
      await tests.refused(swapped, OTHER, ...values);
      const changed = await tests.refusal(altered(act, "2.serial", 3));
      expect([changed.error, changed.values[2]]).toEqual([OTHER, id]);
      await tests.does(act);
    });

    it("refuses a result that is none, and one that contradicts the digests", async () => {
      const { act } = await tests.received(of);
      await tests.refused(altered(act, "0.result", 0), "DeliveryRegistry__UnknownCode", 0);
      await tests.refused(altered(act, "0.result", 3), "DeliveryRegistry__UnknownCode", 3);
      const { digest } = of.statement;
      const contradicts = "DeliveryRegistry__DigestContradicts";
      for (const other of [
        { result: "mismatch", digest } as const,
        { digest: { ...digest, bytes: digest.bytes + 1 } },
        { digest: { ...digest, sha256: digest.sm3 } },
        { digest: { ...digest, sm3: digest.sha256 } },
      ]) {
        const statement = await tests.receipt(of.statement, other);
        const placed = await tests.anchored(statement);
        const code = "result" in other ? 2 : 1;
        const refused = tests.recordReceipt(placed, of.placed);
        await tests.refused(refused, contradicts, statementId(statement), code);
      }
    });

    it("refuses a receipt that names the delivery in another log", async () => {
      const log = hash("no log") as `0x${string}`;
      const delivery = { log, id: statementId(of.statement) };
      const { act } = await tests.received(of, { delivery });
      await tests.refused(act, "DeliveryRegistry__WrongLog", tests.grantId, log);
    });

    it("refuses what the log does not hold so", async () => {
      const statement = await tests.receipt(of.statement);
      const placed = await tests.anchored(statement);
      const act = tests.recordReceipt(placed, of.placed);
      const leaf = toHex(leafOf(placed.entry));
      for (const [path, value] of [
        ["0.common.time", statement.time - 1],
        ["0.salted", false],
        ["0.common.nonce", `0x${"11".repeat(16)}`],
      ] as const) {
        const refusal = await tests.refusal(altered(act, path, value));
        expect(refusal.error).toBe("DeliveryRegistry__NotInLog");
        expect(refusal.values[0]).not.toBe(leaf);
      }
      await tests.does(act);
    });
  });

  describe("given a receipt", () => {
    const NOT_NEXT = "DeliveryRegistry__NotNextReceipt";

    it("refuses it again, and another that does not follow it", async () => {
      const first = await tests.received(of);
      await tests.does(first.act);
      const id = statementId(first.statement);
      await tests.refused(first.act, NOT_NEXT, tests.grantId, ZeroHash, id);
      const fork = await tests.received(of, { result: "mismatch" });
      await tests.refused(fork.act, NOT_NEXT, tests.grantId, ZeroHash, id);
      const supersedes = statementId(fork.statement);
      const stray = await tests.received(of, { supersedes });
      await tests.refused(stray.act, NOT_NEXT, tests.grantId, supersedes, id);
    });

    it("refuses one that follows before the first is recorded", async () => {
      const first = await tests.received(of);
      const supersedes = statementId(first.statement);
      const next = await tests.received(of, { supersedes, result: "mismatch" });
      await tests.refused(next.act, NOT_NEXT, tests.grantId, supersedes, ZeroHash);
    });

    it("takes the one that follows: its result counts, and the clock stays where it stopped", async () => {
      const first = await tests.received(of, { result: "mismatch" });
      await tests.does(first.act);
      const { receivedAt } = await tests.recorded();
      await tests.chain.pass(DAY);
      const next = await tests.received(of, { supersedes: statementId(first.statement) });
      const done = await tests.does(next.act);
      expect(done.events[0]?.args[4]).toBe(statementId(first.statement));
      const receipt = statementId(next.statement);
      expect(await tests.recorded()).toMatchObject({ receivedAt, receipt, result: 1n });
      const later: Delivery = await tests.delivery({ serial: 2 });
      const refusal = await tests.refusal(tests.record(await tests.anchored(later)));
      expect(refusal.error).toBe("DeliveryRegistry__AlreadyDelivered");
    });

    it("asks for another receipt once another delivery counts", async () => {
      await tests.does((await tests.received(of, { result: "mismatch" })).act);
      const again = await tests.delivered({ serial: 2 });
      expect(await tests.recorded()).toMatchObject({ result: 0n, receivedAt: 0n });
      await tests.does((await tests.received(again)).act);
      expect(await tests.recorded()).toMatchObject({ result: 1n });
    });
  });

  describe("whoever signs it", () => {
    it("is the receiver, the head of the data office, or an allowed system of the recipient", async () => {
      const { requester, requesterHead } = tests.province;
      const system = await tests.system(requester, requesterHead);
      const never = await tests.received(of, { by: system });
      const refusal = "DeliveryRegistry__NotAllowed";
      await tests.refused(never.act, refusal, system.number, tests.grantId);
      await tests.allow(system, requesterHead);
      for (const by of [tests.receiver, requesterHead, system]) {
        const { act } = await tests.received(of, { by });
        await tests.chain.undone(async () => tests.does(act));
      }
    });

    it("is in no other office, and of no other organisation", async () => {
      const { holder, requester } = tests.province;
      const registrant = await tests.world.appoint(requester, OFFICE.registrant);
      const wrong = await tests.received(of, { by: registrant });
      const values = [registrant.number, OFFICE.registrant] as const;
      await tests.refused(wrong.act, "DeliveryRegistry__WrongOffice", ...values);
      const by = await tests.world.appoint(holder, OFFICE.receiver);
      const own = await tests.received(of, { by });
      const parties = [tests.grantId, holder.number, requester.number] as const;
      await tests.refused(own.act, "DeliveryRegistry__NotParty", ...parties);
    });

    it("had not left office by the anchor", async () => {
      const { requester } = tests.province;
      await organization(requester.head, "endSeat", tests.receiver.number);
      const refusal = await tests.refusal((await tests.received(of)).act);
      expect(refusal.error).toBe("DeliveryRegistry__SeatNotInOffice");
    });

    it("may be the recipient's successor", async () => {
      const { authority, requester } = tests.province;
      const successor = await tests.world.admit(CAPACITY.department, authority);
      const by = await tests.world.appoint(successor, OFFICE.receiver);
      const merge = [authority.number, requester.number, successor.number] as const;
      await organization(authority.head, "merge", ...merge);
      await tests.does((await tests.received(of, { by })).act);
    });
  });

  describe("under a grant that is over", () => {
    it.each([
      ["end", 1],
      ["suspend", 2],
    ])("may follow an act like %s", async (fn, reason) => {
      const { requesterHead, holderHead } = tests.province;
      const by = fn === "end" ? requesterHead : holderHead;
      const rest = fn === "end" ? [] : [0];
      await tests.does(tests.acting(by, fn, tests.grantId, reason, ...rest));
      await tests.does((await tests.received(of)).act);
    });

    it("may follow its term", async () => {
      await tests.chain.pass(tests.until - (await tests.chain.now()));
      await tests.does((await tests.received(of)).act);
    });

    it("is of the grant's asset, and in its log", async () => {
      const { holderHead, authorityHead } = tests.province;
      const asset = (await tests.world.asset(holderHead, authorityHead)) as `0x${string}`;
      const stray = await tests.received(of, { asset });
      const values = [tests.grantId, asset, tests.asset] as const;
      await tests.refused(stray.act, "DeliveryRegistry__WrongAsset", ...values);
      const log = (await tests.newLog("the next log")) as `0x${string}`;
      const other = await tests.received(of, { log });
      await tests.refused(other.act, "DeliveryRegistry__WrongLog", tests.grantId, log);
    });

    it("is in the log that the grant names when it is given, though the delivery was in another", async () => {
      const { holderHead, requesterHead } = tests.province;
      const log = (await tests.newLog("the next log")) as `0x${string}`;
      await tests.does(tests.acting(holderHead, "proposeChange", tests.grantId, 3, log));
      await tests.does(tests.acting(requesterHead, "acceptChange", tests.grantId, log));
      await tests.chain.pass(10);
      await tests.does((await tests.received(of, { log })).act);
    });
  });
});
