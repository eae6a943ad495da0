// SPDX-License-Identifier: Apache-2.0
// What the packed values of each dated fact mean: in force or not, and until when.
import type { AssetForce, GrantForce } from "../evidence/rules.ts";
import type { Fact } from "../evidence/fact.ts";
import type { Term } from "../storage/facts.ts";
import type { GrantPhase } from "../storage/grants.ts";
import { decodeAllowance, decodeAssetState, decodeStanding } from "../storage/values.ts";
import type { Cut, Force } from "./interval.ts";
import type { Question } from "./judged.ts";

const ACTIVE = 1;
const RUNNING = 1;
const ENDED = 2;
const ABOLISHED = 3;
const REGISTERED = 1;
const CONFIRMED = 2;
const CANCELLED = 3;

// A compromise reaches back to its declared moment; of two ends in one second it is the one to name.
function cutsOf({ compromisedSince, endedAt }: Term): readonly Cut[] {
  const cuts: readonly Cut[] = [
    { at: compromisedSince, reason: "compromised" },
    { at: endedAt, reason: "ended" },
  ];
  return cuts.filter(({ at }) => at !== 0);
}

/** How a seat's term is judged: from its beginning to its end, or to what ended it before. */
export function termQuestion(term: Fact<Term>): Pick<Question, "trace" | "force" | "cuts"> {
  if (!term.known) return { trace: term, force: () => ({ valid: true }) };
  const { from: since, until } = term.value;
  const elements = since === 0 ? [] : [{ since, value: 0n }];
  return {
    trace: { known: true, value: { elements } },
    force: () => ({ valid: true, until }),
    cuts: cutsOf(term.value),
  };
}

export function allowanceForce(value: bigint): Force {
  return decodeAllowance(value) ? { valid: true } : { valid: false, reason: "ended" };
}

/** A suspension holds from a moment within the value on, to the next one. */
export function standingForce(value: bigint): Force {
  const { status, suspendedSince } = decodeStanding(value);
  if (status === ABOLISHED) return { valid: false, reason: "abolished" };
  if (status !== ACTIVE) return { valid: false, reason: "other" };
  return suspendedSince === 0
    ? { valid: true }
    : { valid: true, until: suspendedSince, ends: "suspended" };
}

/** A freeze stops coding and transfer; running grants go on, so that it does not count here. */
export function assetForce(needed: AssetForce): (value: bigint) => Force {
  return (value) => {
    const { state, until } = decodeAssetState(value);
    if (needed === "begun") return { valid: true };
    if (state === CANCELLED) return { valid: false, reason: "cancelled" };
    if (state === CONFIRMED) return { valid: true, until };
    const isEnough = state === REGISTERED && needed === "registered";
    return isEnough ? { valid: true } : { valid: false, reason: "unconfirmed" };
  };
}

/**
 * Whether a phase of a grant is in force: not suspended, and within its term, which its end cuts short.
 * @param from the first moment of the grant's term
 */
export function grantForce(needed: GrantForce, from: number): (phase: GrantPhase) => Force {
  return ({ isSuspended, until, state }) => {
    if (needed === "begun") return { valid: true, from };
    if (state !== RUNNING && state !== ENDED) return { valid: false, reason: "other" };
    if (isSuspended) return { valid: false, reason: "suspended" };
    return { valid: true, from, until, ends: state === ENDED ? "ended" : "expired" };
  };
}
