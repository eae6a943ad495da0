// SPDX-License-Identifier: Apache-2.0
// Alert rules and dashboard: Prometheus' own tool reads them, each alert is raised once and kept silent once, and no
// query names a metric that a gateway does not have.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { need } from "../support/needs.ts";

/** Each alert is tried over two hours of its clock, and the machine may have other things to do. */
const PATIENCE_MS = 180_000;

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const RULES = "deploy/operation/alerts.yml";

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
const rules = (parse(read(RULES)) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);

/** Series as promtool writes them: values of one minute each. */
type Series = Readonly<Record<string, string>>;
interface Case {
  readonly raises: Series;
  readonly silent: Series;
  /** Labels of the alert besides job, instance and severity. */
  readonly labels?: Readonly<Record<string, string>>;
}
const HOURS = "x150";
const steady = (value: number): string => `${value}${HOURS}`;
const rising = (by: number): string => `0+${by}${HOURS}`;
const of = (name: string, labels = ""): string =>
  `${name}{job="suyuan-gateway",instance="g"${labels}}`;
const one = (name: string, raises: string, silent: string, labels = ""): Case => ({
  raises: { [of(name, labels)]: raises },
  silent: { [of(name, labels)]: silent },
});
const bucket = (le: string): string => of("suyuan_commit_seconds_bucket", `,le="${le}"`);
const WINDOW = { [of("suyuan_window_limit_seconds")]: steady(1) };
/** promtool's clock begins at 0, and is looked at after two hours. */
const AT_S = 7_200;

