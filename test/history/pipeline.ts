// SPDX-License-Identifier: Apache-2.0
// Many acts in one block: each signed through the SDK with the key of whoever does it, all carried to the chain
// together by an account that has no other part in them, then mined at a chosen time.
import {
  type AbiValue,
  ChainError,
  type ChainClient,
  type ChainEvent,
  type ContractName,
  encodeCall,
  type ForwarderDomain,
  type Signer,
  signerOf,
} from "@suyuan/chain";
import { fromHex, type Hex, toHex } from "@suyuan/proof";
import { signAct } from "@suyuan/sdk";
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

/** What one act carried may use, which is more than any does, and what carrying it takes beside. */
const GAS = 2_000_000;
const CARRYING_GAS = 300_000;
const ACT_LIFETIME = 600;
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
  readonly #carrier = signerOf(new Uint8Array(32).fill(0xca));
  /** Transactions of the carrier. */
  #carried = 0;
  readonly #nonces = new Map<Hex, number>();
  #domain: ForwarderDomain | undefined;

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
    for (const deed of deeds) signed.push(await this.#sign(deed, time));
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

  /** Acts were carried by others: how many an account has done is asked anew. */
  forget(): void {
    this.#nonces.clear();
  }

  async #sign({ by, contract, fn, args }: Deed, time: number): Promise<Hex> {
    const { deployment } = this.#client;
    this.#domain ??= await this.#client.forwarderDomain();
    const nonce = this.#nonces.get(by.address) ?? (await this.#client.forwarderNonce(by.address));
    this.#nonces.set(by.address, nonce + 1);
    const of = { deployment, domain: this.#domain, nonce, deadline: time + ACT_LIFETIME };
    const { request, signature } = await signAct({ contract, fn, args, gas: GAS }, by, of);
    const call = {
      contract: "forwarder",
      fn: "execute",
      args: [{ ...request, signature }],
    } as const;
    const transaction = Transaction.from({
      ...{ to: deployment.contracts.forwarder.address, data: encodeCall(call) },
      ...{ chainId: deployment.chainId, nonce: this.#carried++, value: 0n, type: 2 },
      ...{ gasLimit: GAS + CARRYING_GAS, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n },
    });
    const digest = fromHex(transaction.unsignedHash);
    transaction.signature = Signature.from(toHex(await this.#carrier.sign(digest)));
    return transaction.serialized as Hex;
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
