// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type ReadingParts, readingsOf } from "./readings.ts";

const { suyuan_event_loop_delay_seconds: read, process_open_fds: open } = readingsOf(
  {} as ReadingParts,
);
const longest = async (): Promise<number> => {
  const told = (await read()) as Readonly<Record<string, number>>;
  return told["1"] ?? NaN;
};

describe("the delay of the event loop", () => {
  it("is what held it up since the question before", async () => {
    await read();
    await sleep(100);
    const until = performance.now() + 400;
    while (performance.now() < until);
    await sleep(100);
    const held = await longest();
    expect(held).toBeGreaterThan(0.35);
    expect(await longest()).toBeLessThan(held);
  });
});

describe("open files", () => {
  it("are at least the three that every process has", async () => {
    expect(await open()).toBeGreaterThanOrEqual(3);
  });
});