const CASES: Readonly<Record<string, Case>> = {
  SuyuanDown: one("up", steady(0), steady(1)),
  SuyuanNotReady: {
    ...one("suyuan_trouble", steady(1), steady(0), ',reason="chain-away"'),
    labels: { reason: "chain-away" },
  },
  SuyuanAnchorLate: {
    raises: { [of("suyuan_log_unanchored_since_seconds")]: steady(AT_S - 600), ...WINDOW },
    silent: { [of("suyuan_log_unanchored_since_seconds")]: steady(0), ...WINDOW },
  },
  SuyuanQueueFull: {
    raises: { [of("suyuan_refusals_total", ',code="busy"')]: rising(60) },
    silent: {
      [of("suyuan_refusals_total", ',code="busy"')]: steady(9),
      [of("suyuan_queue_statements")]: steady(9_000),
      [of("suyuan_queue_limit_statements")]: steady(20_000),
    },
  },
  SuyuanDiskSlow: {
    raises: {
      [bucket("0.1")]: rising(50),
      [bucket("0.5")]: rising(100),
      [bucket("+Inf")]: rising(100),
    },
    silent: {
      [bucket("0.1")]: rising(100),
      [bucket("0.5")]: rising(100),
      [bucket("+Inf")]: rising(100),
    },
  },
  SuyuanDiskFull: {
    raises: {
      [of("suyuan_disk_free_bytes")]: steady(9),
      [of("suyuan_disk_size_bytes")]: steady(100),
    },
    silent: {
      [of("suyuan_disk_free_bytes")]: steady(11),
      [of("suyuan_disk_size_bytes")]: steady(100),
    },
  },
  SuyuanBlocksLost: one("suyuan_chain_rewinds", `0x100 1x50`, steady(1)),
  SuyuanIndexBehind: one("suyuan_index_behind_blocks", steady(301), steady(300)),
  SuyuanRecordingStopped: one("suyuan_recording_waiting", steady(4), "2000-10x150"),
  SuyuanActsWaiting: one("suyuan_acts_waiting", steady(1), steady(0)),
  SuyuanWebhookLate: {
    raises: {
      [of("suyuan_webhooks_waiting_since_seconds", ',endpoint="e"')]: steady(AT_S - 1_000),
    },
    silent: { [of("suyuan_webhooks_waiting_since_seconds", ',endpoint="e"')]: steady(0) },
    labels: { endpoint: "e" },
  },
  SuyuanWebhookDead: {
    ...one("suyuan_webhooks_dead", steady(1), steady(0), ',endpoint="e"'),
    labels: { endpoint: "e" },
  },
  SuyuanPolicyUpdateNeeded: {
    ...one("suyuan_policy_watch", steady(1), steady(0), ',state="update-needed"'),
    labels: { state: "update-needed" },
  },
  SuyuanPolicyUpdateAhead: {
    ...one("suyuan_policy_watch", steady(1), steady(0), ',state="update-ahead"'),
    labels: { state: "update-ahead" },
  },
  SuyuanCertificateEnds: one("suyuan_tls_not_after_seconds", steady(13 * 86_400), steady(0)),
  SuyuanClockOff: one("suyuan_log_clock_ahead_seconds", steady(6), steady(5)),
  SuyuanFault: one("suyuan_refusals_total", rising(1), steady(3), ',code="internal"'),
  SuyuanSignInsRefused: one(
    ...(["suyuan_refusals_total", rising(120), rising(59), ',code="rate-limited"'] as const),
  ),
  SuyuanLoopHeld: {
    ...one("suyuan_event_loop_delay_seconds", steady(0.3), steady(0.2), ',part="0.99"'),
    labels: { part: "0.99" },
  },
  SuyuanMemoryHigh: one("process_resident_memory_bytes", steady(1.1e9), steady(0.9e9)),
};
/** A case of two ways to the same alert: the other one. */
const OTHER: Readonly<Record<string, Series>> = {
  SuyuanQueueFull: {
    [of("suyuan_queue_statements")]: steady(10_001),
    [of("suyuan_queue_limit_statements")]: steady(20_000),
  },
  SuyuanCertificateEnds: { [of("suyuan_tls_not_after_seconds")]: steady(60) },
};
const QUIET: Readonly<Record<string, Series>> = {
  SuyuanAnchorLate: { [of("suyuan_log_unanchored_since_seconds")]: steady(AT_S - 300), ...WINDOW },
  SuyuanCertificateEnds: { [of("suyuan_tls_not_after_seconds")]: steady(15 * 86_400) },
  SuyuanWebhookLate: {
    [of("suyuan_webhooks_waiting_since_seconds", ',endpoint="e"')]: steady(AT_S - 800),
  },
  SuyuanBlocksLost: { [of("suyuan_chain_rewinds")]: "0x10 1x150" },
};

function testOf({ alert, labels, annotations }: Rule, series: Series, isRaised: boolean): object {
  const told = { job: "suyuan-gateway", instance: "g", ...labels, ...CASES[alert]?.labels };
  return {
    name: `${alert} ${isRaised ? "is raised" : "is silent"}`,
    interval: "1m",
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [
      {
        ...{ eval_time: `${AT_S / 60}m`, alertname: alert },
        exp_alerts: isRaised ? [{ exp_labels: told, exp_annotations: annotations }] : [],
      },
    ],
  };
}

const WELL = { status: 0, said: expect.any(String) as string };
const promtool = need("promtool");
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(promtool.program, args, {
    encoding: "utf8",
    cwd: ROOT,
  });
  return { status, said: stdout + stderr };
};
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "suyuan-alerts-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const tried = (tests: readonly object[]) => {
  const file = join(folder, "tests.yml");
  // What is JSON is YAML too.
  writeFileSync(file, JSON.stringify({ rule_files: [join(ROOT, RULES)], tests }));
  return run("test", "rules", file);
};

