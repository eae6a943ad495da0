// SPDX-License-Identifier: Apache-2.0
// One validator: go-ethereum as a process of its own.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { isFree } from "../../deploy/networks/free-port.ts";
import { CLOCK_VARIABLE, clockFile } from "./clock.ts";
import { NetworkError } from "./errors.ts";
import { GAS_LIMIT } from "./genesis.ts";
import { ask } from "./ipc.ts";
import { lastWords, launch, runningPid, terminate } from "./process.ts";
import { genesisFile, type Network, type NodePaths, nodePaths, type Validator } from "./state.ts";

const START_MS = 60_000;
const INIT_MS = 60_000;
const PAUSE_MS = 100;
/** geth dials one of so many peers that it may have, also of those that it is told to dial. */
const DIALLED_OF = 3;
/** Systems allow 104 to 108 bytes for the path of a local socket. */
const LONGEST_SOCKET = 103;

/** Writes the genesis block into a validator's folder. @throws NetworkError */
export function initialise(geth: string, directory: string, number: number): void {
  const { folder, chain, ipc } = nodePaths(directory, number);
  if (Buffer.byteLength(ipc) > LONGEST_SOCKET) {
    throw new NetworkError(`The path ${ipc} is too long for a socket: take a shorter --dir.`);
  }
  rmSync(chain, { recursive: true, force: true });
  const args = ["--datadir", folder, "init", genesisFile(directory)];
  const { status, stderr } = spawnSync(geth, args, { encoding: "utf8", timeout: INIT_MS });
  if (status !== 0) throw new NetworkError(`geth cannot make its chain: ${stderr.slice(-400)}`);
}

function argumentsOf(
  { chainId, validators }: Network,
  { address, rpcPort, p2pPort, pruned }: Validator,
  { folder, nodeKey, keystore, password }: NodePaths,
): string[] {
  return [
    // The folder comes first: the process is known by it.
    ...["--datadir", folder, "--networkid", String(chainId), "--nodekey", nodeKey],
    // With every state on disk a kill costs no block and proofs of any age can be had.
    ...["--syncmode", "full", "--gcmode", pruned ? "full" : "archive"],
    ...["--cache", "64", "--verbosity", "3"],
    // Peers are named one by one: who sees whom is ours to say.
    ...["--port", String(p2pPort), "--nat", "none", "--nodiscover", "--netrestrict", "127.0.0.0/8"],
    // A third of them is how many a node dials.
    ...["--maxpeers", String(DIALLED_OF * Math.max(1, validators.length - 1))],
    // What gateways ask; connecting, sealing and voting go by the local socket only.
    ...["--http", "--http.addr", "127.0.0.1", "--http.port", String(rpcPort)],
    ...["--http.api", "eth,net,web3", "--authrpc.addr", "127.0.0.1", "--authrpc.port", "0"],
    ...["--keystore", keystore, "--unlock", address, "--password", password],
    ...["--allow-insecure-unlock", "--miner.etherbase", address],
    ...["--miner.gaslimit", String(GAS_LIMIT), "--rpc.txfeecap", "0"],
  ];
}

async function requireFree({ number, rpcPort, p2pPort }: Validator): Promise<void> {
  for (const port of [rpcPort, p2pPort]) {
    if (await isFree(port)) continue;
    throw new NetworkError(
      `Port ${String(port)} of validator ${String(number)} is in use. Stop what uses it, or make the network ` +
        `on other ports: npm run network -- reset, then init --port N`,
    );
  }
}

/** Starts a validator that does not run, and waits until it answers; it does not seal yet. */
export async function startNode(
  geth: string,
  directory: string,
  network: Network,
  validator: Validator,
): Promise<void> {
  const paths = nodePaths(directory, validator.number);
  if (runningPid(paths) !== undefined) return;
  await requireFree(validator);
  rmSync(paths.ipc, { force: true });
  const args = argumentsOf(network, validator, paths);
  launch(geth, args, paths, { [CLOCK_VARIABLE]: clockFile(directory) });
  const end = Date.now() + START_MS;
  while (Date.now() < end && runningPid(paths) !== undefined) {
    if (await answers(paths)) {
      // Without fees: what costs nothing must be taken from the others too.
      await ask(paths.ipc, "miner_setGasPrice", ["0x0"]);
      return;
    }
    await sleep(PAUSE_MS);
  }
  await terminate(paths, true);
  throw new NetworkError(
    `Validator ${String(validator.number)} did not start. The end of ${paths.log}:\n${lastWords(paths)}`,
  );
}

async function answers({ ipc }: NodePaths): Promise<boolean> {
  try {
    await ask(ipc, "eth_blockNumber");
    return true;
  } catch (error) {
    if (error instanceof NetworkError) return false;
    throw error;
  }
}
