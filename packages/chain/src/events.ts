// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";

import { INTERFACES, plainObject } from "./contracts.ts";
import type { Deployment } from "./deployment.ts";
import { ChainError } from "./errors.ts";
import { asHex, asInteger } from "./hex.ts";
import { type AbiValues, CONTRACT_NAMES, type ContractName } from "./names.ts";

/** An event of one of the deployment's contracts. */
export interface ChainEvent {
  readonly contract: ContractName;
  readonly name: string;
  readonly args: AbiValues;
  readonly block: number;
  readonly transaction: Hex;
  readonly logIndex: number;
}

function readEvent(deployment: Deployment, log: Record<string, unknown>): ChainEvent | undefined {
  const address = asHex(log["address"], "log address", 20);
  const contract = CONTRACT_NAMES.find((name) => deployment.contracts[name].address === address);
  if (!contract) return undefined;
  const topics = (log["topics"] as unknown[]).map((topic) => asHex(topic, "topic", 32));
  const data = asHex(log["data"], "log data");
  const found = INTERFACES[contract].parseLog({ topics, data });
  if (!found) return undefined;
  return {
    contract,
    name: found.name,
    args: plainObject(found.fragment.inputs, found.args),
    block: asInteger(log["blockNumber"], "block number"),
    transaction: asHex(log["transactionHash"], "transaction hash", 32),
    logIndex: asInteger(log["logIndex"], "log index"),
  };
}

/** Decodes a node's list of logs; what is not an event of the deployment's contracts is passed over. */
export function readEvents(deployment: Deployment, logs: unknown): ChainEvent[] {
  if (!Array.isArray(logs)) throw new ChainError("bad-answer", "the node gives no list of logs");
  const events = logs.map((log) => readEvent(deployment, log as Record<string, unknown>));
  return events.filter((event) => event !== undefined);
}
