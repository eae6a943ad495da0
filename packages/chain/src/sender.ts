// SPDX-License-Identifier: Apache-2.0
// The transactions of one account on their way into a block. Nonces come from the node, so that nothing is lost by a
// restart, and several may send from one account: whoever is second at a nonce takes the next one.
import { setTimeout as sleep } from "node:timers/promises";

import { keccak256 } from "ethers";
import type { Hex } from "@suyuan/proof";

import { ChainError } from "./errors.ts";
import { currentFees, raisedFees } from "./fees.ts";
import { asInteger } from "./hex.ts";
import type { LedgerReader } from "./ledger.ts";
import type { Signer } from "./signer.ts";
import {
  type Draft,
  gasFor,
  type Intent,
  readTransaction,
  signTransaction,
} from "./transaction.ts";

/** Where transactions are kept that are in no block yet, for the next start. */
export interface Outbox {
  /** Keeps a signed transaction, in the place of one with its nonce; on disk when it resolves. */
  put(nonce: number, raw: Hex): Promise<void>;
  drop(nonce: number): Promise<void>;
  all(): Promise<Hex[]>;
}

/** A transaction that was sent and is in no known block yet. */
export interface Sent extends Draft {
  fees: Draft["fees"];
  raw: Hex;
  /** Its names, of which one at most comes into a block: one for each price. */
  readonly hashes: Hex[];
  /** When it was sent last, in milliseconds. */
  at: number;
}

/** Where a transaction got to. */
export type Outcome =
  | { readonly state: "mined"; readonly transaction: Hex; readonly receipt: object }
  /** Another transaction of the account has its nonce: it never comes into a block. */
  | { readonly state: "displaced" }
  | { readonly state: "waiting" };

// Wordings of geth, Besu and anvil.
const NONCE_TAKEN = /nonce[\s\w]*too[\s_]low|replacement transaction underpriced/i;
const KNOWN = /already known|known transaction|already imported/i;

/** Others at the same account that may be faster, one after the other. */
const MAX_NONCES = 50;

/** Milliseconds until it looks for a nonce again. */
const PAUSE_MS = 20;

const isRefusal = (error: unknown): error is ChainError =>
  error instanceof ChainError && error.code === "rpc";

const hashOf = (raw: Hex): Hex => keccak256(raw) as Hex;

