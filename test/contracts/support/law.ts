// SPDX-License-Identifier: Apache-2.0
// A chain with the work calendar and the rule book alone, filled or empty.
import { randomBytes } from "node:crypto";

import { encodeBytes32String, getAddress } from "ethers";
import hre from "hardhat";
import { afterEach, beforeAll, beforeEach } from "vitest";

import { lawCalls } from "../../../deploy/law/load.ts";
import { type Act, type ContractName, type Done, TestChain } from "./chain.ts";
import { refuses } from "./expect.ts";

const SOURCES = {
  accessManager: "AccessManager",
  forwarder: "ERC2771Forwarder",
  workCalendar: "WorkCalendar",
  ruleBook: "RuleBook",
} as const;

/** A moment in Beijing, in seconds since the epoch: "2025-09-25" is its midnight. */
export function beijing(date: string, time = "00:00:00"): number {
  return Date.parse(`${date}T${time}+08:00`) / 1000;
}

/** The date in Beijing of a moment. */
export function dateOf(time: number | bigint): string {
  return new Date((Number(time) + 8 * 3600) * 1000).toISOString().slice(0, 10);
}

/** ASCII in 32 bytes. */
export const word = (text: string): string => encodeBytes32String(text);

async function startLaw(): Promise<TestChain> {
  const { ethers, provider } = await hre.network.create();
  const accounts = (await provider.request({ method: "eth_accounts" })) as string[];
  const deploymentId = `0x${randomBytes(32).toString("hex")}`;
  const manager = await ethers.deployContract(SOURCES.accessManager, [accounts[0]]);
  const forwarder = await ethers.deployContract(SOURCES.forwarder, ["Suyuan"]);
  const args = [await manager.getAddress(), await forwarder.getAddress(), deploymentId];
  const workCalendar = await ethers.deployContract(SOURCES.workCalendar, args);
  const ruleBook = await ethers.deployContract(SOURCES.ruleBook, args);
  const contracts = { accessManager: manager, forwarder, workCalendar, ruleBook };
  const addresses = await Promise.all(
    Object.entries(contracts).map(async ([name, one]) => [name, await one.getAddress()]),
  );
  // Here only these four are called.
  return new TestChain({
    provider,
    contracts: contracts as unknown as TestChain["contracts"],
    // The deployer stays the administrator, in the place of the council's timelock.
    addresses: { ...Object.fromEntries(addresses), timelock: accounts[0] } as Record<
      ContractName,
      string
    >,
    accounts: accounts.map((account) => getAddress(account)),
    deploymentId,
    founding: { organizations: [], members: [], guardian: 0 },
  });
}

/** What a file of tests of the law shares. Whatever a test does is undone after it. */
export class LawSuite {
  #chain: TestChain | undefined;

  constructor() {
    let snapshot: unknown;
    beforeAll(async () => {
      this.#chain = await startLaw();
    });
    beforeEach(async () => {
      snapshot = await this.chain.provider.request({ method: "evm_snapshot" });
    });
    afterEach(async () => {
      await this.chain.provider.request({ method: "evm_revert", params: [snapshot] });
    });
  }

  get chain(): TestChain {
    if (this.#chain === undefined) throw new Error("the chain has not begun");
    return this.#chain;
  }

  /** An act of the administrator. */
  act(contract: "workCalendar" | "ruleBook", fn: string, ...args: readonly unknown[]): Act {
    return { by: this.chain.admin, contract, fn, args };
  }

  async does(contract: "workCalendar" | "ruleBook", fn: string, ...args: unknown[]): Promise<Done> {
    return this.chain.does(this.act(contract, fn, ...args));
  }

  async refused(act: Act, error: string, ...values: (number | bigint | string)[]): Promise<void> {
    await refuses(this.chain, act, error, ...values);
  }

  /** Loads what a deployment loads, or the years among it alone. */
  async load(only?: readonly number[]): Promise<void> {
    for (const { contract, fn, args } of lawCalls()) {
      if (only !== undefined && !(fn === "publishYear" && only.includes(Number(args[0])))) continue;
      await this.does(contract, fn, ...args);
    }
  }

  /** The answer of a view with several values, as a list. */
  async list(...call: Parameters<TestChain["read"]>): Promise<unknown[]> {
    return Array.from(await this.chain.read<Iterable<unknown>>(...call));
  }
}
