// SPDX-License-Identifier: Apache-2.0
// The limits of gas, on a ledger with many records. `npm run bench -- gas` tells the figures.
import { beforeAll, describe, expect, it } from "vitest";

import { type FilledLedger, fillLedger, RECORDS } from "../../bench/gas/ledger.ts";
import { LIMITS, RELAYING, TEN_WORKING_DAYS } from "../../bench/gas/limits.ts";
import { measureAll, type Measured, measureView, tenWorkingDays } from "../../bench/gas/measure.ts";
import { leafOf, MerkleTree } from "./support/merkle.ts";

const MINUTES = 15 * 60_000;
/** Requests and checkpoints: the benchmark makes as many as there are assets. */
const OTHERS = 100;

describe("given a ledger with many records", () => {
  const measured = new Map<string, Measured>();
  let ledger: FilledLedger;

  beforeAll(async () => {
    const tree = new MerkleTree();
    for (let i = 0; i < 2 * OTHERS; i++) tree.append(leafOf(Buffer.from(String(i))));
    ledger = await fillLedger(tree, RECORDS, OTHERS);
    for (const one of await measureAll(ledger)) measured.set(one.name, one);
  }, MINUTES);

  it("has a limit for every act that is measured, and measures every act that has one", () => {
    expect([...measured.keys()].sort()).toEqual(Object.keys(LIMITS).sort());
  });

  it.each(Object.entries(LIMITS))("lets %s take at most %i", (name, limit) => {
    expect(measured.get(name)?.direct).toBeLessThanOrEqual(limit);
  });

  it.each(Object.keys(LIMITS))("relays %s for little more", (name) => {
    const { direct = 0, relayed = Infinity } = measured.get(name) ?? {};
    expect(relayed - direct).toBeLessThanOrEqual(RELAYING);
  });

  it("reckons ten working days cheaply", async () => {
    const { chain } = ledger.province;
    const gas = await measureView(chain, await tenWorkingDays(chain));
    expect(gas).toBeLessThanOrEqual(TEN_WORKING_DAYS);
  });
});
