// SPDX-License-Identifier: Apache-2.0
// What the contracts of sharing, delivery and findings hold; times in seconds since the epoch, 0 for none. The flags
// stand in docs/spec/storage.md.
import type { Hex } from "@suyuan/proof";

/** When a limit ends: what is done then or later is late. */
export interface LimitFacts {
  /** The first late moment, by the calendars as they are; 0 while the clock does not run. */
  readonly due: number;
  readonly provisional: boolean;
}

/** A request for an asset, until its answer. */
export interface RequestFacts {
  readonly asset: Hex;
  /** What is wanted, as in docs/spec/grant.md. */
  readonly scope: Hex;
  readonly requester: number;
  /** Who must answer now; 0 for nobody. */
  readonly answerer: number;
  readonly purpose: number;
  readonly method: number;
  readonly status: number;
  readonly flags: number;
  readonly days: number;
  /** How many working days more were asked for, while nobody consented. */
  readonly asked: number;
  readonly reason: number;
  readonly wantedUntil: number;
  readonly since: number;
  readonly due: number;
  readonly provisional: boolean;
  /** The grant from which it would be shared on; zero for none. */
  readonly parent: Hex;
}

/** The open proposal to change a grant. */
export interface ChangeFacts {
  readonly value: Hex;
  /** 1 scope, 2 term, 3 log, 4 end. */
  readonly kind: number;
  readonly declined: boolean;
  readonly byProvider: boolean;
  readonly time: number;
}

/** What is proven of deliveries under a grant. */
export interface DeliveryFacts {
  /** The first 27 bytes of the id of the delivery that counts. */
  readonly id: Hex;
  readonly receipt: Hex;
  readonly firstAt: number;
  readonly anchoredAt: number;
  readonly receivedAt: number;
  /** 0 none, 1 accepted, 2 mismatch. */
  readonly result: number;
  readonly receiptDue: number;
  readonly provisional: boolean;
}

/** A grant, which has the id of the request that it answers. */
export interface GrantFacts {
  readonly asset: Hex;
  readonly scope: Hex;
  readonly scopeVersion: number;
  /** Who stands in the provider's and in the recipient's place. */
  readonly provider: number;
  readonly recipient: number;
  readonly recordedProvider: number;
  readonly recordedRecipient: number;
  readonly purpose: number;
  readonly method: number;
  /** Of the request: granted, disposal due, disposed. */
  readonly status: number;
  /** 1 running, 2 ended. */
  readonly state: number;
  readonly inForce: boolean;
  readonly flags: number;
  readonly grantedAt: number;
  readonly from: number;
  readonly until: number;
  readonly suspendedSince: number;
  readonly resumedAt: number;
  readonly suspendedBy: number;
  readonly rectifyBy: number;
  readonly reason: number;
  readonly log: Hex;
  readonly parent: Hex;
  readonly quota: number;
  readonly disposal: number;
  readonly deliveryDays: number;
  /** Limits of the delivery and of the disposal. */
  readonly delivery: LimitFacts;
  readonly disposalLimit: LimitFacts;
  readonly change: ChangeFacts | null;
  readonly delivered: DeliveryFacts | null;
}

/** What a department announced that it needs. */
export interface DemandFacts {
  readonly commitment: Hex;
  readonly asset: Hex;
  readonly organization: number;
  readonly status: number;
}

/** A holder's standing consent. */
export interface ConsentFacts {
  readonly scope: Hex;
  readonly provider: number;
  readonly log: Hex;
  readonly quota: number;
  readonly deliveryDays: number;
  readonly scoped: boolean;
  readonly disposal: number;
  readonly from: number;
  readonly until: number;
}

/** A return flow. */
export interface ReturnFacts {
  readonly asset: Hex;
  readonly scope: Hex;
  readonly grant: Hex;
  readonly claimant: number;
  readonly claimedAt: number;
  readonly connectedAt: number;
  readonly state: number;
}

/** A finding: what was found, and how it stands. */
export interface FindingFacts {
  readonly subject: Hex;
  readonly grounds: Hex;
  readonly recordedAgainst: number;
  /** Who stands in its place now; 0 for nobody. */
  readonly against: number;
  /** Who found it; 0 for lateness. */
  readonly foundBy: number;
  readonly code: number;
  /** 1 lateness, 2 found by an authority, 3 self-reported. */
  readonly kind: number;
  readonly clock: number;
  readonly time: number;
  readonly due: number;
  readonly state: number;
  readonly by: number;
  readonly orderedBy: number;
  readonly orderedAt: number;
  readonly reportedAt: number;
}
