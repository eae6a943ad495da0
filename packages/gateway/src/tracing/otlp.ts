// SPDX-License-Identifier: Apache-2.0
// Traces by OpenTelemetry, sent as OTLP over HTTP. Loaded only where the configuration has `tracing`; registers nothing
// with the process, so that no other code makes spans.
import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { Agent as TlsAgent } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TracerProvider,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace";
import type { TracingConfig } from "../config/tracing.ts";
import {
  MAX_SPANS,
  SPANS_AT_ONCE,
  SPANS_DRAIN_MS,
  SPANS_PAUSE_MS,
  SPANS_TIMEOUT_MS,
} from "../constraints.ts";
import { readHeaders } from "./headers.ts";
import { Outlet } from "./outlet.ts";
import type { Parent } from "./parent.ts";
import type { Ended, Tracing, TracingParts } from "./tracing.ts";

const NAME = "suyuan-gateway";
const MILLISECONDS = 1_000;
const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const;

export interface OtlpParts extends Omit<TracingParts, "config"> {
  readonly tracing: TracingConfig;
  readonly origin: string;
  readonly follows: boolean;
}

/** @throws StartRefusal `tracing-headers` */
export async function openOtlp(parts: OtlpParts): Promise<Tracing> {
  const { tracing, origin, follows, notice, dropped } = parts;
  await readHeaders(tracing.headersFile);
  const way = wayTo(tracing);
  const outlet = new Outlet({
    ...{ notice, dropped, exporter: way.exporter, where: new URL(tracing.url).origin },
    batches: (exporter) => new BatchSpanProcessor({ exporter, ...BATCHES }),
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.name": NAME,
      "service.instance.id": randomUUID(),
      "suyuan.log": origin,
      "suyuan.role": follows ? "follower" : "keeper",
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(tracing.ratio ?? 1) }),
    spanProcessors: [outlet],
  });
  const tracer = provider.getTracer(NAME);
  return {
    ended: (span) => {
      makeSpan(tracer, span);
    },
    close: async () => {
      await within(SPANS_DRAIN_MS, provider.shutdown());
      way.close();
    },
  };
}

const BATCHES = {
  maxQueueSize: MAX_SPANS,
  maxExportBatchSize: SPANS_AT_ONCE,
  scheduledDelayMillis: SPANS_PAUSE_MS,
  // The exporter gives up before: this is for a collector that answers byte by byte.
  exportTimeoutMillis: 2 * SPANS_TIMEOUT_MS,
};

/** At the end all batches go out at once, beside one that was under way. */
const MOST_AT_ONCE = MAX_SPANS / SPANS_AT_ONCE + 1;

/** The way to the collector, which can be closed with what is under way on it. */
function wayTo({ url, headersFile }: TracingConfig): {
  readonly exporter: SpanExporter;
  readonly close: () => void;
} {
  const agent = url.startsWith("https:") ? new TlsAgent(REUSED) : new Agent(REUSED);
  let isClosed = false;
  const exporter = new OTLPTraceExporter({
    ...{ url, timeoutMillis: SPANS_TIMEOUT_MS, concurrencyLimit: MOST_AT_ONCE },
    httpAgentOptions: () => agent,
    // Asked for before each attempt, so that a secret is replaced without a restart.
    headers: async () => {
      if (isClosed) throw new Error("nothing is sent any more");
      return readHeaders(headersFile);
    },
  });
  const close = (): void => {
    isClosed = true;
    agent.destroy();
  };
  return { exporter, close };
}

const REUSED = { keepAlive: true, maxSockets: MOST_AT_ONCE };

/** Waits for something, and not longer; how it ends has been told elsewhere. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const ended = work.catch(() => undefined);
  const late = sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([ended, late]);
  timer.abort();
}

function makeSpan(tracer: Tracer, told: Ended): void {
  const { name, seconds, kind, attributes, failed, parent } = told;
  const end = Date.now();
  const span = tracer.startSpan(
    name,
    {
      startTime: end - seconds * MILLISECONDS,
      kind: kind ? KINDS[kind] : SpanKind.INTERNAL,
      ...(attributes && { attributes: { ...attributes } }),
    },
    contextOf(parent),
  );
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(end);
}

function contextOf(parent: Parent | undefined): Context {
  if (!parent) return ROOT_CONTEXT;
  const { traceId, spanId, sampled } = parent;
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
