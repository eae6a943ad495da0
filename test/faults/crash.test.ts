// SPDX-License-Identifier: Apache-2.0
// kill -9 at random moments of ingest, each time followed by a restart: the indices are 0 … n-1, and the
// stored tip and every acknowledged statement agree. SUYUAN_CRASH_ROUNDS says how often.
import { setTimeout as sleep } from "node:timers/promises";
import { type LineResult, MEDIA, PATHS, pathOf } from "@suyuan/api";
import {
  formatTilePath,
  type Hex,
  parseBundle,
  parseCheckpoint,
  parseLeaf,
  parseNote,
  statementId,
  TILE_WIDTH,
  toHex,
  treeRoot,
  leafHash,
} from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, logSize, startExchange, until } from "../support/exchange.ts";
import { type RunningGateway, startGateway } from "../support/gateway.ts";
import { get, post } from "../support/http.ts";
import { type Parcel, parcels } from "../support/volume.ts";

const ROUNDS = Number(process.env["SUYUAN_CRASH_ROUNDS"] ?? 5);
/** After so many rounds a new log begins: what a restart reads again stays small. */
const ROUNDS_A_LOG = 10;
const PARCELS = 1_000;
const SENDERS = 8;
const LATEST_KILL_MS = 700;
const ROUND_MS = 60_000;
const FIRST_SERIAL = 1_000_000;

interface Place {
  readonly index: number;
  readonly logged: number;
}

let exchange: Exchange;
const acknowledged = new Map<Hex, Place>();

/** One sender: single statements and lines by turns, until the gateway is gone. */
async function send(url: string, queue: Parcel[], turn: number): Promise<void> {
  while (queue.length > 0) {
    const batch = queue.splice(0, turn % 2 === 0 ? 1 : 20);
    const many = batch.length > 1;
    const body = batch.map((one) => one.body).join("\n");
    let text: string;
    try {
      ({ text } = await post(url + PATHS.statements, body, many ? MEDIA.lines : MEDIA.json));
    } catch {
      return;
    }
    for (const line of text.split("\n").filter(Boolean))
      take(JSON.parse(line) as LineResult & Place & { id: Hex });
  }
}

function take({ id, index, logged }: Place & { readonly id: Hex }): void {
  // What is acknowledged twice is acknowledged at one place.
  const known = acknowledged.get(id);
  if (known) expect({ index, logged }).toEqual(known);
  acknowledged.set(id, { index, logged });
}

/** Every leaf, by the tiles, up to the newest checkpoint. */
async function leavesOf({ url }: RunningGateway): Promise<{ note: string; leaves: Uint8Array[] }> {
  const note = (await get(url + PATHS.checkpoint)).text;
  const { size } = parseCheckpoint(parseNote(note).text);
  const leaves: Uint8Array[] = [];
  while (leaves.length < size) {
    const width = Math.min(TILE_WIDTH, size - leaves.length);
    const index = Math.floor(leaves.length / TILE_WIDTH);
    const place = formatTilePath({ level: "entries", index, width }).slice("tile/".length);
    const response = await fetch(url + pathOf("tile", { place }));
    leaves.push(...parseBundle(new Uint8Array(await response.arrayBuffer()), width));
  }
  return { note, leaves };
}

const allCovered = (gateway: RunningGateway) =>
  until("a checkpoint covers the log", async () => {
    const size = await logSize(gateway);
    const found = await leavesOf(gateway);
    return found.leaves.length === size && found;
  });

async function expectAgreement(gateway: RunningGateway): Promise<void> {
  const { note, leaves } = await allCovered(gateway);
  const { root } = parseCheckpoint(parseNote(note).text);
  expect(toHex(treeRoot(leaves.map((leaf) => leafHash(leaf))))).toBe(toHex(root));
  const found = new Map<Hex, Place>();
  for (const [index, bytes] of leaves.entries()) {
    const leaf = parseLeaf(bytes);
    if (leaf.type !== "suyuan/entry@1") continue;
    const id = statementId(leaf.statement);
    expect(found.has(id)).toBe(false);
    found.set(id, { index, logged: leaf.logged });
  }
  for (const [id, place] of acknowledged) expect(found.get(id)).toEqual(place);
  const sample = [...acknowledged].at(-1);
  if (sample) {
    const { json } = await get(gateway.url + pathOf("statement", { id: sample[0] }));
    expect(json).toMatchObject({ index: sample[1].index });
  }
}

async function crash(round: number): Promise<void> {
  const all = await parcels(exchange, PARCELS, FIRST_SERIAL + round * PARCELS);
  const queue = [...all];
  const { url } = exchange.gateway;
  const senders = Array.from({ length: SENDERS }, (_, turn) => send(url, queue, turn));
  await sleep(Math.random() * LATEST_KILL_MS);
  await exchange.gateway.kill();
  await Promise.all(senders);
  exchange.gateway = await startGateway(exchange.home);
  const again = [...all];
  await Promise.all(
    Array.from({ length: SENDERS }, (_, turn) => send(exchange.gateway.url, again, turn)),
  );
  for (const { id } of all) expect(acknowledged.has(id)).toBe(true);
  await expectAgreement(exchange.gateway);
  expect(exchange.gateway.said()).toBe("");
}

for (let first = 0; first < ROUNDS; first += ROUNDS_A_LOG) {
  const last = Math.min(first + ROUNDS_A_LOG, ROUNDS);
  describe(`a gateway that is killed in the middle of ingest, rounds ${first + 1} to ${last}`, () => {
    beforeAll(async () => {
      acknowledged.clear();
      exchange = await startExchange({ gateway: { window: { entries: 150, milliseconds: 100 } } });
    });
    afterAll(async () => {
      await exchange.stop();
    });

    for (let round = first; round < last; round++) {
      it(
        `loses nothing that it acknowledged, round ${round + 1} of ${ROUNDS}`,
        () => crash(round),
        ROUND_MS,
      );
    }
  });
}
