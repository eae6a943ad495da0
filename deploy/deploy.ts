// SPDX-License-Identifier: Apache-2.0
// Deploys the contracts by Hardhat Ignition to a node, and writes the address file, a report and a policy.
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import { deploy as ignite, type DeploymentResult } from "@nomicfoundation/ignition-core";
import { CONTRACT_NAMES, type ContractName } from "@suyuan/chain";
import { canonicalText } from "@suyuan/proof";
import { computeAddress, keccak256 } from "ethers";
import hre from "hardhat";
import type { EthereumProvider } from "hardhat/types/providers";

import {
  type Addresses,
  DeployError,
  LostContract,
  readAddresses,
  writeAddresses,
} from "./addresses.ts";
import { type Beginning, beginning, forgetBeginning, ignitionFolder } from "./beginning.ts";
import type { Founding } from "./founding.ts";
import { suyuan } from "./ignition/modules/Suyuan.ts";
import { listenerTo, type Tell, transactionsOf } from "./progress.ts";
import { inspect } from "./report.ts";
import { checkTrust, type Trust, trustOf } from "./trust.ts";
import { writeWhole } from "./whole-file.ts";

/** How often to look for a new block: the embedded chain makes one a second. */
const POLLING_MS = 100;
/** Hardhat's number for a transaction of which only the intention is in the journal. */
const TRANSACTION_LOST = 10_410;

export interface DeployOptions {
  /** Of a node's JSON-RPC. */
  readonly rpcUrl: string;
  /** The private key that pays, 32 bytes of hex. Its account holds nothing once the deployment is done. */
  readonly deployerKey: string;
  /** Roots, members and guardian of the beginning. The same after an interruption as before it. */
  readonly founding: Founding;
  readonly networkName: string;
  /** The address file to write; beside it `.report.json` and, with `trust`, `.policy.json` in the place of `.json`. */
  readonly outFile: string;
  /** Who seals and which logs are trusted; without it no policy is written. */
  readonly trust?: Trust;
  /** Where Ignition keeps its journal, from which an interrupted deployment goes on. */
  readonly journalDir: string;
  /** Hears how far it has come. */
  readonly tell?: Tell;
}

/**
 * Deploys what is not deployed yet. Called again after an interruption it goes on where it stopped, or begins again
 * where that cannot be told; called again after success it checks that the contracts still stand, and changes
 * nothing.
 * @throws DeployError when a step fails, or when the node's chain is not the one of the address file or journal.
 */
export async function deploy(options: DeployOptions): Promise<Addresses> {
  const connection = await hre.network.create({
    network: "target",
    override: { url: options.rpcUrl, accounts: [options.deployerKey] },
  });
  try {
    const provider = connection.provider;
    const known = await readAddresses(options.outFile);
    if (known !== undefined) {
      await requireStanding(provider, known);
      options.tell?.({ kind: "confirmed" });
      return known;
    }

    const deployer = deployerOf(options);
    await hre.tasks.getTask("build").run({ quiet: true });
    const addresses = await carriedOn(provider, options);
    const report = await inspect(provider, addresses, { founding: options.founding, deployer });
    // The address file comes last: where it is, the others are.
    const { outFile, trust } = options;
    await mkdir(dirname(outFile), { recursive: true });
    writeWhole(beside(outFile, "report"), `${JSON.stringify(report, null, 2)}\n`);
    if (trust) writeWhole(beside(outFile, "policy"), canonicalText(trustOf(addresses, trust)));
    await writeAddresses(outFile, addresses);
    return addresses;
  } finally {
    await connection.close();
  }
}

/** Where a deployment keeps something beside its address file. */
export const beside = (outFile: string, what: string): string =>
  `${outFile.replace(/\.json$/u, "")}.${what}.json`;

/** @throws DeployError before anything is sent, for what could not be kept afterwards */
function deployerOf({ deployerKey, founding, trust }: DeployOptions): string {
  if (trust) checkTrust(trust);
  const deployer = computeAddress(deployerKey);
  const heads = founding.organizations.map(({ head }) => head.toLowerCase());
  if (!heads.includes(deployer.toLowerCase())) return deployer;
  throw new DeployError(
    "the key that pays is a head account of the founding: it shall hold nothing",
  );
}

