// SPDX-License-Identifier: Apache-2.0
// What a gateway needs of its log, whether it keeps one or follows one.
import type { Writer } from "@suyuan/chain";
import type { Mirror } from "./following/mirror.ts";
import type { IndexStore } from "./indexing/index-store.ts";
import type { Metrics } from "./services/metrics.ts";
import type { Recorder } from "./services/recorder.ts";
import type { Settled } from "./services/settled.ts";
import type { Windows } from "./services/windows.ts";
import type { OpenedStore } from "./store/open.ts";
import type { Sequencer } from "./store/sequencer.ts";
import type { StoreIdentity } from "./store/types.ts";
import type { Tracing } from "./tracing/tracing.ts";

/** What differs where a log is kept and where it is followed. */
export interface Keeping {
  readonly sequencer: Pick<Sequencer, "submit" | "close" | "room" | "drain" | "failed" | "waiting">;
  readonly windows: Pick<Windows, "step" | "forget" | "trouble">;
  readonly recorder: Pick<Recorder, "step" | "state">;
  /** Who sends acts; undefined where none are carried. */
  readonly relayer: Writer | undefined;
  /** Whose transactions are looked after. */
  readonly writers: readonly Writer[];
  /** Of a gateway that follows. */
  readonly mirror: Mirror | undefined;
}

export interface KeepingParts {
  readonly opened: OpenedStore & { readonly index: IndexStore };
  readonly settled: Settled;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly identity: StoreIdentity;
  readonly notice: (code: string, detail: string) => void;
}
