// SPDX-License-Identifier: Apache-2.0
// Reading verdicts in tests.
import type { Evidence } from "../evidence/types.ts";
import type { Policy } from "../policy.ts";
import type { Verdict } from "../verify/types.ts";
import { verify } from "../verify/verify.ts";
import { type Twist, World } from "./world.ts";

/** The lines of one name: "state code". */
export function linesOf(verdict: Verdict, name: string): readonly string[] {
  return verdict.checks
    .filter((check) => check.name === name)
    .map(({ state, code }) => `${state} ${code}`);
}

/** Every line that is not ok, as "name: state code", leaving out what no test of a fault is about. */
export function faultsOf(verdict: Verdict): readonly string[] {
  const usual = [
    "data-not-given",
    "related-not-given",
    "chain-has-no-seals",
    "block-unsealed",
    "no-witnesses-named",
  ];
  return verdict.checks
    .filter(({ state, code }) => state !== "ok" && !usual.includes(code))
    .map(({ name, state, code }) => `${name}: ${state} ${code}`);
}

/** The verdict on the story with a twist, under a policy that trusts everything in it. */
export async function verdictOn(
  twist: Twist = {},
  change: (policy: Policy) => Policy = (policy) => policy,
): Promise<Verdict> {
  const world = await World.tell(twist);
  return verify(world.evidence(), change(world.policy()));
}

/** The verdict on a file altered after it was made. */
export async function altered(
  change: (evidence: Evidence) => Evidence,
  twist: Twist = {},
): Promise<Verdict> {
  const world = await World.tell(twist);
  return verify(change(world.evidence()), world.policy());
}

/** Its exit status and faults. */
export const faults = async (
  ...given: Parameters<typeof altered>
): Promise<readonly (number | string)[]> => {
  const verdict = await altered(...given);
  return [verdict.exit, ...faultsOf(verdict)];
};
