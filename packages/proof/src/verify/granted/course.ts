// SPDX-License-Identifier: Apache-2.0
// How a grant came about and what became of it, as of the block shown. These lines tell; they accuse nobody.
import type { GrantFacts } from "../../grant/gather.ts";
import { type GrantEvent, grantHistory } from "../../grant/history.ts";
import { REQUEST_FLAGS } from "../../storage/grants.ts";
import { passed, unproven } from "../check.ts";
import type { Check } from "../types.ts";

const DISPOSAL_DUE = 6;
const DISPOSED = 7;
const ACCEPTED = 1;

/** When it was asked for and answered. No line where it was not. */
export function checkAnswer({ progress, states }: GrantFacts): Check[] {
  if (!progress.known) return [unproven("answer", progress)];
  if (!states.known) return [unproven("answer", states)];
  const at = states.value[0]?.since;
  if (at === undefined) return [];
  const { flags, since, due } = progress.value;
  if ((flags & REQUEST_FLAGS.standingConsent) !== 0) {
    return [passed("answer", "answered-by-consent", { at })];
  }
  const isLate = (flags & REQUEST_FLAGS.answeredLate) !== 0;
  return [passed("answer", isLate ? "answered-late" : "answered", { since, due, at })];
}

const CODES = {
  given: "history-given",
  changed: "history-changed",
  suspended: "history-suspended",
  resumed: "history-resumed",
  ended: "history-ended",
  expired: "history-expired",
} as const;

const eventLine = ({ kind, ...values }: GrantEvent): Check =>
  passed("history", CODES[kind], values);

/** One line for everything that happened to it, up to the block shown. */
export function checkCourse({ states }: GrantFacts, block: number): Check[] {
  if (!states.known) return [unproven("history", states)];
  return grantHistory(states.value, block).map(eventLine);
}

/** What the chain holds of its deliveries and of their receipt. No lines where there is no grant. */
export function checkExchange({ record, progress, delivery }: GrantFacts): Check[] {
  if (!record.known) return [unproven("delivery", record)];
  if (record.value.provider === 0) return [];
  if (!progress.known) return [unproven("delivery", progress)];
  if (!delivery.known) return [unproven("delivery", delivery), unproven("receipt", delivery)];
  const { deliveryDue: due } = progress.value;
  const { id, anchoredAt, firstAt, receivedAt, result } = delivery.value;
  if (anchoredAt === 0) return [passed("delivery", "delivery-none", { due })];
  const recorded = passed("delivery", "delivery-recorded", { id, anchoredAt, firstAt, due });
  if (result === 0) return [recorded, passed("receipt", "receipt-none")];
  const code = result === ACCEPTED ? "receipt-accepted" : "receipt-mismatch";
  return [recorded, passed("receipt", code, { at: receivedAt })];
}

/** Whether it was ordered to rectify a breach when it was suspended last. No line where it was not. */
export function checkRectification({ progress }: GrantFacts): Check[] {
  if (!progress.known) return [unproven("rectification", progress)];
  const { rectifyBy: by, flags, suspendedBy } = progress.value;
  if (by === 0) return [];
  if ((flags & REQUEST_FLAGS.rectified) === 0) {
    return [passed("rectification", "rectification-ordered", { by, suspendedBy })];
  }
  const isLate = (flags & REQUEST_FLAGS.rectifiedLate) !== 0;
  const code = isLate ? "rectification-late" : "rectification-reported";
  return [passed("rectification", code, { by, suspendedBy })];
}

/** What became of the data. No line where there is no grant. */
export function checkDisposal({ progress, states }: GrantFacts, block: number): Check[] {
  if (!progress.known) return [unproven("disposal", progress)];
  if (!states.known) return [unproven("disposal", states)];
  const until = states.value.at(-1)?.value.until;
  if (until === undefined) return [];
  const { status, disposal, flags } = progress.value;
  if (status === DISPOSED) {
    const isLate = (flags & REQUEST_FLAGS.disposedLate) !== 0;
    return [passed("disposal", isLate ? "disposed-late" : "disposed", { disposal, until })];
  }
  const isOver = status === DISPOSAL_DUE || until <= block;
  return [passed("disposal", isOver ? "disposal-due" : "disposal-not-due", { disposal, until })];
}
