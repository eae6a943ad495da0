// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type GaugeName, GAUGES, type Readings } from "./gauges.ts";
import { Metrics } from "./metrics.ts";

const page = readFileSync(new URL("../../../../docs/operations.md", import.meta.url), "utf8");
const rows = page
  .split("\n")
  .filter((line) => /^\| `(?:suyuan|process)_/.test(line))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const readings = (change: Partial<Readings>): Readings => ({
  ...(Object.fromEntries(Object.keys(GAUGES).map((name) => [name, () => 0])) as Readings),
  ...change,
});

describe("docs/operations.md", () => {
  it("has a row for each metric with type, labels and meaning, and no other", () => {
    const expected = new Metrics().rows.map(({ name, type, labels, help }) => [
      ...[`\`${name}\``, type, labels.map((one) => `\`${one}\``).join(", "), help],
    ]);
    expect(rows.toSorted()).toEqual(expected.toSorted());
  });
});

describe("the text", () => {
  it("has every metric by its name, before anything was counted", async () => {
    const metrics = new Metrics();
    metrics.attach(readings({}));
    const text = await metrics.text();
    for (const { name, type } of metrics.rows) expect(text).toContain(`# TYPE ${name} ${type}\n`);
  });

  it("reads gauges when it is asked for, with their labels", async () => {
    const metrics = new Metrics();
    let entries = 7;
    metrics.attach(
      readings({
        suyuan_log_entries: () => Promise.resolve(entries),
        suyuan_trouble: () => ({ "chain-away": 1, "store-failed": 0 }),
      }),
    );
    expect(await metrics.text()).toContain("\nsuyuan_log_entries 7\n");
    entries = 8;
    const text = await metrics.text();
    expect(text).toContain("\nsuyuan_log_entries 8\n");
    expect(text).toContain('\nsuyuan_trouble{reason="chain-away"} 1\n');
    expect(text).toContain('\nsuyuan_trouble{reason="store-failed"} 0\n');
  });

  it("counts requests, refusals and writes", async () => {
    const metrics = new Metrics();
    const one = { route: "/v1/chain", status: 200, seconds: 0.002 };
    metrics.answered({ ...one, method: "GET" });
    metrics.answered({ ...one, method: "GET" });
    metrics.refused("busy");
    metrics.committed(0.003, 40);
    metrics.committed(0.5, 2);
    const text = await metrics.text();
    expect(text).toContain(
      'suyuan_http_requests_total{route="/v1/chain",method="GET",status="200"} 2\n',
    );
    expect(text).toContain('suyuan_http_request_seconds_count{route="/v1/chain"} 2\n');
    expect(text).toContain('suyuan_refusals_total{code="busy"} 1\n');
    expect(text).toContain("suyuan_statements_logged_total 42\n");
    expect(text).toContain('suyuan_commit_seconds_bucket{le="0.002"} 0\n');
    expect(text).toContain('suyuan_commit_seconds_bucket{le="0.005"} 1\n');
    expect(text).toContain("suyuan_commit_seconds_count 2\n");
  });

  it("has no series for each method that somebody makes up", async () => {
    const metrics = new Metrics();
    for (const method of ["BREW", "PROPFIND", 'X"}\n'])
      metrics.answered({ route: "none", method, status: 405, seconds: 0 });
    expect(await metrics.text()).toContain('{route="none",method="other",status="405"} 3\n');
  });
});

describe("each gauge", () => {
  it.each(Object.keys(GAUGES) as GaugeName[])("%s has a reading of its own", async (name) => {
    const metrics = new Metrics();
    const label = "label" in GAUGES[name];
    metrics.attach(readings({ [name]: () => (label ? { one: 41 } : 41) }));
    const found = (await metrics.text()).split("\n").filter((line) => line.endsWith(" 41"));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${name}[ {]`));
  });
});
