// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { ANOTHER, LogTests, root } from "./support/log.ts";
import { DAY, hash, OFFICE, ZeroHash } from "./support/world.ts";

const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const ONLY_OPERATOR = 1 << OFFICE.logOperator;

const tests = new LogTests();

describe("open", () => {
  it("opens the tests.log, and remembers centre, operator and key with their dates", async () => {
    const { chain, centre, centreHead, operator } = tests.province;
    const id = ANOTHER;
    const done = await tests.does(tests.open(centreHead));

    expect(done.events).toMatchObject([{ name: "LogOpened" }]);
    expect(done.events[0]?.args.toArray()).toEqual(
      big(id, centre.number, operator.number, hash("key")),
    );
    const opened = await chain.read<unknown[]>("exchangeLog", "log", id);
    expect([...opened]).toEqual([
      ...big(centre.number, operator.number, 0, ZeroHash),
      false,
      ...big(ZeroHash, hash("key")),
    ]);
    expect(await chain.read("exchangeLog", "operatorAt", id, done.time)).toBe(
      BigInt(operator.number),
    );
    expect(await chain.read("exchangeLog", "operatorAt", id, done.time - 1)).toBe(0n);
    expect(await chain.read("exchangeLog", "keyAt", id, done.time)).toBe(hash("key"));
    expect(await chain.read("exchangeLog", "keyAt", id, done.time - 1)).toBe(ZeroHash);
    expect(await chain.read("exchangeLog", "isOpen", id)).toBe(true);
  });

  it("refuses an organisation that is no exchange centre", async () => {
    const { holder, holderHead } = tests.province;
    await tests.refused(tests.open(holderHead), "ExchangeLog__NotExchangeCentre", holder.number);
  });

  it("refuses another office than head of the data office", async () => {
    const { operator } = tests.province;
    const values = [operator.number, OFFICE.logOperator, ONLY_HEAD];
    await tests.refused(tests.open(operator), "OrganizationRegistry__WrongOffice", ...values);
  });

  it("refuses an operator of another office, ended, or of another organisation", async () => {
    const { world, centreHead, centre, authority, operator } = tests.province;
    await tests.refused(
      tests.open(centreHead, { operator: centreHead }),
      "OrganizationRegistry__WrongOffice",
      ...[centreHead.number, OFFICE.headOfDataOffice, ONLY_OPERATOR],
    );
    await tests.does(world.act(centre.head, "organizationRegistry", "endSeat", operator.number));
    await tests.refused(
      tests.open(centreHead),
      "OrganizationRegistry__SeatEnded",
      operator.number,
      2,
    );
    const other = await world.admit(8, authority);
    const foreign = await world.appoint(other, OFFICE.logOperator);
    await tests.refused(
      tests.open(centreHead, { operator: foreign }),
      "ExchangeLog__ForeignOperator",
      ...[foreign.number, other.number, centre.number],
    );
    const nobody = { ...operator, number: 999 };
    await tests.refused(
      tests.open(centreHead, { operator: nobody }),
      "OrganizationRegistry__UnknownSeat",
      999,
    );
  });

  it("refuses a log id that is zero or in use, and a key that is zero", async () => {
    const { centreHead } = tests.province;
    await tests.refused(tests.open(centreHead, { log: ZeroHash }), "ExchangeLog__NoLogId");
    await tests.refused(
      tests.open(centreHead, { log: tests.log }),
      "ExchangeLog__LogTaken",
      tests.log,
    );
    await tests.refused(tests.open(centreHead, { key: ZeroHash }), "ExchangeLog__NoKey");
  });
});

