// SPDX-License-Identifier: Apache-2.0
// When validators seal. Sealing begins only once more than half of all run in one group and all of them see each
// other: honest nodes that began alone once forked at height 1 for good (vector clique-real-fork-deadlock).
import { setTimeout as sleep } from "node:timers/promises";

import { NetworkError } from "./errors.ts";
import { ask } from "./ipc.ts";
import { runningGroups, runningOf } from "./peers.ts";
import { type Network, nodePaths, type Validator } from "./state.ts";

const PAUSE_MS = 250;
const PROGRESS_MS = 20_000;
const VOTE_MS = 60_000;

/** A node's newest block. */
export interface Head {
  readonly number: number;
  readonly hash: string;
}

interface Block extends Head {
  readonly parentHash: string;
}

const ipcOf = (directory: string, { number }: Validator): string =>
  nodePaths(directory, number).ipc;

/** A block of a node; its newest when no number is given. */
export async function blockOf(ipc: string, number?: number): Promise<Block | undefined> {
  const tag = number === undefined ? "latest" : `0x${number.toString(16)}`;
  const block = (await ask(ipc, "eth_getBlockByNumber", [tag, false])) as {
    readonly number: string;
    readonly hash: string;
    readonly parentHash: string;
  } | null;
  if (block === null) return undefined;
  return { number: Number(block.number), hash: block.hash, parentHash: block.parentHash };
}

const majority = ({ validators }: Network): number => Math.floor(validators.length / 2) + 1;

/** Lets those seal that may. @returns the numbers of those that began to */
export async function seal(directory: string, network: Network): Promise<number[]> {
  const begun: number[] = [];
  for (const group of runningGroups(directory, network)) {
    if (group.length < majority(network)) continue;
    for (const one of group) {
      const ipc = ipcOf(directory, one);
      if ((await ask(ipc, "eth_mining")) === true) continue;
      await ask(ipc, "miner_start");
      begun.push(one.number);
    }
  }
  return begun;
}

async function headsOf(directory: string, nodes: readonly Validator[]): Promise<Head[]> {
  const heads = nodes.map(async (one) => blockOf(ipcOf(directory, one)));
  return (await Promise.all(heads)).filter((head) => head !== undefined);
}

/** Waits for a block that was not there, the same on all nodes. @returns whether it came in time */
export async function goesOn(directory: string, nodes: readonly Validator[]): Promise<boolean> {
  const before = Math.max(...(await headsOf(directory, nodes)).map(({ number }) => number));
  const end = Date.now() + PROGRESS_MS;
  while (Date.now() < end) {
    const heights = (await headsOf(directory, nodes)).map(({ number }) => number);
    if (Math.min(...heights) > before && (await agree(directory, nodes, before + 1))) return true;
    await sleep(PAUSE_MS);
  }
  return false;
}

async function agree(
  directory: string,
  nodes: readonly Validator[],
  number: number,
): Promise<boolean> {
  const blocks = nodes.map(async (one) => blockOf(ipcOf(directory, one), number));
  return new Set((await Promise.all(blocks)).map((block) => block?.hash)).size === 1;
}

/** The highest block that all nodes have. */
async function lastCommon(directory: string, nodes: readonly Validator[]): Promise<number> {
  const heights = (await headsOf(directory, nodes)).map(({ number }) => number);
  for (let number = Math.min(...heights); number > 0; number--) {
    if (await agree(directory, nodes, number)) return number;
  }
  return 0;
}

/**
 * Ends a standstill in which nodes are on branches of the same weight and each has sealed too lately to go on: all
 * but the first go back to the last block that all have, and take the first one's branch from there.
 * @returns the block, or undefined when there was no such standstill
 */
export async function unlock(directory: string, network: Network): Promise<number | undefined> {
  const [first, ...others] = runningOf(directory, network);
  if (first === undefined || (await goesOn(directory, [first, ...others]))) return undefined;
  const common = await lastCommon(directory, [first, ...others]);
  for (const one of others) {
    await ask(ipcOf(directory, one), "debug_setHead", [`0x${common.toString(16)}`]);
  }
  if (await goesOn(directory, [first, ...others])) return common;
  throw new NetworkError(
    "The validators see each other, but no block comes. More than half of them must run; " +
      "look: npm run network -- status",
  );
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
