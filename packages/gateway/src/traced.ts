// SPDX-License-Identifier: Apache-2.0
// What a gateway does by itself, told for metrics and traces. Sizes, counts and states only.
import type { Indexer } from "./services/indexer.ts";
import type { Metrics } from "./services/metrics.ts";
import type { Settled } from "./services/settled.ts";
import type { WindowsParts } from "./services/windows.ts";
import { openTracing } from "./tracing/open.ts";
import { traced, type Tracing, type TracingParts } from "./tracing/tracing.ts";
import type { EndpointParts } from "./webhooks/endpoint.ts";

export interface Hearing {
  readonly metrics: Pick<Metrics, "committed" | "attempted">;
  readonly tracing: Tracing;
}

interface Opening extends Pick<TracingParts, "config" | "notice"> {
  readonly metrics: Pick<Metrics, "spansDropped">;
}

/** @throws StartRefusal `tracing-headers` */
export const tracingOf = ({ metrics, ...parts }: Opening): Promise<Tracing> =>
  openTracing({
    ...parts,
    dropped: (spans, why) => {
      metrics.spansDropped(spans, why);
    },
  });

/** Told of each synced write. */
export const tellCommit =
  ({ metrics, tracing }: Hearing) =>
  (seconds: number, entries: number): void => {
    metrics.committed(seconds, entries);
    const attributes = { "suyuan.log.entries": entries };
    tracing.ended({ name: "log write", seconds, attributes });
  };

/** Told of each attempt to hand an event over. */
export const tellAttempt =
  ({ metrics, tracing }: Hearing): EndpointParts["attempted"] =>
  (endpoint, outcome, seconds) => {
    metrics.attempted(endpoint, outcome);
    const attributes = { "suyuan.webhook": endpoint };
    const failed = outcome === "failed";
    tracing.ended({ name: "webhook attempt", kind: "client", seconds, attributes, failed });
  };

/** Told of each run of entries that was judged again after its anchor. */
export const tellJudged =
  (tracing: Tracing) =>
  (seconds: number, entries: number): void => {
    tracing.ended({ name: "judge", seconds, attributes: { "suyuan.log.entries": entries } });
  };

type Steps = Pick<WindowsParts, "sequencer" | "anchors">;

/** The steps of windows, each a span: the checkpoint, and each time that it is sent to the contract. */
export const tracedSteps = (tracing: Tracing, { sequencer, anchors }: Steps): Steps => ({
  sequencer: {
    close: () =>
      traced(
        tracing,
        "checkpoint",
        () => sequencer.close(),
        ({ size }) => ({ attributes: { "suyuan.log.size": size } }),
      ),
  },
  anchors: {
    send: (checkpoint, from) => {
      const { size } = checkpoint;
      const sizes = { "suyuan.log.size": size, "suyuan.log.entries": size - from };
      return traced(
        tracing,
        "anchor",
        () => anchors.send(checkpoint, from),
        ({ state }) => ({
          ...{ kind: "client", failed: state !== "mined" },
          attributes: { ...sizes, "suyuan.anchor.state": state },
        }),
      );
    },
  },
});

/** One look at the chain: a span where it does not answer. */
export const tracedLook = (tracing: Tracing, settled: Pick<Settled, "poll">): Promise<boolean> =>
  traced(
    tracing,
    "chain look",
    () => settled.poll(),
    (answers) => (answers ? undefined : { kind: "client", failed: true }),
  );

/** One step of the index: a span where acts were taken in, or taken back. */
export function tracedIndex(
  tracing: Tracing,
  indexer: Pick<Indexer, "step" | "progress">,
): Promise<boolean> {
  const before = indexer.progress.acts;
  return traced(
    tracing,
    "index step",
    () => indexer.step(),
    () => {
      const acts = indexer.progress.acts - before;
      return acts === 0 ? undefined : { attributes: { "suyuan.index.acts": acts } };
    },
  );
}