describe("rotateOperator, rotateKey, close", () => {
  it("gives the log another key, and keeps the one before", async () => {
    const { chain } = tests.province;
    const done = await tests.does(tests.byHead("rotateKey", tests.log, hash("second key")));
    expect(done.events[0]?.args.toArray()).toEqual([tests.log, hash("second key")]);
    expect(await chain.read("exchangeLog", "keyAt", tests.log, done.time)).toBe(hash("second key"));
    expect(await chain.read("exchangeLog", "keyAt", tests.log, done.time - 1)).toBe(hash("key"));
    expect(await chain.read("exchangeLog", "keyTrace", tests.log)).toBe(2n);
    const element = await tests.list("exchangeLog", "keyTraceElement", tests.log, 1);
    expect(element).toEqual(big(done.time, 2));
    const beyond = chain.read("exchangeLog", "keyTraceElement", tests.log, 2);
    await expect(beyond).rejects.toThrow(/Traces__OutOfRange\(2, 2\)/u);
  });

  it("gives the log another operator, and keeps the one before", async () => {
    const { chain, world, centre, operator } = tests.province;
    const next = await world.appoint(centre, OFFICE.logOperator);
    const done = await tests.does(tests.byHead("rotateOperator", tests.log, next.number));
    expect(await chain.read("exchangeLog", "operatorTrace", tests.log)).toBe(2n);
    const elements = [0, 1].map((i) =>
      tests.list("exchangeLog", "operatorTraceElement", tests.log, i),
    );
    const [first, second] = await Promise.all(elements);
    expect(first?.[1]).toBe(BigInt(operator.number));
    expect(second).toEqual(big(done.time, next.number));
  });

  it("closes the log at its last size, and names its successor", async () => {
    const { chain, centreHead } = tests.province;
    await tests.does(tests.advance({ size: 7 }));
    await tests.does(tests.open(centreHead));
    const done = await tests.does(tests.byHead("close", tests.log, ANOTHER));
    expect(done.events[0]?.args.toArray()).toEqual(big(tests.log, 7, ANOTHER));
    const closed = await chain.read<unknown[]>("exchangeLog", "log", tests.log);
    expect(closed.slice(2, 6)).toEqual([7n, root(7), true, ANOTHER]);
    expect(await chain.read("exchangeLog", "isOpen", tests.log)).toBe(false);
  });

  it("refuses another organisation", async () => {
    const { world, authority, centre } = tests.province;
    const other = await world.admit(8, authority);
    const stranger = await world.appointHead(other);
    const operator = await world.appoint(other, OFFICE.logOperator);
    for (const [fn, argument] of [
      ["rotateOperator", operator.number],
      ["rotateKey", hash("second key")],
      ["close", ZeroHash],
    ] as const) {
      const act = world.bySeat(stranger, "exchangeLog", fn, tests.log, argument);
      const values = [tests.log, other.number, centre.number];
      await tests.refused(act, "ExchangeLog__NotCentre", ...values);
    }
  });

  it("refuses a foreign operator, and a key that is zero", async () => {
    const { world, authority, centre } = tests.province;
    const other = await world.admit(8, authority);
    const foreign = await world.appoint(other, OFFICE.logOperator);
    await tests.refused(
      tests.byHead("rotateOperator", tests.log, foreign.number),
      "ExchangeLog__ForeignOperator",
      ...[foreign.number, other.number, centre.number],
    );
    await tests.refused(tests.byHead("rotateKey", tests.log, ZeroHash), "ExchangeLog__NoKey");
  });

  it("refuses everything once the log is closed", async () => {
    await tests.does(tests.byHead("close", tests.log, ZeroHash));
    for (const [fn, argument] of [
      ["rotateOperator", tests.province.operator.number],
      ["rotateKey", hash("second key")],
      ["close", ZeroHash],
    ] as const) {
      await tests.refused(
        tests.byHead(fn, tests.log, argument),
        "ExchangeLog__LogIsClosed",
        tests.log,
        0,
      );
    }
  });

  it("refuses a successor that is unknown, closed, or the log itself", async () => {
    const other = ANOTHER;
    await tests.refused(tests.byHead("close", tests.log, other), "ExchangeLog__UnknownLog", other);
    await tests.refused(
      tests.byHead("close", tests.log, tests.log),
      "ExchangeLog__OwnSuccessor",
      tests.log,
    );
    await tests.does(tests.open(tests.province.centreHead));
    await tests.does(tests.byHead("close", other, ZeroHash));
    await tests.refused(
      tests.byHead("close", tests.log, other),
      "ExchangeLog__LogIsClosed",
      other,
      0,
    );
  });

  it("refuses a log that does not exist, also to readers", async () => {
    const unknown = hash("no log");
    await tests.refused(
      tests.byHead("rotateKey", unknown, hash("key")),
      "ExchangeLog__UnknownLog",
      unknown,
    );
    await expect(tests.province.chain.read("exchangeLog", "log", unknown)).rejects.toThrow(
      "ExchangeLog__UnknownLog",
    );
    expect(await tests.province.chain.read("exchangeLog", "isOpen", unknown)).toBe(false);
  });

  it("refuses an expired head of the data office", async () => {
    const { chain, centreHead } = tests.province;
    await chain.pass(366 * DAY);
    const { error } = await chain.refusal(tests.byHead("rotateKey", tests.log, hash("second key")));
    expect(error).toBe("OrganizationRegistry__SeatExpired");
    expect(centreHead.number).toBeGreaterThan(0);
  });
});
