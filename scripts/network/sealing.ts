// SPDX-License-Identifier: Apache-2.0
// When validators seal, and who may. Sealing begins only once more than half of all run in one group, all of them see
// each other and have caught up: honest nodes that began alone once forked at height 1 for good (vector
// clique-real-fork-deadlock).
import { setTimeout as sleep } from "node:timers/promises";

import { blockOf, ipcOf } from "./chain.ts";
import { NetworkError } from "./errors.ts";
import { ask } from "./ipc.ts";
import { runningGroups, runningOf } from "./peers.ts";
import type { Network, Validator } from "./state.ts";

const PAUSE_MS = 250;
/** Without a new block geth looks every ten seconds whether others have more. */
const CATCH_UP_MS = 120_000;
const VOTE_MS = 180_000;

const majority = ({ validators }: Network): number => Math.floor(validators.length / 2) + 1;

/** The running ones of the group that is large enough to go on; none where all are too small. */
export function goingOf(directory: string, network: Network): Validator[] {
  const groups = runningGroups(directory, network);
  return groups.find((group) => group.length >= majority(network)) ?? [];
}

async function weightsOf(directory: string, nodes: readonly Validator[]): Promise<bigint[]> {
  const blocks = nodes.map(async (one) => blockOf(ipcOf(directory, one)));
  return (await Promise.all(blocks)).map((block) => block?.weight ?? 0n);
}

const most = (weights: readonly bigint[]): bigint =>
  weights.reduce((left, right) => (left > right ? left : right), 0n);

/** Waits until all have a branch as heavy as the heaviest was. @throws NetworkError when it does not come to be */
async function caughtUp(directory: string, group: readonly Validator[]): Promise<void> {
  const weight = most(await weightsOf(directory, group));
  const end = Date.now() + CATCH_UP_MS;
  while ((await weightsOf(directory, group)).some((own) => own < weight)) {
    if (Date.now() > end) {
      throw new NetworkError(`Not all have caught up. Look at their geth.log in ${directory}.`);
    }
    await sleep(PAUSE_MS);
  }
}

/** Lets those seal that may. @returns the numbers of those that began to */
export async function seal(directory: string, network: Network): Promise<number[]> {
  const group = goingOf(directory, network);
  const mining = group.map(
    async (one) => (await ask(ipcOf(directory, one), "eth_mining")) === true,
  );
  const seals = await Promise.all(mining);
  const resting = group.filter((_, place) => seals[place] === false);
  // Whoever seals before it has caught up makes a branch that can be as heavy as the others'.
  if (resting.length > 0) await caughtUp(directory, group);
  for (const one of resting) await ask(ipcOf(directory, one), "miner_start");
  return resting.map(({ number }) => number);
}

/**
 * Has all running validators but one vote on it, until the vote has passed.
 * @throws NetworkError when it does not pass in time, or there is nothing to vote on
 */
export async function vote(
  directory: string,
  network: Network,
  subject: Validator,
  into: boolean,
): Promise<void> {
  const voters = runningOf(directory, network).filter((one) => one !== subject);
  const [first] = voters;
  const isIn = async (): Promise<boolean> => {
    if (first === undefined) throw new NetworkError("No validator runs that could vote.");
    const signers = (await ask(ipcOf(directory, first), "clique_getSigners")) as string[];
    return signers.includes(subject.address);
  };
  const which = `Validator ${String(subject.number)}`;
  if ((await isIn()) === into)
    throw new NetworkError(`${which} is ${into ? "in" : "out"} already.`);
  const each = async (method: string, ...more: readonly unknown[]) => {
    for (const one of voters) await ask(ipcOf(directory, one), method, [subject.address, ...more]);
  };
  await each("clique_propose", into);
  try {
    const end = Date.now() + VOTE_MS;
    while ((await isIn()) !== into) {
      if (Date.now() > end) {
        throw new NetworkError(`The vote has not passed: more than half of all must seal a block.`);
      }
      await sleep(PAUSE_MS);
    }
  } finally {
    await each("clique_discard");
  }
}
