// SPDX-License-Identifier: Apache-2.0
// The span in which a caller asks: the header `traceparent` of W3C Trace Context. Nothing else of a caller's trace is
// read: `tracestate` and baggage are words that strangers could have kept with us.

/** A span of somebody else's. */
export interface Parent {
  readonly traceId: string;
  readonly spanId: string;
  /** Whether the caller keeps its trace. */
  readonly sampled: boolean;
}

const TRACE_PARENT =
  /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const SAMPLED = 1;

/** @returns undefined for what is not well formed; a later version than ours may have more behind it */
export function parentIn(header: string | undefined): Parent | undefined {
  const [, version, traceId, spanId, flags, more] = TRACE_PARENT.exec(header ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === "00" && more !== undefined) return undefined;
  return { traceId, spanId, sampled: (parseInt(flags, 16) & SAMPLED) === SAMPLED };
}

/**
 * What is made of a parent that a stranger names. It may go on its trace, and does not decide whether it is kept: whoever
 * may choose the flag, or the trace id by which others decide, could have each of its requests kept.
 */
export const ofStranger = (parent: Parent | undefined, ratio: number): Parent | undefined =>
  parent && { ...parent, sampled: Math.random() < ratio };
