// SPDX-License-Identifier: Apache-2.0
// The policy that a deployment writes beside its address file: whoever founds the ledger names who seals the chain and
// which logs are trusted; the contracts follow from the deployment.
import { CONTRACT_NAMES, type Deployment, policyOf } from "@suyuan/chain";
import { type Policy, ProofError, readPolicy } from "@suyuan/proof";

import { type Addresses, DeployError } from "./addresses.ts";

/** What a policy says that no deployment tells. */
export type Trust = Pick<Policy, "name" | "logs"> &
  Partial<Pick<Policy, "witnesses" | "require" | "authority">> & {
    readonly consensus: Policy["chain"]["consensus"];
  };

const ONES = `0x${"1".repeat(40)}` as const;
const HASH = `0x${"1".repeat(64)}` as const;

/** The policy of a deployment. Seals are required where validators are named, unless `require` says otherwise. */
export function trustOf(addresses: Addresses, trust: Trust): Policy {
  const { consensus, name, logs, ...more } = trust;
  const { chainId } = addresses;
  const base = policyOf(addresses as Deployment, { name, logs });
  const require = consensus.kind === "none" ? [] : (["seals"] as const);
  return readPolicy({ ...base, chain: { chainId, consensus }, require, ...more });
}

/** @throws DeployError for what no policy can say, before anything is sent */
export function checkTrust(trust: Trust): void {
  const contracts = CONTRACT_NAMES.map((name) => [name, { address: ONES, codeHash: HASH }]);
  const about = { network: "", chainId: 1, deploymentId: HASH, block: 0 };
  try {
    trustOf(
      { ...about, contracts: Object.fromEntries(contracts) as Addresses["contracts"] },
      trust,
    );
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause;
    throw new DeployError(`no policy can say this: ${cause.message} (${cause.code})`, { cause });
  }
}
