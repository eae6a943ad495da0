// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Trace } from "../storage/trace.ts";
import { NUM_RUNS } from "../testing/laws.ts";
import { type Cut, type Force, type Judgement, judgeOver } from "./interval.ts";

const SPAN = { from: 100, lower: 150, upper: 200 };

/** 1 in force, 2 suspended, 3 ended; above: in force until that moment. */
const force = (value: bigint): Force => {
  if (value === 2n) return { valid: false, reason: "suspended" };
  if (value === 3n) return { valid: false, reason: "ended" };
  return value === 1n ? { valid: true } : { valid: true, until: Number(value) };
};

const traceOf = (...elements: readonly (readonly [since: number, value: bigint])[]): Trace => {
  const list = elements.map(([since, value]) => ({ since, value }));
  const last = list.at(-1);
  return { elements: list, ...(last === undefined ? {} : { last }) };
};
const judge = (trace: Trace, cut?: Cut): Judgement =>
  judgeOver(trace, SPAN, force, cut === undefined ? [] : [cut]);
const cutAt = (at: number): Cut => ({ at, reason: "compromised" });

describe("a fact over the interval", () => {
  it.each([
    ["in force since long", traceOf([10, 1n])],
    ["in force from the very second", traceOf([100, 1n])],
    ["in force until after the anchor", traceOf([10, 201n])],
    ["renewed before it ran out", traceOf([10, 160n], [155, 1n])],
    ["renewed in the second in which it ran out", traceOf([10, 160n], [160, 1n])],
  ])("holds throughout when %s", (_, trace) => {
    expect(judge(trace)).toEqual({ holds: "throughout" });
  });

  it.each([
    ["it never was there", traceOf(), undefined],
    ["it began a second later", traceOf([101, 1n]), 101],
    ["it began between logging and anchor", traceOf([160, 1n]), 160],
  ])("does not hold yet when %s", (_, trace, at) => {
    expect(judge(trace)).toEqual({
      holds: "not-yet",
      reason: "none",
      ...(at === undefined ? {} : { at }),
    });
  });

  it("does not hold yet when its term begins a second after", () => {
    const begins = (from: number) =>
      judgeOver(traceOf([10, 1n]), SPAN, () => ({ valid: true, from }));
    expect(begins(100)).toEqual({ holds: "throughout" });
    expect(begins(101)).toEqual({ holds: "not-yet", reason: "not-begun", at: 101 });
  });

  it.each([
    ["ended before", traceOf([10, 3n]), "ended", 10],
    ["suspended before", traceOf([10, 2n]), "suspended", 10],
    ["suspended in that second", traceOf([100, 2n]), "suspended", 100],
    ["run out in that second", traceOf([10, 100n]), "expired", 100],
    ["suspended before and resumed later", traceOf([90, 2n], [120, 1n]), "suspended", 90],
  ])("had ended when it was %s", (_, trace, reason, at) => {
    expect(judge(trace)).toEqual({ holds: "already-ended", reason, at });
  });

  it.each([
    ["a second after the statement's time", traceOf([10, 1n], [101, 3n]), "ended", 101],
    ["at the lower bound", traceOf([10, 1n], [150, 3n]), "ended", 150],
    ["by running out at the lower bound", traceOf([10, 150n]), "expired", 150],
    ["by a suspension that was lifted", traceOf([10, 1n], [110, 2n], [120, 1n]), "suspended", 110],
    ["and again later", traceOf([10, 1n], [110, 2n], [120, 1n], [180, 3n]), "suspended", 110],
  ])("ended before the entry was logged: %s", (_, trace, reason, at) => {
    expect(judge(trace)).toEqual({ holds: "ended-before", reason, at });
  });

  it.each([
    ["a second after the lower bound", traceOf([10, 1n], [151, 3n]), "ended", 151],
    ["in the anchor's second", traceOf([10, 1n], [200, 3n]), "ended", 200],
    ["by running out in the anchor's second", traceOf([10, 200n]), "expired", 200],
    ["by a suspension that was lifted", traceOf([10, 1n], [160, 2n], [170, 1n]), "suspended", 160],
  ])("ended between the bounds: %s", (_, trace, reason, at) => {
    expect(judge(trace)).toEqual({ holds: "ended-between", reason, at });
  });

  it("does not come into force by a value whose term begins later", () => {
    const values = (value: bigint): Force =>
      value === 1n ? { valid: true } : { valid: true, from: 170 };
    expect(judgeOver(traceOf([10, 1n], [160, 2n]), SPAN, values)).toEqual({
      holds: "ended-between",
      reason: "not-begun",
      at: 160,
    });
  });

  describe("given a compromise declared later", () => {
    const trace = traceOf([10, 1n]);

    it.each([
      ["before the statement's time", 99, "already-ended"],
      ["at the statement's time", 100, "already-ended"],
      ["before the entry was logged", 101, "ended-before"],
      ["at the lower bound", 150, "ended-before"],
      ["between the bounds", 151, "ended-between"],
      ["in the anchor's second", 200, "ended-between"],
    ])("counts from its moment: %s", (_, at, holds) => {
      expect(judge(trace, cutAt(at))).toEqual({ holds, reason: "compromised", at });
    });

    it("does not reach a statement anchored before it", () => {
      expect(judge(trace, cutAt(201))).toEqual({ holds: "throughout" });
    });

    it("does not make an earlier end later", () => {
      expect(judge(traceOf([10, 1n], [120, 3n]), cutAt(180))).toEqual({
        holds: "ended-before",
        reason: "ended",
        at: 120,
      });
    });
  });

  it("is judged as going through every second says", () => {
    const value = fc.oneof(
      fc.constantFrom(1n, 2n, 3n),
      fc.integer({ min: 4, max: 260 }).map(BigInt),
    );
    const trace = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 240 }), value), {
        selector: ([since]) => since,
        maxLength: 6,
      })
      .map((list) => list.sort(([one], [other]) => one - other));
    const holdsAt = (list: readonly (readonly [number, bigint])[], second: number): boolean => {
      const current = list.findLast(([since]) => since <= second);
      if (current === undefined) return false;
      const is = force(current[1]);
      return is.valid && second < (is.until ?? Infinity);
    };
    fc.assert(
      fc.property(trace, (list) => {
        const before = list.filter(([since]) => since <= 100).slice(-1);
        const within = list.filter(([since]) => since > 100 && since <= 200);
        const { holds } = judge(traceOf(...before, ...within));
        const seconds = Array.from({ length: 101 }, (_, place) => 100 + place);
        const broken = seconds.find((second) => !holdsAt(list, second));
        if (broken === undefined) expect(holds).toBe("throughout");
        else if (broken === 100) expect(["not-yet", "already-ended"]).toContain(holds);
        else expect(holds).toBe(broken <= 150 ? "ended-before" : "ended-between");
      }),
      { numRuns: NUM_RUNS },
    );
  });
});
