// SPDX-License-Identifier: Apache-2.0
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/sample.ts";
import { FileOutbox } from "./outbox.ts";

let folder: string;
let outbox: FileOutbox;

beforeEach(async () => {
  folder = await temporaryFolder();
  outbox = new FileOutbox(join(folder, "outbox"));
});
afterEach(async () => rm(folder, { recursive: true }));

describe("an outbox on disk", () => {
  it("is empty before anything was put there, and takes nothing out of it", async () => {
    expect(await outbox.all()).toEqual([]);
    await outbox.drop(1);
  });

  it("has what was put there in the order of nonces, also for the next start", async () => {
    await outbox.put(10, "0x0a");
    await outbox.put(9, "0x09");
    await outbox.put(100, "0x64");
    expect(await new FileOutbox(join(folder, "outbox")).all()).toEqual(["0x09", "0x0a", "0x64"]);
  });

  it("holds one of each nonce, the newest, until it is dropped", async () => {
    await outbox.put(9, "0x01");
    await outbox.put(9, "0x02");
    expect(await outbox.all()).toEqual(["0x02"]);
    await outbox.drop(9);
    expect(await outbox.all()).toEqual([]);
  });

  it("leaves out what a kill has cut", async () => {
    await outbox.put(9, "0x01");
    await writeFile(join(folder, "outbox", "10.tx.new"), "0x0");
    expect(await outbox.all()).toEqual(["0x01"]);
  });
});
