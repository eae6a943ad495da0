// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ChainClient, type Deployment, parseDeployment, type Signer, Writer } from "@suyuan/chain";
import { toHex } from "@suyuan/proof";

import { deploy } from "../../deploy/deploy.ts";
import type { LawOverrides } from "../../deploy/law/load.ts";
import {
  type EmbeddedChain,
  type EmbeddedOptions,
  startEmbedded,
} from "../../deploy/networks/embedded.ts";
import { newFounding, type TestRoots } from "./founding.ts";
import { inTurn } from "./in-turn.ts";
import { TEST_LAW } from "./law.ts";
import { newSigner, type TestSigner } from "./signers.ts";

/** A chain that a test has for itself. */
export interface TestChain {
  readonly rpcUrl: string;
  stop(): Promise<void>;
}

/** A chain of its own with the contracts on it, for one test file. */
export interface TestLedger<C extends TestChain = TestChain> {
  readonly chain: C;
  readonly folder: string;
  readonly deployment: Deployment;
  readonly client: ChainClient;
  /** Who deployed, and holds nothing since. */
  readonly deployer: TestSigner;
  /** The organisations of the beginning, which are the council's members. */
  readonly roots: TestRoots;
  writer(signer: Signer): Writer;
  stop(): Promise<void>;
}

export interface LedgerOptions extends Partial<EmbeddedOptions> {
  /** What the ledger has otherwise than the law pack: no public notice when left out. */
  readonly law?: LawOverrides;
}

/** Starts a chain and deploys. A chain that a test stops and starts again needs a port and a state file. */
export async function startLedger(options: LedgerOptions = {}): Promise<TestLedger<EmbeddedChain>> {
  return ledgerOn(await startEmbedded({ port: 0, ...options }), options.law);
}

/** Deploys to a chain that is there, and stops it with the ledger. */
export async function ledgerOn<C extends TestChain>(
  chain: C,
  law: LawOverrides = TEST_LAW,
): Promise<TestLedger<C>> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-ledger-"));
  const deployer = newSigner();
  const { founding, roots } = newFounding(law);
  // The compiler's cache has one place: test files that begin at the same time take turns.
  const addresses = await inTurn("deploy", () =>
    deploy({
      rpcUrl: chain.rpcUrl,
      deployerKey: toHex(deployer.secret),
      founding,
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
  return { chain, folder, deployment, client, deployer, roots, writer, stop };
}
