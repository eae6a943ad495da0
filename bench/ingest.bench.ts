// SPDX-License-Identifier: Apache-2.0
// Signed statements a second into a real gateway over HTTP; each one is on disk when it is acknowledged.
import { setTimeout as sleep } from "node:timers/promises";
import { type LineResult, MEDIA, PATHS } from "@suyuan/api";
import { type Exchange, startExchange } from "../test/support/exchange.ts";
import { bodyOf, post } from "../test/support/http.ts";
import { signedBy } from "../test/support/statements.ts";
import { type Parcel, parcels } from "../test/support/volume.ts";
import { type Figure, median, rounded } from "./figure.ts";

interface Case {
  readonly signed: "single" | "batch";
  /** Statements in one request: 1 goes as JSON, more as lines. */
  readonly size: number;
  readonly clients: number;
  readonly count: number;
}

const CASES: readonly Case[] = [
  { signed: "single", size: 1, clients: 16, count: 2_000 },
  { signed: "single", size: 100, clients: 4, count: 4_000 },
  { signed: "single", size: 1_000, clients: 2, count: 6_000 },
  { signed: "batch", size: 1, clients: 16, count: 2_000 },
  { signed: "batch", size: 100, clients: 4, count: 10_000 },
  { signed: "batch", size: 1_000, clients: 2, count: 20_000 },
];
const RUNS = 3;
const QUIET_MS = 1_500;

let serial = 10_000_000;

async function make(exchange: Exchange, { signed, count }: Case): Promise<string[]> {
  const made: Parcel[] = await parcels(exchange, count, serial);
  serial += count;
  if (signed === "batch") return made.map(({ body }) => body);
  const seat = exchange.province.seats.providerRegistrant;
  const bodies: string[] = [];
  for (const { body } of made) {
    const { statement } = JSON.parse(body) as Parameters<typeof bodyOf>[0] &
      Record<"statement", Parameters<typeof signedBy>[1]>;
    bodies.push(bodyOf(await signedBy(seat, statement)));
  }
  return bodies;
}

async function send(url: string, requests: string[], many: boolean): Promise<void> {
  for (let body = requests.pop(); body !== undefined; body = requests.pop()) {
    const answer = await post(url, body, many ? MEDIA.lines : MEDIA.json);
    const results = answer.text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as LineResult);
    const bad = many
      ? results.find(({ ok }) => !ok)
      : answer.status === 201
        ? undefined
        : answer.text;
    if (bad !== undefined) throw new Error(`not taken: ${JSON.stringify(bad)}`);
  }
}

/** Statements a second of one run. */
async function once(exchange: Exchange, one: Case): Promise<number> {
  const bodies = await make(exchange, one);
  const requests: string[] = [];
  while (bodies.length > 0) requests.push(bodies.splice(0, one.size).join("\n"));
  await sleep(QUIET_MS);
  const url = exchange.gateway.url + PATHS.statements;
  const begin = performance.now();
  await Promise.all(Array.from({ length: one.clients }, () => send(url, requests, one.size > 1)));
  return (1_000 * one.count) / (performance.now() - begin);
}

/** One figure a case: the middle one of three runs. */
export async function run(): Promise<Figure[]> {
  const exchange = await startExchange({
    gateway: { window: { entries: 1_000, milliseconds: 1_000 } },
  });
  try {
    const figures: Figure[] = [];
    for (const one of CASES) {
      const rates: number[] = [];
      for (let turn = 0; turn < RUNS; turn++) rates.push(await once(exchange, one));
      const { signed, size, clients, count } = one;
      figures.push({
        bench: "ingest",
        case: `${signed} signatures, ${size} a request`,
        value: rounded(median(rates), 3),
        unit: "1/s",
        n: count,
        conditions: `HTTP on loopback, ${clients} clients in one process beside the gateway's, synced before each acknowledgement, windows of 1,000 anchored meanwhile, median of ${RUNS}`,
      });
    }
    return figures;
  } finally {
    await exchange.stop();
  }
}
