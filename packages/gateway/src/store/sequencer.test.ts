// SPDX-License-Identifier: Apache-2.0
import { rm } from "node:fs/promises";
import { parseEntry, parseHeadsEntry, toHex } from "@suyuan/proof";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  accepted,
  hash,
  moment,
  NOW,
  openLog,
  type Opened,
  temporaryFolder,
} from "../testing/sample.ts";
import type { LogStore } from "./types.ts";

let dir: string;
let log: Opened;

beforeEach(async () => {
  dir = await temporaryFolder();
  log = await openLog(dir);
});
afterEach(async () => {
  await log.store.close();
  await rm(dir, { recursive: true });
});

const submit = (one: ReturnType<typeof accepted>) => log.sequencer.submit(one, 1_000);
const entryAt = async (index: number) =>
  parseEntry((await log.store.entry(index)) ?? new Uint8Array(0));

describe("the sequencer", () => {
  describe("given statements that arrive together", () => {
    it("gives them indices in their order", async () => {
      const placed = await Promise.all([1, 2, 3, 4].map((serial) => submit(accepted(serial))));
      expect(placed).toEqual(
        [0, 1, 2, 3].map((index) => ({ index, logged: NOW, duplicate: false })),
      );
      expect(log.store.tip()).toMatchObject({ size: 4, logged: NOW, lastHeads: -1 });
    });

    it("puts each into the chain of its asset and its grant", async () => {
      await Promise.all([
        submit(accepted(1)),
        submit(accepted(2, { grant: hash("other") })),
        submit(accepted(3)),
      ]);
      const [first, second, third] = [await entryAt(0), await entryAt(1), await entryAt(2)];
      expect(first.chain).toEqual([
        { subject: hash("asset"), n: 1 },
        { subject: hash("grant"), n: 1 },
      ]);
      expect(second.chain.map(({ n }) => n)).toEqual([2, 1]);
      expect(third.chain.map(({ n }) => n)).toEqual([3, 2]);
      expect(third.chain[1]?.prev).toBe(toHex(await log.store.node(0, 0)));
      expect(third.chain[0]?.prev).toBe(toHex(await log.store.node(0, 1)));
    });

    it("takes one that is there twice once, in the same commit and in a later one", async () => {
      const one = accepted(1);
      const [first, second] = await Promise.all([submit(one), submit(one)]);
      expect(first).toMatchObject({ index: 0, duplicate: false });
      expect(second).toMatchObject({ index: 0, duplicate: true });
      expect(await submit(one)).toMatchObject({ index: 0, duplicate: true });
      expect(log.store.tip().size).toBe(1);
    });
  });

  describe("given its clock", () => {
    it("never lets it go back", async () => {
      await submit(accepted(1));
      log.at = moment({ now: NOW - 10 });
      expect(await submit(accepted(2))).toMatchObject({ logged: NOW });
    });

    it("takes nothing while the clock is far behind", async () => {
      await submit(accepted(1));
      log.at = moment({ now: NOW - 100, seen: { number: 1, hash: hash("b"), time: NOW - 200 } });
      await expect(submit(accepted(2))).rejects.toMatchObject({ code: "clock-behind" });
      expect(log.store.tip().size).toBe(1);
      expect(log.sequencer.failed).toBe(false);
    });

    it("is not before the block that it names", async () => {
      log.at = moment({ seen: { number: 1, hash: hash("b"), time: NOW + 20 } });
      expect(await submit(accepted(1))).toMatchObject({ logged: NOW + 20 });
    });

    it.each([
      [301, "time-future"],
      [-604_801, "time-ancient"],
    ])("refuses a statement %i s off", async (offset, code) => {
      await expect(submit(accepted(1, { time: NOW + offset }))).rejects.toMatchObject({ code });
      const inside = offset - Math.sign(offset);
      await expect(submit(accepted(1, { time: NOW + inside }))).resolves.toMatchObject({
        index: 0,
      });
    });
  });

  describe("given a change of the registries since the check", () => {
    it("asks for another check, and takes nothing", async () => {
      log.at = moment({ generation: 2 });
      expect(await submit(accepted(1, {}, 1))).toBe("stale");
      expect(log.store.tip().size).toBe(0);
      expect(await submit(accepted(1, {}, 2))).toMatchObject({ index: 0 });
    });
  });

  describe("given the end of a window", () => {
    it("ends it with a heads entry over all subjects", async () => {
      await Promise.all([submit(accepted(1)), submit(accepted(2, { grant: hash("other") }))]);
      const checkpoint = await log.sequencer.close();
      expect(checkpoint).toMatchObject({
        size: 3,
        root: log.store.tip().root,
        note: "a note on 3 leaves",
      });
      const leaf = parseHeadsEntry((await log.store.entry(2)) ?? new Uint8Array(0));
      expect(leaf).toMatchObject({ size: 2, count: 3, seen: moment().seen });
      expect(checkpoint.notAfter).toBe(moment().seen.time + 60);
      expect(await log.store.latestCheckpoint()).toEqual(checkpoint);
    });

    it("counts on from there", async () => {
      await submit(accepted(1));
      await log.sequencer.close();
      expect(await submit(accepted(2))).toMatchObject({ index: 2 });
      expect((await entryAt(2)).chain.map(({ n }) => n)).toEqual([2, 2]);
      expect(await log.sequencer.close()).toMatchObject({ size: 4 });
    });
  });

  describe("given a restart", () => {
    it("goes on where it was, and knows what no heads entry covers", async () => {
      await submit(accepted(1));
      await log.sequencer.close();
      const one = accepted(2, { grant: hash("late") });
      await submit(one);
      const before = log.store.tip();
      await log.store.close();
      log = await openLog(dir);
      expect(log.store.tip()).toEqual(before);
      expect(await submit(one)).toMatchObject({ index: 2, duplicate: true });
      await log.sequencer.close();
      const leaf = parseHeadsEntry((await log.store.entry(3)) ?? new Uint8Array(0));
      expect(leaf.count).toBe(3);
    });
  });
});

describe("a store that does not take a write", () => {
  it("lets nothing be acknowledged, then or later", async () => {
    const other = await temporaryFolder();
    const broken = (store: LogStore): LogStore =>
      new Proxy(store, {
        get: (target, name) => {
          if (name === "commit") return () => Promise.reject(new Error("no space left"));
          const member: unknown = Reflect.get(target, name);
          return typeof member === "function" ? (member.bind(target) as unknown) : member;
        },
      });
    const opened = await openLog(other, broken);
    const results = await Promise.allSettled(
      [1, 2].map((serial) => opened.sequencer.submit(accepted(serial), 1)),
    );
    for (const result of results)
      expect(result).toMatchObject({ status: "rejected", reason: { code: "store-failed" } });
    await expect(opened.sequencer.submit(accepted(3), 1)).rejects.toMatchObject({
      code: "store-failed",
    });
    await expect(opened.sequencer.close()).rejects.toMatchObject({ code: "store-failed" });
    expect(opened.sequencer.failed).toBe(true);
    await opened.store.close();
    await rm(other, { recursive: true });
  });
});
