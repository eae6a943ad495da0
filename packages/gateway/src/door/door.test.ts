// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StartRefusal } from "../refusal.ts";
import { askDoor } from "./ask.ts";
import { Door, type Tasks } from "./door.ts";
import { doorPath, MAX_DOOR_PATH, MAX_QUESTION_BYTES } from "./protocol.ts";

let dir: string;
let door: Door | undefined;
let notices: string[];
let reports: unknown[];
let ended: PromiseWithResolvers<unknown>;

const tasks: Tasks = {
  count: ({ question, progress }) => {
    progress({ half: Number(question["to"]) / 2 });
    return Promise.resolve({ to: question["to"] });
  },
  refuse: () => Promise.reject(new StartRefusal("target-taken", "it is there")),
  fail: () => Promise.reject(new Error("not foreseen")),
  wait: ({ signal, progress }) => {
    progress({});
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        ended.resolve(signal.reason);
        reject(signal.reason as Error);
      });
    });
  },
};
const open = (folder = dir): Promise<Door> =>
  Door.open({
    ...{ dir: folder, tasks },
    notice: (code) => notices.push(code),
    report: (error) => reports.push(error),
  });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "suyuan-door-"));
  ended = Promise.withResolvers();
  notices = [];
  reports = [];
});
afterEach(async () => {
  await door?.close();
  door = undefined;
  await rm(dir, { recursive: true });
});

async function raw(asked: string): Promise<unknown[]> {
  const socket = connect(doorPath(dir));
  socket.write(asked);
  const lines = (await text(socket)).split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as unknown);
}

describe("the socket of a gateway", () => {
  it("is its owner's alone", async () => {
    door = await open();
    expect((await stat(doorPath(dir))).mode & 0o777).toBe(0o600);
  });

  it("takes the place of what a killed gateway left", async () => {
    await writeFile(doorPath(dir), "");
    door = await open();
    expect(await askDoor(dir, { ask: "count", to: 4 }, () => undefined)).toEqual({ to: 4 });
  });

  it("answers, and tells how far it is", async () => {
    door = await open();
    const told: object[] = [];
    const answer = await askDoor(dir, { ask: "count", to: 4 }, (one) => told.push(one));
    expect([told, answer]).toEqual([[{ half: 2 }], { to: 4 }]);
  });

  it("refuses by name, and says when something failed", async () => {
    door = await open();
    const ask = (name: string) => askDoor(dir, { ask: name }, () => undefined);
    await expect(ask("refuse")).rejects.toMatchObject({ code: "target-taken" });
    await expect(ask("fail")).rejects.toThrow("not foreseen");
    await expect(ask("constructor")).rejects.toThrow("this gateway answers: count");
    expect(reports).toHaveLength(1);
  });

  it("takes one line of JSON and nothing else", async () => {
    door = await open();
    const unknown = [{ refused: "unknown-question", detail: expect.any(String) as string }];
    for (const asked of ["\n", "count\n", "{}\n", '{"ask":4}\n', "null\n"])
      expect(await raw(asked)).toEqual(unknown);
    expect(await raw("x".repeat(MAX_QUESTION_BYTES + 1))).toEqual(unknown);
    expect(await raw('{"ask":"count","to":1}\n')).toEqual([
      { progress: { half: 0.5 } },
      { done: { to: 1 } },
    ]);
  });

  it("ends what nobody waits for any more", async () => {
    door = await open();
    const socket = connect(doorPath(dir));
    socket.write('{"ask":"wait"}\n');
    await once(socket, "data");
    socket.destroy();
    expect(await ended.promise).toMatchObject({ code: "door-closed" });
  });

  it("ends what is under way when it is closed", async () => {
    door = await open();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const asked = askDoor(dir, { ask: "wait" }, () => {
      resolve(undefined);
    });
    await promise;
    const refused = expect(asked).rejects.toMatchObject({ code: "door-closed" });
    await door.close();
    door = undefined;
    await refused;
    expect(await askDoor(dir, { ask: "count" }, () => undefined)).toBeUndefined();
  });

  it("is left out where no socket can have its path, and the gateway says so", async () => {
    door = await open(join(dir, "x".repeat(MAX_DOOR_PATH)));
    expect(notices).toEqual(["door-closed"]);
  });
});
