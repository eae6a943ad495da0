// SPDX-License-Identifier: Apache-2.0
// A random history of legal acts on the embedded chain: every act that is chosen is taken, inboxes offer what the
// contracts take and nothing else, and the indexes that followed hold the same bytes as one made anew from the chain.
import { join } from "node:path";

import { Indexer, type IndexStore, openIndex } from "@suyuan/gateway";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { settled } from "../history/carried.ts";
import { type Findings, lookAround } from "../history/law.ts";
import { live, type Lived, type Setting, startSetting } from "../history/setting.ts";

const isDeep = process.env["SUYUAN_DEEP"] === "1";
const asked = process.env["SUYUAN_HISTORY"];
const ACTS = asked === undefined ? (isDeep ? 100_000 : 2_000) : Number(asked);
const isTold = isDeep || asked !== undefined;
const ORGANIZATIONS = 200;
const SEED = 809;
/** How often the inbox law is looked at, and on how many things. */
const LOOKS = isTold ? 200 : 10;
const THINGS = 8;
const HOURS = 3 * 3_600_000;

let setting: Setting;
let lived: Lived;
const law: Findings = { offered: 0, refused: 0, wrong: [] };

async function dump(store: IndexStore): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const [key, bytes] of store.records()) found.set(key, Buffer.from(bytes).toString());
  return found;
}

/** Looks at inboxes now and then. */
function looking({ stage }: Setting) {
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
  beforeAll(async () => {
    setting = await startSetting({ acts: ACTS, organizations: ORGANIZATIONS, seed: SEED });
    lived = await live(setting, looking(setting));
    if (isTold) console.log(Object.fromEntries([...setting.stage.done].toSorted()));
  }, HOURS);
  afterAll(async () => setting.stop());

  it("takes each of them, and proves deliveries meanwhile", () => {
    expect(lived.acts).toBeGreaterThanOrEqual(ACTS);
    expect(lived.delivered).toBeGreaterThan(0);
    expect(setting.stage.members.size).toBeGreaterThanOrEqual(ORGANIZATIONS);
  });

  it("offers in inboxes what the contracts take, and nothing else", () => {
    expect(law.wrong).toEqual([]);
    expect(law.offered).toBeGreaterThan(LOOKS);
    expect(law.refused).toBeGreaterThan(law.offered);
  });

  it("is found again, byte for byte, by an index that is made anew", { timeout: HOURS }, again);
});

async function again(): Promise<void> {
  const { province, stage, gateway, running, home, folder, index } = setting;
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
}
