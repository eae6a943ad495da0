// SPDX-License-Identifier: Apache-2.0
// Many acts in one block: each signed with the key of whoever does it, all sent together, then mined at a chosen time.
import {
  type AbiValue,
  ChainError,
  type ChainClient,
  type ChainEvent,
  type ContractName,
  encodeCall,
  type Signer,
} from "@suyuan/chain";
import { fromHex, type Hex, toHex } from "@suyuan/proof";
import { Signature, Transaction } from "ethers";

/** An act that somebody means to do. */
export interface Deed {
  readonly by: Signer;
  readonly contract: ContractName;
  readonly fn: string;
  readonly args: readonly AbiValue[];
  /** What it is about: two acts on one of these never stand in one block. */
  readonly locks: readonly string[];
}

/** An act that should have been legal was refused. */
class IllegalAct extends Error {
  override readonly name = "IllegalAct";
}

/** More than any act of the contracts uses. */
const GAS = 2_000_000;
const BATCH = 100;

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}
interface MinedReceipt {
  readonly transactionHash: Hex;
  readonly status: Hex;
  readonly logs: unknown;
}

export class Pipeline {
  readonly #client: ChainClient;
  readonly #url: string;
  readonly #nonces = new Map<Hex, number>();

  constructor(client: ChainClient, url: string) {
    [this.#client, this.#url] = [client, url];
  }

  /**
   * Does all of them in one block.
   * @param time of the block, seconds since the epoch
   * @returns the events of each
   * @throws IllegalAct when one was refused
   */
  async block(deeds: readonly Deed[], time: number): Promise<ChainEvent[][]> {
    const signed: Hex[] = [];
    for (const deed of deeds) signed.push(await this.#sign(deed));
    const hashes = await this.#batch(
      signed.map((raw) => ({ method: "eth_sendRawTransaction", params: [raw] })),
    );
    await this.#client.rpc("evm_setNextBlockTimestamp", [time]);
    await this.#client.rpc("evm_mine");
    const found = await this.#client.rpc("eth_getBlockReceipts", ["latest"]);
    const receipts = new Map(
      (found as readonly MinedReceipt[]).map((receipt) => [receipt.transactionHash, receipt]),
    );
    const events: ChainEvent[][] = [];
    for (const [place, deed] of deeds.entries()) {
      const receipt = receipts.get(hashes[place] as Hex);
      if (receipt?.status !== "0x1") throw await this.#refused(deed, receipt);
      events.push(this.#client.eventsIn(receipt.logs));
    }
    return events;
  }

  async #sign({ by, contract, fn, args }: Deed): Promise<Hex> {
    const { deployment } = this.#client;
    const nonce = this.#nonces.get(by.address) ?? (await this.#firstNonce(by.address));
    this.#nonces.set(by.address, nonce + 1);
    const transaction = Transaction.from({
      ...{ to: deployment.contracts[contract].address, data: encodeCall({ contract, fn, args }) },
      ...{ chainId: deployment.chainId, nonce, value: 0n, gasLimit: GAS, type: 2 },
      ...{ maxFeePerGas: 0n, maxPriorityFeePerGas: 0n },
    });
    transaction.signature = Signature.from(toHex(await by.sign(fromHex(transaction.unsignedHash))));
    return transaction.serialized as Hex;
  }

  async #firstNonce(account: Hex): Promise<number> {
    return Number(await this.#client.rpc("eth_getTransactionCount", [account, "latest"]));
  }

  async #batch(calls: readonly { method: string; params: readonly unknown[] }[]) {
    const results: unknown[] = [];
    for (let from = 0; from < calls.length; from += BATCH) {
      const part = calls.slice(from, from + BATCH);
      const body = JSON.stringify(part.map((call, id) => ({ jsonrpc: "2.0", id, ...call })));
      const headers = { "content-type": "application/json" };
      const response = await fetch(this.#url, { method: "POST", headers, body });
      for (const { result, error } of (await response.json()) as readonly Answer[]) {
        if (error) throw new Error(`the node refuses a transaction: ${error.message}`);
        results.push(result);
      }
    }
    return results;
  }

  /** Why, by the same call on the state after the block. */
  async #refused(deed: Deed, receipt: MinedReceipt | undefined): Promise<IllegalAct> {
    const { by, contract, fn, args } = deed;
    const shown = JSON.stringify(args, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    let why = receipt ? "" : "it was not mined";
    try {
      const to = this.#client.deployment.contracts[contract].address;
      const data = encodeCall({ contract, fn, args });
      await this.#client.rpc("eth_call", [{ from: by.address, to, data }, "latest"]);
    } catch (error) {
      why += error instanceof ChainError ? error.message : String(error);
    }
    return new IllegalAct(`${contract}.${fn}(${shown}) was refused: ${why}`);
  }
}