export class Sender {
  readonly #client: LedgerReader;
  readonly #signer: Signer;
  readonly #replaceAfterMs: number;
  readonly #outbox: Outbox | undefined;
  readonly #waiting = new Map<number, Sent>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(client: LedgerReader, signer: Signer, replaceAfterMs: number, outbox?: Outbox) {
    this.#client = client;
    this.#signer = signer;
    this.#replaceAfterMs = replaceAfterMs;
    this.#outbox = outbox;
  }

  /** Sends it; the same call that is on its way already is not sent twice. @throws ChainError */
  async submit(intent: Intent): Promise<Sent> {
    // The next transaction is made only when the one before was taken, so that nonces are given out in order.
    const turn = this.#queue.then(() => this.#find(intent) ?? this.#send(intent));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Where it got to. One that waits long is sent again: for more on a chain with a price, and in any case so that a node
   * that has lost it has it again.
   * @throws ChainError
   */
  async outcome(sent: Sent): Promise<Outcome> {
    const mined = await this.#mined(sent);
    if (mined || Date.now() - sent.at < this.#replaceAfterMs) return mined ?? { state: "waiting" };
    sent.at = Date.now();
    if ((await this.#count("latest")) > sent.nonce) {
      // It may have been mined just now.
      const late = await this.#mined(sent);
      await this.#forget(sent);
      return late ?? { state: "displaced" };
    }
    await this.#again(sent);
    return { state: "waiting" };
  }

  /** Looks after everything that waits, also with nobody waiting for it. @throws ChainError */
  async tend(): Promise<void> {
    for (const sent of [...this.#waiting.values()]) await this.outcome(sent);
  }

  /** Takes up what an earlier start has left. @throws ChainError `malformed`, and as a call */
  async resume(): Promise<void> {
    const { chainId } = this.#client.deployment;
    for (const raw of (await this.#outbox?.all()) ?? []) {
      const draft = readTransaction(raw, chainId, this.#signer.address);
      // It is due at once.
      this.#waiting.set(draft.nonce, { ...draft, raw, hashes: [hashOf(raw)], at: 0 });
    }
  }

  #find({ to, data }: Intent): Sent | undefined {
    const all = [...this.#waiting.values()];
    return all.find(({ intent }) => intent.to === to && intent.data === data);
  }

  async #send(intent: Intent): Promise<Sent> {
    const { address } = this.#signer;
    const gas = await gasFor(this.#client, address, intent);
    const fees = await currentFees(this.#client);
    for (let nonces = 0; nonces < MAX_NONCES; nonces++) {
      if (nonces > 0) await sleep(PAUSE_MS);
      const nonce = await this.#count("pending");
      const before = this.#waiting.get(nonce);
      // The node has lost that one.
      if (before && (await this.#broadcast(before.raw))) continue;
      const draft = { intent, nonce, gas, fees };
      const raw = await this.#sign(draft);
      const sent: Sent = { ...draft, raw, hashes: [hashOf(raw)], at: Date.now() };
      if (await this.#isTaken(sent)) return sent;
    }
    throw new ChainError("rpc", `the node takes no nonce of ${address}`);
  }

  /** Sends it for the first time. @returns false when another transaction has its nonce */
  async #isTaken(sent: Sent): Promise<boolean> {
    this.#waiting.set(sent.nonce, sent);
    await this.#outbox?.put(sent.nonce, sent.raw);
    try {
      if (await this.#broadcast(sent.raw)) return true;
    } catch (error) {
      // Without an answer it may have been taken.
      if (isRefusal(error)) await this.#forget(sent);
      throw error;
    }
    await this.#forget(sent);
    return false;
  }

  async #again(sent: Sent): Promise<void> {
    const fees = raisedFees(sent.fees, await currentFees(this.#client));
    if (!fees) {
      await this.#broadcast(sent.raw);
      return;
    }
    const raw = await this.#sign({ ...sent, fees });
    // Known by its name before it is sent: the answer may be lost.
    sent.hashes.push(hashOf(raw));
    await this.#outbox?.put(sent.nonce, raw);
    try {
      if (await this.#broadcast(raw)) Object.assign(sent, { fees, raw });
    } catch (error) {
      // Such as for want of funds: the one before is on its way all the same.
      if (!isRefusal(error)) throw error;
    }
  }

  /** @returns whether the node has it now; not, when another transaction has its nonce */
  async #broadcast(raw: Hex): Promise<boolean> {
    try {
      await this.#client.rpc("eth_sendRawTransaction", [raw]);
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (KNOWN.test(error.message)) return true;
      if (NONCE_TAKEN.test(error.message)) return false;
      throw error;
    }
  }

  async #mined(sent: Sent): Promise<Outcome | undefined> {
    for (const transaction of sent.hashes) {
      const receipt = await this.#client.rpc("eth_getTransactionReceipt", [transaction]);
      if (typeof receipt !== "object" || receipt === null) continue;
      await this.#forget(sent);
      return { state: "mined", transaction, receipt };
    }
    return undefined;
  }

  async #forget(sent: Sent): Promise<void> {
    if (this.#waiting.get(sent.nonce) !== sent) return;
    this.#waiting.delete(sent.nonce);
    await this.#outbox?.drop(sent.nonce);
  }

  async #count(tag: "pending" | "latest"): Promise<number> {
    const count = await this.#client.rpc("eth_getTransactionCount", [this.#signer.address, tag]);
    return asInteger(count, "nonce");
  }

  #sign(draft: Draft): Promise<Hex> {
    return signTransaction(this.#client.deployment.chainId, this.#signer, draft);
  }
}
