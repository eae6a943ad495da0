// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  ChainClient,
  type Deployment,
  parseDeployment,
  type Signer,
  signerOf,
  Writer,
} from "@suyuan/chain";
import { unifiedCodeCheck } from "@suyuan/proof";

import { deploy } from "../../deploy/deploy.ts";
import {
  type EmbeddedChain,
  type EmbeddedOptions,
  startEmbedded,
} from "../../deploy/networks/embedded.ts";
import { inTurn } from "./in-turn.ts";

/** A chain of its own with the contracts on it, for one test file. */
export interface TestLedger {
  readonly chain: EmbeddedChain;
  readonly folder: string;
  readonly deployment: Deployment;
  readonly client: ChainClient;
  /** The contracts' administrator. */
  readonly admin: Signer;
  /** Secret of the administrator, for key files. */
  readonly adminSecret: Uint8Array;
  writer(signer: Signer): Writer;
  stop(): Promise<void>;
}

/** An account whose secret a test may put into a key file. */
export interface TestSigner extends Signer {
  readonly secret: Uint8Array;
}

/** A new account. */
export function newSigner(): TestSigner {
  const secret = Uint8Array.from(randomBytes(32));
  return { ...signerOf(secret), secret };
}

/** Starts a chain and deploys. A chain that a test stops and starts again needs a port and a state file. */
export async function startLedger(options: Partial<EmbeddedOptions> = {}): Promise<TestLedger> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-ledger-"));
  const chain = await startEmbedded({ port: 0, ...options });
  const adminSecret = Uint8Array.from(randomBytes(32));
  // The compiler's cache has one place: test files that begin at the same time take turns.
  const addresses = await inTurn("deploy", () =>
    deploy({
      rpcUrl: chain.rpcUrl,
      deployerKey: `0x${Buffer.from(adminSecret).toString("hex")}`,
      networkName: "test",
      outFile: join(folder, "addresses.json"),
      journalDir: join(folder, "journal"),
    }),
  );
  const deployment = parseDeployment(addresses);
  const client = new ChainClient({ rpcUrl: chain.rpcUrl, deployment });
  const writer = (signer: Signer) => new Writer(client, signer);
  const stop = async () => {
    await chain.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    chain,
    folder,
    deployment,
    client,
    admin: signerOf(adminSecret),
    adminSecret,
    writer,
    stop,
  };
}

/** A valid unified social credit code of a government organ, and its bytes. */
export function unifiedCode(serial: number): {
  readonly text: string;
  readonly bytes: `0x${string}`;
} {
  const body = `11370000${String(serial).padStart(9, "0")}`;
  const text = body + unifiedCodeCheck(body);
  return { text, bytes: `0x${Buffer.from(text, "ascii").toString("hex")}` };
}
