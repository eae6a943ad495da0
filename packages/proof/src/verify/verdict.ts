// SPDX-License-Identifier: Apache-2.0
import type { ProofErrorCode } from "../errors.ts";
import type { Fact } from "../evidence/fact.ts";
import type { Span } from "../evidence/gather.ts";
import type { Policy } from "../policy.ts";
import { failed, notChecked } from "./check.ts";
import { exitStatus, groupStates } from "./exit.ts";
import type { Check, CheckName, Verdict } from "./types.ts";

/** What a verdict says beside its checks. */
export interface About {
  readonly subject?: Verdict["subject"];
  readonly span?: Fact<Pick<Span, "lower" | "upper">>;
}

/** Sums checks up under a policy. */
export function verdictOf(
  checks: readonly Check[],
  policy: Policy,
  { subject, span }: About = {},
): Verdict {
  const exit = exitStatus(checks, policy);
  const bounds =
    span?.known === true ? { from: span.value.lower, until: span.value.upper } : undefined;
  return {
    type: "suyuan/verdict@1",
    ...(subject === undefined ? {} : { subject }),
    ...(bounds === undefined ? {} : { bounds }),
    checks,
    groups: groupStates(checks, policy),
    exit,
  };
}

const NOT_REACHED = ["signature", "inclusion", "state", "seat", "chain", "contracts"] as const;

/**
 * The verdict on a file whose parts cannot be decoded: nothing of it is judged.
 * @param names what would have been judged, as far as it is named
 */
export function unreadable(
  reason: ProofErrorCode,
  policy: Policy,
  names: readonly CheckName[] = NOT_REACHED,
): Verdict {
  const rest = names.map((name) => notChecked(name, "not-reached"));
  return verdictOf([failed("format", "malformed", { reason }), ...rest], policy);
}
