// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Hex } from "../bytes.ts";
import type { GrantState } from "../storage/grants.ts";
import type { Dated } from "../storage/trace.ts";
import type { GrantChapter } from "./gather.ts";
import { grantHistory } from "./history.ts";

const hash = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;
const BLOCK = 1_000;
const FAR = 5_000;

const chapter = (since: number, more: Partial<GrantState> = {}): Dated<GrantChapter> => {
  const zero = { state: 1, until: FAR, log: 1, scope: 0, suspended: 0, resumed: 0, reason: 0 };
  const value = { ...zero, ...more };
  return { since, value: { ...value, scopeHash: hash(value.scope), logId: hash(value.log) } };
};
const told = (...states: readonly Dated<GrantChapter>[]) =>
  grantHistory(states, BLOCK).map(({ kind, at, ...more }) =>
    "reason" in more ? [kind, at, more.reason] : [kind, at],
  );

describe("the history of a grant", () => {
  it("is empty while nothing is given", () => {
    expect(told()).toEqual([]);
  });

  it("begins with what was given", () => {
    expect(grantHistory([chapter(10, { log: 7 })], BLOCK)).toEqual([
      { kind: "given", at: 10, until: FAR, scopeVersion: 0, scope: hash(0), log: hash(7) },
    ]);
  });

  it("tells a suspension with its reason, and its end", () => {
    const suspended = { suspended: 20, reason: 3 };
    expect(told(chapter(10, suspended))).toEqual([
      ["given", 10],
      ["suspended", 20, 3],
    ]);
    expect(told(chapter(10, { ...suspended, resumed: 30 }))).toEqual([
      ["given", 10],
      ["suspended", 20, 3],
      ["resumed", 30],
    ]);
  });

  it("tells a second suspension, and takes it for no change", () => {
    const first = chapter(10, { suspended: 20, resumed: 30, reason: 3 });
    expect(told(first, chapter(40, { suspended: 40, reason: 4 }))).toEqual([
      ...[
        ["given", 10],
        ["suspended", 20, 3],
        ["resumed", 30],
      ],
      ["suspended", 40, 4],
    ]);
  });

  it("takes the end of a grant that was suspended twice for no change of its term", () => {
    const first = chapter(10, { suspended: 20, resumed: 30, reason: 3 });
    const last = chapter(40, { state: 2, until: 50, suspended: 40, reason: 5 });
    expect(told(first, last)).toEqual([
      ...[
        ["given", 10],
        ["suspended", 20, 3],
        ["resumed", 30],
      ],
      ...[
        ["suspended", 40, 0],
        ["ended", 50, 5],
      ],
    ]);
  });

  it("tells a change of scope, of term and of log, each from when on", () => {
    const states = [
      chapter(10),
      chapter(20, { scope: 1 }),
      chapter(30, { scope: 1, until: FAR + 1 }),
      chapter(40, { scope: 1, until: FAR + 1, log: 2 }),
    ];
    expect(told(...states)).toEqual([
      ...[
        ["given", 10],
        ["changed", 20],
        ["changed", 30],
        ["changed", 40],
      ],
    ]);
  });

  it("tells a suspension once, though a change carries it on", () => {
    const states = [
      chapter(10, { suspended: 20, reason: 3 }),
      chapter(30, { until: FAR + 1, suspended: 20, resumed: 40, reason: 3 }),
    ];
    expect(told(...states)).toEqual([
      ...[
        ["given", 10],
        ["suspended", 20, 3],
        ["changed", 30],
        ["resumed", 40],
      ],
    ]);
  });

  it("tells a suspension and a change of the same second both, once", () => {
    const states = [
      chapter(10, { suspended: 20, reason: 3 }),
      chapter(20, { scope: 1, suspended: 20, reason: 3 }),
    ];
    expect(told(...states)).toEqual([
      ["given", 10],
      ["changed", 20],
      ["suspended", 20, 3],
    ]);
  });

  it("tells an end for a reason, and an expiry without one, once it has come", () => {
    expect(told(chapter(10, { state: 2, until: 500, reason: 5 }))).toEqual([
      ["given", 10],
      ["ended", 500, 5],
    ]);
    expect(told(chapter(10, { state: 2, until: 500 }))).toEqual([
      ["given", 10],
      ["expired", 500],
    ]);
    expect(told(chapter(10, { until: BLOCK }))).toEqual([
      ["given", 10],
      ["expired", BLOCK],
    ]);
    expect(told(chapter(10, { until: BLOCK + 1 }))).toEqual([["given", 10]]);
  });
});
