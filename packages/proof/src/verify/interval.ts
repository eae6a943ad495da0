// SPDX-License-Identifier: Apache-2.0
// The interval rule: a signer may choose any time, so authorisation is judged from the statement's
// time to the earliest proven upper bound (docs/spec/evidence.md, "Time").
import type { Span } from "../evidence/gather.ts";
import type { Dated } from "../storage/trace.ts";
import type { Reason } from "./values.ts";

/** Whether one value of a fact is in force, and until when at most. */
export type Force =
  | {
      readonly valid: true;
      readonly from?: number;
      readonly until?: number;
      /** What ends it at `until`; that it runs out when left out. */
      readonly ends?: Reason;
    }
  | { readonly valid: false; readonly reason: Reason };

/** A moment from which a fact does not hold, whatever its trace says. */
export interface Cut {
  readonly at: number;
  readonly reason: Reason;
}

export type Judgement =
  | { readonly holds: "throughout" }
  | {
      readonly holds: "not-yet" | "ended-before" | "ended-between" | "already-ended";
      readonly reason: Reason;
      /** When it ended or begins; left out when no moment is known. */
      readonly at?: number;
    };

/** A moment at which the fact changes from holding to not holding. */
interface End {
  readonly at: number;
  readonly reason: Reason;
}

interface Segment {
  readonly since: number;
  readonly next: number;
  readonly force: Force;
}

/** The values of a fact over a span: what held at its beginning, and every change within it. */
export interface Course<T> {
  readonly elements: readonly Dated<T>[];
}

function segmentsOf<T>(trace: Course<T>, judge: (value: T) => Force): Segment[] {
  return trace.elements.map(({ since, value }, place) => ({
    since,
    next: trace.elements[place + 1]?.since ?? Infinity,
    force: judge(value),
  }));
}

// A value that runs out before the next one comes.
function expiryOf({ since, next, force }: Segment): End | undefined {
  if (!force.valid) return undefined;
  const { until, ends: reason = "expired" } = force;
  if (until === undefined || until >= next) return undefined;
  return { at: Math.max(since, until), reason };
}

// A value that does not hold from its own beginning.
function breakOf({ since, force }: Segment): End | undefined {
  if (!force.valid) return { at: since, reason: force.reason };
  const isLater = force.from !== undefined && force.from > since;
  return isLater ? { at: since, reason: "not-begun" } : undefined;
}

function atBeginning(segment: Segment | undefined, from: number): Judgement | undefined {
  if (segment === undefined || segment.since > from) {
    const at = segment?.since;
    return { holds: "not-yet", reason: "none", ...(at === undefined ? {} : { at }) };
  }
  const { force, since } = segment;
  if (!force.valid) return { holds: "already-ended", reason: force.reason, at: since };
  if (force.from !== undefined && force.from > from) {
    return { holds: "not-yet", reason: "not-begun", at: force.from };
  }
  return undefined;
}

function firstEnd(segments: readonly Segment[], span: Span, cuts: readonly Cut[]): End | undefined {
  const ends = [...cuts, ...segments.map(expiryOf), ...segments.slice(1).map(breakOf)];
  return ends
    .filter((end) => end !== undefined)
    .filter(({ at }) => at <= span.upper)
    .sort((one, other) => one.at - other.at)[0];
}

/**
 * Judges a fact over a span.
 * @param judge what each value of the trace means
 * @param cuts moments from each of which the fact does not hold, known later
 */
export function judgeOver<T>(
  trace: Course<T>,
  span: Span,
  judge: (value: T) => Force,
  cuts: readonly Cut[] = [],
): Judgement {
  const segments = segmentsOf(trace, judge);
  const beginning = atBeginning(segments[0], span.from);
  if (beginning !== undefined) return beginning;
  const end = firstEnd(segments, span, cuts);
  if (end === undefined) return { holds: "throughout" };
  if (end.at <= span.from) return { holds: "already-ended", ...end };
  return { holds: end.at <= span.lower ? "ended-before" : "ended-between", ...end };
}
