// SPDX-License-Identifier: Apache-2.0
// A chain in this process with the contracts on it, and acts upon them: done, refused, or relayed.
import { randomBytes } from "node:crypto";

import { type Contract, type ErrorDescription, getAddress, Interface, type Result } from "ethers";
import hre from "hardhat";
import type { EthereumProvider } from "hardhat/types/providers";

import type { ContractName } from "@suyuan/chain";

import type { Founding } from "../../../deploy/founding.ts";
import { suyuan } from "../../../deploy/ignition/modules/Suyuan.ts";
import type { LawOverrides } from "../../../deploy/law/load.ts";
import { TEST_LAW } from "../../support/law.ts";
import { FOUNDING_HEADS, testFounding } from "./founding.ts";

export type { ContractName } from "@suyuan/chain";

/** One call that would change something: by whom, of what, with what. */
export interface Act {
  readonly by: string;
  readonly contract: ContractName;
  readonly fn: string;
  readonly args: readonly unknown[];
}

/** A transaction that was mined. */
export interface Done {
  readonly gas: number;
  readonly time: number;
  readonly block: number;
  /** Its events, by name, in order. */
  readonly events: readonly { readonly name: string; readonly args: Result }[];
}

interface RawReceipt {
  readonly status: string;
  readonly gasUsed: string;
  readonly blockNumber: string;
  readonly logs: readonly { readonly topics: readonly string[]; readonly data: string }[];
}

const GAS = "0x1c9c380";
const hex = (value: number): string => `0x${value.toString(16)}`;

