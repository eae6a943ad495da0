// SPDX-License-Identifier: Apache-2.0
// A random history of legal acts on the embedded chain: every act that is chosen is taken, inboxes offer what the
// contracts take and nothing else, and the indexes that followed hold the same bytes as one made anew from the chain.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Indexer, type IndexStore, openIndex } from "@suyuan/gateway";
import { GatewayClient } from "@suyuan/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { deliver, relay, settled, withBlocks } from "../history/carried.ts";
import { enterFounded, populate } from "../history/cast.ts";
import { type Course, run, spanOf } from "../history/history.ts";
import { type Findings, lookAround } from "../history/law.ts";
import { DAY, Stage } from "../history/stage.ts";
import { openLog } from "../support/acts.ts";
import {
  type GatewayHome,
  prepareGateway,
  type RunningGateway,
  startGateway,
} from "../support/gateway.ts";
import { type Province, startProvince } from "../support/province.ts";

const isDeep = process.env["SUYUAN_DEEP"] === "1";
const asked = process.env["SUYUAN_HISTORY"];
const ACTS = asked === undefined ? (isDeep ? 100_000 : 2_000) : Number(asked);
const isTold = isDeep || asked !== undefined;
const ORGANIZATIONS = 200;
const SEED = 809;
const A_BLOCK = 40;
/** How often the inbox law is looked at, and on how many things. */
const LOOKS = isDeep ? 200 : 10;
const THINGS = 8;
/** Of the acts, those before today; those that the gateway carries; and the deliveries that it proves. */
const BEFORE = Math.floor(0.7 * ACTS);
const RELAYED = Math.ceil(ACTS / 200);
const DELIVERED = Math.ceil(ACTS / 1_000);
const HOURS = 3 * 3_600_000;

let province: Province;
let folder: string;
let index: IndexStore;
let stage: Stage;
let home: GatewayHome;
let running: RunningGateway;
let gateway: GatewayClient;
const law: Findings = { offered: 0, refused: 0, wrong: [] };

beforeAll(async () => {
  const today = Math.floor(Date.now() / 1_000);
  province = await startProvince({ genesisTime: today - spanOf(BEFORE / A_BLOCK) });
  folder = await mkdtemp(join(tmpdir(), "suyuan-history-"));
  index = await openIndex(join(folder, "live"), province.deployment);
  const log = await openLog(province, "log.example/history");
  home = await prepareGateway(province, log);
  running = await startGateway(home);
  gateway = new GatewayClient({ url: running.url });
  await province.client.rpc("evm_setAutomine", [false]);
  stage = new Stage({ province, index, log: log.id, seed: SEED });
  enterFounded(stage, province);
  await stage.catchUp();
  await populate(stage, ORGANIZATIONS);
});
afterAll(async () => {
  await running.stop();
  await index.close();
  await rm(folder, { recursive: true });
  await province.stop();
});

async function dump(store: IndexStore): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const [key, bytes] of store.records()) found.set(key, Buffer.from(bytes).toString());
  return found;
}

/** Looks at inboxes now and then. */
function looking() {
  let looked = 0;
  return async (done: number): Promise<void> => {
    if (done * LOOKS < looked * ACTS) return;
    looked++;
    await lookAround(stage, THINGS, law);
    if (!isTold) return;
    const open = (["coded", "request", "grant", "case", "finding"] as const).map(
      (pool) => `${stage.size(pool)} ${pool}`,
    );
    const held = `${law.offered} offers and ${law.refused} refusals, ${law.wrong.length} wrong`;
    console.log(`${done} acts: ${held}; ${open.join(", ")}`);
  };
}

describe(`given ${ACTS} random legal acts by ${ORGANIZATIONS} organisations`, () => {
  let done = 0;
  let delivered = 0;
  beforeAll(async () => {
    const look = looking();
    const until = Math.floor(Date.now() / 1_000) - DAY;
    const live = async (acts: number, more: Partial<Course>): Promise<void> => {
      const before = done;
      const after = (now: number) => look(before + now);
      done += await run(stage, { acts, aBlock: A_BLOCK, after, ...more });
    };
    await live(BEFORE, { until });
    await province.chain.clock.catchUp();
    await withBlocks(stage, gateway, async () => {
      await relay(stage, gateway, RELAYED);
      done += RELAYED;
      delivered = (await deliver(stage, gateway, DELIVERED)).length;
    });
    await live(ACTS - done, {});
    if (isTold) console.log(Object.fromEntries([...stage.done].toSorted()));
  }, HOURS);

  it("takes each of them, and proves deliveries meanwhile", () => {
    expect(done).toBeGreaterThanOrEqual(ACTS);
    expect(stage.members.size).toBeGreaterThanOrEqual(ORGANIZATIONS);
    expect(delivered).toBe(DELIVERED);
  });

  it("offers in inboxes what the contracts take, and nothing else", () => {
    expect(law.wrong).toEqual([]);
    expect(law.offered).toBeGreaterThan(LOOKS);
    expect(law.refused).toBeGreaterThan(law.offered);
  });

  it(
    "is found again, byte for byte, by an index that is made anew",
    async () => {
      const { client, deployment } = province;
      await settled(stage, gateway);
      await running.stop();
      const ofGateway = await openIndex(join(home.dir, "index"), deployment);
      const rebuilt = await openIndex(join(folder, "rebuilt"), deployment);
      try {
        const target = await client.block();
        const indexer = new Indexer({ client, index: rebuilt, settled: () => target });
        while (indexer.progress.behind > 0) await indexer.step();
        const anew = await dump(rebuilt);
        expect(rebuilt.count()).toBeGreaterThan(ACTS);
        expect(anew).toEqual(await dump(ofGateway));
        expect(anew).toEqual(await dump(index));
      } finally {
        await ofGateway.close();
        await rebuilt.close();
      }
    },
    HOURS,
  );
});
