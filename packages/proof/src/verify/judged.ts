// SPDX-License-Identifier: Apache-2.0
// From a judgement over the interval to a line of the verdict.
import type { Fact } from "../evidence/fact.ts";
import type { Span } from "../evidence/gather.ts";
import { failed, notChecked, passed, unproven } from "./check.ts";
import { type Course, type Cut, type Force, judgeOver } from "./interval.ts";
import type { CheckCode } from "./codes.ts";
import type { Check, CheckName } from "./types.ts";
import type { FactName, Values } from "./values.ts";

/** A dated fact and how it is judged. */
export interface Question<T = bigint> {
  readonly name: CheckName;
  readonly fact: FactName;
  /** The number of the seat or organisation, for the sentence. */
  readonly number?: number;
  readonly trace: Fact<Course<T>>;
  readonly force: (value: T) => Force;
  readonly cuts?: readonly Cut[];
  /** What is said when it holds throughout. */
  readonly code: CheckCode;
  readonly values?: Values;
}

const CODES = {
  "not-yet": "not-yet-valid",
  "already-ended": "already-ended",
  "ended-before": "ended-before-logged",
  "ended-between": "ended-before-anchored",
} as const;

/** Judges a fact over the span; `time` is the moment that the statement gives. */
export function judged<T>(question: Question<T>, span: Fact<Span>, time: number): Check {
  const { name, fact, number, trace, force, cuts, code } = question;
  if (!span.known) return unproven(name, span);
  if (!trace.known) return unproven(name, trace);
  const { from, lower, upper } = span.value;
  const judgement = judgeOver(trace.value, span.value, force, cuts);
  if (judgement.holds === "throughout") {
    return passed(name, code, { ...question.values, from, upper });
  }
  const { holds, reason, at } = judgement;
  const values = {
    fact,
    ...(number === undefined ? {} : { number }),
    reason,
    time,
    lower,
    upper,
    ...(at === undefined ? {} : { at }),
  };
  return holds === "ended-between"
    ? notChecked(name, CODES[holds], values)
    : failed(name, CODES[holds], values);
}
