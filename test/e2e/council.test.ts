// SPDX-License-Identifier: Apache-2.0
// A decision of the council on the embedded chain, whose clock begins in the past and ends at the present.
import { encodeBytes32String } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { EmbeddedChain } from "../../deploy/networks/embedded.ts";
import { newAsset } from "../support/acts.ts";
import { eventOf } from "../support/acting.ts";
import { decide } from "../support/council.ts";
import { type Province, startProvince } from "../support/province.ts";

const DAY = 86_400;
const PATIENCE = 120;
const wall = () => Math.floor(Date.now() / 1_000);

let province: Province<EmbeddedChain>;
let begun = 0;
beforeAll(async () => {
  begun = wall() - 90 * DAY;
  province = await startProvince({ genesisTime: begun });
});
afterAll(async () => {
  await province.stop();
});

describe("given a ledger that begins 90 days ago", () => {
  it("has its founding then", async () => {
    expect(await province.now()).toBeGreaterThanOrEqual(begun);
    expect(await province.now()).toBeLessThan(begun + PATIENCE);
    await newAsset(province);
  });

  it("lets the council change a rule, and admit a member", async () => {
    const key = encodeBytes32String("delivery.days");
    const rule = [key, 15n, 1, encodeBytes32String("a test"), 0];
    const { number } = province.organizations.provider;
    const executed = await decide(province, [
      { contract: "ruleBook", fn: "setRule", args: rule },
      { contract: "councilSeats", fn: "admitMember", args: [number] },
    ]);
    expect(eventOf(executed, "RuleSet")).toMatchObject({ key, value: 15n });
    expect(eventOf(executed, "MemberAdmitted")).toEqual({ organization: number });
    expect(executed.time).toBeGreaterThan(begun + 11 * DAY);
  });

  it("comes to the present when it is told to", async () => {
    await province.chain.clock.catchUp();
    const lag = wall() - (await province.now());
    expect(Math.abs(lag)).toBeLessThan(PATIENCE);
  });
});
