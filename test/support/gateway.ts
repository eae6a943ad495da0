// SPDX-License-Identifier: Apache-2.0
// A real gateway as a child process, over the test province's chain.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createKeyFile, LIGHT_COST, writeKeyFile } from "@suyuan/chain";

import type { TestLog } from "./acts.ts";
import { asInOperation } from "./operation.ts";
import type { Province } from "./province.ts";

const MAIN = fileURLToPath(import.meta.resolve("@suyuan/gateway/main"));
export const PASSPHRASE = "a passphrase for tests";
const PATIENCE_MS = 60_000;

/** What a test may set otherwise. */
export interface GatewaySettings {
  readonly window?: { readonly entries: number; readonly milliseconds: number };
  readonly followUpMs?: number;
  readonly port?: number;
  readonly [key: string]: unknown;
}

/** Where a gateway's files lie. */
export interface GatewayHome {
  readonly dir: string;
  readonly config: string;
}

/** A gateway that listens. */
export interface RunningGateway {
  readonly url: string;
  readonly process: ChildProcess;
  /** SIGTERM, and waits for the end. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** Waits for an end that the test has arranged otherwise. @returns the signal that ended it */
  ends(): Promise<NodeJS.Signals | null>;
  /** What it said on its error stream. */
  said(): string;
}

/** How a start was refused. */
export class StartRefused extends Error {
  readonly refused: string;
  readonly detail: string;

  constructor(refused: string, detail: string) {
    super(`${refused}: ${detail}`);
    this.refused = refused;
    this.detail = detail;
  }
}

/** Writes key files and configuration into a folder of the province. */
export async function prepareGateway(
  province: Province,
  log: TestLog,
  settings: GatewaySettings = {},
): Promise<GatewayHome> {
  const home = join(province.folder, `gateway-${randomBytes(4).toString("hex")}`);
  await mkdir(home);
  const key = async (name: string, kind: "ed25519" | "secp256k1", secret?: Uint8Array) => {
    const options = { kind, passphrase: PASSPHRASE, cost: LIGHT_COST, ...(secret && { secret }) };
    await writeKeyFile(join(home, name), await createKeyFile(options));
  };
  await key("log.key", "ed25519", log.key.secret);
  await key("operator.key", "secp256k1", log.operator.account.secret);
  await key("relayer.key", "secp256k1");
  await writeFile(join(home, "deployment.json"), JSON.stringify(province.deployment));
  const config = {
    dir: "store",
    host: "127.0.0.1",
    port: 0,
    rpcUrl: province.chain.rpcUrl,
    deployment: "deployment.json",
    origin: log.origin,
    logKey: "log.key",
    operatorKey: "operator.key",
    operatorSeat: log.operator.number,
    relayerKey: "relayer.key",
    window: { entries: 100, milliseconds: 200 },
    settledDepth: 0,
    followUpMs: 50,
    ...settings,
  };
  const path = join(home, "gateway.json");
  await writeFile(path, JSON.stringify(config));
  return { dir: join(home, "store"), config: path };
}

/**
 * Starts the gateway and waits until it listens.
 * @param before a program with arguments under which it runs, such as strace
 * @param main what Node runs
 * @throws StartRefused
 */
export async function startGateway(
  home: GatewayHome,
  before: readonly string[] = [],
  main: readonly string[] = [MAIN],
): Promise<RunningGateway> {
  const [program = process.execPath, ...others] = before.length > 0 ? before : [process.execPath];
  const own = before.length > 0 ? [process.execPath, ...main] : main;
  const child = spawn(program, [...others, ...own, "--config", home.config], {
    env: { ...asInOperation(process.env), SUYUAN_PASSPHRASE: PASSPHRASE },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const ended = once(child, "close");
  const url = await listening(child, () => errors);
  let isEnding = false;
  void ended.then(() => {
    if (!isEnding) console.error(`the gateway ended by itself: ${errors}`);
  });
  const end = (signal: NodeJS.Signals) => async () => {
    isEnding = true;
    child.kill(signal);
    await ended;
  };
  const ends = async () => {
    isEnding = true;
    await ended;
    return child.signalCode;
  };
  const [stop, kill] = [end("SIGTERM"), end("SIGKILL")];
  return { url, process: child, stop, kill, ends, said: () => errors };
}

async function listening(child: ChildProcess, said: () => string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let output = "";
  const late = setTimeout(() => {
    child.kill("SIGKILL");
    reject(new Error(`the gateway did not start in time: ${said()}`));
  }, PATIENCE_MS);
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    const line = /^\{"listening":"([^"]+)"\}$/m.exec(output)?.[1];
    if (line !== undefined) resolve(line);
  });
  child.once("close", () => {
    reject(refusalOf(said()));
  });
  return promise.finally(() => {
    clearTimeout(late);
  });
}

function refusalOf(said: string): Error {
  const line = said.split("\n").find((text) => text.startsWith('{"refused"'));
  if (line === undefined) return new Error(`the gateway ended: ${said}`);
  const { refused, detail } = JSON.parse(line) as { refused: string; detail: string };
  return new StartRefused(refused, detail);
}
