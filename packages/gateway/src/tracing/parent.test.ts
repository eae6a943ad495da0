// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { ofStranger, parentIn } from "./parent.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";

describe("a parent", () => {
  it.each([
    [`00-${TRACE}-${SPAN}-01`, true],
    [`00-${TRACE}-${SPAN}-00`, false],
    [`00-${TRACE}-${SPAN}-03`, true],
    [`00-${TRACE}-${SPAN}-02`, false],
    [`cc-${TRACE}-${SPAN}-01`, true],
    [`cc-${TRACE}-${SPAN}-01-what-comes-later`, true],
  ])("is taken from %s", (header, sampled) => {
    expect(parentIn(header)).toEqual({ traceId: TRACE, spanId: SPAN, sampled });
  });

  it.each([
    undefined,
    "",
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-1`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-01.`,
    `00-${TRACE}-${SPAN}-01\n`,
    ` 00-${TRACE}-${SPAN}-01`,
    `ff-${TRACE}-${SPAN}-01`,
    `0-${TRACE}-${SPAN}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE.slice(1)}-${SPAN}-01`,
    `00-${"0".repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${"0".repeat(16)}-01`,
    `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`,
    `00_${TRACE}_${SPAN}_01`,
  ])("is not taken from %j", (header) => {
    expect(parentIn(header)).toBeUndefined();
  });
});

describe("a parent that a stranger names", () => {
  const [kept, left] = [true, false].map((sampled) => ({ traceId: TRACE, spanId: SPAN, sampled }));

  it("is never kept because the stranger says so, nor left because of that", () => {
    expect(ofStranger(kept, 0)).toEqual(left);
    expect(ofStranger(left, 1)).toEqual(kept);
    expect(ofStranger(undefined, 1)).toBeUndefined();
  });

  it("is kept by chance, so that no trace id that a stranger chooses is always kept", () => {
    const found = Array.from({ length: 1_000 }, () => ofStranger(kept, 0.5)?.sampled);
    expect(new Set(found)).toEqual(new Set([true, false]));
  });
});
