// SPDX-License-Identifier: Apache-2.0
// Signed statements a second into a real gateway over HTTP, each on disk when it is acknowledged; with --peers
// beside a Tessera log and a table of PostgreSQL, which get the same bytes in the same minutes and check nothing.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Exchange, startExchange } from "../test/support/exchange.ts";
import { ACCESS } from "../test/support/access.ts";
import { datasetVersion, delivery } from "../test/support/statements.ts";
import type { BenchOptions, Figure } from "./figure.ts";
import { Bodies } from "./ingest/bodies.ts";
import { figuresOf, Measurements } from "./ingest/figures.ts";
import { limits } from "./ingest/limits.ts";
import { beginRaw, measure } from "./ingest/measure.ts";
import { quiet } from "./ingest/quiet.ts";
import { signedIn, take } from "./ingest/signed-in.ts";
import { type Asked, SHAPES, startTargets } from "./ingest/targets.ts";

const ROUNDS = 3;
const SAMPLE = 1_000;
const COUNTS = { one: 6_000, singleLines: 8_000, batchLines: 20_000 };
const WINDOW = { entries: 1_000, milliseconds: 1_000 };
const DATA = Buffer.from("330102001,西湖区\n");

/** The exchange, with a version for its deliveries that lies in every log of ours. */
async function shared(
  exchange: Exchange,
  gateways: readonly string[],
  token: string,
): Promise<Exchange> {
  const { province, log, asset, grant } = exchange;
  const version = await datasetVersion(province, log.id, asset, DATA);
  for (const url of gateways) await take(url, version, token);
  const facts = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
  return { ...exchange, nextDelivery: () => delivery(province, facts) };
}

/** Each target in turn gets the same file. */
async function round(
  asked: readonly Asked[],
  bodies: Bodies,
  found: Measurements,
  settle: () => Promise<void>,
): Promise<void> {
  for (const signed of ["single", "batch"] as const) {
    for (const shape of Object.values(SHAPES)) {
      const who = asked.filter((one) => one.signed.includes(signed) && one.shapes.includes(shape));
      if (who.length === 0) continue;
      const count = shape.size === 1 ? COUNTS.one : COUNTS[`${signed}Lines`];
      const file = await bodies.file(signed, count);
      for (const { target } of who) {
        await settle();
        found.add(target.name, signed, shape, await measure(target, signed, file, shape));
      }
      await rm(file);
    }
  }
}

/** Rates as the middle ones of three rounds, and ratios of them. */
export async function run({ peers }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-ingest-"));
  const exchange = await startExchange({ gateway: { window: WINDOW, access: ACCESS } });
  const token = signedIn(exchange.gateway, exchange.province.seats.providerRegistrant);
  try {
    await beginRaw();
    const targets = await startTargets(exchange, { folder, token, peers });
    try {
      const bodies = new Bodies(await shared(exchange, targets.gateways, await token()), folder);
      const found = new Measurements();
      const settle = () => quiet(exchange.gateway.process.pid ?? 0);
      for (let at = 0; at < ROUNDS; at++) {
        await round(targets.asked, bodies, found, settle);
        await settle();
        found.limit(await limits(folder, await bodies.file("single", SAMPLE)));
      }
      return figuresOf(found, ROUNDS);
    } finally {
      await targets.stop();
    }
  } finally {
    await exchange.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
