// SPDX-License-Identifier: Apache-2.0
// docs/spec/history.md, "Verification".
import type { CryptoProvider } from "../crypto.ts";
import { entryTimeFault } from "../entry.ts";
import { attempt, valueOf, type Fact, need } from "../evidence/fact.ts";
import type { FrameFacts } from "../evidence/gather.ts";
import type { Head } from "../heads/map.ts";
import { gatherHistory } from "../history/gather.ts";
import type { History } from "../history/types.ts";
import {
  findBreak,
  openHistory,
  type OpenHistory,
  verifyHeadsEntry,
  verifyPlace,
} from "../history/verify.ts";
import type { Policy } from "../policy.ts";
import { checkLogRecord } from "./authorisation.ts";
import { failed, notChecked, passed, unproven } from "./check.ts";
import { anchorTimeFault, checkAnchor, checkCheckpoint, checkState, refusal } from "./frame.ts";
import { checkFrameTrust, isWitnessed } from "./trust.ts";
import type { Check, HistorySubject, Verdict } from "./types.ts";
import { unreadable, verdictOf } from "./verdict.ts";

function checkHeads(open: OpenHistory, crypto: CryptoProvider): Check {
  const { size } = open.checkpoint;
  const reason = refusal(() => {
    verifyHeadsEntry(open, crypto);
  });
  return reason === undefined
    ? passed("heads", "heads-last", { size })
    : failed("heads", "heads-misplaced", { reason });
}

function checkEntries(open: OpenHistory, head: Fact<Head | undefined>): Check[] {
  if (!head.known) return [failed("place", "place-wrong", { reason: head.code })];
  const count = head.value?.n ?? 0;
  const broken = findBreak(open, head.value);
  return [
    passed("place", "place-proven", { count }),
    broken === undefined
      ? passed("entries", "entries-chained", { count })
      : failed("entries", "entries-broken", { at: broken.at, reason: broken.reason }),
  ];
}

function checkTimes({ heads }: OpenHistory, { anchor }: FrameFacts): Check {
  if (!anchor.known) return unproven("times", anchor);
  const { logged } = heads;
  const reason = entryTimeFault(heads) ?? anchorTimeFault(heads, anchor.value);
  return reason === undefined
    ? passed("times", "heads-times-in-order", { logged })
    : failed("times", "heads-times-out-of-order", { logged, reason });
}

function checkComplete(open: OpenHistory, policy: Policy, crypto: CryptoProvider): Check {
  const count = open.entries.length;
  return isWitnessed(open, policy, crypto)
    ? passed("complete", "complete", { count })
    : notChecked("complete", "complete-as-claimed-by-log", { count });
}

function checkAnchorTime(upper: Fact<number>): Check {
  if (!upper.known) return unproven("time", upper);
  return passed("time", "checkpoint-time-bounded", { until: upper.value });
}

function subjectOf(open: OpenHistory): HistorySubject {
  const { kind, id } = open.history.subject;
  return {
    kind: "history",
    of: kind,
    id,
    entries: open.entries.length,
    size: open.checkpoint.size,
    log: { origin: open.frame.log.origin, id: open.log },
  };
}

/** Verifies a history file against a policy. */
export function verifyHistory(history: History, policy: Policy, crypto: CryptoProvider): Verdict {
  const opened = attempt(() => openHistory(history, crypto));
  if (!opened.known) return unreadable(opened.code, policy);
  const open = opened.value;
  const facts = gatherHistory(open, crypto);
  const upper = attempt(() => need(facts.bounds).upper);
  const head = attempt(() => verifyPlace(open, crypto));
  const checks = [
    passed("format", "well-formed"),
    checkHeads(open, crypto),
    ...checkEntries(open, head),
    checkCheckpoint(open, crypto),
    checkState(open, valueOf(facts.anchor), crypto),
    checkAnchor(open, facts, open.checkpoint.size - 1),
    checkTimes(open, facts),
    checkLogRecord(open, facts.log, upper, crypto),
    ...checkFrameTrust(open, facts, policy, crypto),
    checkAnchorTime(upper),
    checkComplete(open, policy, crypto),
  ];
  return verdictOf(checks, policy, { subject: subjectOf(open), span: facts.bounds });
}
