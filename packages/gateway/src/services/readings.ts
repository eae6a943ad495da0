// SPDX-License-Identifier: Apache-2.0
// Where each gauge is read. Nothing here waits for the chain: metrics are asked for most when it does not answer.
import { readdir, statfs } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { PolicyWatch } from "@suyuan/api";
import { READY_REASONS } from "@suyuan/api";
import { parseLeaf } from "@suyuan/proof";
import { LOOP_RESOLUTION_MS, MAX_QUEUE } from "../constraints.ts";
import type { Context } from "../context.ts";
import type { Endpoint } from "../webhooks/endpoint.ts";
import type { Readings } from "./gauges.ts";

export interface ReadingParts extends Pick<
  Context,
  | "store"
  | "settled"
  | "sequencer"
  | "indexer"
  | "recorder"
  | "watch"
  | "webhooks"
  | "telling"
  | "about"
  | "access"
  | "config"
  | "mirror"
  | "recoveries"
> {
  /** End of the certificate in use, in milliseconds since the epoch; undefined without TLS. */
  readonly tlsNotAfter: () => number | undefined;
}

const MILLISECONDS = 1_000;
const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;

const WATCH_STATES = {
  unsealed: 0,
  "not-looked": 0,
  holds: 0,
  "update-ahead": 0,
  "update-needed": 0,
} satisfies Record<PolicyWatch["state"], number>;
const NO_TROUBLE = Object.fromEntries(READY_REASONS.map((code) => [code, 0]));

/** The gauges of a gateway. */
export function readingsOf(parts: ReadingParts): Readings {
  return {
    ...{ ...logReadings(parts), ...chainReadings(parts), ...webhookReadings(parts) },
    ...{ ...stateReadings(parts), ...ofProcess },
  };
}

type LogGauge = Extract<
  keyof Readings,
  `suyuan_${"queue" | "log" | "window" | "recoveries" | "recovery"}_${string}`
>;

function logReadings(parts: ReadingParts): Pick<Readings, LogGauge> {
  const { store, sequencer, config, recoveries } = parts;
  const anchored = async () => (await store.latestAnchored())?.size ?? 0;
  return {
    suyuan_queue_statements: () => sequencer.waiting.statements,
    suyuan_queue_bytes: () => sequencer.waiting.bytes,
    suyuan_queue_limit_statements: () => MAX_QUEUE,
    suyuan_recoveries_waiting: () => recoveries.state.waiting,
    suyuan_recovery_threads_lost: () => recoveries.state.lost,
    suyuan_log_entries: () => store.tip().size,
    suyuan_log_anchored_entries: anchored,
    suyuan_log_unanchored_since_seconds: async () => {
      const first = await store.entry(await anchored());
      return first ? parseLeaf(first).logged : 0;
    },
    suyuan_log_clock_ahead_seconds: () => store.tip().logged - Date.now() / MILLISECONDS,
    suyuan_window_entries: () => store.tip().size - store.tip().lastHeads - 1,
    suyuan_window_limit_entries: () => config.window?.entries ?? 0,
    suyuan_window_limit_seconds: () => (config.window?.milliseconds ?? 0) / MILLISECONDS,
  };
}

type ChainGauge = Extract<keyof Readings, `suyuan_${"chain" | "index" | "recording"}_${string}`>;

function chainReadings({ settled, indexer, recorder }: ReadingParts): Pick<Readings, ChainGauge> {
  return {
    suyuan_chain_head_block: () => settled.head ?? 0,
    suyuan_chain_settled_block: () => (settled.known ? settled.block.number : 0),
    suyuan_chain_settled_time_seconds: () => (settled.known ? settled.block.time : 0),
    suyuan_chain_away_since_seconds: () => settled.awaySince ?? 0,
    suyuan_chain_rewinds: () => settled.rewinds,
    suyuan_index_block: () => indexer.progress.block?.number ?? 0,
    suyuan_index_behind_blocks: () => indexer.progress.behind,
    suyuan_recording_waiting: () => recorder.state.waiting,
    suyuan_recording_refused: () => recorder.state.refused,
  };
}

type WebhookGauge = Extract<keyof Readings, `suyuan_webhooks_${string}`>;

function webhookReadings({ webhooks }: ReadingParts): Pick<Readings, WebhookGauge> {
  const { endpoints = [], outbox } = webhooks ?? {};
  const each = (read: (endpoint: Endpoint) => number | undefined) => () =>
    Object.fromEntries(endpoints.map((one) => [one.name, read(one) ?? 0]));
  return {
    suyuan_webhooks_waiting: each(({ name }) => outbox?.box(name).waiting),
    suyuan_webhooks_waiting_since_seconds: each((one) => one.waitingSince / MILLISECONDS),
    suyuan_webhooks_dead: each(({ name }) => outbox?.box(name).dead),
  };
}

type StateGauge = Exclude<
  keyof Readings,
  LogGauge | ChainGauge | WebhookGauge | keyof typeof ofProcess
>;

function stateReadings(parts: ReadingParts): Pick<Readings, StateGauge> {
  const { about, watch, access, config, mirror, telling, tlsNotAfter } = parts;
  const disk = async (name: "bavail" | "blocks") => {
    const stats = await statfs(config.dir);
    return stats[name] * stats.bsize;
  };
  return {
    suyuan_acts_waiting: () => telling?.waiting ?? 0,
    suyuan_ready: () => Number(about.ready().ready),
    suyuan_trouble: () => ({
      ...NO_TROUBLE,
      ...Object.fromEntries(about.ready().reasons.map(({ code }) => [code, 1])),
    }),
    suyuan_follower_behind_entries: () => mirror?.behind ?? 0,
    suyuan_policy_watch: () => ({ ...WATCH_STATES, [watch.state.state]: 1 }),
    suyuan_sessions: () => access?.open.sessions ?? 0,
    suyuan_tokens: () => access?.open.tokens ?? 0,
    suyuan_tls_not_after_seconds: () => (tlsNotAfter() ?? 0) / MILLISECONDS,
    suyuan_disk_free_bytes: () => disk("bavail"),
    suyuan_disk_size_bytes: () => disk("blocks"),
  };
}

const loopDelay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
const MEASURED = { "0.5": 50, "0.99": 99, "1": 100 } as const;

function loopDelays(): Readonly<Record<string, number>> {
  // The first question begins the measurement.
  loopDelay.enable();
  const told = Object.entries(MEASURED).map(([quantile, percent]) => [
    quantile,
    // What is measured is the time between two looks.
    Math.max(0, loopDelay.percentile(percent) / NANOSECONDS - LOOP_RESOLUTION_MS / MILLISECONDS),
  ]);
  loopDelay.reset();
  return Object.fromEntries(told) as Record<string, number>;
}

const ofProcess = {
  suyuan_event_loop_delay_seconds: loopDelays,
  suyuan_heap_used_bytes: () => process.memoryUsage().heapUsed,
  suyuan_cpu_seconds: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / MICROSECONDS;
  },
  process_resident_memory_bytes: () => process.memoryUsage.rss(),
  process_start_time_seconds: () => performance.timeOrigin / MILLISECONDS,
  process_open_fds: async () => (await readdir("/proc/self/fd").catch(() => [])).length,
};
