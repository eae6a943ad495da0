// SPDX-License-Identifier: Apache-2.0
// All events of a chain, decoded by their ABI alone, in order.
import { getNumber } from "ethers";

import type { TestChain } from "../support/chain.ts";

/** An event's values by name; lists and structs are as ethers gives them. */
export type Values = Readonly<Record<string, unknown>>;

/** A value that is a number. */
export function num(values: Values, name: string): bigint {
  const found = values[name];
  if (typeof found !== "bigint") throw new Error(`${name} is no number`);
  return found;
}

/** A value that is an address, a hash or other bytes. */
export function text(values: Values, name: string): string {
  const found = values[name];
  if (typeof found !== "string") throw new Error(`${name} is no text`);
  return found;
}

export interface LedgerEvent {
  readonly contract: string;
  readonly name: string;
  readonly values: Values;
  /** The time of its block. */
  readonly time: bigint;
}

interface RawLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
}

/** Reads on from one block to the newest. */
export async function eventsFrom(chain: TestChain, block: number): Promise<LedgerEvent[]> {
  const filter = { fromBlock: `0x${block.toString(16)}`, toBlock: "latest" };
  const logs = (await chain.provider.request({
    method: "eth_getLogs",
    params: [filter],
  })) as RawLog[];
  const times = new Map<string, bigint>();
  for (const { blockNumber } of logs) {
    if (times.has(blockNumber)) continue;
    const found = (await chain.provider.request({
      method: "eth_getBlockByNumber",
      params: [blockNumber, false],
    })) as { timestamp: string };
    times.set(blockNumber, BigInt(getNumber(found.timestamp)));
  }
  const places = Object.entries(chain.addresses);
  return logs.flatMap((log): LedgerEvent[] => {
    const place = places.find(([, at]) => at.toLowerCase() === log.address.toLowerCase());
    const contract = place?.[0] as keyof TestChain["contracts"] | undefined;
    if (contract === undefined) return [];
    const iface = chain.contracts[contract].interface;
    const found = iface.parseLog({ topics: [...log.topics], data: log.data });
    if (found === null) return [];
    const values = found.args.toObject() as Values;
    return [{ contract, name: found.name, values, time: times.get(log.blockNumber) ?? 0n }];
  });
}
