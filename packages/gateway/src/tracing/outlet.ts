// SPDX-License-Identifier: Apache-2.0
// Between the tracer and the way to its collector: no more spans wait than may, each that is not handed over is counted,
// and of a collector that takes nothing is told once.
import type { ReadableSpan, SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace";
import { MAX_SPANS } from "../constraints.ts";
import type { TracingParts } from "./tracing.ts";

type Done = Parameters<SpanExporter["export"]>[1];
type Result = Parameters<Done>[0];

interface OutletParts extends Pick<TracingParts, "notice" | "dropped"> {
  /** The collector as it is told: no path, no query. */
  readonly where: string;
  readonly exporter: SpanExporter;
  /** What makes batches, and gives them to the exporter that it is handed. */
  readonly batches: (exporter: SpanExporter) => SpanProcessor;
}

/** Takes spans that have ended. */
export class Outlet implements SpanProcessor {
  readonly #parts: OutletParts;
  readonly #batches: SpanProcessor;
  #waiting = 0;
  #away = false;

  constructor(parts: OutletParts) {
    this.#parts = parts;
    const { exporter } = parts;
    this.#batches = parts.batches({
      export: (spans, done) => {
        this.#hand(spans, done);
      },
      shutdown: () => exporter.shutdown(),
    });
  }

  onStart(): void {
    // A span is told when it has ended.
  }

  onEnd(span: ReadableSpan): void {
    if (this.#waiting >= MAX_SPANS) {
      this.#parts.dropped(1, "queue");
      return;
    }
    this.#waiting += 1;
    this.#batches.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.#batches.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.#batches.shutdown();
  }

  #hand(spans: ReadableSpan[], done: Done): void {
    this.#waiting -= spans.length;
    this.#parts.exporter.export(spans, (result) => {
      if (!isTaken(result)) this.#parts.dropped(spans.length, "collector");
      this.#note(result);
      done(result);
    });
  }

  #note(result: Result): void {
    const { notice, where } = this.#parts;
    const isAway = !isTaken(result);
    if (isAway === this.#away) return;
    this.#away = isAway;
    if (isAway)
      notice("tracing-away", `spans are not taken at ${where}: ${reasonOf(result.error)}`);
    else notice("tracing-back", `spans are taken at ${where} again`);
  }
}

/** The SDK's name for it stands in a package that is not ours to import. */
const isTaken = ({ code }: Result): boolean => Object.is(code, 0);

/** A status or a code of the system: words of the collector's do not get into the log. */
function reasonOf(error: Error | undefined): string {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (typeof code === "number") return `status ${code}`;
  return typeof code === "string" ? code : "no answer in time";
}
