// SPDX-License-Identifier: Apache-2.0
// What is asked of every certificate.
import type { Fact } from "../evidence/fact.ts";
import type { At, OrganizationFacts } from "../evidence/moment.ts";
import type { AssetState } from "../storage/values.ts";
import { failed, passed, unproven } from "./check.ts";
import type { Check } from "./types.ts";

/** No block tells of a moment after its own. Both in seconds. */
export function checkMoment(time: number, block: number): Check {
  return time <= block
    ? passed("times", "moment-covered", { time, block })
    : failed("times", "moment-after-block", { time, block });
}

/** The state of an asset that is coded. */
export const CODED = 2;
const CANCELLED = 3;
const ABOLISHED = 3;

/**
 * The asset was coded, and not cancelled.
 * @param runOut what it means that its registration had run out, `until` that moment
 */
export function checkCoded(
  time: number,
  asset: Fact<At<AssetState>>,
  runOut: (until: number) => Check,
): Check {
  if (!asset.known) return unproven("asset", asset);
  if (asset.value === undefined) return failed("asset", "asset-unknown");
  const { state, until, since: at } = asset.value;
  if (state === CANCELLED) return failed("asset", "asset-cancelled", { at });
  if (state !== CODED) return failed("asset", "asset-not-coded");
  return time < until ? passed("asset", "asset-coded", { until }) : runOut(until);
}

/** What an organisation was at the moment. A suspension of it takes nothing away. */
export function checkStanding(
  time: number,
  organization: number,
  { standing, code, nameHash }: OrganizationFacts,
  suspended: "holder-suspended" | "side-suspended",
): Check {
  if (!standing.known) return unproven("organization", standing);
  if (!code.known) return unproven("organization", code);
  if (!nameHash.known) return unproven("organization", nameHash);
  const found = standing.value;
  if (found === undefined) return failed("organization", "holder-unknown", { organization });
  if (found.status === ABOLISHED) {
    return failed("organization", "holder-abolished", { organization, at: found.since });
  }
  const values = { organization, code: code.value, nameHash: nameHash.value ?? "" };
  const { suspendedSince: since } = found;
  return since === 0 || time < since
    ? passed("organization", "holder-active", values)
    : passed("organization", suspended, { ...values, since });
}
