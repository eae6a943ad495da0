// SPDX-License-Identifier: Apache-2.0
import type { Policy } from "@suyuan/proof";

import type { Deployment } from "./deployment.ts";
import { LEDGER_CONTRACTS } from "./names.ts";

/** A log that a policy trusts: its origin line and the keys (C2SP verifier keys) of its notes. */
export interface TrustedLog {
  readonly origin: string;
  readonly keys: readonly string[];
}

/** What the exported policy says beside the deployment. */
export interface PolicyOptions {
  readonly name: string;
  readonly logs: readonly TrustedLog[];
}

/**
 * The trust policy of a deployment on a chain without seals: chain id, addresses with code hashes, and
 * the logs' keys. Whoever uses it trusts that this deployment is the right one.
 */
export function policyOf(deployment: Deployment, options: PolicyOptions): Policy {
  const contracts = LEDGER_CONTRACTS.map((name) => [name, { ...deployment.contracts[name] }]);
  return {
    type: "suyuan/policy@1",
    name: options.name,
    chain: { chainId: deployment.chainId, consensus: { kind: "none" } },
    contracts: Object.fromEntries(contracts) as Policy["contracts"],
    logs: options.logs.map((log) => ({ origin: log.origin, keys: [...log.keys] })),
    witnesses: { threshold: 0, keys: [] },
    require: [],
  };
}
