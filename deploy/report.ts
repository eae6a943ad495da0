// SPDX-License-Identifier: Apache-2.0
// What a deployment looks back on when it is done: is every contract the one that was compiled, and has the key that
// paid nothing left? Nobody has to believe the report: whoever has a node can ask the same.
import { CONTRACT_NAMES, type ContractName, INTERFACES } from "@suyuan/chain";
import { getBytes, hexlify, ZeroHash } from "ethers";
import hre from "hardhat";
import type { EthereumProvider } from "hardhat/types/providers";

import { type Addresses, DeployError } from "./addresses.ts";
import { type Founding, numberAt } from "./founding.ts";

/** Where a contract's source has another name than the address file. */
const COMPILED: Readonly<Partial<Record<ContractName, string>>> = {
  forwarder: "ERC2771Forwarder",
  timelock: "CouncilTimelock",
};
/** The administrator's role in the access manager, and the only other one. */
const MANAGER_ROLES = [0n, 1n] as const;
const TIMELOCK_ROLES = [
  "DEFAULT_ADMIN_ROLE",
  "PROPOSER_ROLE",
  "CANCELLER_ROLE",
  "EXECUTOR_ROLE",
] as const;

/** What a deployment made, and what was looked at afterwards; it is written only when all of it is in order. */
export interface DeploymentReport {
  readonly type: "suyuan/deployment-report@1";
  readonly network: string;
  readonly chainId: number;
  readonly deploymentId: string;
  readonly firstBlock: number;
  /** The block at which it was looked. */
  readonly checked: { readonly number: number; readonly hash: string; readonly time: number };
  /** Who paid, and how many transactions it has sent on this chain. It holds no role and heads nobody. */
  readonly deployer: { readonly address: string; readonly transactions: number };
  /** The council's timelock, the only administrator. */
  readonly administrator: string;
  readonly founding: {
    readonly organizations: number;
    /** Numbers of the council's members, and of its guardian. */
    readonly members: readonly number[];
    readonly guardian: number;
  };
  /** Each contract: the source that was compiled, and the length of the code, which is the compiled one. */
  readonly contracts: Readonly<
    Record<string, { address: string; codeHash: string; source: string; bytes: number }>
  >;
}

interface Asking {
  readonly provider: EthereumProvider;
  readonly addresses: Addresses;
  /** As JSON-RPC writes it, so that all answers are of one block. */
  readonly block: string;
}

async function ask<T>({ provider, addresses, block }: Asking, ...call: Call): Promise<T> {
  const [contract, fn, args] = call;
  const data = INTERFACES[contract].encodeFunctionData(fn, args);
  const { address } = addresses.contracts[contract];
  const params = [{ to: address, data }, block];
  const answer = (await provider.request({ method: "eth_call", params })) as string;
  return INTERFACES[contract].decodeFunctionResult(fn, answer)[0] as T;
}
type Call = readonly [contract: ContractName, fn: string, args: readonly unknown[]];

/** The code without what the constructor put in: the compiler leaves zeros there. */
function blanked(code: Uint8Array, places: readonly { start: number; length: number }[]): string {
  const copy = Uint8Array.from(code);
  for (const { start, length } of places) copy.fill(0, start, start + length);
  return hexlify(copy);
}

async function compiledOf({ provider, addresses, block }: Asking, name: ContractName) {
  const source = COMPILED[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const { deployedBytecode, immutableReferences = {} } = await hre.artifacts.readArtifact(source);
  const { address, codeHash } = addresses.contracts[name];
  const params = [address, block];
  const bytes = getBytes((await provider.request({ method: "eth_getCode", params })) as string);
  const places = Object.values(immutableReferences).flat();
  if (blanked(bytes, places) !== blanked(getBytes(deployedBytecode), places)) {
    throw new DeployError(`${name} at ${address} has other code than ${source} was compiled to`);
  }
  return { address, codeHash, source, bytes: bytes.length };
}

/** @throws DeployError when the key that paid can still do something that others cannot */
async function requirePowerless(asking: Asking, deployer: string): Promise<void> {
  const { timelock } = asking.addresses.contracts;
  const held: string[] = [];
  for (const role of MANAGER_ROLES) {
    if (await ask<boolean>(asking, "accessManager", "hasRole", [role, deployer]))
      held.push(`role ${role} of accessManager`);
  }
  for (const name of TIMELOCK_ROLES) {
    const role =
      name === "DEFAULT_ADMIN_ROLE" ? ZeroHash : await ask<string>(asking, "timelock", name, []);
    if (await ask<boolean>(asking, "timelock", "hasRole", [role, deployer])) {
      held.push(`${name} of timelock`);
    }
  }
  const head = await ask<bigint>(asking, "organizationRegistry", "organizationOf", [deployer]);
  if (head !== 0n) held.push(`organisation ${head}`);
  if (held.length > 0) throw new DeployError(`the deployer still holds ${held.join(", ")}`);
  if (!(await ask<boolean>(asking, "accessManager", "hasRole", [0n, timelock.address]))) {
    throw new DeployError("the council's timelock is not the administrator");
  }
}

/**
 * Looks at a deployment that is done.
 * @param deployer the account that paid
 * @throws DeployError when a contract has other code than was compiled, or the deployer holds anything
 */
export async function inspect(
  provider: EthereumProvider,
  addresses: Addresses,
  { founding, deployer }: { readonly founding: Founding; readonly deployer: string },
): Promise<DeploymentReport> {
  const head = (await provider.request({
    method: "eth_getBlockByNumber",
    params: ["latest", false],
  })) as { number: string; hash: string; timestamp: string };
  const asking = { provider, addresses, block: head.number };
  await requirePowerless(asking, deployer);
  const contracts = CONTRACT_NAMES.map(
    async (name) => [name, await compiledOf(asking, name)] as const,
  );
  const params = [deployer, head.number];
  const sent = (await provider.request({ method: "eth_getTransactionCount", params })) as string;
  const { network, chainId, deploymentId, block } = addresses;
  return {
    ...{ type: "suyuan/deployment-report@1", network, chainId, deploymentId, firstBlock: block },
    checked: { number: Number(head.number), hash: head.hash, time: Number(head.timestamp) },
    deployer: { address: deployer.toLowerCase(), transactions: Number(sent) },
    administrator: addresses.contracts.timelock.address,
    founding: {
      organizations: founding.organizations.length,
      members: founding.members.map(numberAt),
      guardian: numberAt(founding.guardian),
    },
    contracts: Object.fromEntries(await Promise.all(contracts)),
  };
}
