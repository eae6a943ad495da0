// SPDX-License-Identifier: Apache-2.0
// Statements at a rate, whatever becomes of those before (open loop): how long each waited is measured from the moment at
// which it was due, so that a gateway that stands still cannot hide it by keeping the client waiting. Where statements are
// not signed in time, the rate is missed and says so.
import { setTimeout as sleep } from "node:timers/promises";
import { type LineResult, MEDIA, PATHS } from "@suyuan/api";
import type { Acknowledged } from "./acknowledged.ts";
import type { Client } from "./client.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Tally } from "./tally.ts";

const OK = 200;
/** Requests that may be under way: what is due beyond it is sent late, and counts as late. */
const MOST_UNDER_WAY = 32;

/** What writes need. */
export interface Writing {
  readonly client: Client;
  readonly deliveries: Deliveries;
  readonly acknowledged: Acknowledged;
  readonly tally: Tally;
  /** Statements a second, and in one request. */
  readonly rate: number;
  readonly lines: number;
  /** Each request, as it is answered. */
  readonly written: Written[];
}

/** One request that was answered. */
export interface Written {
  /** Milliseconds since the beginning at which it was due and ready to go. */
  readonly due: number;
  /** From then to the end of the answer, in milliseconds. */
  readonly took: number;
}

/** Sends for so many seconds. */
export async function write(writing: Writing, seconds: number): Promise<void> {
  const { rate, lines, deliveries, tally, written } = writing;
  const interval = (lines / rate) * 1_000;
  const underWay = new Set<Promise<void>>();
  const begin = performance.now();
  for (let next = 0; performance.now() - begin < seconds * 1_000; next += interval) {
    const isReady = deliveries.hasNext;
    await sleep(Math.max(0, begin + next - performance.now()));
    const body = await deliveries.next();
    const due = isReady ? next : Math.max(next, performance.now() - begin);
    if (underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay);
    const sent: Promise<void> = send(writing, body)
      .then(() => written.push({ due, took: performance.now() - begin - due }))
      .catch((error: unknown) => {
        tally.add(`lines broke off: ${String(error)}`);
      })
      .then(() => void underWay.delete(sent));
    underWay.add(sent);
  }
  await Promise.all(underWay);
}

async function send({ client, acknowledged, tally }: Writing, body: string): Promise<void> {
  const reply = await client.ask(PATHS.statements, { body, type: MEDIA.lines });
  if (!tally.takes("a request of lines", reply, OK)) return;
  const results = reply.body.toString().split("\n").filter(Boolean);
  for (const text of results) {
    const result = JSON.parse(text) as LineResult;
    if (!result.ok) tally.add(`a line was refused: ${result.problem.code}`, result.problem.status);
    else acknowledged.add(result);
  }
  const missing = body.split("\n").length - results.length;
  if (missing !== 0) tally.add(`${missing} lines were not answered`);
}
