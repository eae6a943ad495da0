// SPDX-License-Identifier: Apache-2.0
// The public files of a network, all of them made from its plan alone.
import { configToml, permissions, staticNodes } from "./config.ts";
import { genesisOf } from "./genesis.ts";
import { genesisValidators, type Plan, type Transition } from "./plan.ts";
import { composeFile, systemdUnit } from "./service.ts";

export const PLAN_FILE = "network.json";
/** A node's private key, which no plan holds. */
export const KEY_FILE = "key";

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Who seals from which block on: whom the genesis block names, and then each transition. Votes are not known here. */
export const setsOf = (plan: Plan): readonly Transition[] => [
  { block: 0, validators: genesisValidators(plan) },
  ...(plan.transitions ?? []),
];

const rangesOf = (plan: Plan) =>
  setsOf(plan).map(({ block, validators }, place, all) => {
    const next = all[place + 1];
    return { from: block, ...(next === undefined ? {} : { to: next.block - 1 }), validators };
  });

/** The member `chain` of a policy that trusts the validators of the genesis file. docs/spec/policy.md */
export const policyChain = (plan: Plan) =>
  ({ chainId: plan.chainId, consensus: { kind: "qbft", sets: rangesOf(plan) } }) as const;

/** genesis.json, the same on every node. */
export const genesisText = (plan: Plan): string => json(genesisOf(plan));

/** Path to text, for every file that may be seen by anyone. */
export function filesOf(plan: Plan): ReadonlyMap<string, string> {
  const own = plan.nodes.flatMap((node): [string, string][] => [
    [`${node.name}/genesis.json`, genesisText(plan)],
    [`${node.name}/config.toml`, configToml(plan, node)],
    [`${node.name}/static-nodes.json`, staticNodes(plan, node)],
    [`${node.name}/permissions_config.toml`, permissions(plan)],
    [`${node.name}/key.pub`, `${node.publicKey}\n`],
    [`${node.name}/suyuan-besu-${node.name}.service`, systemdUnit(plan, node)],
  ]);
  return new Map([
    [PLAN_FILE, json(plan)],
    ["policy-chain.json", json(policyChain(plan))],
    ["compose.yaml", composeFile(plan)],
    ...own,
  ]);
}
