// SPDX-License-Identifier: Apache-2.0
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fromUtf8, utf8 } from "@suyuan/proof";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hash, NOW, temporaryFolder } from "../testing/sample.ts";
import { type Act, ActQueue } from "./acts.ts";
import { Database } from "./level.ts";

let folder: string;
let database: Database;
let queue: ActQueue;

const open = async (): Promise<void> => {
  database = await Database.open(join(folder, "acts"), true);
  queue = await ActQueue.open(database);
};
const reopen = async (): Promise<void> => {
  await database.close();
  await open();
};
const issued = (at: number, name = "token"): Act => ({
  ...{ act: "token-issued", at, subject: hash(name), concerned: 3, by: 7 },
});
const kept = async (): Promise<string | undefined> => {
  const bytes = await database.get("t/one");
  return bytes && fromUtf8(bytes);
};
const DONE = ["t/one", utf8("kept")] as const;

beforeEach(async () => {
  folder = await temporaryFolder();
  await open();
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe("acts that wait", () => {
  it("lie on the disk with what was done, and wait on after a start", async () => {
    await queue.write([DONE], [issued(NOW)]);
    const { waiting } = queue;
    expect(waiting).toMatchObject([issued(NOW)]);
    await reopen();
    expect(queue.waiting).toEqual(waiting);
    expect(await kept()).toBe("kept");
  });

  it("are neither in memory nor on the disk when the write fails, and nothing is done", async () => {
    await database.close();
    await expect(queue.write([DONE], [issued(NOW)])).rejects.toThrow();
    expect(queue.waiting).toEqual([]);
    await open();
    expect(queue.waiting).toEqual([]);
    expect(await kept()).toBeUndefined();
  });

  it("come in the order of their times, whatever the order of the writes", async () => {
    for (const at of [NOW + 16, NOW, NOW + 1]) await queue.write([], [issued(at)]);
    const times = () => queue.waiting.map(({ at }) => at);
    expect(times()).toEqual([NOW, NOW + 1, NOW + 16]);
    await reopen();
    expect(times()).toEqual([NOW, NOW + 1, NOW + 16]);
  });

  it("are two when the same is done twice in one second", async () => {
    await queue.write([], [issued(NOW), issued(NOW)]);
    expect(new Set(queue.waiting.map(({ nonce }) => nonce)).size).toBe(2);
    await reopen();
    expect(queue.waiting).toHaveLength(2);
  });

  it("keep as what they are told, and their nonce, over a start", async () => {
    await queue.write([], [issued(NOW)]);
    const [act] = queue.waiting;
    if (!act) throw new Error("nothing waits");
    const teller = { organization: 4, seat: 5, time: NOW + 9 };
    expect(await queue.entrust(act, teller)).toEqual({ ...act, teller });
    await reopen();
    expect(queue.waiting).toEqual([{ ...act, teller }]);
  });

  it("are gone for good once they are told, and what was done is not", async () => {
    await queue.write([DONE], [issued(NOW, "first"), issued(NOW + 1, "second")]);
    const [first] = queue.waiting;
    if (!first) throw new Error("nothing waits");
    await queue.told(first);
    expect(queue.waiting).toMatchObject([issued(NOW + 1, "second")]);
    await reopen();
    expect(queue.waiting).toMatchObject([issued(NOW + 1, "second")]);
    expect(await kept()).toBe("kept");
  });
});
