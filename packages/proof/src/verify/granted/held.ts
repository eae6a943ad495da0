// SPDX-License-Identifier: Apache-2.0
// Was the grant in force at the moment, between these sides? Judged under the contracts that the file
// names; whether those are the right ones is a question of trust.
import type { GrantFacts, SideFacts, SourceAt } from "../../grant/gather.ts";
import type { GrantClaim } from "../../grant/types.ts";
import type { GrantPhase, GrantRecord } from "../../storage/grants.ts";
import { checkCoded } from "../certificate.ts";
import { failed, passed, unproven } from "../check.ts";
import type { Check } from "../types.ts";

const RUNNING = 1;
const ENDED = 2;

const isKnown = ({ state }: GrantPhase): boolean => state === RUNNING || state === ENDED;

const isInForce = (phase: GrantPhase | undefined, { from }: GrantRecord, time: number): boolean =>
  phase !== undefined && isKnown(phase) && !phase.isSuspended && from <= time && time < phase.until;

/** The grant was in force, as far as its own term and states go. */
export function checkInForce({ grant, time }: GrantClaim, { record, phase }: GrantFacts): Check {
  if (!record.known) return unproven("grant", record);
  if (!phase.known) return unproven("grant", phase);
  const { provider, from } = record.value;
  if (provider === 0) return failed("grant", "grant-unknown", { grant });
  const found = phase.value;
  if (found === undefined || !isKnown(found)) return failed("grant", "grant-not-given", { time });
  const { until, state, reason, since } = found;
  const term = { from, until };
  if (time < from) return failed("grant", "grant-not-begun", term);
  if (time >= until) {
    return state === ENDED && reason !== 0
      ? failed("grant", "grant-ended", { ...term, reason })
      : failed("grant", "grant-expired", term);
  }
  return found.isSuspended
    ? failed("grant", "grant-suspended", { ...term, at: since })
    : passed("grant", "grant-in-force", term);
}

function checkSource({ id, record, phase }: SourceAt, time: number): Check {
  const { provider, recipient } = record;
  return provider !== 0 && isInForce(phase, record, time)
    ? passed("source", "source-granted", { grant: id, provider, recipient })
    : failed("source", "source-not-granted", { grant: id });
}

/** One line for each grant above this one: it was in force too. */
export function checkSources({ time }: GrantClaim, { sources }: GrantFacts): Check[] {
  if (!sources.known) return [unproven("source", sources)];
  return sources.value.map((source) => checkSource(source, time));
}

/** The asset was coded, and its registration neither cancelled nor run out. */
export const checkGrantedAsset = ({ time }: GrantClaim, { asset }: GrantFacts): Check =>
  checkCoded(time, asset, (until) => failed("asset", "asset-expired", { until }));

/** The organisation named was that side of the grant, or stood in its place. */
export function checkSide(
  claim: GrantClaim,
  role: "provider" | "recipient",
  { standIn }: SideFacts,
): Check {
  if (!standIn.known) return unproven(role, standIn);
  const organization = claim[role];
  const { organization: found = 0, recorded = 0 } = standIn.value ?? {};
  if (found === 0) return failed(role, "side-none", { role, recorded });
  if (found !== organization) return failed(role, "side-differs", { role, organization, found });
  return recorded === organization
    ? passed(role, "side-proven", { role, organization })
    : passed(role, "side-succeeded", { role, organization, recorded });
}

const METHODS = ["", "interface", "batch", "file"] as const;

/** How a grant's data is handed over, in a word. */
export const methodOf = (method: number): string => METHODS[method] ?? String(method);

/** For what, how and how often. No line where there is no grant. */
export function checkUse({ record }: GrantFacts): Check[] {
  if (!record.known) return [unproven("use", record)];
  const { provider, purpose, method, quota } = record.value;
  if (provider === 0) return [];
  return [passed("use", "use-granted", { purpose, method: methodOf(method), quota })];
}

/** What it covered at the moment, and in which log its exchanges stood. No lines before it was given. */
export function checkReach({ chapter }: GrantFacts): Check[] {
  if (!chapter.known) return [unproven("coverage", chapter), unproven("log", chapter)];
  if (chapter.value === undefined) return [];
  const { scopeHash: scope, scope: version, logId: log } = chapter.value;
  return [
    passed("coverage", "scope-granted", { scope, version }),
    /^0x0*$/.test(log) ? failed("log", "log-none") : passed("log", "log-of-grant", { log }),
  ];
}
