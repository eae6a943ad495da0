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
    deployment: { block: 0 },
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

/** Looks once at a chain of so many blocks whose contracts came with block 4, waiting for three on top. */
async function looking(height: number) {
  const client = {
    deployment: { block: 4 },
    checkDeployment: () => Promise.resolve(),
    blockNumber: () => Promise.resolve(height),
    block: (number: number) => Promise.resolve(OLD(number)),
    events: () => Promise.resolve([]),
  };
  const settled = new Settled({
    ...{ client: client as unknown as ChainClient, depth: 3, known: undefined, now: () => 9 },
  });
  return { settled, answered: await settled.poll() };
}

describe("given contracts that have not so many blocks on top as a settled one", () => {
  it.each([0, 2, 6])("takes the chain for away at height %i", async (height) => {
    const { settled, answered } = await looking(height);
    expect(answered).toBe(false);
    expect(settled.known).toBe(false);
    expect(settled.awaySince).toBe(9);
    expect(settled.isUnfounded).toBe(true);
    expect(() => settled.block).toThrow(/not settled/);
  });

  it("follows it from the block on that settles them", async () => {
    const { settled, answered } = await looking(7);
    expect(answered).toBe(true);
    expect(settled.block).toEqual(OLD(4));
    expect(settled.awaySince).toBeUndefined();
    expect(settled.isUnfounded).toBe(false);
  });
});
