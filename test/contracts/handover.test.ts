// SPDX-License-Identifier: Apache-2.0
// After a deployment: who holds which role, and that the deployer holds none.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { type Result, ZeroAddress, ZeroHash } from "ethers";
import { describe, expect, it } from "vitest";

import type { ContractName } from "./support/chain.ts";
import { BY_CASES, BY_COUNCIL, type Restricted } from "./support/restricted.ts";
import { Suite } from "./support/suite.ts";

const CONTRACTS = join(import.meta.dirname, "../../contracts");
const ADMIN = 0n;
const CASES = 1n;
const tests = new Suite();
const at = (name: ContractName): string => tests.chain.addresses[name];
const selectorOf = ([contract, fn]: Restricted): string =>
  tests.chain.contracts[contract].interface.getFunction(fn)?.selector ?? "";

/** The names of all functions with the modifier, from the sources. */
function restrictedInSources(): string[] {
  const files = readdirSync(CONTRACTS).filter((name) => name.endsWith(".sol"));
  const text = files.map((name) => readFileSync(join(CONTRACTS, name), "utf8")).join("\n");
  return [...text.matchAll(/function (\w+)\([^)]*\)[^{;]*?\brestricted\b/gu)].map(
    ([, name = ""]) => name,
  );
}

/** Every event of this name that a contract has emitted. */
async function events(contract: ContractName, name: string): Promise<Result[]> {
  const params = [{ address: at(contract), fromBlock: "0x0", toBlock: "latest" }];
  const logs = (await tests.chain.provider.request({ method: "eth_getLogs", params })) as {
    topics: string[];
    data: string;
  }[];
  return logs.flatMap((log) => {
    const found = tests.chain.contracts[contract].interface.parseLog(log);
    return found?.name === name ? [found.args] : [];
  });
}

/** The holders of each role, from the events alone. */
async function holders(contract: ContractName): Promise<Record<string, string[]>> {
  const held = new Map<string, Set<string>>();
  const account = (args: Result) => [String(args[0]), String(args["account"])] as const;
  for (const [role, who] of (await events(contract, "RoleGranted")).map(account)) {
    held.set(role, (held.get(role) ?? new Set()).add(who));
  }
  for (const [role, who] of (await events(contract, "RoleRevoked")).map(account)) {
    held.get(role)?.delete(who);
  }
  return Object.fromEntries([...held].map(([role, who]) => [role, [...who]]));
}

describe("given a deployment", () => {
  it("has a table of every function that a role opens", () => {
    const listed = [...BY_COUNCIL, ...BY_CASES].map(([, fn]) => fn);
    expect(listed.toSorted()).toEqual(restrictedInSources().toSorted());
  });

  it("leaves the council's timelock as the only administrator", async () => {
    expect(await holders("accessManager")).toEqual({
      [String(ADMIN)]: [at("timelock")],
      [String(CASES)]: [at("caseRegistry")],
    });
    const has = async (role: bigint, who: string) =>
      tests.list("accessManager", "hasRole", role, who);
    expect(await has(ADMIN, at("timelock"))).toEqual([true, 0n]);
    expect(await has(CASES, at("caseRegistry"))).toEqual([true, 0n]);
    for (const role of [ADMIN, CASES]) {
      expect(await has(role, tests.chain.deployer)).toEqual([false, 0n]);
    }
  });

  it("opens each function to one role, and every contract asks the same manager", async () => {
    const roleOf = async (one: Restricted) =>
      tests.chain.read("accessManager", "getTargetFunctionRole", at(one[0]), selectorOf(one));
    for (const one of BY_COUNCIL) expect(await roleOf(one)).toBe(ADMIN);
    for (const one of BY_CASES) expect(await roleOf(one)).toBe(CASES);
    for (const [contract] of [...BY_COUNCIL, ...BY_CASES]) {
      expect(await tests.chain.read(contract, "authority")).toBe(at("accessManager"));
    }
    expect(await events("accessManager", "TargetFunctionRoleUpdated")).toHaveLength(
      BY_CASES.length,
    );
  });

  it("leaves the timelock to the council alone, and its roles to itself", async () => {
    const role = async (name: string) => tests.chain.read<string>("timelock", name);
    const expected = Object.fromEntries([
      [await role("DEFAULT_ADMIN_ROLE"), [at("timelock")]],
      [await role("PROPOSER_ROLE"), [at("council")]],
      [await role("CANCELLER_ROLE"), [at("council")]],
      [await role("EXECUTOR_ROLE"), [at("council")]],
    ]);
    expect(await holders("timelock")).toEqual(expected);
  });

  const named = [...BY_COUNCIL, ...BY_CASES].map((one) => [`${one[0]}.${one[1]}`, one] as const);
  it.each(named)("refuses the deployer %s", async (_, [contract, fn, ...args]) => {
    const { deployer } = tests.chain;
    const act = tests.world.act(deployer, contract, fn, ...args);
    await tests.refused(act, "AccessManagedUnauthorized", deployer);
  });

  it("refuses it to a department's head, too, and what is for cases also to the council", async () => {
    const { head } = tests.province.authority;
    for (const [contract, fn, ...args] of [...BY_COUNCIL, ...BY_CASES]) {
      const act = tests.world.act(head, contract, fn, ...args);
      await tests.refused(act, "AccessManagedUnauthorized", head);
    }
    for (const [contract, fn, ...args] of BY_CASES) {
      const act = tests.world.act(tests.chain.admin, contract, fn, ...args);
      await tests.refused(act, "AccessManagedUnauthorized", tests.chain.admin);
    }
  });
});

