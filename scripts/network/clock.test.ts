// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { clockFile, type ClockSetting, setClock, shown } from "./clock.ts";

const NUM_RUNS = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;

const instant = fc.integer({ min: NOW - 400 * DAY_MS, max: NOW });
const setting = fc.record({ real: instant, chain: instant, rate: fc.integer({ min: 1, max: 50 }) });

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "suyuan-clock-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const kept = (): ClockSetting =>
  JSON.parse(readFileSync(clockFile(directory), "utf8")) as ClockSetting;

describe("a clock that begins in the past", () => {
  it("goes from its moment on, so many times as fast", () => {
    const clock = { real: NOW, chain: NOW - 60 * DAY_MS, rate: 8 };
    expect(shown(clock, NOW)).toBe(NOW - 60 * DAY_MS);
    expect(shown(clock, NOW + 1_000)).toBe(NOW - 60 * DAY_MS + 8_000);
  });

  it("never goes back, nor beyond the present", () => {
    const later = fc.integer({ min: 0, max: 90 * DAY_MS });
    const law = fc.property(setting, later, later, (clock, one, other) => {
      const [first, second] = [Math.min(one, other), Math.max(one, other)].map(
        (after) => clock.real + after,
      ) as [number, number];
      expect(shown(clock, second)).toBeGreaterThanOrEqual(shown(clock, first));
      expect(shown(clock, second)).toBeLessThanOrEqual(second);
    });
    fc.assert(law, { numRuns: NUM_RUNS });
  });

  it("is set forward to a moment, and left where it stands by one that is past", () => {
    const begin = NOW / 1_000 - 60 * 86_400;
    setClock(directory, begin, NOW);
    expect(shown(kept(), NOW)).toBe(begin * 1_000);
    setClock(directory, begin + 86_400, NOW + 500);
    expect(shown(kept(), NOW + 500)).toBe((begin + 86_400) * 1_000);
    const stood = shown(kept(), NOW + 900);
    setClock(directory, begin + 3_600, NOW + 900);
    expect(shown(kept(), NOW + 900)).toBe(stood);
  });

  it("shows the present once it is set there", () => {
    setClock(directory, NOW / 1_000 - 86_400, NOW);
    setClock(directory, NOW / 1_000 + 1, NOW + 1_000);
    expect(shown(kept(), NOW + 1_000)).toBe(NOW + 1_000);
    expect(shown(kept(), NOW + 5_000)).toBe(NOW + 5_000);
  });
});
