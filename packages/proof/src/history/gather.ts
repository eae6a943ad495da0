// SPDX-License-Identifier: Apache-2.0
// The facts of the chain that a verdict on a history may rest on.
import type { CryptoProvider } from "../crypto.ts";
import { attempt, type Fact, need } from "../evidence/fact.ts";
import {
  type FrameFacts,
  gatherFrame,
  gatherLog,
  type LogFacts,
  lowerBound,
} from "../evidence/gather.ts";
import type { OpenHistory } from "./verify.ts";

/** Facts of a checkpoint: its anchor, the bounds of its time, and its log's record. */
export interface HistoryFacts extends FrameFacts {
  readonly bounds: Fact<{ readonly lower: number; readonly upper: number }>;
  readonly log: LogFacts;
}

export function gatherHistory(open: OpenHistory, crypto: CryptoProvider): HistoryFacts {
  const { chain, ...frame } = gatherFrame(open, crypto);
  const bounds = attempt(() => {
    const anchor = need(frame.anchor);
    return { lower: lowerBound(anchor, open.heads.seen.time), upper: anchor.blockTime };
  });
  return { ...frame, bounds, log: gatherLog(open, chain, bounds, crypto) };
}
