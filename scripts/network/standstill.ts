// SPDX-License-Identifier: Apache-2.0
// Whether a chain goes on, and the one way in which it cannot: validators on branches of the same weight, each of
// whom has sealed too lately on its own branch. Nodes change to a heavier branch only, and nobody makes one heavier.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { agree, ipcOf, type Position, positionOf } from "./chain.ts";
import { NetworkError } from "./errors.ts";
import { ask } from "./ipc.ts";
import { nodePaths, type Validator } from "./state.ts";

const PAUSE_MS = 300;
/** So many looks in a row at which nothing moved and nobody could: a machine that pauses counts as one. */
const STILL_LOOKS = 12;
const PATIENCE_MS = 180_000;

const positionsOf = async (directory: string, nodes: readonly Validator[]): Promise<Position[]> =>
  Promise.all(nodes.map(async (one) => positionOf(directory, one)));

const topOf = (positions: readonly Position[]): number =>
  Math.max(...positions.map(({ head }) => head.number));

/**
 * Waits for a block that was not there, the same on all nodes.
 * @returns where they stand, when they cannot go on; undefined once they have gone on
 * @throws NetworkError when neither can be said in time
 */
async function standstill(
  directory: string,
  nodes: readonly Validator[],
): Promise<Position[] | undefined> {
  const before = topOf(await positionsOf(directory, nodes));
  const end = Date.now() + PATIENCE_MS;
  let looks = 0;
  let seen = "";
  while (Date.now() < end) {
    if (await agree(directory, nodes, before + 1)) return undefined;
    const positions = await positionsOf(directory, nodes);
    const heads = positions.map(({ head }) => head.hash).join();
    const still = heads === seen && !positions.some(({ maySeal }) => maySeal);
    looks = still ? looks + 1 : 0;
    seen = heads;
    if (looks >= STILL_LOOKS) return positions;
    await sleep(PAUSE_MS);
  }
  throw noBlock();
}

const noBlock = (): NetworkError =>
  new NetworkError(
    "No block comes that all have. More than half of all validators must run, see each other and seal; " +
      "look: npm run network -- status",
  );

/** The highest block that all nodes have. */
async function lastCommon(
  directory: string,
  nodes: readonly Validator[],
  positions: readonly Position[],
): Promise<number> {
  const least = Math.min(...positions.map(({ head }) => head.number));
  for (let number = least; number > 0; number--) {
    if (await agree(directory, nodes, number)) return number;
  }
  return 0;
}

/** Hands the blocks of one validator after a common one to others, who leave their own. */
async function handOver(
  directory: string,
  { validator, head }: Position,
  others: readonly Position[],
  common: number,
): Promise<void> {
  const file = join(nodePaths(directory, validator.number).folder, "branch.rlp");
  rmSync(file, { force: true });
  const from = ipcOf(directory, validator);
  await ask(from, "admin_exportChain", [file, common + 1, head.number]);
  try {
    for (const other of others) {
      const ipc = ipcOf(directory, other.validator);
      // Whoever goes back would at once seal its own block again.
      await ask(ipc, "miner_stop");
      await ask(ipc, "debug_setHead", [`0x${common.toString(16)}`]);
      await ask(ipc, "admin_importChain", [file]);
      if (other.seals) await ask(ipc, "miner_start");
    }
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Sees to it that validators that see each other go on. Where they stand still on branches of the same weight, those
 * on another branch than the heaviest (of the first, where several are) go back to the last block that all have, and
 * take that branch.
 * @returns that block, or undefined when they went on by themselves
 * @throws NetworkError when they do not go on
 */
export async function keepGoing(
  directory: string,
  nodes: readonly Validator[],
): Promise<number | undefined> {
  const positions = await standstill(directory, nodes);
  if (positions === undefined) return undefined;
  const [chosen] = [...positions].sort((one, other) => Number(other.head.weight - one.head.weight));
  const others = positions.filter(({ head }) => head.hash !== chosen?.head.hash);
  if (chosen === undefined || others.length === 0) throw noBlock();
  const common = await lastCommon(directory, nodes, positions);
  await handOver(directory, chosen, others, common);
  if ((await standstill(directory, nodes)) !== undefined) throw noBlock();
  return common;
}
