// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";

import type { AbiValue, AbiValues, ContractName, Receipt, Signer, Writer } from "@suyuan/chain";
import { type Hex, toHex } from "@suyuan/proof";

import type { TestLedger } from "./ledger.ts";

/** Acts on a test ledger, and its clock. */
export interface Acting {
  /** Sends a transaction of one account and waits until it is mined. */
  send(by: Signer, contract: ContractName, fn: string, args: readonly AbiValue[]): Promise<Receipt>;
  /** Time of the newest block, seconds since the epoch. */
  now(): Promise<number>;
  /** Lets the chain's clock go on, and makes a block at its new time. */
  pass(seconds: number): Promise<void>;
}

/** Acts of any account, each account's in their order. */
export function acting(ledger: TestLedger): Acting {
  const writers = new Map<Hex, Writer>();
  return {
    send: (by, contract, fn, args) => {
      const writer = writers.get(by.address) ?? ledger.writer(by);
      writers.set(by.address, writer);
      return writer.send(contract, fn, args);
    },
    now: async () => (await ledger.client.block()).time,
    pass: async (seconds) => {
      await ledger.client.rpc("evm_increaseTime", [seconds]);
      await ledger.client.rpc("evm_mine");
    },
  };
}

/** Values of the one event of this name. @throws Error when there is none */
export function eventOf({ events }: Receipt, name: string): AbiValues {
  const event = events.find((candidate) => candidate.name === name);
  if (event === undefined) throw new Error(`the transaction has no event ${name}`);
  return event.args;
}

/** 32 random bytes, for commitments and hashes that nobody opens. */
export const random32 = (): Hex => toHex(randomBytes(32));
