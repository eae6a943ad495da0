// SPDX-License-Identifier: Apache-2.0
// The standstill that Clique knows: two halves that did not see each other have branches of the same weight, and each
// of them has sealed too lately on its own (vector clique-real-fork-deadlock).
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { until } from "../support/exchange.ts";
import {
  geth,
  type Head,
  headAt,
  startValidators,
  type TestNetwork,
} from "../support/validators.ts";

const LONG_MS = 300_000;
const PATIENCE_MS = 120_000;
const ALL = ["1", "2", "3", "4"];
/** So many looks at which no height changes. */
const LOOKS = 12;
const PAUSE_MS = 300;
const A_ROUND_MS = 4_000;

let network: TestNetwork;

beforeAll(async () => {
  if (!geth.missing) network = await startValidators(ALL.length);
}, LONG_MS);
afterAll(async () => {
  if (!geth.missing) await network.stop();
}, LONG_MS);

/** The newest block of each validator. */
const heads = async (): Promise<readonly Head[]> => Promise.all(network.rpcUrls.map(headAt));

/** Waits until no validator has another block than before, many times over. */
async function stood(): Promise<readonly Head[]> {
  let last = "";
  let looks = 0;
  const stands = async () => {
    const now = await heads();
    const seen = now.map(({ hash }) => hash).join();
    looks = seen === last ? looks + 1 : 0;
    last = seen;
    await sleep(PAUSE_MS);
    return looks >= LOOKS && now;
  };
  return until("the chain stands still", stands, PATIENCE_MS);
}

/** Has nobody seal any more once the four have sealed in their turns; who sealed last comes first. */
async function inTurns(): Promise<readonly number[]> {
  const sealed = async () => {
    await network.tell("seal", ALL.join(), "off");
    const same = new Set((await stood()).map(({ hash }) => hash)).size === 1;
    const order = (await network.status()).lastSigners.slice(0, ALL.length);
    if (same && new Set(order).size === ALL.length) return order;
    await network.tell("seal", ALL.join(), "on");
    await sleep(A_ROUND_MS);
    return false;
  };
  return until("four blocks in turn", sealed, PATIENCE_MS);
}

describe.skipIf(geth.missing)(`two halves of four validators ${geth.label}`, () => {
  it(
    "stand still when they see each other again, until one takes the other's branch",
    async () => {
      const [, before, third] = await inTurns();
      // These two seal one block each, both out of turn; the others one, in turn: as much weight.
      await network.tell("partition", [before, third].map(String).join());
      await network.tell("seal", ALL.join(), "on");
      const parted = await stood();
      expect(new Set(parted.map(({ hash }) => hash)).size).toBe(2);
      expect(new Set(parted.map(({ weight }) => weight)).size).toBe(1);

      expect(await network.tell("heal")).toContain("Branches of the same weight stood still");
      const top = Math.max(...parted.map(({ number }) => number));
      for (const { number } of await heads()) expect(number).toBeGreaterThan(top);
    },
    LONG_MS,
  );
});
