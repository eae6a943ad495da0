// SPDX-License-Identifier: Apache-2.0
// What happened to a grant, in the order in which it happened: told by its states alone.
import type { Hex } from "../bytes.ts";
import type { Dated } from "../storage/trace.ts";
import type { GrantChapter } from "./gather.ts";

const ENDED = 2;

/** One thing that happened to a grant. */
export type GrantEvent = { readonly at: number } & (
  | {
      readonly kind: "given" | "changed";
      readonly until: number;
      readonly scopeVersion: number;
      readonly scope: Hex;
      readonly log: Hex;
    }
  /** `reason` is 0 where an end has overwritten it. */
  | { readonly kind: "suspended" | "ended"; readonly reason: number }
  | { readonly kind: "resumed" | "expired" }
);

// An element that a second suspension made changes nothing else; an end overwrites the term there was.
function hasChanged({ since, value }: Dated<GrantChapter>, before: GrantChapter): boolean {
  if (value.scope !== before.scope || value.log !== before.log) return true;
  if (since !== value.suspended) return true;
  return value.state !== ENDED && value.until !== before.until;
}

function openingOf(chapter: Dated<GrantChapter>, before: GrantChapter | undefined): GrantEvent[] {
  if (before !== undefined && !hasChanged(chapter, before)) return [];
  const { since: at, value } = chapter;
  const { until, scope: scopeVersion, scopeHash: scope, logId: log } = value;
  const kind = before === undefined ? "given" : "changed";
  return [{ kind, at, until, scopeVersion, scope, log }];
}

// What was filled in where the state stands; of an element before it, what is not of that one's time.
function filledIn({ since, value }: Dated<GrantChapter>, next: number): GrantEvent[] {
  const { suspended, resumed, state, reason } = value;
  const isWithin = (at: number): boolean => at !== 0 && since <= at && at < next;
  const own = state === ENDED ? 0 : reason;
  return [
    ...(isWithin(suspended) ? [{ kind: "suspended", at: suspended, reason: own } as const] : []),
    ...(isWithin(resumed) ? [{ kind: "resumed", at: resumed } as const] : []),
  ];
}

function lastOf({ value }: Dated<GrantChapter>, now: number): GrantEvent[] {
  const { state, until: at, reason } = value;
  if (at > now) return [];
  if (state === ENDED && reason !== 0) return [{ kind: "ended", at, reason }];
  return [{ kind: "expired", at }];
}

/**
 * The history of a grant.
 * @param states every state, as of a block
 * @param now that block's time, in seconds
 */
export function grantHistory(
  states: readonly Dated<GrantChapter>[],
  now: number,
): readonly GrantEvent[] {
  const last = states.at(-1);
  const events = states.flatMap((chapter, place) => [
    ...openingOf(chapter, states[place - 1]?.value),
    ...filledIn(chapter, states[place + 1]?.since ?? Infinity),
  ]);
  return last === undefined ? [] : [...events, ...lastOf(last, now)];
}
