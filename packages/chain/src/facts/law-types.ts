// SPDX-License-Identifier: Apache-2.0
// What the contracts of registration, rights, cases and the council hold; times in seconds since the epoch.
import type { Hex } from "@suyuan/proof";

/** The last registration procedure of an asset. */
export interface ProcedureFacts {
  readonly type_: number;
  readonly effect: number;
  readonly stage: number;
  readonly returned: boolean;
  readonly registrar: number;
  readonly opened: number;
  readonly since: number;
  /** First moment that is late, or 0; the later of the stored one and the one by present calendars. */
  readonly due: number;
  readonly noticeEnd: number;
  readonly provisional: boolean;
  readonly recordHash: Hex;
}

/** A chief data officer's veto on one act. */
export interface VetoFacts {
  /** 1 coding, 2 transfer, 3 conferring a right, 4 new version. */
  readonly act: number;
  readonly organization: number;
  readonly since: number;
  readonly until: number;
  /** The authority that lifted it; 0 while none has. */
  readonly liftedBy: number;
  readonly reason: Hex;
}

/** An offer of a holding right. */
export interface OfferFacts {
  readonly from: number;
  readonly to: number;
  readonly time: number;
  readonly basis: Hex;
}

/** All that stands in the way of an asset, or is under way with it. */
export interface AssetAffairs {
  readonly procedure: ProcedureFacts;
  readonly vetoes: readonly VetoFacts[];
  readonly offer: OfferFacts | null;
  /** Value stage: 1 resource, 2 product, 3 capital; 0 when none was recorded. */
  readonly stage: number;
  readonly queryCode: Hex;
  readonly holdingRight: Hex;
}

/** A right: what was conferred, and how it stands. */
export interface RightFacts {
  readonly asset: Hex;
  readonly parent: Hex;
  readonly scopeCommitment: Hex;
  readonly basisCommitment: Hex;
  /** To whom it was given. */
  readonly recordedHolder: number;
  /** Who holds it, or stands in the holder's place. */
  readonly holder: number;
  readonly grantor: number;
  readonly kind: number;
  readonly basis: number;
  readonly from: number;
  readonly until: number;
  readonly state: number;
  readonly reason: number;
  readonly inForce: boolean;
}

/** What a correction or a dispute over sharing is about, and its running limit. */
export interface TurnFacts {
  /** Of a correction the grant on which it rests, or zero; of a dispute the request, grant or correction. */
  readonly subject: Hex;
  readonly since: number;
  readonly due: number;
  readonly doneAt: number;
  readonly workingDays: number;
  readonly provisional: boolean;
  readonly selfReported: boolean;
  /** Whether a dispute's raiser is on the side that has the data. */
  readonly byProvider: boolean;
  /** Which sides agreed, or told of the execution: 1 raiser, 2 respondent. */
  readonly told: number;
  readonly referredBy: number;
  readonly agreement: Hex;
}

/** An objection, an ownership dispute, a correction, or a dispute over sharing. */
export interface CaseFacts {
  readonly asset: Hex;
  readonly grounds: Hex;
  /** Who stands in each side's place now. */
  readonly raiser: number;
  readonly respondent: number;
  readonly recordedRaiser: number;
  readonly recordedRespondent: number;
  readonly registrar: number;
  readonly kind: number;
  readonly time: number;
  readonly state: number;
  readonly by: number;
  readonly decision: Hex;
  /** Who decides one that is open, or an authority above; 0 for the council, and where nobody decides. */
  readonly decider: number;
  /** Null for an objection and an ownership dispute. */
  readonly turn: TurnFacts | null;
}

/** A proposal of the council. */
export interface ProposalFacts {
  /** 0 pending, 1 active, 2 cancelled, 3 defeated, 4 succeeded, 5 queued, 6 expired, 7 executed. */
  readonly state: number;
  /** 1 majority, 2 two thirds, 3 about the guardian. */
  readonly kind: number;
  readonly voteStart: number;
  readonly voteEnd: number;
  /** First moment of execution; 0 before it is queued. */
  readonly executableAt: number;
  readonly against: number;
  readonly for: number;
  readonly abstain: number;
  /** Votes in favour that it needs; left out before the voting begins. */
  readonly needed?: number;
}
