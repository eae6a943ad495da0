// SPDX-License-Identifier: Apache-2.0
// Was the right held, by this organisation, at this moment? Judged under the contracts that the file
// names; whether those are the right ones is a question of trust.
import { RIGHT_KINDS } from "../../codes.ts";
import type { RightFacts, RightStep } from "../../right/gather.ts";
import { checkCoded, checkStanding, CODED } from "../certificate.ts";
import { failed, passed, unproven } from "../check.ts";
import type { Check } from "../types.ts";
import type { Asked } from "./integrity.ts";

const OFFERED = 1;
const IN_FORCE = 2;

/** The asset was coded, and not cancelled. */
export const checkAsset = ({ claim }: Asked, { asset }: RightFacts): Check =>
  checkCoded(claim.time, asset, (until) => passed("asset", "asset-run-out", { until }));

/** The number that its coding gave. */
export function checkRegistration({ asset }: RightFacts): Check {
  if (!asset.known) return unproven("registration", asset);
  const { registrar = 0, serial = 0 } = asset.value ?? {};
  return serial === 0
    ? failed("registration", "registration-unnumbered")
    : passed("registration", "registration-numbered", { registrar, serial });
}

const isRunning = ({ record, state }: RightStep, time: number): boolean =>
  state?.state === IN_FORCE && record.from <= time && time < state.until;

function checkRecorded({ claim }: Asked, steps: readonly RightStep[]): Check {
  const { kind, right, time } = claim;
  const [own, ...sources] = steps;
  if (own === undefined || own.record.serial === 0) {
    return failed("right", "right-unknown", { right });
  }
  const { record, state } = own;
  if (record.kind !== RIGHT_KINDS[kind]) return failed("right", "right-of-other-kind", { kind });
  if (state === undefined) return failed("right", "right-not-offered");
  const { state: stage, since: at, reason } = state;
  if (stage === OFFERED) return failed("right", "right-not-accepted", { at });
  if (stage !== IN_FORCE) return failed("right", "right-ended", { at, reason });
  const stopped = sources.find((source) => !isRunning(source, time));
  return stopped === undefined
    ? passed("right", "right-in-force", { kind })
    : failed("right", "source-not-in-force", { source: stopped.id });
}

/** The right was in force, and so was every right from which it derives. */
export function checkRight(asked: Asked, { asset, steps }: RightFacts): Check {
  if (!steps.known) return unproven("right", steps);
  const { kind } = asked.claim;
  if (kind !== "holding") return checkRecorded(asked, steps.value);
  if (!asset.known) return unproven("right", asset);
  return asset.value?.state === CODED
    ? passed("right", "right-in-force", { kind })
    : failed("right", "right-without-registration");
}

/** The moment lay within the right's term; no line where there was no term yet. */
export function checkTerm({ claim }: Asked, { asset, steps }: RightFacts): Check[] {
  const { kind, time } = claim;
  if (kind === "holding") {
    if (!asset.known) return [unproven("term", asset)];
    const { until = 0 } = asset.value ?? {};
    if (until === 0) return [];
    return [
      time < until
        ? passed("term", "term-of-registration", { until })
        : failed("term", "term-over", { until }),
    ];
  }
  if (!steps.known) return [unproven("term", steps)];
  const { record, state } = steps.value[0] ?? {};
  if (record === undefined || state === undefined) return [];
  const [{ from }, { until }] = [record, state];
  if (time < from) return [failed("term", "term-not-begun", { from })];
  return [
    time < until
      ? passed("term", "term-running", { from, until })
      : failed("term", "term-over", { until }),
  ];
}

/** The organisation named held the right, or stood in the holder's place. */
export function checkHolder({ claim }: Asked, { holder }: RightFacts): Check {
  if (!holder.known) return unproven("holder", holder);
  const { organization, kind } = claim;
  const { organization: found = 0, recorded = 0 } = holder.value ?? {};
  if (found === 0) return failed("holder", "holder-none", { recorded });
  if (found !== organization) {
    return failed("holder", "holder-differs", { organization, holder: found });
  }
  return recorded === organization
    ? passed("holder", "holder-proven", { organization, kind })
    : passed("holder", "holder-succeeded", { organization, recorded, kind });
}

/** What the organisation was at that moment. A suspension takes no right away. */
export const checkOrganization = ({ claim }: Asked, { organization }: RightFacts): Check =>
  checkStanding(claim.time, claim.organization, organization, "holder-suspended");

/** Objections and disputes open at that moment. They take no right away. */
export function checkFreeze({ asset }: RightFacts): Check {
  if (!asset.known) return unproven("freeze", asset);
  const count = asset.value?.frozen ?? 0;
  return count === 0 ? passed("freeze", "asset-free") : passed("freeze", "asset-frozen", { count });
}

/** Whether the holding right is on offer at the block shown. */
export function checkOffer({ block }: Asked, { offer }: RightFacts): Check {
  if (!offer.known) return unproven("offer", offer);
  return offer.value.to === 0
    ? passed("offer", "offer-none", { block })
    : passed("offer", "offer-open", { ...offer.value, block });
}
