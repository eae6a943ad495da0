// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

import { buildPage } from "../page/build.ts";
import { LOG_ORIGIN } from "./cast.ts";
import type { StoryChain } from "./chain.ts";
import { writeJson } from "./files.ts";
import { type Keyring, seatFile } from "./keyring.ts";
import { StoryError } from "./memory.ts";
import type { StoryOptions } from "./options.ts";
import type { StatePaths } from "./state.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const GATEWAY = resolve(ROOT, "packages/gateway/src/main.ts");
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

/** On which chain a gateway is, and by whose keys. */
export interface GatewaySetting {
  readonly chain: Pick<StoryChain, "rpcUrl" | "depth">;
  readonly keys: Keyring;
  readonly operatorSeat: number;
}

function writeConfiguration(
  paths: StatePaths,
  options: StoryOptions,
  { chain, keys, operatorSeat }: GatewaySetting,
  verifyPage: string,
): string {
  const file = join(paths.root, "gateway.json");
  const domain = `127.0.0.1:${String(options.gatewayPort)}`;
  writeJson(file, {
    dir: paths.gateway,
    host: "127.0.0.1",
    port: options.gatewayPort,
    rpcUrl: chain.rpcUrl,
    deployment: paths.deployment,
    origin: LOG_ORIGIN,
    logKey: keys.pathOf("log-centre"),
    operatorKey: keys.pathOf(seatFile("centreOperator")),
    operatorSeat,
    relayerKey: keys.pathOf("relayer"),
    window: WINDOW,
    settledDepth: chain.depth,
    verifyPage,
    access: { domain, uri: `http://${domain}`, public: ["log"] },
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
  setting: GatewaySetting,
): Promise<RunningGateway> {
  const { path } = await buildPage(ROOT);
  const file = writeConfiguration(paths, options, setting, path);
  const gateway = spawn(process.execPath, [GATEWAY, "--config", file], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, SUYUAN_PASSPHRASE: setting.keys.passphrase },
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
