// SPDX-License-Identifier: Apache-2.0
// The power fails. A kill keeps what the system has not yet put on disk; lost power does not. What a real gateway wrote,
// recorded by strace from the first moment of its store, is played back to what the disk surely had at each moment, and
// to what it may have had: each must open, and hold every statement that was acknowledged by then.
import { writeFile, readFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { run } from "../support/admin.ts";
import { type Ground, prepareGround } from "../support/crash/life.ts";
import { viewOf } from "../support/exchange.ts";
import { type GatewayHome, startGateway } from "../support/gateway.ts";
import { need } from "../support/needs.ts";
import { chanceOf, EVERYTHING, NOTHING_MORE } from "../support/power/disk.ts";
import { lostIn, writeImage } from "../support/power/found.ts";
import { type Moment, momentsOf, type Recorded, recordGateway } from "../support/power/recorded.ts";
import { descriptorOf } from "../support/power/trace.ts";
import { type Province, startProvince } from "../support/province.ts";

const isDeep = process.env["SUYUAN_DEEP"] === "1";
const SEED = Date.now();
/** Of the moments, one in so many is looked at, and those after names have changed. */
const ONE_IN = isDeep ? 1 : 90;
const AFTER_NAMES = isDeep ? 3 : 1;
const TORN_EACH = isDeep ? 3 : 1;
const CHECKS = isDeep ? 100 : 2;
const STARTS = isDeep ? 20 : 1;
/** Statements that are asked for after a start. */
const LOOKED_AT = 20;
const PATIENCE_MS = isDeep ? 3_600_000 : 600_000;

const strace = need("strace");
let province: Province;
let ground: Ground;
let recorded: Recorded;
let moments: number;

beforeAll(async () => {
  if (strace.missing) return;
  province = await startProvince();
  ground = await prepareGround(province, 1);
  await province.client.rpc("evm_setIntervalMining", [1]);
  recorded = await recordGateway(province, ground, strace.program);
  moments = [...momentsOf(recorded)].length;
}, PATIENCE_MS);
afterAll(async () => {
  if (!strace.missing) await province.stop();
});

const folder = () => join(province.folder, "found");
const home = () => join(recorded.home.config, "..");

/** Moments that are looked at: some of all, and each after a file was made, renamed or deleted. */
function* chosen(): Generator<Moment> {
  let since = Infinity;
  for (const moment of momentsOf(recorded)) {
    const isName = !moment.call.name.includes("write") && !moment.call.name.includes("sync");
    since = isName ? 0 : since + 1;
    if (since <= AFTER_NAMES || moment.number % ONE_IN === 0) yield moment;
  }
}

/** What is missing in an image of a moment. */
async function lost(moment: Moment, image: Map<string, Buffer>): Promise<string[]> {
  await writeImage(image, home(), folder());
  const reasons = await lostIn(join(folder(), "store"), moment.ids);
  const { name, end } = moment.call;
  return reasons.map((reason) => `after ${name} in line ${end}: ${reason}`);
}

/** The gateway's configuration, with the image as its folder. */
async function homeOfImage(): Promise<GatewayHome> {
  const dir = join(folder(), "store");
  const config = recorded.home.config.replace(".json", ".found.json");
  const settings = JSON.parse(await readFile(recorded.home.config, "utf8")) as object;
  await writeFile(config, JSON.stringify({ ...settings, dir }));
  return { dir, config };
}

/** What a gateway anchors of one image, the chain would hold against the next. */
async function startsFromImage(): Promise<void> {
  const { client } = province;
  const snapshot = await client.rpc("evm_snapshot");
  const gateway = await startGateway(await homeOfImage());
  for (const id of [...recorded.acknowledged.keys()].slice(0, LOOKED_AT))
    expect((await viewOf(gateway, id)).id).toBe(id);
  await gateway.stop();
  expect(gateway.said()).toBe("");
  await client.rpc("evm_revert", [snapshot]);
}

describe("given the writes of a gateway that took thousands of statements", () => {
  it.skipIf(strace.missing)(
    `has a store that begins another file of the database's log under way ${strace.label}`,
    () => {
      const made = [...momentsOf(recorded)].filter(({ ids }) => ids.length > 0);
      expect(made.length).toBeGreaterThan(100);
      expect(made.some(({ call }) => call.name === "openat")).toBe(true);
    },
  );

  it.skipIf(strace.missing).each([
    ["files", (path: string) => /\/db\/\d+\.log$/.test(path)],
    ["folders", (path: string) => path.endsWith("/db")],
  ])(
    `would lose statements if %s were not synced ${strace.label}`,
    async (_what, isSpared) => {
      const calls = recorded.calls.filter(
        (call) => !call.name.endsWith("sync") || !isSpared(descriptorOf(call)?.path ?? ""),
      );
      const last = [...momentsOf({ ...recorded, calls })].at(-1);
      expect(last && (await lost(last, last.disk.image(NOTHING_MORE)))).not.toEqual([]);
    },
    PATIENCE_MS,
  );

  it.skipIf(strace.missing)(
    `loses nothing with all that was not synced ${strace.label}`,
    async () => {
      for (const moment of chosen())
        expect(await lost(moment, moment.disk.image(NOTHING_MORE))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.skipIf(strace.missing)(
    `loses nothing with some of it, torn at sectors, in any order ${strace.label}`,
    async () => {
      for (const moment of chosen()) {
        for (let turn = 0; turn < TORN_EACH; turn++) {
          const seed = SEED + moment.number * TORN_EACH + turn;
          const image = moment.disk.image(chanceOf(seed));
          expect(await lost(moment, image), `seed ${seed}`).toEqual([]);
        }
      }
    },
    PATIENCE_MS,
  );

  it.skipIf(strace.missing)(
    `leaves stores that fsck finds whole ${strace.label}`,
    async () => {
      const every = Math.ceil(moments / CHECKS);
      for (const moment of momentsOf(recorded)) {
        if (moment.ids.length === 0 || moment.number % every !== 0) continue;
        await writeImage(moment.disk.image(NOTHING_MORE), home(), folder());
        const dir = join(folder(), "store");
        const { lines } = await run("fsck", "--config", recorded.home.config, "--dir", dir);
        expect(lines).toMatchObject([{ checked: { faults: 0 } }]);
      }
    },
    PATIENCE_MS,
  );

  it.skipIf(strace.missing)(
    `starts from what is left at the end, with every statement ${strace.label}`,
    async () => {
      const last = [...momentsOf(recorded)].at(-1);
      const torn = Array.from({ length: STARTS }, (_, at) => chanceOf(SEED + at));
      for (const chance of [NOTHING_MORE, EVERYTHING, ...torn]) {
        await writeImage(last?.disk.image(chance) ?? new Map(), home(), folder());
        await startsFromImage();
      }
    },
    PATIENCE_MS,
  );
});