/** What the contracts said when they refused: the error's name and its values. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly error: string;
  readonly values: readonly unknown[];

  constructor(found: ErrorDescription) {
    super(`${found.name}(${found.args.map(String).join(", ")})`);
    this.error = found.name;
    this.values = found.args.toArray();
  }
}

export class TestChain {
  readonly provider: EthereumProvider;
  readonly contracts: Readonly<Record<ContractName, Contract>>;
  readonly addresses: Readonly<Record<ContractName, string>>;
  /** Accounts that the chain signs for; the first deployed the contracts. */
  readonly accounts: readonly string[];
  readonly deploymentId: string;
  /** The roots of the beginning, whose heads are accounts of the chain. */
  readonly founding: Founding;
  readonly errors: Interface;
  #given = 1 + FOUNDING_HEADS;

  constructor(
    parts: Pick<
      TestChain,
      "provider" | "contracts" | "addresses" | "accounts" | "deploymentId" | "founding"
    >,
  ) {
    this.provider = parts.provider;
    this.contracts = parts.contracts;
    this.addresses = parts.addresses;
    this.accounts = parts.accounts;
    this.deploymentId = parts.deploymentId;
    this.founding = parts.founding;
    const errors = Object.values(parts.contracts).flatMap((contract) =>
      contract.interface.fragments.filter((fragment) => fragment.type === "error"),
    );
    this.errors = new Interface(errors);
  }

  /** The account that deployed the contracts, and holds nothing since. */
  get deployer(): string {
    return this.accounts[0] ?? "";
  }

  /** The council's timelock, the administrator: the chain lets it act without a decision. */
  get admin(): string {
    return this.addresses.timelock;
  }

  /** An account that nobody has used yet. */
  newAccount(): string {
    const account = this.accounts[this.#given++];
    if (account === undefined) throw new Error("the chain has no more accounts");
    return account;
  }

  /** Does what must be possible. @throws Refusal */
  async does(act: Act): Promise<Done> {
    return this.#send(act.by, this.addresses[act.contract], this.encode(act));
  }

  /** Does what must be possible, one of very many: nothing is told about it. @throws Refusal */
  async fill(act: Act): Promise<void> {
    const [from, to] = [act.by, this.addresses[act.contract]];
    const transaction = { from, to, data: this.encode(act), gas: GAS };
    await this.#request("eth_sendTransaction", [transaction]);
  }

  /** Tries what must not be possible. @returns the contracts' refusal */
  async refusal(act: Act): Promise<Refusal> {
    try {
      await this.does(act);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
    throw new Error(`${act.contract}.${act.fn} was allowed`);
  }

  /** Tries an act without doing it. @returns the contracts' refusal, if they refuse */
  async tries(act: Act): Promise<Refusal | undefined> {
    const call = { from: act.by, to: this.addresses[act.contract], data: this.encode(act) };
    try {
      await this.#request("eth_call", [call, "latest"]);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  encode({ contract, fn, args }: Act): string {
    return this.contracts[contract].interface.encodeFunctionData(fn, args);
  }

  /** Calls a view, whose single answer is given bare. */
  async read<T>(contract: ContractName, fn: string, ...args: unknown[]): Promise<T> {
    return (await this.contracts[contract].getFunction(fn)(...args)) as T;
  }

  /** The time of the last block. */
  async now(): Promise<number> {
    const block = await this.#request<{ timestamp: string }>("eth_getBlockByNumber", [
      "latest",
      false,
    ]);
    return Number(block.timestamp);
  }

  /** Makes the next block have this time. */
  async nextAt(time: number): Promise<void> {
    await this.#request("evm_setNextBlockTimestamp", [hex(time)]);
  }

  /** Lets time pass, and mines a block then. */
  async pass(seconds: number): Promise<void> {
    await this.nextAt((await this.now()) + seconds);
    await this.#request("evm_mine", []);
  }

  /** Undoes whatever happens inside. */
  async undone<T>(inside: () => Promise<T>): Promise<T> {
    const snapshot = await this.#request<string>("evm_snapshot", []);
    try {
      return await inside();
    } finally {
      await this.#request("evm_revert", [snapshot]);
    }
  }

  /** One word of a contract's storage. */
  async slot(contract: ContractName, slot: string): Promise<bigint> {
    return BigInt(
      await this.#request<string>("eth_getStorageAt", [this.addresses[contract], slot, "latest"]),
    );
  }

  async setSlot(contract: ContractName, slot: string, word: bigint): Promise<void> {
    const value = `0x${word.toString(16).padStart(64, "0")}`;
    await this.#request("hardhat_setStorageAt", [this.addresses[contract], slot, value]);
  }

  /** Signs typed data with an account's key. */
  async signTyped(account: string, data: unknown): Promise<string> {
    return this.#request<string>("eth_signTypedData_v4", [account, JSON.stringify(data)]);
  }

  async #send(from: string, to: string, data: string): Promise<Done> {
    const hash = await this.#request<string>("eth_sendTransaction", [{ from, to, data, gas: GAS }]);
    const receipt = await this.#request<RawReceipt>("eth_getTransactionReceipt", [hash]);
    const number = receipt.blockNumber;
    const block = await this.#request<{ timestamp: string }>("eth_getBlockByNumber", [
      number,
      false,
    ]);
    return {
      gas: Number(receipt.gasUsed),
      time: Number(block.timestamp),
      block: Number(number),
      events: receipt.logs.flatMap((log) => this.#event(log)),
    };
  }

  #event(log: RawReceipt["logs"][number]): Done["events"] {
    for (const contract of Object.values(this.contracts)) {
      const found = contract.interface.parseLog({ topics: [...log.topics], data: log.data });
      if (found) return [{ name: found.name, args: found.args }];
    }
    return [];
  }

  async #request<T = unknown>(method: string, params: unknown[]): Promise<T> {
    try {
      return (await this.provider.request({ method, params })) as T;
    } catch (cause) {
      throw this.#refused(cause) ?? cause;
    }
  }

  #refused(cause: unknown): Refusal | undefined {
    const { data } = cause as { data?: unknown };
    const nested = typeof data === "object" && data !== null && "data" in data ? data.data : data;
    if (typeof nested !== "string") return undefined;
    const found = this.errors.parseError(nested);
    return found ? new Refusal(found) : undefined;
  }
}

/**
 * Starts a chain and deploys, by the module that deploys everywhere.
 * @param beginning the chain's first moment, ISO 8601; otherwise the present
 */
export async function startChain(
  law: LawOverrides = TEST_LAW,
  beginning?: string,
): Promise<TestChain> {
  const override = beginning === undefined ? {} : { initialDate: beginning };
  const connection = await hre.network.create({ override });
  const { provider } = connection;
  const listed = (await provider.request({ method: "eth_accounts" })) as string[];
  const accounts = listed.map((account) => getAddress(account));
  const founding = testFounding(accounts.slice(1, 1 + FOUNDING_HEADS), law);
  const deploymentId = `0x${randomBytes(32).toString("hex")}`;
  const parameters = { Suyuan: { deploymentId } };
  const contracts: Record<string, Contract> = await connection.ignition.deploy(suyuan(founding), {
    parameters,
  });
  const found = await Promise.all(
    Object.entries(contracts).map(async ([name, contract]) => [name, await contract.getAddress()]),
  );
  const addresses = Object.fromEntries(found) as Record<ContractName, string>;
  await provider.request({ method: "hardhat_impersonateAccount", params: [addresses.timelock] });
  return new TestChain({
    ...{ provider, addresses, accounts, deploymentId, founding },
    contracts: contracts as Record<ContractName, Contract>,
  });
}
