// SPDX-License-Identifier: Apache-2.0
// Return flow: a county gets back from the province the data of its own area (Order 809, Article 24).
import { copyFileSync } from "node:fs";
import { join } from "node:path";

import type { Hex } from "@suyuan/proof";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Handing } from "../exchange.ts";
import { writeWhole } from "../files.ts";
import type { Clerk } from "../clerks.ts";
import { paper } from "../registration.ts";
import { declare, handOver, proven, RESULTS, settledSince } from "../proven.ts";
import { endOf, file, give, onReturns } from "../requests.ts";
import type { Narrator } from "../say.ts";
import type { Present } from "./subsidies.ts";

const PURPOSE = 3_401;
const [OWED, CONNECTED, DELIVERED] = [1, 2, 3];
const RESIDENTS = "code,name,benefit\n990021001,示例镇,312\n";

/** Claimed by the lower level only, and owed until something is delivered. @returns the claim */
async function claim({ law, relayed }: Present, asset: Hex): Promise<Hex> {
  const { memory, salt, client, clerks } = law;
  const { countyHead } = relayed.clerks;
  const scope = paper(salt, "回流范围", "本县常住人口与低保");
  const ask = (by: Clerk) => onReturns(by, "claimReturn", asset, scope);
  const claimed = await take(memory, {
    trace: { event: "ReturnClaimed", match: { asset, claimant: countyHead.organization } },
    before: () => requireRefusal("ReturnRegistry__NotUpperLevel", () => ask(clerks.healthHead)),
    act: () => ask(countyHead),
  });
  const id = claimed["id"] as Hex;
  const { state } = await client.returnFlow(id);
  if (!memory.find({ event: "ReturnConnected", match: { id } })) {
    requireFacts("return flow", { state }, { state: OWED });
  }
  return id;
}

/** Connected by the holder through a grant, and delivered when the chain has the proof of it. */
async function connect(present: Present, id: Hex, asset: Hex): Promise<void> {
  const { law, relayed, exchanging } = present;
  const { memory, client, clerks } = law;
  const { countyHead: recipient, civilHead: provider } = relayed.clerks;
  const own = { asset, purpose: PURPOSE };
  const until = await endOf(law, recipient, own);
  const grant = await file(relayed, recipient, { ...own, items: "本县常住人口与低保", until });
  await give(relayed, provider, grant, until);
  await settledSince(exchanging, law);
  const link = (by: Clerk) => onReturns(by, "connectReturn", id, grant);
  await take(memory, {
    trace: { event: "ReturnConnected", match: { id } },
    before: () => requireRefusal("ReturnRegistry__NotHolder", () => link(clerks.countyHead)),
    act: () => link(provider),
  });
  const { paths } = exchanging;
  const path = join(paths.demo, "data", "residents.csv");
  const received = join(paths.demo, "received", "residents.csv");
  const handing: Handing = { asset, grant, file: { path }, received };
  writeWhole(path, RESIDENTS);
  copyFileSync(path, received);
  const version = await declare(exchanging, "residents", provider, handing);
  const { state } = await client.returnFlow(id);
  if (state !== DELIVERED) requireFacts("return flow", { state }, { state: CONNECTED });
  await handOver(exchanging, "residents", { provider, recipient }, handing, version, 1);
  await proven(law, grant, RESULTS.accepted);
  requireFacts("return flow", await client.returnFlow(id), { state: DELIVERED });
}

/** From the province back to the county. */
export async function flowBack(say: Narrator, present: Present, asset: Hex): Promise<void> {
  say.scene({ zh: "数据回流", en: "Return flow to a county" });
  const id = await claim(present, asset);
  say.fact({
    zh: "县数据局主张省级数据回流：应回流而未回流，即为欠付；同级单位的主张被拒绝",
    en: "the county claims its area's data of the province: owed from then on; a department of the same level may not claim",
  });
  await connect(present, id, asset);
  say.fact({
    zh: "民政厅接通回流并交付；链上有交付证明后，状态才成为已回流",
    en: "civil affairs connects and delivers; only the proof on the chain makes it delivered",
  });
}
