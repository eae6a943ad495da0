// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A development chain of one test. */
export interface TestChain {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends the process and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** How a chain is started. */
export interface TestChainOptions {
  readonly chainId?: number;
  /** 0 for any free one. */
  readonly port?: number;
  /** London unless another is named. */
  readonly hardfork?: string;
  /** Further options of anvil. */
  readonly args?: readonly string[];
}

/** Chain id of test chains, assigned to nobody. */
export const TEST_CHAIN_ID = 20_250_801;

const START_TIMEOUT_MS = 20_000;
const LISTENING = /^Listening on (\S+)$/m;
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

// The program itself: its launcher from npm would leave it running when killed.
function program(): string {
  const { platform, arch } = process;
  const name = `@foundry-rs/anvil-${platform}-${ARCHITECTURES[arch] ?? arch}`;
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return join(dirname(manifest), "bin", "anvil");
}

async function listening(child: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const fail = (what: string) => {
      reject(new Error(`anvil ${what}: ${output.slice(-2_000)}`));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS, "does not start");
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = LISTENING.exec(output)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(`http://${address}`);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => {
      clearTimeout(timer);
      fail("ended");
    });
  });
}

/** Starts anvil without fees and without accounts of its own. @throws Error when it does not start. */
export async function startChain(options: TestChainOptions = {}): Promise<TestChain> {
  const { chainId = TEST_CHAIN_ID, port = 0, hardfork = "london", args = [] } = options;
  const house = ["--accounts", "0", "--gas-price", "0", "--base-fee", "0"];
  const named = ["--chain-id", `${chainId}`, "--port", `${port}`, "--hardfork", hardfork];
  const child = spawn(program(), [...house, ...named, ...args]);
  const stop = async (signal: NodeJS.Signals = "SIGKILL") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return { url: await listening(child), process: child, stop };
}
