// SPDX-License-Identifier: Apache-2.0
// The vectors of certificates of grants: the story's grant, and each rule broken by itself.
import type { GrantCertificate } from "../grant/types.ts";
import { certifyGrant, grantIs, MOMENT, onward, requestIs, UNTIL } from "./grants.ts";
import { NAMES } from "./rights.ts";
import { BEGUN, CENTRE, GRANT, HEIR, ORIGIN, PROVIDER, RECIPIENT, T } from "./story.ts";
import { vectorOf, type VerdictVector } from "./vectors.ts";
import { World } from "./world.ts";
import {
  all,
  abolished,
  delivered,
  shown,
  scopeIs,
  changedScope,
  eventful,
} from "./grant-cases.ts";
import { type Broken, CHANGED, UNTRUE } from "./grant-broken.ts";

/** By the rule that each keeps. */
const KEPT: Readonly<Record<string, () => GrantCertificate>> = {
  "grant-in-force": () => certifyGrant(),
  "named-sides-and-log": () =>
    certifyGrant(undefined, {
      providerName: NAMES[PROVIDER] ?? "",
      recipientName: NAMES[RECIPIENT] ?? "",
      origin: ORIGIN,
    }),
  "first-second-of-the-term": () => certifyGrant(requestIs({ from: MOMENT })),
  "last-second-of-the-term": () => certifyGrant(grantIs([BEGUN, { until: MOMENT + 1 }])),
  "resumed-in-this-second": () =>
    certifyGrant(grantIs([BEGUN, { until: UNTIL, suspended: T, resumed: MOMENT }])),
  "suspended-in-the-next-second": () =>
    certifyGrant(grantIs([BEGUN, { until: UNTIL, suspended: MOMENT + 1 }])),
  "ended-after-the-moment": () =>
    certifyGrant(grantIs([BEGUN, { state: 2, until: MOMENT + 1, reason: 4 }])),
  "whole-history": () => certifyGrant(eventful),
  "shared-on-three-times": () => certifyGrant(onward(3)),
  "recipient-by-succession": () => certifyGrant(abolished(RECIPIENT, MOMENT, HEIR)),
  "provider-as-a-split-assigned-it": () =>
    certifyGrant(
      all(abolished(PROVIDER, T, HEIR), (chain) => {
        chain.assignment(PROVIDER, GRANT, CENTRE);
      }),
    ),
  "side-suspended": () =>
    certifyGrant((chain) => {
      chain.standing(RECIPIENT, [[BEGUN, { status: 1, suspendedSince: T }]]);
    }),
  "by-standing-consent": () => certifyGrant(requestIs({ flags: 2, due: 0 })),
  "delivered-and-not-received": () => certifyGrant(delivered({ anchoredAt: T + 500 })),
  "received-as-a-mismatch": () =>
    certifyGrant(delivered({ anchoredAt: T + 500, receivedAt: T + 700, result: 2 })),
  "no-delivery-in-the-whole-registry": () =>
    certifyGrant((chain) => {
      chain.empty("deliveryRegistry");
    }),
  "scope-laid-open": () => certifyGrant(scopeIs(0), shown),
  "changed-scope-laid-open": () => certifyGrant(changedScope(MOMENT), shown),
};

/** Every vector by its path under test/vectors, without ending. */
export async function grantVectors(): Promise<ReadonlyMap<string, VerdictVector>> {
  const policy = (await World.tell()).policy();
  const made = new Map<string, VerdictVector>();
  for (const [rule, file] of Object.entries(KEPT)) {
    const vector = vectorOf(file(), policy);
    if (vector.exit !== 0) throw new Error(`${rule}: ${vector.exit}: ${vector.faults.join()}`);
    made.set(`valid/grant/${rule}`, vector);
  }
  const untrue = Object.entries(UNTRUE).map(
    ([rule, file]) => [rule, { exit: 11, file }] as [string, Broken],
  );
  for (const [rule, broken] of [...Object.entries(CHANGED), ...untrue]) {
    const vector = vectorOf(broken.file(), broken.policy?.(policy) ?? policy);
    if (vector.exit !== broken.exit) {
      throw new Error(`${rule}: ${vector.exit} and not ${broken.exit}: ${vector.faults.join()}`);
    }
    made.set(`invalid/grant/${rule}`, vector);
  }
  return made;
}
