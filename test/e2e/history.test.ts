// SPDX-License-Identifier: Apache-2.0
// A random history of legal acts on the embedded chain: every act that is chosen is taken, and the index that followed
// it holds the same bytes as one that is made anew from the chain.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type IndexStore, openIndex } from "@suyuan/gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { enterFounded, populate } from "../history/cast.ts";
import { run } from "../history/history.ts";
import { Stage } from "../history/stage.ts";
import { openLog } from "../support/acts.ts";
import { type Province, startProvince } from "../support/province.ts";

const isDeep = process.env["SUYUAN_DEEP"] === "1";
const ACTS = Number(process.env["SUYUAN_HISTORY"] ?? (isDeep ? 100_000 : 500));
const ORGANIZATIONS = 200;
const SEED = 809;

let province: Province;
let folder: string;
let index: IndexStore;
let stage: Stage;

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

describe(`given ${ACTS} random legal acts by ${ORGANIZATIONS} organisations`, () => {
  it("takes each of them", { timeout: 3 * 3_600_000 }, async () => {
    const begin = performance.now();
    let told = 0;
    const after = async (done: number): Promise<void> => {
      if (done - told < 1000) return;
      told = done;
      console.log(
        done,
        Math.round(performance.now() - begin),
        JSON.stringify([
          ...["asset", "request", "grant", "case", "finding", "right"].map((k) => [
            k,
            stage.size(k as never),
          ]),
        ]),
      );
    };
    await run(stage, { acts: ACTS, aBlock: 60, after });
    console.log(
      Math.round(performance.now() - begin),
      Object.fromEntries([...stage.done].toSorted()),
    );
    expect(stage.members.size).toBeGreaterThanOrEqual(ORGANIZATIONS);
  });
});
