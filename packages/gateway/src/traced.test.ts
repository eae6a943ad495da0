// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { Metrics } from "./services/metrics.ts";
import { tellAttempt, tellCommit, tracedIndex, tracedLook } from "./traced.ts";
import type { Ended, Tracing } from "./tracing/tracing.ts";

let spans: Ended[];
beforeEach(() => {
  spans = [];
});
const tracing: Tracing = {
  ended: (span) => spans.push(span),
  close: () => Promise.resolve(),
};

describe("what a gateway does by itself", () => {
  it("is counted and told: a write, an attempt to hand an event over", async () => {
    const metrics = new Metrics();
    tellCommit({ metrics, tracing })(0.5, 7);
    tellAttempt({ metrics, tracing })("desk", "failed", 0.25);
    tellAttempt({ metrics, tracing })("desk", "taken", 0.125);
    const attempt = { name: "webhook attempt", kind: "client" };
    const attributes = { "suyuan.webhook": "desk" };
    expect(spans).toEqual([
      { name: "log write", seconds: 0.5, attributes: { "suyuan.log.entries": 7 } },
      { ...attempt, seconds: 0.25, attributes, failed: true },
      { ...attempt, seconds: 0.125, attributes, failed: false },
    ]);
    const text = await metrics.text();
    expect(text).toContain("suyuan_statements_logged_total 7\n");
    expect(text).toContain('attempts_total{endpoint="desk",outcome="failed"} 1\n');
  });

  it("is told of a look at the chain only where it was not answered", async () => {
    expect(await tracedLook(tracing, { poll: () => Promise.resolve(true) })).toBe(true);
    expect(spans).toEqual([]);
    expect(await tracedLook(tracing, { poll: () => Promise.resolve(false) })).toBe(false);
    expect(spans).toMatchObject([{ name: "chain look", kind: "client", failed: true }]);
  });

  it("is told of the index only where it changed", async () => {
    let acts = 10;
    const stepOf = (more: number) => ({
      get progress() {
        return { block: undefined, behind: 0, acts };
      },
      step: () => {
        acts += more;
        return Promise.resolve(false);
      },
    });
    for (const more of [0, 5, -2]) await tracedIndex(tracing, stepOf(more));
    expect(spans.map(({ attributes }) => attributes)).toEqual([
      { "suyuan.index.acts": 5 },
      { "suyuan.index.acts": -2 },
    ]);
  });
});
