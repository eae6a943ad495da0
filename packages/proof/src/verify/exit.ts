// SPDX-License-Identifier: Apache-2.0
import type { Policy } from "../policy.ts";
import { type Check, type CheckState, type ExitStatus, type Group, GROUPS } from "./types.ts";

/** What nobody gave cannot be compared: said, and no fault. */
const NOT_GIVEN: readonly string[] = ["data-not-given", "related-not-given"];
const ALWAYS: readonly string[] = ["chain", "contracts", "log-key"];

/** Whether a check has to be done and to be ok for the file to be accepted. */
export function isRequired(check: Check, policy: Policy): boolean {
  if (check.group !== "trust") return !NOT_GIVEN.includes(check.code);
  const sealed = check.name === "seals" && policy.chain.consensus.kind !== "none";
  return sealed || [...ALWAYS, ...policy.require].includes(check.name);
}

/**
 * The exit status: 10 integrity failed; 11 authorisation failed; 12 trust failed, or a required
 * check not done; the smallest wins; 0 otherwise.
 */
export function exitStatus(checks: readonly Check[], policy: Policy): ExitStatus {
  const has = (group: Group): boolean =>
    checks.some((check) => check.group === group && check.state === "failed");
  if (has("integrity")) return 10;
  if (has("authorisation")) return 11;
  if (has("trust")) return 12;
  const open = checks.some((check) => check.state !== "ok" && isRequired(check, policy));
  return open ? 12 : 0;
}

function worst(checks: readonly Check[], policy: Policy): CheckState {
  if (checks.some(({ state }) => state === "failed")) return "failed";
  const open = checks.some((check) => check.state !== "ok" && isRequired(check, policy));
  return open || checks.length === 0 ? "not-checked" : "ok";
}

/** The worst state of each group: what failed, else what is required and was not done. */
export function groupStates(
  checks: readonly Check[],
  policy: Policy,
): Readonly<Record<Group, CheckState>> {
  const of = (group: Group): CheckState =>
    worst(
      checks.filter((check) => check.group === group),
      policy,
    );
  const [integrity, authorisation, trust] = GROUPS;
  return {
    [integrity]: of(integrity),
    [authorisation]: of(authorisation),
    [trust]: of(trust),
  };
}
