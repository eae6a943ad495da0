// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import {
  type EmbeddedChain,
  type EmbeddedOptions,
  startEmbedded,
} from "../../deploy/networks/embedded.ts";

const DAY = 86_400;
const KEPT_MS = 5_000;
const LOOK_MS = 100;
/** What a slow machine may take between two steps of a test, in seconds. */
const PATIENCE = 30;
const wall = () => Math.floor(Date.now() / 1_000);

let folder = "";
let begun = 0;
let chain: EmbeddedChain;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-clock-"));
  begun = wall() - 90 * DAY;
});
afterEach(async () => {
  await chain.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = async (options: Partial<EmbeddedOptions> = {}) => {
  const stateFile = join(folder, "state.json");
  chain = await startEmbedded({ port: 0, stateFile, genesisTime: begun, ...options });
};
const mine = async (): Promise<number> => chain.clock.pass(1);
const expectNear = (time: number, moment: number) => {
  expect(time).toBeGreaterThanOrEqual(moment);
  expect(time).toBeLessThan(moment + PATIENCE);
};

/** Blocks come by themselves: until one of this moment, on a busy machine later than a second. */
const goesOnTo = async (moment: number): Promise<void> => {
  while ((await chain.clock.now()) < moment) await sleep(LOOK_MS);
  expectNear(await chain.clock.now(), moment);
};

describe("given a chain that begins 90 days ago", () => {
  it("has its first block then, and a clock that goes at the pace of the wall clock", async () => {
    await start({ blockTime: 1 });
    expectNear(await chain.clock.now(), begun);
    await goesOnTo(begun + 1);
  });

  describe("when it travels", () => {
    it("goes on from there, and never back", async () => {
      await start();
      const notice = begun + 14 * DAY;
      expectNear(await chain.clock.travelTo(notice), notice);
      expectNear(await mine(), notice + 1);
      expectNear(await chain.clock.travelTo(begun + DAY), notice + 1);
      expectNear(await chain.clock.pass(DAY), notice + DAY + 1);
    });

    it("does so between blocks that come by themselves", async () => {
      await start({ blockTime: 1 });
      const notice = begun + 14 * DAY;
      expectNear(await chain.clock.travelTo(notice), notice);
      await goesOnTo(notice + 1);
    });
  });

  describe("when it catches up", () => {
    it("is at the present, and stays there", async () => {
      await start({ blockTime: 1 });
      expectNear(await chain.clock.catchUp(), wall() - 1);
      await goesOnTo(wall() + 2);
      expectNear(await chain.clock.catchUp(), wall() - 1);
    });
  });
});

describe("given a chain that was stopped on its way", () => {
  const onTheWay = () => begun + 30 * DAY;

  it.each(["stopped", "killed"])("goes on from its newest block after it was %s", async (how) => {
    await start({ blockTime: 1 });
    await chain.clock.travelTo(onTheWay());
    if (how === "killed") {
      await sleep(KEPT_MS);
      chain.process.kill("SIGKILL");
    }
    await chain.stop();
    await start({ blockTime: 1 });
    expectNear(await chain.clock.now(), onTheWay());
    expectNear(await mine(), onTheWay() + 1);
    expectNear(await chain.clock.travelTo(onTheWay() + DAY), onTheWay() + DAY);
    expectNear(await chain.clock.catchUp(), wall() - 1);
  });

  it("is at the present at once without a clock of its own", async () => {
    await start();
    await chain.clock.travelTo(onTheWay());
    await chain.stop();
    const stateFile = join(folder, "state.json");
    chain = await startEmbedded({ port: 0, stateFile, blockTime: 1 });
    await goesOnTo(wall());
  });
});
