// SPDX-License-Identifier: Apache-2.0
// Events a second into the gateway's index, made anew from a real node: the node's share, and the decoder's.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { type ChainEvent, INTERFACES, LogDecoder } from "@suyuan/chain";
import { Indexer, openIndex } from "@suyuan/gateway";

import { fill } from "../test/support/many-events.ts";
import { type Province, startProvince } from "../test/support/province.ts";
import { type Figure, median, rounded } from "./figure.ts";

const bench = "index";
const RUNS = 3;
const QUIET_MS = 1_000;
const LEAST = 10_000;
/** More than the index keeps to be undone, as on any chain that is older than minutes. */
const LATER_BLOCKS = 300;
/** As many blocks as the index asks for at once, about. */
const BLOCKS_A_CALL = 500;
const CASES = [
  { events: 20_000, aBlock: 200, range: 10 },
  { events: 3_000, aBlock: 1, range: BLOCKS_A_CALL },
] as const;

type Case = (typeof CASES)[number];

const rate = (events: number, milliseconds: number): number => (1_000 * events) / milliseconds;

/** Milliseconds that the index takes for everything, beginning with nothing. */
async function rebuild({ client, deployment }: Province, events: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-index-"));
  try {
    const index = await openIndex(folder, deployment);
    const target = await client.block();
    const indexer = new Indexer({ client, index, settled: () => target });
    const begin = performance.now();
    while (indexer.progress.behind > 0) await indexer.step();
    const took = performance.now() - begin;
    if (index.count() < events) throw new Error(`the index holds ${index.count()} acts only`);
    await index.close();
    return took;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds until the node has given all logs, one run of blocks after the other, nothing else done. */
async function nodeAlone({ client, deployment }: Province, range: number) {
  const until = await client.blockNumber();
  const address = Object.values(deployment.contracts).map((contract) => contract.address);
  const logs: unknown[] = [];
  const begin = performance.now();
  for (let from = 0; from <= until; from += range) {
    const blocks = { fromBlock: hex(from), toBlock: hex(Math.min(until, from + range - 1)) };
    for (const log of (await client.rpc("eth_getLogs", [{ address, ...blocks }])) as unknown[]) {
      logs.push(log);
    }
  }
  return { took: performance.now() - begin, logs };
}

const hex = (value: number): string => `0x${value.toString(16)}`;

function byEthers(logs: readonly unknown[], events: readonly ChainEvent[]): void {
  for (const [place, { contract }] of events.entries()) {
    const { topics, data } = logs[place] as { topics: string[]; data: string };
    INTERFACES[contract].parseLog({ topics, data });
  }
}

function timed(act: () => unknown): number {
  const begin = performance.now();
  act();
  return performance.now() - begin;
}

async function figuresOf(one: Case): Promise<Figure[]> {
  const province = await startProvince();
  try {
    await fill(province, one.events, one.aBlock);
    for (let block = 0; block < LATER_BLOCKS; block++) await province.client.rpc("evm_mine");
    const runs: number[] = [];
    for (let turn = 0; turn < RUNS; turn++) {
      await sleep(QUIET_MS);
      runs.push(await rebuild(province, one.events));
    }
    const { took, logs } = await nodeAlone(province, one.range);
    const decoder = new LogDecoder(province.deployment);
    const events = decoder.events(logs);
    const decode = median(Array.from({ length: RUNS }, () => timed(() => decoder.events(logs))));
    const ethers = timed(() => {
      byEthers(logs, events);
    });
    const n = events.length;
    const at = `${one.aBlock} events a block`;
    const figure = (name: string, milliseconds: number, conditions: string): Figure => {
      const value = rounded(rate(n, milliseconds), 3);
      return { bench, case: `${name}, ${at}`, value, unit: "events/s", n, conditions };
    };
    const node = "anvil on the same machine";
    return [
      {
        ...figure("rebuild", median(runs), `${node}, median of ${RUNS}, from nothing to disk`),
        limit: LEAST,
        atLeast: true,
      },
      figure("node alone", took, `${node} answering eth_getLogs, its JSON parsed, nothing else`),
      figure("decode alone", decode, `median of ${RUNS}`),
      figure("decode alone by ethers", ethers, "Interface.parseLog"),
    ];
  } finally {
    await province.stop();
  }
}

/** @returns how fast the index is made, and what of the time is the node's */
export async function run(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const one of CASES) figures.push(...(await figuresOf(one)));
  return figures;
}
