// SPDX-License-Identifier: Apache-2.0
// What each command does. Each can be given again after it was interrupted.
import { needGeth } from "../needs/geth.ts";
import { NetworkError } from "./errors.ts";
import { makeNetwork } from "./init.ts";
import { ask } from "./ipc.ts";
import { initialise, startNode } from "./node.ts";
import type { Command } from "./options.ts";
import { arrange, runningOf } from "./peers.ts";
import { runningPid, terminate } from "./process.ts";
import { goesOn, seal, unlock, vote } from "./sealing.ts";
import {
  deleteFolder,
  type Network,
  nodePaths,
  readNetwork,
  validatorOf,
  writeNetwork,
} from "./state.ts";

export interface Places {
  /** Of the network. */
  readonly directory: string;
  /** Where tools are kept that the project brings. */
  readonly tools: string;
}

/** What was done, in a sentence. */
type Told = string;

const named = (numbers: readonly number[]): string => numbers.join(", ");

async function init(
  { directory, tools }: Places,
  { validators, port }: Extract<Command, { name: "init" }>,
): Promise<Told> {
  const network = await makeNetwork(needGeth(tools), directory, validators, port);
  return `A network of ${String(network.validators.length)} validators is in ${directory}.`;
}

/** Connects those that run and lets them seal as soon as they may. */
async function settle({ directory }: Places, network: Network): Promise<Told> {
  await arrange(directory, network);
  const begun = await seal(directory, network);
  const running = runningOf(directory, network).map(({ number }) => number);
  const sealing = begun.length > 0 ? ` Sealing began on ${named(begun)}.` : "";
  return `Running and connected: ${named(running)}.${sealing}`;
}

async function up(places: Places): Promise<Told> {
  const network = readNetwork(places.directory);
  const geth = needGeth(places.tools);
  await Promise.all(
    network.validators.map(async (one) => startNode(geth, places.directory, network, one)),
  );
  const told = await settle(places, network);
  if (network.groups.length === 1 && !(await goesOn(places.directory, network.validators))) {
    await unlock(places.directory, network);
  }
  return told;
}

async function start(places: Places, number: number): Promise<Told> {
  const network = readNetwork(places.directory);
  const validator = validatorOf(network, number);
  await startNode(needGeth(places.tools), places.directory, network, validator);
  return settle(places, network);
}

async function stop({ directory }: Places, number: number, kill: boolean): Promise<Told> {
  validatorOf(readNetwork(directory), number);
  const ran = await terminate(nodePaths(directory, number), kill);
  return `Validator ${String(number)} ${ran ? (kill ? "was killed" : "has stopped") : "did not run"}.`;
}

async function down({ directory }: Places, kill: boolean): Promise<Told> {
  const { validators } = readNetwork(directory);
  const ends = validators.map(async ({ number }) => terminate(nodePaths(directory, number), kill));
  const ran = (await Promise.all(ends)).filter(Boolean).length;
  return `${String(ran)} of ${String(validators.length)} validators were stopped; none runs.`;
}

async function partition(places: Places, numbers: readonly number[]): Promise<Told> {
  const network = readNetwork(places.directory);
  const cut = numbers.map((number) => validatorOf(network, number).number);
  const rest = network.validators.map(({ number }) => number).filter((n) => !cut.includes(n));
  if (rest.length === 0) throw new NetworkError("All of them are no part: leave out at least one.");
  const parted = writeNetwork(places.directory, { ...network, groups: [rest, cut] });
  await arrange(places.directory, parted);
  return `Parted: ${named(rest)} | ${named(cut)}.`;
}

async function heal(places: Places): Promise<Told> {
  const { directory } = places;
  const network = readNetwork(directory);
  const all = network.validators.map(({ number }) => number);
  const whole = writeNetwork(directory, { ...network, groups: [all] });
  const told = await settle(places, whole);
  const common = await unlock(directory, whole);
  if (common === undefined) return told;
  return `${told} Two branches stood still: all but one went back to block ${String(common)}.`;
}

async function decide(
  { directory }: Places,
  { number, into }: Extract<Command, { name: "vote" }>,
): Promise<Told> {
  const network = readNetwork(directory);
  await vote(directory, network, validatorOf(network, number), into);
  return `Validator ${String(number)} was voted ${into ? "in" : "out"}.`;
}

async function letSeal(
  { directory }: Places,
  { number, on }: Extract<Command, { name: "seal" }>,
): Promise<Told> {
  validatorOf(readNetwork(directory), number);
  const paths = nodePaths(directory, number);
  if (runningPid(paths) === undefined) {
    throw new NetworkError(
      `Validator ${String(number)} does not run. First: npm run network -- start ${String(number)}`,
    );
  }
  await ask(paths.ipc, on ? "miner_start" : "miner_stop");
  return `Validator ${String(number)} ${on ? "seals" : "seals no more"}.`;
}

function wipe({ directory, tools }: Places, number: number): Told {
  validatorOf(readNetwork(directory), number);
  if (runningPid(nodePaths(directory, number)) !== undefined) {
    throw new NetworkError(
      `Validator ${String(number)} runs. First: npm run network -- stop ${String(number)}`,
    );
  }
  initialise(needGeth(tools), directory, number);
  return `Validator ${String(number)} has the genesis block only; started, it fetches the rest.`;
}

function reset({ directory }: Places): Told {
  for (let number = 1; number <= 9; number++) {
    if (runningPid(nodePaths(directory, number)) === undefined) continue;
    throw new NetworkError("The network is up. First: npm run network -- down");
  }
  deleteFolder(directory);
  return `There is no network in ${directory} any more.`;
}

/** Does what a command says; `status` is not among them. @throws NetworkError, and Missing without geth */
export async function carryOut(
  places: Places,
  command: Exclude<Command, { name: "status" }>,
): Promise<Told> {
  switch (command.name) {
    case "init":
      return init(places, command);
    case "up":
      return up(places);
    case "start":
      return start(places, command.number);
    case "stop":
      return stop(places, command.number, command.kill);
    case "partition":
      return partition(places, command.numbers);
    case "heal":
      return heal(places);
    case "vote":
      return decide(places, command);
    case "seal":
      return letSeal(places, command);
    case "wipe":
      return wipe(places, command.number);
    case "down":
      return down(places, command.kill);
    case "reset":
      return reset(places);
  }
}
