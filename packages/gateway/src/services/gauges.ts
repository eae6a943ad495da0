// SPDX-License-Identifier: Apache-2.0
// What is read when metrics are asked for. Moments are seconds since the epoch, and 0 where there is none.

/** A gauge: what it means, and the one label that it may have. */
export interface GaugeForm {
  readonly help: string;
  readonly label?: string;
}

/** Every gauge by its name. */
export const GAUGES = {
  suyuan_queue_statements: { help: "statements that wait for the disk" },
  suyuan_queue_bytes: { help: "bytes of what waits for the disk" },
  suyuan_queue_limit_statements: { help: "how many may wait before others get `busy`" },
  suyuan_recoveries_waiting: { help: "signatures that wait for a thread to recover their account" },
  suyuan_recovery_threads_lost: {
    help: "such threads that ended by themselves since the start; others were started for them",
  },
  suyuan_log_entries: { help: "entries of the log" },
  suyuan_log_anchored_entries: { help: "entries that a settled anchor covers" },
  suyuan_log_unanchored_since_seconds: {
    help: "moment of the first entry without a settled anchor; 0 when all have one",
  },
  suyuan_log_clock_ahead_seconds: { help: "the log's newest moment less this machine's clock" },
  suyuan_window_entries: { help: "entries since the last checkpoint" },
  suyuan_window_limit_entries: { help: "`window.entries` of the configuration" },
  suyuan_window_limit_seconds: { help: "`window.milliseconds` of the configuration, in seconds" },
  suyuan_chain_head_block: { help: "number of the newest block that the node has told" },
  suyuan_chain_settled_block: { help: "number of the settled block" },
  suyuan_chain_settled_time_seconds: { help: "moment of the settled block" },
  suyuan_chain_away_since_seconds: {
    help: "since when the chain does not answer; 0 while it does",
  },
  suyuan_chain_rewinds: { help: "how often a settled block was lost since the start" },
  suyuan_index_block: { help: "last block in the index" },
  suyuan_index_behind_blocks: { help: "settled blocks that the index lacks" },
  suyuan_recording_waiting: { help: "deliveries and receipts not known to be on the chain" },
  suyuan_recording_refused: { help: "of these, refused by the contract since the start" },
  suyuan_acts_waiting: { help: "administrative acts that the log has not been told" },
  suyuan_webhooks_waiting: { help: "events that wait for an endpoint", label: "endpoint" },
  suyuan_webhooks_waiting_since_seconds: {
    help: "since when the first of these waits; 0 when none does",
    label: "endpoint",
  },
  suyuan_webhooks_dead: { help: "events that an endpoint did not take", label: "endpoint" },
  suyuan_ready: { help: "1 while `/readyz` says so" },
  suyuan_trouble: {
    help: "1 for each reason for which `/readyz` says no, by its code",
    label: "reason",
  },
  suyuan_follower_behind_entries: {
    help: "entries of the leader's newest checkpoint that this follower lacks; 0 where the log is kept",
  },
  suyuan_policy_watch: { help: "1 for the state of the policy's validators", label: "state" },
  suyuan_sessions: { help: "sessions that have not been ended" },
  suyuan_tokens: { help: "tokens of organisations that are kept" },
  suyuan_tls_not_after_seconds: { help: "end of the certificate in use; 0 without TLS" },
  suyuan_disk_free_bytes: { help: "free space of the disk that holds the store" },
  suyuan_disk_size_bytes: { help: "size of that disk" },
  suyuan_event_loop_delay_seconds: {
    help: "delay of the event loop since the last question; a `part` of the looks was faster",
    label: "part",
  },
  suyuan_heap_used_bytes: { help: "JavaScript's heap in use" },
  process_resident_memory_bytes: { help: "memory of the process in RAM" },
  suyuan_cpu_seconds: { help: "processor time used since the start" },
  process_start_time_seconds: { help: "moment of the start" },
  process_open_fds: { help: "open files and connections; 0 where the system does not tell" },
} as const satisfies Record<string, GaugeForm>;

export type GaugeName = keyof typeof GAUGES;

/** A value, or one for each value of the gauge's label. */
export type Reading = number | Readonly<Record<string, number>>;
export type Readings = Readonly<Record<GaugeName, () => Reading | Promise<Reading>>>;
