// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

import type { ChainClient } from "@suyuan/chain";

import { type EmbeddedChain, startEmbedded } from "../../deploy/networks/embedded.ts";
import { buildPage } from "../page/build.ts";
import { LOG_ORIGIN } from "./cast.ts";
import { writeJson } from "./files.ts";
import { type Keyring, seatFile } from "./keyring.ts";
import { StoryError } from "./memory.ts";
import type { StoryOptions } from "./options.ts";
import type { StatePaths } from "./state.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const GATEWAY = resolve(ROOT, "packages/gateway/src/main.ts");
const BLOCK_TIME_S = 1;
/** How long before the present the story begins: its notices and votes take about a month, holidays included. */
const PAST_S = 60 * 86_400;
const WINDOW = { entries: 1_000, milliseconds: 1_000 };
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 20_000;

/** What runs beside the story: a chain from the first scene on, and a gateway once its log is open. */
export interface Running {
  stop(): Promise<void>;
}

export interface RunningGateway extends Running {
  readonly url: string;
}

/** Starts the chain on its kept state. A new one begins in the past; a block comes with each transaction. */
export async function startChain(paths: StatePaths, options: StoryOptions): Promise<EmbeddedChain> {
  return startEmbedded({
    port: options.chainPort,
    stateFile: join(paths.chain, "state.json"),
    genesisTime: Math.floor(Date.now() / 1_000) - PAST_S,
  });
}

/** Takes the chain to the present; from here on it makes a block a second. */
export async function reachPresent(
  { clock }: EmbeddedChain,
  client: Pick<ChainClient, "rpc">,
): Promise<void> {
  await clock.catchUp();
  await client.rpc("evm_setIntervalMining", [BLOCK_TIME_S]);
}

function writeConfiguration(
  paths: StatePaths,
  options: StoryOptions,
  keys: Keyring,
  operatorSeat: number,
  verifyPage: string,
): string {
  const file = join(paths.root, "gateway.json");
  writeJson(file, {
    dir: paths.gateway,
    host: "127.0.0.1",
    port: options.gatewayPort,
    rpcUrl: `http://127.0.0.1:${String(options.chainPort)}`,
    deployment: paths.deployment,
    origin: LOG_ORIGIN,
    logKey: keys.pathOf("log-centre"),
    operatorKey: keys.pathOf(seatFile("centreOperator")),
    operatorSeat,
    relayerKey: keys.pathOf("relayer"),
    window: WINDOW,
    settledDepth: 0,
    verifyPage,
  });
  return file;
}

/** The address that the gateway says it listens on. */
async function listening(gateway: ChildProcess): Promise<string> {
  const { promise, resolve: found, reject } = Promise.withResolvers<string>();
  let said = "";
  gateway.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000);
  });
  if (gateway.stdout) {
    createInterface({ input: gateway.stdout }).on("line", (line) => {
      const url = /"listening":"([^"]+)"/u.exec(line)?.[1];
      if (url !== undefined) found(url);
      else said = `${said}${line}\n`.slice(-2_000);
    });
  }
  const fail = () => {
    reject(new StoryError(`The gateway did not start. It said: ${said.trim()}`));
  };
  gateway.once("exit", fail);
  const late = setTimeout(fail, START_TIMEOUT_MS);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
  }
}

/** Starts the exchange centre's gateway as a process of its own, and waits until it answers. */
export async function startGateway(
  paths: StatePaths,
  options: StoryOptions,
  keys: Keyring,
  operatorSeat: number,
): Promise<RunningGateway> {
  const { path } = await buildPage(ROOT);
  const file = writeConfiguration(paths, options, keys, operatorSeat, path);
  const gateway = spawn(process.execPath, [GATEWAY, "--config", file], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, SUYUAN_PASSPHRASE: keys.passphrase },
  });
  const ended = new Promise<void>((done) => {
    gateway.once("exit", () => {
      done();
    });
  });
  const url = await listening(gateway).catch((cause: unknown) => {
    gateway.kill("SIGKILL");
    throw cause;
  });
  return {
    url,
    async stop() {
      gateway.kill("SIGTERM");
      const late = setTimeout(() => gateway.kill("SIGKILL"), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(late);
    },
  };
}