describe("given the deployer at the access manager", () => {
  const someone = `0x${"11".repeat(20)}`;
  it.each<[string, unknown[]]>([
    ["labelRole", [CASES, "x"]],
    ["grantRole", [ADMIN, someone, 0]],
    ["grantRole", [CASES, someone, 0]],
    ["revokeRole", [CASES, someone]],
    ["setRoleAdmin", [CASES, CASES]],
    ["setRoleGuardian", [CASES, CASES]],
    ["setGrantDelay", [CASES, 1]],
    ["setTargetFunctionRole", [someone, ["0x12345678"], CASES]],
    ["setTargetAdminDelay", [someone, 1]],
    ["setTargetClosed", [someone, true]],
    ["updateAuthority", [someone, someone]],
  ])("refuses %s", async (fn, args) => {
    const { deployer } = tests.chain;
    const act = tests.world.act(deployer, "accessManager", fn, ...args);
    await tests.refused(act, "AccessManagerUnauthorizedAccount", deployer, ADMIN);
  });

  it("refuses to carry what it may not do itself, at once or scheduled", async () => {
    const { deployer } = tests.chain;
    for (const one of [...BY_COUNCIL, ...BY_CASES]) {
      const [contract, fn, ...args] = one;
      const data = tests.chain.encode({ by: deployer, contract, fn, args });
      const refusal = ["AccessManagerUnauthorizedCall", deployer, at(contract), selectorOf(one)];
      const [error = "", ...values] = refusal;
      const target = [at(contract), data];
      const execute = tests.world.act(deployer, "accessManager", "execute", ...target);
      await tests.refused(execute, error, ...values);
      const schedule = tests.world.act(deployer, "accessManager", "schedule", ...target, 0);
      await tests.refused(schedule, error, ...values);
    }
  });
});

describe("given the deployer at the council and its timelock", () => {
  it.each<[string, unknown[]]>([
    ["schedule", [ZeroAddress, 0, "0x", ZeroHash, ZeroHash, 0]],
    ["scheduleBatch", [[], [], [], ZeroHash, ZeroHash, 0]],
    ["execute", [ZeroAddress, 0, "0x", ZeroHash, ZeroHash]],
    ["executeBatch", [[], [], [], ZeroHash, ZeroHash]],
    ["cancel", [ZeroHash]],
    ["grantRole", [ZeroHash, ZeroAddress]],
    ["revokeRole", [ZeroHash, ZeroAddress]],
  ])("refuses the timelock's %s", async (fn, args) => {
    const act = tests.world.act(tests.chain.deployer, "timelock", fn, ...args);
    expect((await tests.chain.refusal(act)).error).toBe("AccessControlUnauthorizedAccount");
  });

  it("has no vote, no proposal and no veto", async () => {
    const { deployer } = tests.chain;
    const act = (fn: string, ...args: unknown[]) =>
      tests.world.act(deployer, "council", fn, ...args);
    const proposal = act("propose", [at("ruleBook")], [0], ["0x"], "");
    await tests.refused(proposal, "Council__NotMember", deployer);
    const guardian = await tests.chain.read<bigint>("council", "guardian");
    await tests.refused(act("veto", 1, ZeroHash), "Council__NotGuardian", guardian, deployer);
    await tests.refused(act("nameGuardian", 1), "GovernorOnlyExecutor", deployer);
    expect(await tests.chain.read("councilSeats", "getVotes", deployer)).toBe(0n);
    expect(await tests.chain.read("organizationRegistry", "organizationOf", deployer)).toBe(0n);
  });

  it("moves no holder of an asset, which the right registry does alone", async () => {
    const { deployer } = tests.chain;
    const act = tests.world.act(deployer, "assetRegistry", "moveHolder", ZeroHash, 1);
    expect((await tests.chain.refusal(act)).error).toMatch(/^AssetRegistry__/u);
    expect(await tests.chain.read("assetRegistry", "rights")).toBe(at("rightRegistry"));
  });
});
