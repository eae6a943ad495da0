// SPDX-License-Identifier: Apache-2.0
// A real gateway under strace, from the first moment of its store: what it wrote, and when it acknowledged what.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { MEDIA, PATHS } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { expect } from "vitest";

import type { Ground } from "../crash/life.ts";
import { anchored, DATA } from "../exchange.ts";
import { type GatewayHome, prepareGateway, type RunningGateway, startGateway } from "../gateway.ts";
import { post, submit } from "../http.ts";
import type { Province } from "../province.ts";
import { datasetVersion, delivery } from "../statements.ts";
import { type Parcel, parcels } from "../volume.ts";
import { Disk } from "./disk.ts";
import { type Call, callsOf, descriptorOf, STRACE_OPTIONS, textsOf } from "./trace.ts";

const FIRST_SERIAL = 10;
const SINGLE = 12;
const IN_LINES = 60;
/** More than LevelDB keeps in one file of its log: it begins another one under way. */
const IN_MANY_LINES = 2_400;
const ACKNOWLEDGED = /"id":"(0x[0-9a-f]{64})","index":/g;

/** What was recorded. */
export interface Recorded {
  readonly home: GatewayHome;
  readonly calls: readonly Call[];
  /** When each statement was acknowledged: the line of the trace in which its answer began to leave. */
  readonly acknowledged: ReadonlyMap<Hex, number>;
}

/** A moment at which the disk changed, or more of it became sure. */
export interface Moment {
  /** Which change it is, from 0. */
  readonly number: number;
  readonly call: Call;
  readonly disk: Disk;
  /** Statements that were acknowledged before the next change. */
  readonly ids: readonly Hex[];
}

/** Two lives of a gateway: a new store, statements, a checkpoint and its anchor, an end; then many statements. */
export async function recordGateway(
  province: Province,
  { log, grant }: Ground,
  strace: string,
): Promise<Recorded> {
  const home = await prepareGateway(province, log);
  const traced = (name: string) =>
    startGateway(home, [strace, ...STRACE_OPTIONS, "-o", join(dirname(home.dir), name)]);
  const first = await traced("first.trace");
  const version = await datasetVersion(province, log.id, grant.asset, DATA);
  expect((await submit(first, version)).status).toBe(201);
  const facts = { log: log.id, grant, version: version.id, data: DATA };
  const nextDelivery = () => delivery(province, { ...facts, serial: FIRST_SERIAL });
  const count = SINGLE + IN_LINES + IN_MANY_LINES;
  const all = await parcels({ grant, nextDelivery, province }, count, FIRST_SERIAL);
  for (const { body } of all.slice(0, SINGLE))
    expect((await post(first.url + PATHS.statements, body)).status).toBe(201);
  const last = await sendLines(first, all.slice(SINGLE, SINGLE + IN_LINES));
  await anchored(first, last);
  await first.stop();
  const second = await traced("second.trace");
  await sendLines(second, all.slice(SINGLE + IN_LINES));
  await second.stop();
  const traces = ["first.trace", "second.trace"].map((name) => join(dirname(home.dir), name));
  const texts = await Promise.all(traces.map((file) => readFile(file, "latin1")));
  const calls = callsOf(texts.join("\n"));
  const acknowledged = acknowledgedIn(calls);
  for (const { id } of all) expect(acknowledged.has(id), id).toBe(true);
  return { home, calls, acknowledged };
}

async function sendLines(gateway: RunningGateway, some: readonly Parcel[]): Promise<Hex> {
  const body = some.map((one) => one.body).join("\n");
  const { text } = await post(gateway.url + PATHS.statements, body, MEDIA.lines);
  expect(text.match(/"ok":true/g)).toHaveLength(some.length);
  return some.at(-1)?.id ?? "0x";
}

/** Answers leave through sockets, which have no path of a file. */
function acknowledgedIn(calls: readonly Call[]): Map<Hex, number> {
  const acknowledged = new Map<Hex, number>();
  for (const call of calls) {
    const path = descriptorOf(call)?.path ?? "/";
    if (path.startsWith("/")) continue;
    const text = Buffer.concat(textsOf(call)).toString("latin1");
    for (const [, id] of text.matchAll(ACKNOWLEDGED))
      if (!acknowledged.has(id as Hex)) acknowledged.set(id as Hex, call.begin);
  }
  return acknowledged;
}

/** Every moment, in order. What a moment holds of the disk is good until the next one. */
export function* momentsOf({ home, calls, acknowledged }: Recorded): Generator<Moment> {
  const root = dirname(home.dir);
  const trial = new Disk(root);
  const changes = calls.filter((call) => trial.take(call));
  const waiting = [...acknowledged].sort(([, one], [, other]) => one - other);
  const disk = new Disk(root);
  for (const [number, call] of changes.entries()) {
    disk.take(call);
    const next = changes[number + 1]?.end ?? Infinity;
    const ids = waiting.filter(([, line]) => line < next).map(([id]) => id);
    yield { number, call, disk, ids };
  }
}
