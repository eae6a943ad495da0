// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import { Database } from "../store/level.ts";
import { type Letter, WebhookOutbox } from "./outbox.ts";
import type { Places } from "./sources.ts";

let folder: string;
let outbox: WebhookOutbox;
const open = async () => WebhookOutbox.open(await Database.open(join(folder, "webhooks"), true));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-outbox-"));
  outbox = await open();
});
afterEach(async () => {
  await outbox.close();
  await rm(folder, { recursive: true });
});

const places = (size: number): Places => ({
  ...{ act: "0", block: { number: 1, hash: hash("block") }, due: "0", size, alarms: [] },
});
const letter = (id: string): Letter => ({
  ...{ id, type: "suyuan.grant.ended", body: `{"id":"${id}"}` },
  ...{ since: 1, attempts: 0, notBefore: 0 },
});
const put = (name: string, ...ids: string[]) =>
  outbox.put(name, ids.map(letter), places(ids.length));

async function next(name: string) {
  const found = await outbox.first(name);
  if (!found) throw new Error("no letter waits");
  return found;
}
async function takeAll(name: string): Promise<string[]> {
  const ids: string[] = [];
  for (let one = await outbox.first(name); one; one = await outbox.first(name)) {
    ids.push(one.id);
    await outbox.delivered(name, one);
  }
  return ids;
}

describe("letters", () => {
  it("go out in the order in which they came, each endpoint's by themselves", async () => {
    await put("a", "1", "2");
    await put("a-b", "3");
    await put("a", "4");
    expect(outbox.box("a")).toEqual({ waiting: 3, dead: 0 });
    expect(await takeAll("a")).toEqual(["1", "2", "4"]);
    expect(await takeAll("a-b")).toEqual(["3"]);
    expect(outbox.box("a")).toEqual({ waiting: 0, dead: 0 });
  });

  it("are there after a restart, with how far sources were read and what failed", async () => {
    await put("a", "1", "2");
    await outbox.failed("a", { ...(await next("a")), attempts: 2, failed: "status-500" });
    await outbox.bury("a", await next("a"));
    outbox.note("a", places(77));
    await outbox.close();
    outbox = await open();
    expect(outbox.places("a")).toEqual(places(2));
    expect(outbox.box("a")).toEqual({ waiting: 1, dead: 1 });
    expect(await outbox.dead("a")).toMatchObject([{ id: "1", attempts: 2, failed: "status-500" }]);
    await put("a", "3");
    expect(await takeAll("a")).toEqual(["2", "3"]);
  });
});

describe("dead letters", () => {
  beforeEach(async () => {
    await put("a", "1", "2", "3");
    await put("b", "1");
    for (let i = 0; i < 2; i++) await outbox.bury("a", await next("a"));
  });

  it("go out before those that wait when they are sent again, from the first attempt on", async () => {
    expect(await outbox.revive("a")).toBe(2);
    expect(await next("a")).toMatchObject({ id: "1", attempts: 0, notBefore: 0 });
    expect(await takeAll("a")).toEqual(["1", "2", "3"]);
    expect(outbox.box("a").dead).toBe(0);
  });

  it("are sent again or given up one by one", async () => {
    expect(await outbox.revive("a", "2")).toBe(1);
    expect(await outbox.drop("a", "2")).toBe(0);
    expect(await outbox.drop("a", "1")).toBe(1);
    expect(await outbox.dead("a")).toEqual([]);
    expect(await takeAll("a")).toEqual(["2", "3"]);
  });

  it("are forgotten with their endpoint, and those of others are not", async () => {
    await outbox.forget("a");
    expect([outbox.names, outbox.places("a")]).toEqual([["b"], undefined]);
    expect([await outbox.first("a"), await outbox.dead("a")]).toEqual([undefined, []]);
    expect(outbox.box("b").waiting).toBe(1);
  });
});
