// SPDX-License-Identifier: Apache-2.0
// What is kept of a network: one folder, with a file that describes it and a folder for each validator.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { writeWhole } from "../../deploy/whole-file.ts";
import { CLOCK } from "./clock.ts";
import { NetworkError } from "./errors.ts";

const TYPE = "suyuan/network@1";
const MARKER = "network.json";
const GENESIS = "genesis.json";
const NODE = /^node-[1-9]$/u;

export interface Validator {
  /** From 1. */
  readonly number: number;
  /** The account that seals, in small letters. */
  readonly address: string;
  /** Under which the others reach it. */
  readonly enode: string;
  /** JSON-RPC on loopback. */
  readonly rpcPort: number;
  readonly p2pPort: number;
  /** Set where it keeps the states of the last 128 blocks only, and all of them elsewhere. */
  readonly pruned?: true;
}

export interface Network {
  readonly type: typeof TYPE;
  readonly chainId: number;
  readonly validators: readonly Validator[];
  /** Who is to see whom: one group, or two while the network is parted. */
  readonly groups: readonly (readonly number[])[];
  /**
   * Of a network whose clock began in the past: whether it still goes there, or has reached the present, from where on
   * the validators are ordinary ones.
   */
  readonly past?: "goes" | "over";
}

/** Where things of one validator lie. */
export interface NodePaths {
  readonly folder: string;
  /** geth's own folder with the chain. */
  readonly chain: string;
  readonly nodeKey: string;
  readonly keystore: string;
  readonly password: string;
  readonly ipc: string;
  readonly pid: string;
  readonly log: string;
}

export function nodePaths(directory: string, number: number): NodePaths {
  const folder = join(directory, `node-${String(number)}`);
  const inside = (name: string) => join(folder, name);
  return {
    ...{ folder, chain: inside("geth"), nodeKey: inside("node.key"), keystore: inside("keystore") },
    ...{ password: inside("password"), ipc: inside("geth.ipc") },
    ...{ pid: inside("pid.json"), log: inside("geth.log") },
  };
}

export const genesisFile = (directory: string): string => join(directory, GENESIS);

/** Writes the description of a network, whole or not at all. */
export function writeNetwork(directory: string, network: Omit<Network, "type">): Network {
  const whole = { type: TYPE, ...network } as const;
  writeWhole(join(directory, MARKER), `${JSON.stringify(whole, null, 2)}\n`);
  return whole;
}

/** @throws NetworkError when there is none, or it cannot be read */
export function readNetwork(directory: string): Network {
  const file = join(directory, MARKER);
  if (!existsSync(file)) {
    throw new NetworkError(
      `There is no network in ${directory}. Make one: npm run network -- init --validators 4`,
    );
  }
  const network = parsed(file) as Partial<Network> | undefined;
  if (network?.type === TYPE) return network as Network;
  throw new NetworkError(
    `${file} does not describe a network of this version. If it is to be deleted: npm run network -- reset`,
  );
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** @throws NetworkError when the network has no such validator */
export function validatorOf({ validators }: Network, number: number): Validator {
  const found = validators.find((validator) => validator.number === number);
  if (found !== undefined) return found;
  const most = String(validators.length);
  throw new NetworkError(
    `There is no validator ${String(number)}: they are numbered 1 to ${most}.`,
  );
}

/** Makes the folder of a new network. @throws NetworkError when something is there */
export function makeFolder(directory: string): void {
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new NetworkError(
      `${directory} is not empty. Take another folder with --dir, or delete that network: npm run network -- reset`,
    );
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 });
}

/** Deletes a network's folder. @throws NetworkError, with nothing deleted, when other things lie in it */
export function deleteFolder(directory: string): void {
  if (!existsSync(directory)) return;
  const strange = readdirSync(directory).filter(
    (name) => ![MARKER, GENESIS, CLOCK].includes(name.replace(/\.part$/u, "")) && !NODE.test(name),
  );
  if (strange.length > 0) {
    throw new NetworkError(
      `${directory} holds ${strange.join(", ")}, which is no part of a network. Nothing was deleted.`,
    );
  }
  rmSync(directory, { recursive: true });
}
