// SPDX-License-Identifier: Apache-2.0
// What the gateway counts, and what it reads of itself when it is asked, in a registry of its own. Labels have few
// values: a client cannot make new ones.
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Dropped } from "../tracing/tracing.ts";
import { type GaugeForm, type GaugeName, GAUGES, type Readings } from "./gauges.ts";

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "DELETE", "OPTIONS"]);
const SYNC_SECONDS = [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const REQUEST_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

/** One metric as docs/operations.md has it. */
export interface MetricRow {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly help: string;
}

/** A request that was answered. */
export interface AnsweredRequest {
  /** The path's template, or `none`. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** All metrics of one gateway. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #rows: MetricRow[] = [];
  readonly #requests = this.#counter("suyuan_http_requests_total", "requests answered", [
    ...["route", "method", "status"],
  ]);
  readonly #took = this.#histogram(
    "suyuan_http_request_seconds",
    "from a request's headers to the end of its answer",
    { buckets: REQUEST_SECONDS, labelNames: ["route"] },
  );
  readonly #refusals = this.#counter(
    "suyuan_refusals_total",
    "requests and lines of bodies refused, by the code of the answer (errors.md)",
    ["code"],
  );
  readonly #sync = this.#histogram(
    "suyuan_commit_seconds",
    "one synced write of statements or of a checkpoint",
    { buckets: SYNC_SECONDS, labelNames: [] },
  );
  readonly #logged = this.#counter(
    "suyuan_statements_logged_total",
    "statements put into the log, without those that it had",
    [],
  );
  readonly #attempts = this.#counter(
    "suyuan_webhook_attempts_total",
    "attempts to hand an event over, `taken` or `failed`",
    ["endpoint", "outcome"],
  );
  readonly #spans = this.#counter(
    "suyuan_spans_dropped_total",
    "spans of traces that were not handed over: too many waited (`queue`), or none were taken (`collector`)",
    ["why"],
  );
  readonly #gauges: ReadonlyMap<GaugeName, Gauge>;
  #readings: Readings | undefined;

  constructor() {
    const gauges = Object.entries(GAUGES) as [GaugeName, GaugeForm][];
    this.#gauges = new Map(
      gauges.map(([name, { help, label }]) => {
        const labels = label === undefined ? [] : [label];
        this.#rows.push({ name, type: "gauge", labels, help });
        return [name, new Gauge({ name, help, labelNames: labels, registers: [this.#registry] })];
      }),
    );
    this.#logged.inc(0);
  }

  /** Every metric that there is. */
  get rows(): readonly MetricRow[] {
    return this.#rows;
  }

  /** Content type of the text. */
  get type(): string {
    return this.#registry.contentType;
  }

  /** From now on gauges are read here. */
  attach(readings: Readings): void {
    this.#readings = readings;
  }

  /** @param method as it was sent: what is no method of ours counts as `other` */
  answered({ route, method, status, seconds }: AnsweredRequest): void {
    const known = METHODS.has(method) ? method : "other";
    this.#requests.inc({ route, method: known, status: String(status) });
    this.#took.observe({ route }, seconds);
  }

  refused(code: string): void {
    this.#refusals.inc({ code });
  }

  /** @param statements new ones in the write */
  committed(seconds: number, statements: number): void {
    this.#sync.observe(seconds);
    this.#logged.inc(statements);
  }

  /** @param endpoint its name in the configuration */
  attempted(endpoint: string, outcome: "taken" | "failed"): void {
    this.#attempts.inc({ endpoint, outcome });
  }

  /** @param why `queue` or `collector` */
  spansDropped(spans: number, why: Dropped): void {
    this.#spans.inc({ why }, spans);
  }

  /** Everything in Prometheus' text format. */
  async text(): Promise<string> {
    for (const [name, gauge] of this.#gauges) {
      const read = this.#readings?.[name];
      if (!read) continue;
      const value = await read();
      if (typeof value === "number") gauge.set(value);
      else for (const [label, one] of Object.entries(value)) this.#set(gauge, name, [label, one]);
    }
    return this.#registry.metrics();
  }

  #set(gauge: Gauge, name: GaugeName, [value, one]: readonly [string, number]): void {
    const { label }: GaugeForm = GAUGES[name];
    if (label !== undefined) gauge.set({ [label]: value }, one);
  }

  #counter(name: string, help: string, labelNames: readonly string[]): Counter {
    this.#rows.push({ name, type: "counter", labels: labelNames, help });
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.#registry] });
  }

  #histogram(
    name: string,
    help: string,
    form: { readonly buckets: number[]; readonly labelNames: string[] },
  ): Histogram {
    this.#rows.push({ name, type: "histogram", labels: form.labelNames, help });
    return new Histogram({ name, help, ...form, registers: [this.#registry] });
  }
}
