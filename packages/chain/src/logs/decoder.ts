// SPDX-License-Identifier: Apache-2.0
import type { EventFragment, Interface } from "ethers";
import type { Hex } from "@suyuan/proof";

import { INTERFACES, plainObject } from "../contracts.ts";
import type { Deployment } from "../deployment.ts";
import { ChainError } from "../errors.ts";
import { asHex, asInteger } from "../hex.ts";
import { type AbiValue, type AbiValues, CONTRACT_NAMES, type ContractName } from "../names.ts";
import { type ReadWord, WORD_DIGITS, wordReader } from "./words.ts";

/** An event of one of the deployment's contracts. */
export interface ChainEvent {
  readonly contract: ContractName;
  readonly name: string;
  readonly args: AbiValues;
  readonly block: number;
  readonly blockHash: Hex;
  /** Time of the block, seconds since the epoch, when the node tells it with its logs. */
  readonly time?: number;
  readonly transaction: Hex;
  readonly logIndex: number;
}

/** A log as it stands in a node's answer. */
type RawLog = Readonly<Record<string, unknown>>;

type DecodeArgs = (topics: readonly string[], data: string) => AbiValues;

interface KnownEvent {
  readonly name: string;
  readonly decode: DecodeArgs;
}

const PREFIX = 2;

const bad = (what: string): ChainError =>
  new ChainError("bad-answer", `the node gives a log with ${what}`);

/** Decodes events whose every parameter is one word. */
function wordDecoder({ inputs }: EventFragment): DecodeArgs | undefined {
  const fields: (readonly [name: string, read: ReadWord, topic: number, from: number])[] = [];
  let topic = 1;
  let from = PREFIX;
  for (const [place, input] of inputs.entries()) {
    const read = wordReader(input);
    if (!read) return undefined;
    const isIndexed = input.indexed === true;
    fields.push([input.name || String(place), read, isIndexed ? topic++ : 0, from]);
    if (!isIndexed) from += WORD_DIGITS;
  }
  return (topics, data) => {
    if (topics.length !== topic || data.length !== from) throw bad("another length");
    const args: Record<string, AbiValue> = {};
    for (const [name, read, at, word] of fields) {
      args[name] = at === 0 ? read(data, word) : read(topics[at] ?? "", PREFIX);
    }
    return args;
  };
}

/** Decodes the few events with lists or texts. */
const anyDecoder =
  (fragment: EventFragment, contract: Interface): DecodeArgs =>
  (topics, data) =>
    plainObject(fragment.inputs, contract.decodeEventLog(fragment, data, topics));

function eventsOf(contract: Interface): Map<string, KnownEvent> {
  const events = new Map<string, KnownEvent>();
  contract.forEachEvent((fragment) => {
    const decode = wordDecoder(fragment) ?? anyDecoder(fragment, contract);
    events.set(fragment.topicHash, { name: fragment.name, decode });
  });
  return events;
}

const EVENTS = new Map(CONTRACT_NAMES.map((name) => [name, eventsOf(INTERFACES[name])]));

/** Reads the events of one deployment from a node's logs. */
export class LogDecoder {
  readonly #contracts = new Map<string, readonly [ContractName, Map<string, KnownEvent>]>();

  constructor({ contracts }: Deployment) {
    for (const [name, events] of EVENTS) {
      this.#contracts.set(contracts[name].address, [name, events]);
    }
  }

  /**
   * The events in a node's list of logs, in its order; what is not an event of the deployment's contracts
   * is passed over.
   * @throws ChainError `bad-answer`
   */
  events(logs: unknown): ChainEvent[] {
    if (!Array.isArray(logs)) throw new ChainError("bad-answer", "the node gives no list of logs");
    const events: ChainEvent[] = [];
    for (const log of logs as readonly RawLog[]) {
      const event = this.#event(log);
      if (event) events.push(event);
    }
    return events;
  }

  #event(log: RawLog): ChainEvent | undefined {
    const { address } = log;
    if (typeof address !== "string") throw bad("no address");
    const known = this.#contracts.get(address) ?? this.#contracts.get(address.toLowerCase());
    if (!known) return undefined;
    const [contract, events] = known;
    const topics = topicsOf(log["topics"]);
    const event = events.get(topics[0] ?? "");
    if (!event) return undefined;
    const time = log["blockTimestamp"];
    return {
      contract,
      name: event.name,
      args: event.decode(topics, asHex(log["data"], "log data")),
      block: asInteger(log["blockNumber"], "block number"),
      blockHash: asHex(log["blockHash"], "block hash", 32),
      ...(typeof time === "string" && { time: asInteger(time, "block time") }),
      transaction: asHex(log["transactionHash"], "transaction hash", 32),
      logIndex: asInteger(log["logIndex"], "log index"),
    };
  }
}

function topicsOf(value: unknown): Hex[] {
  if (!Array.isArray(value)) throw bad("no topics");
  return value.map((topic) => asHex(topic, "topic", 32));
}
