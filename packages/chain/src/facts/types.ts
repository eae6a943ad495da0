// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";

/** An organisation as the registry holds it; the lists of numbers stand in docs/spec/storage.md. */
export interface OrganizationFacts {
  /** Unified social credit code (GB 32100), 18 characters. */
  readonly code: string;
  readonly nameHash: Hex;
  readonly head: Hex;
  readonly status: number;
  readonly capacities: number;
  readonly level: number;
  readonly region: number;
  readonly parent: number;
  readonly successor: number;
  /** Who is about to take over as head. */
  readonly pendingHead: PendingHead | null;
}

/** A head that was proposed by the present one, or ordered by the authority above. */
export interface PendingHead {
  readonly newHead: Hex;
  /** The moment from which it can take over. */
  readonly from: number;
  /** The authority that ordered it; 0 for a proposal, and for the council. */
  readonly byAuthority: number;
  readonly replacement: boolean;
}

/** A seat; times in seconds since the epoch. */
export interface SeatFacts {
  readonly account: Hex;
  readonly organization: number;
  readonly office: number;
  readonly state: number;
  readonly from: number;
  readonly until: number;
  readonly sm2KeyHash: Hex;
  readonly dailyLimit: number;
}

/** A data asset; the list of states stands in docs/spec/storage.md. */
export interface AssetFacts {
  readonly organization: number;
  readonly localNumber: bigint;
  readonly registeredAt: number;
  readonly catalogueCode: Hex;
  readonly region: number;
  readonly legalBasis: Hex;
  readonly recordHash: Hex;
  readonly state: number;
  readonly attribute: number;
  readonly grade: number;
  readonly version: number;
  readonly until: number;
  /** How many freezes are open. */
  readonly frozen: number;
  /** Registration number: the registrar and its serial. */
  readonly registrar: number;
  readonly serial: number;
  /** Who holds it, or applies for it, followed through mergers and splits. */
  readonly holder: number;
  readonly custodian: number;
}

/** A log as the contract holds it. */
export interface LogFacts {
  readonly centre: number;
  readonly operatorSeat: number;
  readonly size: number;
  readonly root: Hex;
  readonly closed: boolean;
  readonly successor: Hex;
  readonly keyHash: Hex;
}

/** An anchored checkpoint. */
export interface CheckpointFacts {
  readonly root: Hex;
  readonly previousSize: number;
  readonly blockNumber: number;
  /** Seconds since the epoch. */
  readonly blockTime: number;
}

/** EIP-712 domain of a deployment's forwarder. */
export interface ForwarderDomain {
  readonly name: string;
  readonly version: string;
  readonly chainId: number;
  readonly verifyingContract: Hex;
}
