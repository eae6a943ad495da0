// SPDX-License-Identifier: Apache-2.0
// A network of several validators on this machine, by the project's own command.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import type { TestChain } from "./ledger.ts";
import { need } from "./needs.ts";

const run = promisify(execFile);
const COMMAND = join(import.meta.dirname, "../../scripts/network/main.ts");
/** A command waits for what it says itself, as long as that takes. */
const PATIENCE = 280_000;

/** geth, or why a test cannot have it. */
export const geth = need("geth");

export interface ValidatorStatus {
  readonly number: number;
  readonly address: string;
  readonly rpcUrl: string;
  readonly running: boolean;
  readonly head?: { readonly number: number; readonly hash: string };
  readonly peers?: readonly number[];
  readonly sealing?: boolean;
}

export interface NetworkStatus {
  readonly signers: readonly number[];
  readonly lastSigners: readonly number[];
  readonly validators: readonly ValidatorStatus[];
}

/** A network that runs; its RPC address is that of its first validator. */
export interface TestNetwork extends TestChain {
  readonly directory: string;
  /** JSON-RPC of each validator, the first one's first. */
  readonly rpcUrls: readonly string[];
  /** Runs a command on it: `tell("stop", "2", "--kill")`. @throws Error with what the command says is wrong */
  tell(...words: string[]): Promise<string>;
  status(): Promise<NetworkStatus>;
}

/** A block of a node. */
export interface Head {
  readonly number: number;
  readonly hash: string;
  /** Sum of the difficulties up to it. */
  readonly weight: string;
  /** Seconds since the epoch. */
  readonly time: number;
}

/** What a node answers to a call. */
export async function answerOf(
  rpcUrl: string,
  method: string,
  params: unknown[],
): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(rpcUrl, { method: "POST", headers, body });
  return ((await answer.json()) as { result: unknown }).result;
}

/** A block of the node at an address, its newest when no number is given, asked directly. */
export async function headAt(rpcUrl: string, height?: number): Promise<Head> {
  const params = [height === undefined ? "latest" : `0x${height.toString(16)}`, false];
  const block = await answerOf(rpcUrl, "eth_getBlockByNumber", params);
  const { number, hash, timestamp, totalDifficulty: weight } = block as Record<string, string>;
  return {
    number: Number(number),
    hash: hash ?? "",
    weight: weight ?? "",
    time: Number(timestamp),
  };
}

/**
 * Makes a network and starts it; `stop` ends it and deletes everything, where that has not happened yet.
 * @param plan what `init` takes besides
 */
export async function startValidators(
  count: number,
  plan: readonly string[] = [],
): Promise<TestNetwork> {
  const directory = await mkdtemp(join(tmpdir(), "suyuan-net-"));
  const tell = async (...words: string[]) => {
    const args = [COMMAND, ...words, "--dir", directory, "--json"];
    const env = { ...process.env, SUYUAN_GETH: geth.program };
    return (await run(process.execPath, args, { timeout: PATIENCE, env })).stdout;
  };
  const status = async () => JSON.parse(await tell("status")) as NetworkStatus;
  const stop = async () => {
    if (existsSync(join(directory, "network.json"))) await tell("down", "--kill");
    await rm(directory, { recursive: true, force: true });
  };
  await tell("init", "--validators", String(count), "--port", "free", ...plan);
  try {
    await tell("up");
    const rpcUrls = (await status()).validators.map(({ rpcUrl }) => rpcUrl);
    return { directory, rpcUrls, rpcUrl: rpcUrls[0] ?? "", tell, status, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
