// SPDX-License-Identifier: Apache-2.0
// A chain with contracts that are not ours, for comparison.
import { Contract, ContractFactory, Interface, type InterfaceAbi, type Result } from "ethers";
import type { EthereumProvider } from "hardhat/types/providers";

export interface Code {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

export interface Sent {
  readonly gas: number;
  readonly logs: readonly { readonly topics: readonly string[]; readonly data: string }[];
}

export interface Peer {
  readonly conditions: string;
  /** Gas of its acts, with so many of each before. */
  readonly measure: (
    chain: PeerChain,
    before: number,
  ) => Promise<readonly { readonly case: string; readonly value: number }[]>;
}

interface Receipt {
  readonly status: string;
  readonly gasUsed: string;
  readonly contractAddress: string | null;
  readonly logs: Sent["logs"];
}

const GAS = "0x1c9c380";

/** A chain with contracts that are not ours. */
export class PeerChain {
  readonly own: string;
  readonly other: string;
  readonly #provider: EthereumProvider;

  constructor(provider: EthereumProvider, own: string, other: string) {
    this.#provider = provider;
    this.own = own;
    this.other = other;
  }

  async deploy({ abi, bytecode }: Code, ...args: unknown[]): Promise<Contract> {
    const { data } = await new ContractFactory(abi, bytecode).getDeployTransaction(...args);
    const { contractAddress } = await this.#transact({ data });
    return this.at({ abi }, contractAddress ?? "");
  }

  at({ abi }: Pick<Code, "abi">, address: string): Contract {
    return new Contract(address, abi);
  }

  async send(contract: Contract, fn: string, ...args: unknown[]): Promise<Sent> {
    const data = contract.interface.encodeFunctionData(fn, args);
    const { gasUsed, logs } = await this.#transact({ to: await contract.getAddress(), data });
    return { gas: Number(gasUsed), logs };
  }

  /** The values of an event that a transaction emitted. */
  eventOf({ logs }: Sent, contract: Contract, name: string): Result {
    const known = new Interface(contract.interface.fragments);
    const found = logs
      .map(({ topics, data }) => known.parseLog({ topics: [...topics], data }))
      .find((one) => one?.name === name);
    if (!found) throw new Error(`no ${name} was emitted`);
    return found.args;
  }

  async #transact(one: { to?: string; data: string }): Promise<Receipt> {
    const params = [{ from: this.own, gas: GAS, ...one }];
    const ask = (method: string, asked: unknown[]): Promise<unknown> =>
      this.#provider.request({ method, params: asked });
    const hash = await ask("eth_sendTransaction", params);
    return (await ask("eth_getTransactionReceipt", [hash])) as Receipt;
  }
}
