// SPDX-License-Identifier: Apache-2.0
// A random history of legal acts on the embedded chain: every act that is chosen is taken, inboxes offer what the
// contracts take and nothing else, and the indexes that followed hold the same bytes as one made anew from the chain.
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { madeAnew } from "../history/again.ts";
import type { Findings } from "../history/law.ts";
import { looking } from "../history/looking.ts";
import { live, type Lived, type Setting, startSetting } from "../history/setting.ts";

const isDeep = process.env["SUYUAN_DEEP"] === "1";
const asked = process.env["SUYUAN_HISTORY"];
const ACTS = asked === undefined ? (isDeep ? 100_000 : 2_000) : Number(asked);
const isTold = isDeep || asked !== undefined;
const ORGANIZATIONS = 200;
const SEED = 809;
/** How often the inbox law is looked at. */
const LOOKS = isTold ? 200 : 10;
const HOURS = 3 * 3_600_000;

let setting: Setting;
let lived: Lived;
const law: Findings = { offered: 0, refused: 0, wrong: [] };
const tell = isTold
  ? (line: string) => {
      console.log(line);
    }
  : undefined;

describe(`given ${ACTS} random legal acts by ${ORGANIZATIONS} organisations`, () => {
  beforeAll(async () => {
    setting = await startSetting({ acts: ACTS, organizations: ORGANIZATIONS, seed: SEED });
    lived = await live(setting, looking(setting, LOOKS, law, tell));
    tell?.(JSON.stringify(Object.fromEntries([...setting.stage.done].toSorted())));
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
  const { records, different } = await madeAnew(setting);
  expect(records).toBeGreaterThan(ACTS);
  expect(different).toEqual([]);
}
