// SPDX-License-Identifier: Apache-2.0
// Deploys the contracts by Hardhat Ignition to a node, and writes the address file.
import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import { deploy as ignite, type DeploymentResult } from "@nomicfoundation/ignition-core";
import { CONTRACT_NAMES, type ContractName } from "@suyuan/chain";
import { keccak256 } from "ethers";
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
  /** The address file to write. */
  readonly outFile: string;
  /** Where Ignition keeps its journal, from which an interrupted deployment goes on. */
  readonly journalDir: string;
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
    if (known !== undefined) return await confirmed(provider, known);

    await hre.tasks.getTask("build").run({ quiet: true });
    const addresses = await carriedOn(provider, options);
    await writeAddresses(options.outFile, addresses);
    return addresses;
  } finally {
    await connection.close();
  }
}

/** Goes on with what the journal holds; where that is impossible, begins again. */
async function carriedOn(provider: EthereumProvider, options: DeployOptions): Promise<Addresses> {
  const { journalDir, networkName } = options;
  const { kept, begun } = await beginning(journalDir, provider, options.founding);
  try {
    const contracts = await run(provider, options, begun);
    const { chainId, deploymentId, block } = begun;
    return { network: networkName, chainId, deploymentId, block, contracts };
  } catch (error) {
    if (!kept || !isLost(error)) throw error;
    // Without an address file nobody relies yet on what was deployed.
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

async function run(
  provider: EthereumProvider,
  { journalDir, founding }: DeployOptions,
  { deploymentId }: Beginning,
): Promise<Addresses["contracts"]> {
  const ignitionModule = suyuan(founding);
  const result = await ignite({
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
async function confirmed(provider: EthereumProvider, known: Addresses): Promise<Addresses> {
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
  return known;
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
