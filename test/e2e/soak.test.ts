// SPDX-License-Identifier: Apache-2.0
// A minute of what `npm run test:soak` does for half an hour: statements at a rate with reads beside them, then the whole
// log read back. How fast answers come is not judged here: a busy machine takes fewer statements, may say that it has no
// time for one, and takes each as carefully.
import { beforeAll, describe, expect, it } from "vitest";

import { judgeMemory, MOST_MEMORY } from "../../bench/soak/memory.ts";
import { soak, type Soaked } from "../../bench/soak/soak.ts";

const LOAD = { seconds: 60, rate: 500, lines: 25, reads: 20 };
const PATIENCE_MS = 600_000;
/** Garbage is collected later where others want the processors too. */
const MOST_WHEN_BUSY = 2 * MOST_MEMORY;

let soaked: Soaked;

beforeAll(async () => {
  const tell = (line: string) => {
    console.log(line);
  };
  soaked = await soak({ ...LOAD, tell });
  soaked.later.forEach(tell);
}, PATIENCE_MS);

describe("given a minute of statements and reads", () => {
  it("refused nobody but for the moment, broke off nothing, and lost nothing that it acknowledged", () => {
    expect(soaked.faults).toEqual([]);
    expect(soaked.log.found).toBe(soaked.acknowledged);
  });

  it("took statements in lines and alone, and answered reads", () => {
    const { singles, reads } = soaked;
    expect(soaked.acknowledged).toBeGreaterThan(singles.acknowledging.length);
    for (const answered of [singles.anchoring, reads]) expect(answered.length).toBeGreaterThan(0);
  });

  it("has on the chain the whole log that was read back", () => {
    const { size, root } = soaked.log;
    expect(soaked.chain).toEqual({ size, root });
  });

  it("held no memory without bounds", () => {
    expect(judgeMemory(soaked.memory).peak).toBeLessThan(MOST_WHEN_BUSY);
  });
});
