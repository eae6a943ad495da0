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

const PATIENCE_MS = 120_000;
const ALL = ["1", "2", "3", "4"];
/** So many looks at which no height changes. */
const LOOKS = 12;
const PAUSE_MS = 300;
const A_ROUND_MS = 4_000;
/** Difficulty of a block that is sealed in turn; out of turn it is 1 (EIP-225). */
const IN_TURN = 2n;

let network: TestNetwork;

beforeAll(async () => {
  if (!geth.missing) network = await startValidators(ALL.length);
});
afterAll(async () => {
  if (!geth.missing) await network.stop();
});

/** The newest block of each validator. */
const heads = async (): Promise<readonly Head[]> =>
  Promise.all(network.rpcUrls.map(async (url) => headAt(url)));

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

/** Whether each of the last four sealed one of the last four blocks, in its turn. */
async function areInTurn(top: Head): Promise<boolean> {
  const older = await headAt(network.rpcUrl, top.number - ALL.length);
  return BigInt(top.weight) - BigInt(older.weight) === IN_TURN * BigInt(ALL.length);
}

/** Has nobody seal any more once the four have sealed in their turns; who sealed last comes first. */
async function inTurns(): Promise<readonly number[]> {
  const sealed = async () => {
    await network.tell("seal", ALL.join(), "off");
    const [top, ...others] = await stood();
    const same = others.every(({ hash }) => hash === top?.hash);
    if (same && top && top.number > ALL.length && (await areInTurn(top))) {
      return (await network.status()).lastSigners.slice(0, ALL.length);
    }
    await network.tell("seal", ALL.join(), "on");
    await sleep(A_ROUND_MS);
    return false;
  };
  return until("four blocks in turn", sealed, PATIENCE_MS);
}

describe.skipIf(geth.missing)(`two halves of four validators ${geth.label}`, () => {
  it("stand still when they see each other again, until one takes the other's branch", async () => {
    const [, before, third] = await inTurns();
    // These two seal one block each, both out of turn; the others one, in turn: as much weight.
    await network.tell("partition", [before, third].map(String).join());
    await network.tell("seal", ALL.join(), "on");
    const parted = await stood();
    expect(new Set(parted.map(({ hash }) => hash)).size).toBe(2);
    expect(new Set(parted.map(({ weight }) => weight)).size).toBe(1);

    expect(await network.tell("heal")).toContain("Branches of the same weight stood still");
    const top = Math.max(...parted.map(({ number }) => number));
    // The branch that all took can be the shorter one.
    const goOn = async () => (await heads()).every(({ number }) => number > top);
    await until("all are beyond both branches", goOn, PATIENCE_MS);
  });
});
