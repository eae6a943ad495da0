// SPDX-License-Identifier: Apache-2.0
import { keccak256 } from "ethers";
import { fromHex, type Hex } from "@suyuan/proof";

import { INTERFACES, plainObject } from "./contracts.ts";
import type { Deployment } from "./deployment.ts";
import { ChainError } from "./errors.ts";
import { type RawHeader, readHeader } from "./header.ts";
import { asHex, asInteger, toQuantity } from "./hex.ts";
import { type ChainEvent, LogDecoder } from "./logs/decoder.ts";
import { type AbiValue, type AbiValues, CONTRACT_NAMES, type ContractName } from "./names.ts";
import { METHOD_NOT_FOUND, Rpc, type RpcCall, RpcRefusal } from "./rpc.ts";
import { explainRefusal } from "./refusal.ts";
import { type SlotRead, proofCalls, readNodes, storageCalls } from "./state.ts";

/** A block by number, or the newest one. */
export type BlockTag = number | "latest";

/** What a block is called and when it was made. */
export interface Block {
  readonly number: number;
  readonly hash: Hex;
  /** Seconds since the epoch. */
  readonly time: number;
}

/** Where the node is, what was deployed there, and how long one call may take. */
export interface ClientOptions {
  readonly rpcUrl: string;
  readonly deployment: Deployment;
  readonly timeoutMs?: number;
}

/** A call of one contract's function. */
export interface FunctionCall {
  readonly contract: ContractName;
  readonly fn: string;
  readonly args: readonly AbiValue[];
}

/** Longest that one call to the node may take, in milliseconds. */
export const DEFAULT_TIMEOUT_MS = 10_000;

const tagOf = (tag: BlockTag): string => (tag === "latest" ? tag : toQuantity(tag));

/** Blocks, storage, proofs, events and views of one deployment, through one node. */
export class LedgerReader {
  readonly deployment: Deployment;
  readonly #rpc: Rpc;
  readonly #logs: LogDecoder;
  #givesRawHeaders = true;

  constructor(options: ClientOptions) {
    this.deployment = options.deployment;
    this.#rpc = new Rpc(options.rpcUrl, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    this.#logs = new LogDecoder(options.deployment);
  }

  /** A call of the node itself, for what has no method here. */
  async rpc(method: string, params: readonly unknown[] = []): Promise<unknown> {
    return this.#rpc.call(method, params).catch(explainRefusal);
  }

  /** Chain id that the node serves. */
  async chainId(): Promise<number> {
    return asInteger(await this.rpc("eth_chainId"), "chain id");
  }

  /** Number of the newest block. */
  async blockNumber(): Promise<number> {
    return asInteger(await this.rpc("eth_blockNumber"), "block number");
  }

  /** @throws ChainError `not-found` for a block that the node does not have. */
  async block(tag: BlockTag = "latest"): Promise<Block> {
    const block = await this.#blockJson(tag);
    return {
      number: asInteger(block["number"], "block number"),
      hash: asHex(block["hash"], "block hash", 32),
      time: asInteger(block["timestamp"], "block time"),
    };
  }

  /**
   * The header's bytes, from the node or rebuilt from the block's fields; their hash is the block's.
   * @throws ChainError `bad-answer` when it is not, `not-found` for a block that the node does not have.
   */
  async header(number: number): Promise<RawHeader> {
    const block = await this.#blockJson(number);
    const given = this.#givesRawHeaders ? await this.#rawHeader(number) : undefined;
    return readHeader(block, given);
  }