describe("the alert rules", () => {
  it.skipIf(promtool.missing)(`are rules to Prometheus ${promtool.label}`, () => {
    expect(run("check", "rules", RULES)).toEqual(WELL);
  });

  it("have a case for each of them", () => {
    expect(Object.keys(CASES)).toEqual(rules.map(({ alert }) => alert));
  });

  const title = `are raised and silent as they should ${promtool.label}`;
  it.skipIf(promtool.missing)(title, { timeout: PATIENCE_MS }, () => {
    const tests = rules.flatMap((rule) => [
      testOf(rule, CASES[rule.alert]?.raises ?? {}, true),
      testOf(rule, CASES[rule.alert]?.silent ?? {}, false),
    ]);
    const others = rules.flatMap((rule) => [
      ...(rule.alert in OTHER ? [testOf(rule, OTHER[rule.alert] ?? {}, true)] : []),
      ...(rule.alert in QUIET ? [testOf(rule, QUIET[rule.alert] ?? {}, false)] : []),
    ]);
    expect(tried([...tests, ...others])).toEqual(WELL);
  });

  it.skipIf(promtool.missing)(`would fail where one is not ${promtool.label}`, () => {
    const [rule] = rules;
    if (!rule) throw new Error("there is no rule");
    expect(tried([testOf(rule, CASES[rule.alert]?.silent ?? {}, true)]).status).not.toBe(0);
    expect(tried([testOf(rule, CASES[rule.alert]?.raises ?? {}, false)]).status).not.toBe(0);
  });

  it("lead to a section of their own that says what to do", () => {
    const sections = [...read("docs/runbook.md").matchAll(/^## (\w+)\n\n(?=\S)/gm)];
    expect(sections.map(([, name]) => name)).toEqual(rules.map(({ alert }) => alert));
    for (const { alert, annotations, labels } of rules) {
      expect(annotations["runbook"]).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
      expect(["page", "warn"]).toContain(labels["severity"]);
    }
  });
});

const known = new Set(
  [...read("docs/operations.md").matchAll(/^\| `((?:suyuan|process)_\w+)` +\| (\w+)/gm)].flatMap(
    ([, name = "", type]) =>
      type === "histogram" ? ["_bucket", "_sum", "_count"].map((end) => name + end) : [name],
  ),
);
const namesIn = (expr: string): string[] =>
  [...expr.matchAll(/\b(?:suyuan|process)_\w+/g)].map(([name]) => name);

describe("what is asked of the metrics", () => {
  interface Panel {
    readonly id: number;
    readonly type: string;
    readonly title: string;
    readonly gridPos: Readonly<Record<"x" | "y" | "w" | "h", number>>;
    readonly targets?: readonly { readonly expr: string }[];
  }
  const { panels } = JSON.parse(read("deploy/operation/dashboard.json")) as { panels: Panel[] };
  const queries = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

  it("names only what a gateway has", () => {
    const asked = [...rules.map(({ expr }) => expr), ...queries].flatMap(namesIn);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
    expect(known.size).toBeGreaterThan(30);
  });

  it("is on the dashboard for every metric but limits and what only alerts need", () => {
    const shown = new Set(queries.flatMap(namesIn));
    const unseen = [...known].filter((name) => !shown.has(name) && !/_(?:sum|count)$/.test(name));
    expect(unseen.toSorted()).toEqual([
      "process_open_fds",
      "process_start_time_seconds",
      "suyuan_chain_away_since_seconds",
      "suyuan_log_clock_ahead_seconds",
      "suyuan_queue_bytes",
      "suyuan_window_limit_entries",
      "suyuan_window_limit_seconds",
    ]);
  });

  it("has panels of their own number and place", () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)}.${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
  });

  it.skipIf(promtool.missing)(`is a query to Prometheus ${promtool.label}`, () => {
    const made = queries.map((expr, at) => ({
      record: `tried:${at}`,
      expr: expr.replaceAll("$job", "job").replaceAll("$instance", ".*"),
    }));
    const file = join(folder, "queries.yml");
    writeFileSync(file, JSON.stringify({ groups: [{ name: "tried", rules: made }] }));
    expect(run("check", "rules", file)).toEqual(WELL);
  });
});
