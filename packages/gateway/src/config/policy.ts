// SPDX-License-Identifier: Apache-2.0
// The policy that this gateway gives out and works by: one that was sealed elsewhere, with the updates that
// followed it, or none of its own. docs/spec/policy.md
import { readFile } from "node:fs/promises";
import { type Deployment, policyOf } from "@suyuan/chain";
import {
  CONTRACT_NAMES,
  followPolicy,
  parsePolicy,
  parsePolicyUpdate,
  type Policy,
  type PolicyUpdate,
  ProofError,
} from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import type { Config } from "./schema.ts";

/** What this gateway trusts. */
export interface OwnPolicy {
  readonly policy: Policy;
  /** Whether a policy is configured; else the policy trusts the deployment as it is, and no validators. */
  readonly configured: boolean;
  /** The updates that led to it, oldest first, for whoever trusts an earlier one. */
  readonly updates: readonly PolicyUpdate[];
}

/** Whose policy it is to be. */
export interface PolicyGround {
  readonly deployment: Deployment;
  /** Verifier key of the log. */
  readonly logKey: string;
}

type Settings = Pick<Config, "origin" | "policy" | "policyUpdates" | "settledDepth">;

/**
 * Opens the policy that is configured, or makes one without seals.
 * @throws StartRefusal `policy-invalid`, `policy-foreign`, `config-invalid`
 */
export async function openPolicy(config: Settings, ground: PolicyGround): Promise<OwnPolicy> {
  const { origin, policy: path, policyUpdates: paths = [] } = config;
  if (path === undefined) {
    const logs = [{ origin, keys: [ground.logKey] }];
    const policy = policyOf(ground.deployment, { name: origin, logs });
    return { policy, configured: false, updates: [] };
  }
  const first = await readAs(path, parsePolicy);
  const updates = await Promise.all(paths.map(async (one) => readAs(one, parsePolicyUpdate)));
  const policy = followed(first, updates);
  const misfit = misfitOf(policy, config, ground);
  if (misfit !== undefined) throw new StartRefusal("policy-foreign", `the policy ${misfit}`);
  checkDepth(policy, config);
  return { policy, configured: true, updates };
}

async function readAs<T>(path: string, parse: (file: Uint8Array) => T): Promise<T> {
  try {
    return parse(await readFile(path));
  } catch (cause) {
    throw invalid(`the policy at ${path} cannot be read`, cause);
  }
}

function followed(first: Policy, updates: readonly PolicyUpdate[]): Policy {
  try {
    return followPolicy(first, updates);
  } catch (cause) {
    throw invalid("the policy's updates do not follow it", cause);
  }
}

function invalid(what: string, cause: unknown): StartRefusal {
  const why = cause instanceof ProofError ? `${cause.code}, ${cause.message}` : String(cause);
  return new StartRefusal("policy-invalid", `${what}: ${why}`, cause);
}

function misfitOf(
  policy: Policy,
  { origin }: Settings,
  { deployment, logKey }: PolicyGround,
): string | undefined {
  const { chainId } = policy.chain;
  if (chainId !== deployment.chainId) {
    return `is for chain ${chainId}, the deployment is on chain ${deployment.chainId}`;
  }
  for (const name of CONTRACT_NAMES) {
    const { address, codeHash } = policy.contracts[name];
    const deployed = deployment.contracts[name];
    if (address !== deployed.address) return `has another address for ${name}`;
    if (codeHash !== deployed.codeHash) return `has another code hash for ${name}`;
  }
  const isKnown = policy.logs.some((log) => log.origin === origin && log.keys.includes(logKey));
  return isKnown ? undefined : `does not name the log ${origin} with the key of this gateway`;
}

/** A file carries no more headers than lie on a settled block, so that none would ever be buried. */
function checkDepth({ chain: { consensus } }: Policy, { settledDepth }: Settings): void {
  if (consensus.kind !== "clique") return;
  const needed = Math.max(consensus.following, consensus.signers);
  if (settledDepth >= needed) return;
  throw new StartRefusal(
    "config-invalid",
    `the configuration: settledDepth must be at least ${needed}, as many headers as the policy asks for`,
  );
}