  /** The 32-byte contents of storage slots at a block, in the order asked for. */
  async storageAt(reads: readonly SlotRead[], blockNumber: number): Promise<Uint8Array[]> {
    const answers = await this.#batch(
      storageCalls(this.deployment, reads, toQuantity(blockNumber)),
    );
    return answers.map((word) => fromHex(asHex(word, "storage word", 32)));
  }

  /**
   * Trie nodes (EIP-1186) that prove these slots, and their contracts' accounts, under the block's state
   * root. Each node once. The nodes are the node's claim until they are verified.
   */
  async proof(reads: readonly SlotRead[], blockNumber: number): Promise<{ nodes: Uint8Array[] }> {
    const answers = await this.#batch(proofCalls(this.deployment, reads, toQuantity(blockNumber)));
    return { nodes: readNodes(answers) };
  }

  /** Events of the deployment's contracts in a range of blocks, both ends included, in the chain's order. */
  async events(fromBlock: number, toBlock: number): Promise<ChainEvent[]> {
    const filter = {
      address: Object.values(this.deployment.contracts).map((contract) => contract.address),
      fromBlock: toQuantity(fromBlock),
      toBlock: toQuantity(toBlock),
    };
    return this.eventsIn(await this.rpc("eth_getLogs", [filter]));
  }

  /** The deployment's events in a node's list of logs, such as a receipt's. @throws ChainError `bad-answer` */
  eventsIn(logs: unknown): ChainEvent[] {
    return this.#logs.events(logs);
  }

  /** Times of blocks, in their order, seconds since the epoch. @throws ChainError `not-found` */
  async blockTimes(numbers: readonly number[]): Promise<number[]> {
    const calls = numbers.map((number) => ({
      method: "eth_getBlockByNumber",
      params: [toQuantity(number), false],
    }));
    return (await this.#batch(calls)).map((block, place) => {
      if (typeof block === "object" && block !== null && "timestamp" in block) {
        return asInteger(block.timestamp, "block time");
      }
      throw new ChainError("not-found", `the node has no block ${numbers[place] ?? ""}`);
    });
  }

  /**
   * Runs a view function; its results by name.
   * @throws ChainError `reverted` with the contract's error.
   */
  async read(call: FunctionCall, tag: BlockTag = "latest"): Promise<AbiValues> {
    const fragment = INTERFACES[call.contract].getFunction(call.fn);
    if (!fragment) throw new ChainError("malformed", `${call.contract} has no function ${call.fn}`);
    const request = {
      to: this.deployment.contracts[call.contract].address,
      data: encodeCall(call),
    };
    const answer = asHex(await this.rpc("eth_call", [request, tagOf(tag)]), "result");
    if (answer === "0x" && fragment.outputs.length > 0) throw wrongCode(call.contract);
    const values = INTERFACES[call.contract].decodeFunctionResult(fragment, answer);
    return plainObject(fragment.outputs, values);
  }

  /** keccak-256 of each contract's code as it stands on the chain now. */
  async codeHashes(): Promise<Record<ContractName, Hex>> {
    const addresses = CONTRACT_NAMES.map((name) => this.deployment.contracts[name].address);
    const calls = addresses.map((to) => ({ method: "eth_getCode", params: [to, "latest"] }));
    const codes = await this.#batch(calls);
    const hashes = codes.map((code) => keccak256(asHex(code, "code")) as Hex);
    const entries = CONTRACT_NAMES.map((name, place) => [name, hashes[place]] as const);
    return Object.fromEntries(entries) as Record<ContractName, Hex>;
  }

  /**
   * Makes sure that the node serves the chain on which this deployment stands, unchanged.
   * @throws ChainError `wrong-chain` or `wrong-code`.
   */
  async checkDeployment(): Promise<void> {
    const chainId = await this.chainId();
    if (chainId !== this.deployment.chainId) {
      const message = `the node serves chain ${chainId}, the deployment is on chain ${this.deployment.chainId}`;
      throw new ChainError("wrong-chain", message);
    }
    const hashes = await this.codeHashes();
    const other = CONTRACT_NAMES.find(
      (name) => hashes[name] !== this.deployment.contracts[name].codeHash,
    );
    if (other) throw wrongCode(other);
  }

  async #batch(calls: readonly RpcCall[]): Promise<unknown[]> {
    return calls.length === 0 ? [] : this.#rpc.batch(calls).catch(explainRefusal);
  }

  async #blockJson(tag: BlockTag): Promise<Record<string, unknown>> {
    const block = await this.rpc("eth_getBlockByNumber", [tagOf(tag), false]);
    if (block === null) throw new ChainError("not-found", `the node has no block ${tag}`);
    if (typeof block !== "object") throw new ChainError("bad-answer", "the node gives no block");
    return block as Record<string, unknown>;
  }

  async #rawHeader(number: number): Promise<Uint8Array | undefined> {
    try {
      const raw = await this.#rpc.call("debug_getRawHeader", [toQuantity(number)]);
      return fromHex(asHex(raw, "header"));
    } catch (cause) {
      if (!(cause instanceof RpcRefusal)) return explainRefusal(cause);
      // Nodes that keep the debug interface closed say "not found" or refuse; both will not change.
      this.#givesRawHeaders = cause.code !== METHOD_NOT_FOUND && this.#givesRawHeaders;
      return undefined;
    }
  }
}

/** Call data of a function. @throws ChainError `malformed` when function or arguments do not fit the ABI. */
export function encodeCall(call: FunctionCall): Hex {
  try {
    return INTERFACES[call.contract].encodeFunctionData(call.fn, call.args) as Hex;
  } catch (cause) {
    const message = `${call.contract}.${call.fn} does not take these arguments`;
    throw new ChainError("malformed", message, { cause });
  }
}

/** keccak-256 of a text in UTF-8, as a council's proposal names its description. */
export const keccakOfText = (text: string): Hex => keccak256(Buffer.from(text, "utf8")) as Hex;

function wrongCode(name: ContractName): ChainError {
  return new ChainError(
    "wrong-code",
    `the code at the address of ${name} is not the deployed code`,
  );
}