/** Goes on with what the journal holds; where that is impossible, begins again. */
async function carriedOn(provider: EthereumProvider, options: DeployOptions): Promise<Addresses> {
  const { journalDir, networkName } = options;
  const ignitionModule = suyuan(options.founding);
  const { kept, begun } = await beginning(journalDir, provider, options.founding);
  const transactions = transactionsOf(ignitionModule);
  options.tell?.({ kind: kept ? "resumed" : "begun", transactions });
  try {
    const contracts = await run(provider, { ...options, ignitionModule }, begun);
    const { chainId, deploymentId, block } = begun;
    return { network: networkName, chainId, deploymentId, block, contracts };
  } catch (error) {
    if (!kept || !isLost(error)) throw error;
    // Without an address file nobody relies yet on what was deployed.
    options.tell?.({ kind: "again" });
    await forgetBeginning(journalDir);
    return carriedOn(provider, options);
  }
}

/**
 * Whether a deployment cannot go on: it stopped between sending a transaction and writing that down, or the chain
 * has lost what the journal holds.
 */
function isLost(error: unknown): boolean {
  if (error instanceof LostContract) return true;
  return error instanceof Error && "number" in error && error.number === TRANSACTION_LOST;
}

type Running = DeployOptions & { readonly ignitionModule: ReturnType<typeof suyuan> };

async function run(
  provider: EthereumProvider,
  { journalDir, ignitionModule, tell }: Running,
  { deploymentId }: Beginning,
): Promise<Addresses["contracts"]> {
  const result = await ignite({
    ...(tell && { executionEventListener: listenerTo(tell) }),
    artifactResolver: new HardhatArtifactResolver(hre.artifacts),
    provider,
    deploymentDir: ignitionFolder(journalDir),
    ignitionModule,
    deploymentParameters: { Suyuan: { deploymentId } },
    accounts: await accountsOf(provider),
    config: { blockPollingInterval: POLLING_MS, requiredConfirmations: 1 },
  });
  const deployed = requireSuccess(result);
  const contracts = CONTRACT_NAMES.map(async (name) => {
    const address = deployed[ignitionModule.results[name].id]?.address.toLowerCase();
    if (address === undefined) throw new DeployError(`${name} was not deployed`);
    return [name, { address, codeHash: await codeHash(provider, name, address) }] as const;
  });
  return Object.fromEntries(await Promise.all(contracts)) as Addresses["contracts"];
}

/**
 * The accounts in capital letters. Ignition goes on with what is pending before it sends more, and finds the pending by
 * comparing their sender with `0xFFFF…` as text: a small `a` to `f` is greater.
 */
async function accountsOf(provider: EthereumProvider): Promise<string[]> {
  const accounts = (await provider.request({ method: "eth_accounts" })) as string[];
  return accounts.map((account) => `0x${account.slice(2).toUpperCase()}`);
}

function requireSuccess(result: DeploymentResult): Record<string, { address: string } | undefined> {
  // The type's enumeration is for programs that Ignition runs; its values are these words.
  const type: string = result.type;
  if ("contracts" in result) return result.contracts;
  throw new DeployError(`the deployment failed (${type}): ${JSON.stringify(result)}`);
}

/** Refuses another chain, or one that has lost the contracts. */
async function requireStanding(provider: EthereumProvider, known: Addresses): Promise<void> {
  const chainId = Number(await provider.request({ method: "eth_chainId" }));
  if (chainId !== known.chainId) {
    throw new DeployError(
      `the address file is for chain ${known.chainId}, the node's is ${chainId}`,
    );
  }
  for (const name of CONTRACT_NAMES) {
    const { address, codeHash: expected } = known.contracts[name];
    if ((await codeHash(provider, name, address)) !== expected) {
      throw new DeployError(`${name} at ${address} has other code than the address file says`);
    }
  }
}

async function codeHash(
  provider: EthereumProvider,
  name: ContractName,
  address: string,
): Promise<string> {
  const params = [address, "latest"];
  const code = (await provider.request({ method: "eth_getCode", params })) as string;
  if (code === "0x") throw new LostContract(name, address);
  return keccak256(code);
}
