// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keccak256 } from "ethers";
import { ProofError } from "../errors.ts";
import { NUM_RUNS, refusal } from "../testing/laws.ts";
import type { StorageReader } from "./reader.ts";
import { slotAt } from "./slots.ts";
import { MAX_CHANGES, type Trace, traceOver, wholeTrace } from "./trace.ts";

const SLOT = slotAt(3);
const PLACE = { contract: "assetRegistry", slot: SLOT } as const;
const FIRST = BigInt(keccak256(SLOT));

type Elements = readonly (readonly [since: number, value: bigint])[];

/** Storage that holds one trace, and counts what is read. */
function storageOf(elements: Elements): StorageReader & { readonly asked: Set<bigint> } {
  const asked = new Set<bigint>();
  return {
    asked,
    read: (_, slot) => {
      asked.add(BigInt(slot));
      const newest = elements.length - 1;
      const index = slot === SLOT ? newest : Number(BigInt(slot) - FIRST);
      const element = slot !== SLOT && index >= newest ? undefined : elements[index];
      if (element === undefined) return 0n;
      return (element[1] << 80n) | (BigInt(index) << 48n) | BigInt(element[0]);
    },
  };
}

/** What the trace says by going through all of it. */
function scanned(elements: Elements, from: number, until: number): Trace {
  const all = elements.map(([since, value]) => ({ since, value }));
  const before = all.filter(({ since }) => since <= from).slice(-1);
  const within = all.filter(({ since }) => since > from && since <= until);
  const last = all.at(-1);
  return { elements: [...before, ...within], ...(last === undefined ? {} : { last }) };
}

const trace = fc
  .uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 60 })
  .map((times) => times.sort((one, other) => one - other))
  .chain((times) =>
    fc.tuple(
      ...times.map((since) =>
        fc.tuple(fc.constant(since), fc.bigInt({ min: 0n, max: 2n ** 176n - 1n })),
      ),
    ),
  );
const span = fc
  .tuple(fc.integer({ min: 0, max: 420 }), fc.integer({ min: 0, max: 420 }))
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);

describe("a trace over a span", () => {
  it("is what a scan of all its elements gives", () => {
    fc.assert(
      fc.property(trace, span, (elements, [from, until]) => {
        expect(traceOver(storageOf(elements), PLACE, from, until)).toEqual(
          scanned(elements, from, until),
        );
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("is read from few elements, however many there are", () => {
    const elements = Array.from({ length: 100_000 }, (_, place) => [place * 10, 1n] as const);
    const storage = storageOf(elements);
    const { elements: found } = traceOver(storage, PLACE, 333_333, 333_352);
    expect(found.map(({ since }) => since)).toEqual([333_330, 333_340, 333_350]);
    // The newest, 17 steps of halving, and the neighbours.
    expect(storage.asked.size).toBeLessThanOrEqual(23);
  });

  it("needs one read when its newest element is the one in force", () => {
    const storage = storageOf([
      [10, 1n],
      [20, 2n],
    ]);
    expect(traceOver(storage, PLACE, 20, 30).elements).toEqual([{ since: 20, value: 2n }]);
    expect(storage.asked.size).toBe(1);
  });

  it("is empty when nothing was ever written", () => {
    expect(traceOver(storageOf([]), PLACE, 0, 100)).toEqual({ elements: [] });
  });

  it("begins without a value when its first element comes later", () => {
    const { elements } = traceOver(storageOf([[50, 1n]]), PLACE, 10, 100);
    expect(elements).toEqual([{ since: 50, value: 1n }]);
  });

  it("holds its full width", () => {
    const value = 2n ** 176n - 1n;
    const since = 2 ** 48 - 1;
    expect(traceOver(storageOf([[since, value]]), PLACE, since, since).elements).toEqual([
      { since, value },
    ]);
  });

  it("takes as many changes as are allowed and refuses one more", () => {
    const changing = (count: number) =>
      Array.from({ length: count }, (_, place) => [place + 1, 1n] as const);
    const over = (count: number) => traceOver(storageOf(changing(count)), PLACE, 1, 1_000);
    expect(over(MAX_CHANGES).elements).toHaveLength(MAX_CHANGES);
    expect(refusal(() => over(MAX_CHANGES + 1))).toBe("trace-too-long");
  });

  it.each([
    [
      "at the same second",
      [
        [10, 1n],
        [20, 2n],
        [20, 3n],
        [90, 4n],
      ],
    ],
    [
      "backwards",
      [
        [10, 1n],
        [30, 2n],
        [20, 3n],
        [90, 4n],
      ],
    ],
  ] as const)("refuses changes that follow each other %s", (_, elements) => {
    const storage = storageOf(elements);
    expect(refusal(() => traceOver(storage, PLACE, 12, 40))).toBe("trace-disordered");
    expect(refusal(() => wholeTrace(storage, PLACE, 9))).toBe("trace-disordered");
    expect(wholeTrace(storageOf(elements.toSpliced(2, 1)), PLACE, 9)).toHaveLength(3);
  });

  it("throws what the storage throws", () => {
    const missing: StorageReader = {
      read: () => {
        throw new ProofError("state-missing", "nothing is there");
      },
    };
    expect(refusal(() => traceOver(missing, PLACE, 0, 1))).toBe("state-missing");
  });
});
