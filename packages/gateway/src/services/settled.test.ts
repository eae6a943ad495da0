// SPDX-License-Identifier: Apache-2.0
// A chain that changes to another branch between any two of the questions that it is asked.
import type { BlockRef } from "@suyuan/api";
import type { ChainClient } from "@suyuan/chain";
import { describe, expect, it } from "vitest";

import { Settled } from "./settled.ts";

type Branch = (number: number) => BlockRef;
const branch =
  (digit: string, from: number): Branch =>
  (number) => ({
    ...{ number, time: 1_000 + number },
    hash: `0x${(number < from ? "0" : digit).repeat(62)}${number.toString(16).padStart(2, "0")}`,
  });
const OLD = branch("a", 5);
const NEW = branch("b", 5);

/** Follows a chain of 10, then 12 blocks whose branch changes before the n-th question; looks three times then. */
async function following(change: number) {
  let height = 10;
  let questions = -Infinity;
  const now = <T>(answer: (on: Branch) => T) =>
    Promise.resolve(answer(questions++ < change ? OLD : NEW));
  const client = {
    checkDeployment: () => Promise.resolve(),
    blockNumber: () => now(() => height),
    block: (number: number) => now((on) => on(number)),
    events: () => now(() => []),
  };
  const settled = new Settled({
    ...{ client: client as unknown as ChainClient, depth: 0, known: undefined, now: () => 0 },
  });
  await settled.poll();
  expect(settled.block).toEqual(OLD(10));
  [height, questions] = [12, 0];
  for (let look = 0; look < 3; look++) await settled.poll();
  return settled;
}

describe("given a branch that takes another one's place", () => {
  it.each([0, 1, 2, 3, 4, 5, 6])("notices it before question %i", async (change) => {
    const settled = await following(change);
    expect(settled.block).toEqual(NEW(12));
    expect(settled.rewinds).toBeGreaterThan(0);
  });

  it("tells of none where none did", async () => {
    expect((await following(Infinity)).rewinds).toBe(0);
  });
});
