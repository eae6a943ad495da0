// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from "node:timers/promises";

import type { Hex } from "@suyuan/proof";

import { ChainError } from "./errors.ts";
import { asHex, asInteger } from "./hex.ts";
import { encodeCall, type FunctionCall, type LedgerReader } from "./ledger.ts";
import type { ChainEvent } from "./logs/decoder.ts";
import type { AbiValue, ContractName } from "./names.ts";
import { revertedError } from "./refusal.ts";
import { type Outbox, Sender, type Sent } from "./sender.ts";
import type { Signer } from "./signer.ts";

/** A transaction that was mined and did what it should. */
export interface Receipt {
  readonly transaction: Hex;
  /** Number of its block. */
  readonly block: number;
  /** Time of its block, seconds since the epoch. */
  readonly time: number;
  readonly events: readonly ChainEvent[];
}

/** A new checkpoint for the chain; see `ExchangeLog.advance`. */
export interface Advance {
  readonly log: Hex;
  readonly size: number;
  readonly root: Hex;
  /** RFC 9162 consistency proof from the size that the chain has. */
  readonly proof: readonly Hex[];
  /** The chain refuses the checkpoint after this moment, seconds since the epoch. */
  readonly notAfter: number;
}

/** How a {@link Writer} waits. */
export interface WriterOptions {
  /** Longest wait for a transaction to be mined, in milliseconds. */
  readonly receiptTimeoutMs?: number;
  /** After so many milliseconds one that is not mined is sent again, for more on a chain with a price. */
  readonly replaceAfterMs?: number;
  /** Keeps what is not mined for the next start; nowhere when left out. */
  readonly outbox?: Outbox;
}

/** Longest wait for a transaction to be mined, in milliseconds, unless told otherwise. */
export const RECEIPT_TIMEOUT_MS = 60_000;
/** Milliseconds after which a transaction counts as stuck, unless told otherwise. */
const REPLACE_AFTER_MS = 10_000;

const FIRST_POLL_MS = 20;
const LONGEST_POLL_MS = 500;

/** Sends transactions of one account, one after the other, and waits until each is mined. */
export class Writer {
  readonly client: LedgerReader;
  readonly address: Hex;
  readonly #sender: Sender;
  readonly #receiptTimeoutMs: number;

  constructor(client: LedgerReader, signer: Signer, options: WriterOptions = {}) {
    const { receiptTimeoutMs, replaceAfterMs = REPLACE_AFTER_MS, outbox } = options;
    this.client = client;
    this.address = signer.address;
    this.#sender = new Sender(client, signer, replaceAfterMs, outbox);
    this.#receiptTimeoutMs = receiptTimeoutMs ?? RECEIPT_TIMEOUT_MS;
  }

  /**
   * Calls a function in a transaction and waits until it is mined.
   * @throws ChainError `reverted` with the contract's error; `timeout` with the transaction's hash when it
   * was sent and not mined in time (it may still be); those of any call otherwise.
   */
  async send(contract: ContractName, fn: string, args: readonly AbiValue[]): Promise<Receipt> {
    const call: FunctionCall = { contract, fn, args };
    const to = this.client.deployment.contracts[contract].address;
    const intent = { to, data: encodeCall(call) };
    const end = Date.now() + this.#receiptTimeoutMs;
    for (;;) {
      const sent = await this.#sender.submit(intent);
      const receipt = await this.#wait(sent, end);
      if (receipt) return receipt;
    }
  }

  /** Looks after what is not mined when nobody waits for it any more. @throws ChainError as any call */
  async tend(): Promise<void> {
    await this.#sender.tend();
  }

  /** Takes up what the outbox kept from an earlier start. @throws ChainError `malformed` when it cannot be read */
  async resume(): Promise<void> {
    await this.#sender.resume();
  }

  /** Anchors a checkpoint: `ExchangeLog.advance`. */
  async advance(checkpoint: Advance): Promise<Receipt> {
    const { log, size, root, proof, notAfter } = checkpoint;
    return this.send("exchangeLog", "advance", [log, size, root, [...proof], notAfter]);
  }

  /** Undefined when another transaction of the account has its nonce. */
  async #wait(sent: Sent, end: number): Promise<Receipt | undefined> {
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(2 * pause, LONGEST_POLL_MS)) {
      const found = await this.#sender.outcome(sent);
      if (found.state === "mined") {
        return this.#read(found.transaction, found.receipt as Record<string, unknown>);
      }
      if (found.state === "displaced") return undefined;
      if (Date.now() > end) {
        const transaction = sent.hashes.at(-1) ?? "0x";
        const message = `transaction ${transaction} was sent and is not mined yet`;
        throw new ChainError("timeout", message, { transaction });
      }
      await sleep(pause);
    }
  }

  async #read(transaction: Hex, receipt: Record<string, unknown>): Promise<Receipt> {
    const block = asInteger(receipt["blockNumber"], "block number");
    if (asInteger(receipt["status"], "status") !== 1) throw await this.#reason(transaction, block);
    const { time } = await this.client.block(block);
    const events = this.client.eventsIn(receipt["logs"]);
    return { transaction, block, time, events };
  }

  // The receipt does not hold the reason: the same call on the state of its block gives it.
  async #reason(transaction: Hex, block: number): Promise<ChainError> {
    const sent = (await this.client.rpc("eth_getTransactionByHash", [transaction])) as Record<
      string,
      unknown
    >;
    const call = { from: sent["from"], to: sent["to"], data: sent["input"], gas: sent["gas"] };
    try {
      await this.client.rpc("eth_call", [call, `0x${block.toString(16)}`]);
    } catch (cause) {
      if (cause instanceof ChainError && cause.revert) {
        return new ChainError("reverted", cause.message, {
          cause,
          revert: cause.revert,
          transaction,
        });
      }
    }
    return revertedError(undefined, asHex(transaction, "transaction hash", 32));
  }
}
