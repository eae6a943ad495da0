// SPDX-License-Identifier: Apache-2.0
import { statementId } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";

import { DeliveryTests } from "./support/delivery.ts";

const tests = new DeliveryTests();
beforeEach(() => {
  tests.emptyShelves();
});

describe("recordDelivery", () => {
  it("records a delivery that the log holds, at the time of its anchor, whoever submits it", async () => {
    const { statement, placed, done } = await tests.delivered();
    const anchor = tests.shelf().anchors[0];
    expect(await tests.recorded()).toMatchObject({
      id: statementId(statement).slice(0, 56),
      anchoredAt: BigInt(anchor?.time ?? 0),
      firstAt: BigInt(anchor?.time ?? 0),

      result: 0n,
    });
    console.log(placed.entry.length, done.gas, new TextDecoder().decode(placed.entry));
  });
});
