// SPDX-License-Identifier: Apache-2.0
// Upon the contracts as they are deployed: what counts or mutates them takes more gas.
import { describe, expect, it } from "vitest";

import { RightTests } from "./support/rights.ts";

const GAS_LIMIT = 100_000;

const tests = new RightTests();

describe("the transfer of the holding right", () => {
  it("stays within the gas limits, the first time and later", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const first = [await tests.does(tests.offer()), await tests.does(tests.accept())];
    const back = [
      await tests.does(tests.offer(requesterHead, holder.number)),
      await tests.does(tests.accept(holderHead)),
    ];
    const gas = [...first, ...back].map((done) => done.gas);
    for (const one of gas) expect(one).toBeLessThanOrEqual(GAS_LIMIT);
  });
});
