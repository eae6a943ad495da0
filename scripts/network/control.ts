// SPDX-License-Identifier: Apache-2.0
// What each command does. Each can be given again after it was interrupted.
import { needGeth } from "../needs/geth.ts";
import { needMovedGeth } from "../needs/moved-geth.ts";
import { ipcOf } from "./chain.ts";
import { validatorsClock } from "./clock.ts";
import { NetworkError } from "./errors.ts";
import { makeNetwork } from "./init.ts";
import { ask } from "./ipc.ts";
import { initialise, startNode } from "./node.ts";
import type { Command } from "./options.ts";
import { arrange, runningOf } from "./peers.ts";
import { runningPid, terminate } from "./process.ts";
import { goingOf, seal, vote } from "./sealing.ts";
import { keepGoing } from "./standstill.ts";
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

/** A network whose clock is still in the past has a program of its own. */
const programOf = ({ tools }: Places, { past }: Pick<Network, "past">): string =>
  past === "goes" ? needMovedGeth(tools) : needGeth(tools);

const named = (numbers: readonly number[]): string => numbers.join(", ");

async function init(places: Places, plan: Extract<Command, { name: "init" }>): Promise<Told> {
  const { directory } = places;
  const geth = programOf(places, plan.past === undefined ? {} : { past: "goes" });
  const network = await makeNetwork(geth, directory, plan);
  return `A network of ${String(network.validators.length)} validators is in ${directory}.`;
}

/** Sees to it that those go on that are enough. @returns what was done for it, where anything was */
async function goOn({ directory }: Places, network: Network): Promise<Told> {
  const going = goingOf(directory, network);
  if (going.length === 0) return "";
  const common = await keepGoing(directory, going);
  if (common === undefined) return "";
  return ` Branches of the same weight stood still: all took one, from block ${String(common)} on.`;
}

/** Connects those that run, lets them seal as soon as they may, and waits until they do. */
async function settle(places: Places, network: Network): Promise<Told> {
  const { directory } = places;
  await arrange(directory, network);
  const begun = await seal(directory, network);
  const running = runningOf(directory, network).map(({ number }) => number);
  const sealing = begun.length > 0 ? ` Sealing began on ${named(begun)}.` : "";
  return `Running and connected: ${named(running)}.${sealing}${await goOn(places, network)}`;
}

async function up(places: Places): Promise<Told> {
  const network = readNetwork(places.directory);
  const geth = programOf(places, network);
  await Promise.all(
    network.validators.map(async (one) => startNode(geth, places.directory, network, one)),
  );
  return settle(places, network);
}

async function start(places: Places, number: number): Promise<Told> {
  const network = readNetwork(places.directory);
  const validator = validatorOf(network, number);
  await startNode(programOf(places, network), places.directory, network, validator);
  return settle(places, network);
}

async function stop(places: Places, number: number, kill: boolean): Promise<Told> {
  const network = readNetwork(places.directory);
  validatorOf(network, number);
  const ran = await terminate(nodePaths(places.directory, number), kill);
  const done = ran ? (kill ? "was killed" : "has stopped") : "did not run";
  return `Validator ${String(number)} ${done}.${await goOn(places, network)}`;
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
  const network = readNetwork(places.directory);
  const all = network.validators.map(({ number }) => number);
  return settle(places, writeNetwork(places.directory, { ...network, groups: [all] }));
}

/** Takes the clock to the present, where the ordinary program goes on with the chain. */
async function present(places: Places): Promise<Told> {
  const { directory } = places;
  const network = readNetwork(directory);
  if (network.past === undefined) throw new NetworkError("This network has no clock of its own.");
  const [first] = runningOf(directory, network);
  if (network.past === "goes") {
    if (first === undefined) throw new NetworkError(`None runs. First: npm run network -- up`);
    await validatorsClock(directory, ipcOf(directory, first), true).catchUp();
    await down(places, false);
    writeNetwork(directory, { ...network, past: "over" });
  }
  return up(places);
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
  { numbers, on }: Extract<Command, { name: "seal" }>,
): Promise<Told> {
  const network = readNetwork(directory);
  const all = numbers.map((number) => validatorOf(network, number));
  const absent = all.find(({ number }) => runningPid(nodePaths(directory, number)) === undefined);
  if (absent !== undefined) {
    const which = String(absent.number);
    throw new NetworkError(
      `Validator ${which} does not run. First: npm run network -- start ${which}`,
    );
  }
  await Promise.all(
    all.map(async (one) => ask(ipcOf(directory, one), on ? "miner_start" : "miner_stop")),
  );
  return `${on ? "Seal" : "Seal no more"}: ${named(numbers)}.`;
}

function wipe(places: Places, number: number): Told {
  const { directory } = places;
  const network = readNetwork(directory);
  validatorOf(network, number);
  if (runningPid(nodePaths(directory, number)) !== undefined) {
    throw new NetworkError(
      `Validator ${String(number)} runs. First: npm run network -- stop ${String(number)}`,
    );
  }
  initialise(programOf(places, network), directory, number);
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
    case "present":
      return present(places);
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
