// SPDX-License-Identifier: Apache-2.0
import type { Check, Group, Verdict } from "@suyuan/proof";

/** How something stands, as it is shown: what is broken never looks like what is only not trusted. */
export const OUTCOMES = ["accepted", "broken", "denied", "untrusted", "open"] as const;
export type Outcome = (typeof OUTCOMES)[number];

const FAILED: Readonly<Record<Group, Outcome>> = {
  integrity: "broken",
  authorisation: "denied",
  trust: "untrusted",
};

/** How one check stands. */
export function outcomeOfCheck({ group, state }: Pick<Check, "group" | "state">): Outcome {
  if (state === "ok") return "accepted";
  return state === "failed" ? FAILED[group] : "open";
}

const BY_EXIT = { 0: "accepted", 10: "broken", 11: "denied" } as const;

/** How the whole stands; exit status 12 is either distrust or a check that was not done. */
export function outcomeOf({ exit, groups }: Pick<Verdict, "exit" | "groups">): Outcome {
  if (exit !== 12) return BY_EXIT[exit];
  return groups.trust === "failed" ? "untrusted" : "open";
}
