// SPDX-License-Identifier: Apache-2.0
import { fromHex, type Hex } from "@suyuan/proof";

import type { Deployment } from "./deployment.ts";
import { ChainError } from "./errors.ts";
import { asHex } from "./hex.ts";
import type { ContractName } from "./names.ts";
import type { RpcCall } from "./rpc.ts";

/** One storage slot of one contract, by the contract's name or its address. */
export interface SlotRead {
  readonly contract: ContractName | Hex;
  /** 32 bytes. */
  readonly slot: Hex;
}

// Keeps each answer of eth_getProof within a few hundred kilobytes.
const SLOTS_PER_PROOF = 128;

function addressOf(deployment: Deployment, contract: ContractName | Hex): Hex {
  return contract.startsWith("0x")
    ? (contract as Hex)
    : deployment.contracts[contract as ContractName].address;
}

/** Calls that read the slots, in order. */
export function storageCalls(
  deployment: Deployment,
  reads: readonly SlotRead[],
  block: string,
): RpcCall[] {
  return reads.map((read) => ({
    method: "eth_getStorageAt",
    params: [addressOf(deployment, read.contract), read.slot, block],
  }));
}

/** Calls that prove the slots: by contract, in portions. */
export function proofCalls(
  deployment: Deployment,
  reads: readonly SlotRead[],
  block: string,
): RpcCall[] {
  const slots = new Map<Hex, Set<Hex>>();
  for (const read of reads) {
    const address = addressOf(deployment, read.contract);
    slots.set(address, (slots.get(address) ?? new Set()).add(read.slot));
  }
  return [...slots].flatMap(([address, set]) =>
    portions([...set], SLOTS_PER_PROOF).map((keys) => ({
      method: "eth_getProof",
      params: [address, keys, block],
    })),
  );
}

function portions<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, place) => items.slice(place * size, (place + 1) * size));
}

function list(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw new ChainError("bad-answer", `the node's proof has no ${what}`);
  return value;
}

// RLP of nothing: what some nodes give as the proof of an empty trie, whose root says so already.
const EMPTY_TRIE = "0x80";

/** All trie nodes in answers of eth_getProof, each once. */
export function readNodes(answers: readonly unknown[]): Uint8Array[] {
  const found = new Set<Hex>();
  for (const answer of answers) {
    const { accountProof, storageProof } = answer as Record<string, unknown>;
    const storage = list(storageProof, "storage proofs").flatMap((item) =>
      list((item as Record<string, unknown>)["proof"], "storage nodes"),
    );
    for (const node of [...list(accountProof, "account nodes"), ...storage]) {
      found.add(asHex(node, "trie node"));
    }
  }
  found.delete(EMPTY_TRIE);
  return [...found].map((node) => fromHex(node));
}
