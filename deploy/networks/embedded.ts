// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { type ChainClock, clockOf } from "./clock.ts";
import { keepState, lastBlockTime, restoreState } from "./kept-state.ts";

const require = createRequire(import.meta.url);

/** Chain id of the embedded development chain: none that a public network uses. */
export const EMBEDDED_CHAIN_ID = 20_809;

const START_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 50;
/** Far above what a block of ours uses, so that the base fee of zero never rises. */
const GAS_LIMIT = 1_000_000_000;
/** Longest that a kill of the node can set the chain back, in seconds. */
const STATE_INTERVAL_S = 2;

/**
 * States of former blocks that lie on disk beside those in memory: about a quarter of an hour of a block a second. Nobody
 * asks for older ones, and each takes as much as all that the contracts hold.
 */
const STATES_ON_DISK = 1_000;

export interface EmbeddedOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Where the chain is kept from one start to the next; in memory only when left out. */
  readonly stateFile?: string;
  /** Seconds between blocks; one block a transaction when left out. */
  readonly blockTime?: number;
  /**
   * Gives the chain a clock of its own, which begins at this moment, in seconds since the epoch. On a kept state it
   * goes on from the newest block, until it is told to catch up. The wall clock when left out.
   */
  readonly genesisTime?: number;
}

export interface EmbeddedChain {
  readonly rpcUrl: string;
  readonly process: ChildProcess;
  readonly clock: ChainClock;
  /** Writes the state and ends; kills what does not end in time. */
  stop(): Promise<void>;
}

function binary(): string {
  const manifest = require.resolve(
    `@foundry-rs/anvil-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}/package.json`,
    { paths: [require.resolve("@foundry-rs/anvil/package.json")] },
  );
  return manifest.replace(/package\.json$/u, "bin/anvil");
}

/** The moment at which the chain's own clock begins, or goes on. */
function clockArguments({ genesisTime, stateFile }: EmbeddedOptions): string[] {
  if (genesisTime === undefined) return [];
  const last = stateFile === undefined ? undefined : lastBlockTime(stateFile);
  return ["--timestamp", String(last === undefined ? genesisTime : last + 1)];
}

function argumentsFor(options: EmbeddedOptions, statesFolder: string): string[] {
  const { port, stateFile, blockTime } = options;
  const kept =
    stateFile === undefined
      ? []
      : ["--state", stateFile, "--state-interval", String(STATE_INTERVAL_S)];
  return [
    ...["--host", "127.0.0.1", "--port", String(port), "--chain-id", String(EMBEDDED_CHAIN_ID)],
    ...["--hardfork", "london", "--gas-limit", String(GAS_LIMIT)],
    ...["--gas-price", "0", "--block-base-fee-per-gas", "0", "--disable-min-priority-fee"],
    // One account with a key that nobody knows, instead of the well-known ones.
    ...["--mnemonic-random", "--accounts", "1", "--balance", "0"],
    ...(blockTime === undefined ? [] : ["--block-time", String(blockTime)]),
    ...["--cache-path", statesFolder, "--max-persisted-states", String(STATES_ON_DISK)],
    ...clockArguments(options),
    ...kept,
  ];
}

/** The port that the node says it listens on. */
async function listening(node: ChildProcess): Promise<number> {
  let said = "";
  node.stdout?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-8192);
  });
  node.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-8192);
  });
  const end = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < end) {
    const port = /Listening on 127\.0\.0\.1:(\d+)/u.exec(said)?.[1];
    if (port !== undefined) return Number(port);
    if (node.exitCode !== null) break;
    await sleep(POLL_MS);
  }
  node.kill("SIGKILL");
  throw new Error(`The embedded chain did not start. It said: ${said.trim().slice(-800)}`);
}

/**
 * Starts the embedded chain (anvil, without fees) and waits until it listens.
 * @throws KeptStateError when the kept state cannot be read
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedChain> {
  const { stateFile } = options;
  if (stateFile !== undefined) restoreState(stateFile);
  const states = mkdtempSync(join(tmpdir(), "suyuan-states-"));
  const node = spawn(binary(), argumentsFor(options, states), {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) =>
    node.once("exit", () => {
      rmSync(states, { recursive: true, force: true });
      resolve();
    }),
  );
  const port = await listening(node);
  const endCopies =
    stateFile === undefined ? undefined : keepState(stateFile, STATE_INTERVAL_S * 1_000);
  const rpcUrl = `http://127.0.0.1:${String(port)}`;
  return {
    rpcUrl,
    process: node,
    clock: clockOf(rpcUrl),
    async stop() {
      node.kill("SIGINT");
      const late = setTimeout(() => node.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(late);
      endCopies?.();
    },
  };
}
