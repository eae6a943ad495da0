// SPDX-License-Identifier: Apache-2.0
// What the packed values of each dated fact mean: in force or not, and until when.
import type { AssetForce, GrantForce } from "../evidence/rules.ts";
import {
  decodeAllowance,
  decodeAssetState,
  decodeGrantState,
  decodeStanding,
  decodeTerm,
} from "../storage/facts.ts";
import type { Trace } from "../storage/trace.ts";
import type { Cut, Force } from "./interval.ts";

const ACTIVE = 1;
const SUSPENDED = 2;
const COMPROMISED = 3;
const REGISTERED = 1;
const CONFIRMED = 2;
const CANCELLED = 3;

export function seatForce(value: bigint): Force {
  const { state, until } = decodeTerm(value);
  if (state === ACTIVE) return { valid: true, until };
  return { valid: false, reason: state === COMPROMISED ? "compromised" : "ended" };
}

/** The declared moment of a compromise, by the newest element: it reaches back. */
export function compromiseOf({ last }: Trace): Cut | undefined {
  if (last === undefined) return undefined;
  const { state, compromisedSince: at } = decodeTerm(last.value);
  return state === COMPROMISED ? { at, reason: "compromised" } : undefined;
}

export function allowanceForce(value: bigint): Force {
  return decodeAllowance(value) ? { valid: true } : { valid: false, reason: "ended" };
}

export function standingForce(value: bigint): Force {
  const { status } = decodeStanding(value);
  if (status === ACTIVE) return { valid: true };
  return { valid: false, reason: status === SUSPENDED ? "suspended" : "abolished" };
}

/** An organisation's number as the value of a trace. */
export function isOrganization(organization: number): (value: bigint) => Force {
  return (value) =>
    value === BigInt(organization) ? { valid: true } : { valid: false, reason: "other" };
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

export function grantForce(needed: GrantForce): (value: bigint) => Force {
  return (value) => {
    const { state, from, until } = decodeGrantState(value);
    if (needed === "begun") return { valid: true, from };
    if (state === ACTIVE) return { valid: true, from, until };
    return { valid: false, reason: state === SUSPENDED ? "suspended" : "ended" };
  };
}
