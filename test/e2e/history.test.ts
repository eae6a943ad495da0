// SPDX-License-Identifier: Apache-2.0
// A random history of legal acts on the embedded chain: every act that is chosen is taken, inboxes offer what the
// contracts take and nothing else, and the indexes that followed hold the same bytes as one made anew from the chain.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Indexer, type IndexStore, openIndex } from "@suyuan/gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { enterFounded, populate } from "../history/cast.ts";
import { run } from "../history/history.ts";
import { type Findings, lookAround } from "../history/law.ts";
import { Stage } from "../history/stage.ts";
import { openLog } from "../support/acts.ts";
import { type Province, startProvince } from "../support/province.ts";

const isDeep = process.env["SUYUAN_DEEP"] === "1";
const ACTS = Number(process.env["SUYUAN_HISTORY"] ?? (isDeep ? 100_000 : 2_000));
const ORGANIZATIONS = 200;
const SEED = Number(process.env["SUYUAN_SEED"] ?? 809);
const A_BLOCK = 40;
/** How often the inbox law is looked at, and on how many things. */
const LOOKS = isDeep ? 200 : 10;
const THINGS = 8;
const HOURS = 3 * 3_600_000;

let province: Province;
let folder: string;
let index: IndexStore;
let stage: Stage;
const law: Findings = { offered: 0, refused: 0, wrong: [] };

beforeAll(async () => {
  province = await startProvince();
  folder = await mkdtemp(join(tmpdir(), "suyuan-history-"));
  index = await openIndex(join(folder, "live"), province.deployment);
  const log = await openLog(province, "log.example/history");
  await province.client.rpc("evm_setAutomine", [false]);
  stage = new Stage({ province, index, log: log.id, seed: SEED });
  enterFounded(stage, province);
  await stage.follow();
  stage.begin((await province.now()) + 10);
  await populate(stage, ORGANIZATIONS);
});
afterAll(async () => {
  await index.close();
  await rm(folder, { recursive: true });
  await province.stop();
});

async function dump(store: IndexStore): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const [key, bytes] of store.records()) found.set(key, Buffer.from(bytes).toString());
  return found;
}

describe(`given ${ACTS} random legal acts by ${ORGANIZATIONS} organisations`, () => {
  it("takes each of them, and offers in inboxes what is taken", { timeout: HOURS }, async () => {
    let looked = 0;
    const after = async (done: number): Promise<void> => {
      if (done * LOOKS < looked * ACTS) return;
      looked++;
      await lookAround(stage, THINGS, law);
      if (isDeep) console.log(`${done} acts; ${law.offered} offers, ${law.refused} refusals`);
    };
    const done = await run(stage, { acts: ACTS, aBlock: A_BLOCK, after });
    if (isDeep) console.log(Object.fromEntries([...stage.done].toSorted()));
    expect(done).toBe(ACTS);
    expect(stage.members.size).toBeGreaterThanOrEqual(ORGANIZATIONS);
    expect(law.wrong).toEqual([]);
    expect(law.offered).toBeGreaterThan(LOOKS);
    expect(law.refused).toBeGreaterThan(LOOKS);
  });

  it(
    "is found again, byte for byte, by an index that is made anew",
    { timeout: HOURS },
    async () => {
      const { client, deployment } = province;
      const rebuilt = await openIndex(join(folder, "rebuilt"), deployment);
      try {
        const target = await client.block();
        const indexer = new Indexer({ client, index: rebuilt, settled: () => target });
        while (indexer.progress.behind > 0) await indexer.step();
        expect(rebuilt.count()).toBeGreaterThan(ACTS);
        expect(await dump(rebuilt)).toEqual(await dump(index));
      } finally {
        await rebuilt.close();
      }
    },
  );
});
