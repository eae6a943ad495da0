// SPDX-License-Identifier: Apache-2.0
// What is done once the contracts stand: the law is loaded, roots and members are admitted, roles are given, and the
// deployer hands everything over. Many acts go into one transaction, by the access manager.
import type { ArgumentType, Future, IgnitionModuleBuilder } from "@nomicfoundation/ignition-core";
import { id as hashOf } from "ethers";

import { type Founding, type FoundingOrganization, numberAt } from "../../founding.ts";
import { lawCalls } from "../../law/load.ts";
import type { Contracts } from "./contracts.ts";

/** A call of one of the contracts by the access manager, whose administrator the deployer is as yet. */
interface FoundingAct {
  readonly contract: keyof Contracts;
  readonly fn: string;
  readonly args: readonly ArgumentType[];
}

/** Acts in one transaction: below what a block of any permissioned chain can hold. */
const ACTS_A_BATCH = 16;
/** The administrator's role in the access manager. */
const ADMIN = 0n;

/** The roles beside the administrator's: who holds one, and which functions it opens. */
const ROLES: readonly {
  readonly role: bigint;
  readonly holder: keyof Contracts;
  readonly target: keyof Contracts;
  readonly functions: readonly string[];
}[] = [
  {
    role: 1n,
    holder: "caseRegistry",
    target: "assetRegistry",
    functions: ["freeze(bytes32)", "unfreeze(bytes32)", "uphold(bytes32,bytes32)"],
  },
];

const selector = (signature: string): string => hashOf(signature).slice(0, 10);

const admission = ({ code, nameHash, ...facts }: FoundingOrganization): FoundingAct => {
  const args = [code, nameHash, facts.capacities, facts.level, facts.region, facts.head];
  return { contract: "organizationRegistry", fn: "admitRoot", args };
};

const membership = (place: number): FoundingAct => ({
  contract: "councilSeats",
  fn: "admitMember",
  args: [numberAt(place)],
});

/** Sends acts, some at a time, each after the ones before. @returns the last transaction */
function send(
  m: IgnitionModuleBuilder,
  contracts: Contracts,
  [name, acts]: readonly [name: string, acts: readonly FoundingAct[]],
  before: readonly Future[],
): readonly Future[] {
  const { accessManager } = contracts;
  let after = before;
  for (let from = 0; from < acts.length; from += ACTS_A_BATCH) {
    const batch = acts.slice(from, from + ACTS_A_BATCH).map(({ contract, fn, args }, place) => {
      const id = `${name}_${String(from + place)}`;
      const data = m.encodeFunctionCall(contracts[contract], fn, [...args], { id: `${id}_call` });
      return m.encodeFunctionCall(accessManager, "execute", [contracts[contract], data], { id });
    });
    const id = `${name}_${String(from)}_batch`;
    after = [m.call(accessManager, "multicall", [batch], { id, after: [...after] })];
  }
  return after;
}

/** Gives the roles, makes the timelock the only administrator, and lets the deployer go: all or nothing. */
function handOver(m: IgnitionModuleBuilder, contracts: Contracts, after: readonly Future[]): void {
  const { accessManager, timelock } = contracts;
  const call = (id: string, fn: string, args: ArgumentType[]) =>
    m.encodeFunctionCall(accessManager, fn, args, { id });
  const roles = ROLES.flatMap(({ role, holder, target, functions }) => [
    call(`open_${holder}`, "setTargetFunctionRole", [
      contracts[target],
      functions.map(selector),
      role,
    ]),
    call(`grant_${holder}`, "grantRole", [role, contracts[holder], 0]),
  ]);
  const last = [
    call("grant_timelock", "grantRole", [ADMIN, timelock, 0]),
    call("renounce", "renounceRole", [ADMIN, m.getAccount(0)]),
  ];
  m.call(accessManager, "multicall", [[...roles, ...last]], { id: "handover", after: [...after] });
}

/** Does all of it, in order. */
export function foundOn(m: IgnitionModuleBuilder, contracts: Contracts, founding: Founding): void {
  const law = send(m, contracts, ["law", lawCalls(founding) as FoundingAct[]], []);
  const roots = ["roots", founding.organizations.map(admission)] as const;
  const admitted = send(m, contracts, roots, law);
  const members = ["members", founding.members.map(membership)] as const;
  handOver(m, contracts, send(m, contracts, members, admitted));
}
