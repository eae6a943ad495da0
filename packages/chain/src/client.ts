// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";

import { readAffairs, readCase, readProposal, readRight, readYears } from "./facts/law.ts";
import type { AssetAffairs, CaseFacts, ProposalFacts, RightFacts } from "./facts/law-types.ts";
import {
  readAsset,
  readCheckpoint,
  readForwarderDomain,
  readForwarderNonce,
  readLog,
  readOrganization,
  readSeat,
} from "./facts/read.ts";
import {
  readConsent,
  readDelivery,
  readDemand,
  readFinding,
  readGrant,
  readRequest,
  readReturn,
} from "./facts/sharing.ts";
import type {
  ConsentFacts,
  DeliveryFacts,
  DemandFacts,
  FindingFacts,
  GrantFacts,
  RequestFacts,
  ReturnFacts,
} from "./facts/sharing-types.ts";
import type {
  AssetFacts,
  CheckpointFacts,
  ForwarderDomain,
  LogFacts,
  OrganizationFacts,
  SeatFacts,
} from "./facts/types.ts";
import type { PublishedYears } from "./law/calendar.ts";
import { type BlockTag, LedgerReader } from "./ledger.ts";

/**
 * Reads one deployment through one node. Every method throws ChainError and nothing else. Facts are read at
 * the newest block unless another is named; one that the chain does not know is `not-found`.
 */
export class ChainClient extends LedgerReader {
  async organization(number: number, tag?: BlockTag): Promise<OrganizationFacts> {
    return readOrganization(this, number, tag);
  }

  async seat(number: number, tag?: BlockTag): Promise<SeatFacts> {
    return readSeat(this, number, tag);
  }

  async asset(id: Hex, tag?: BlockTag): Promise<AssetFacts> {
    return readAsset(this, id, tag);
  }

  /** Procedure, vetoes, offer and value stage of an asset. */
  async affairs(id: Hex, tag?: BlockTag, time?: number): Promise<AssetAffairs> {
    return readAffairs(this, id, tag, time);
  }

  /** A right by its id, the holding right of a coded asset too. */
  async right(id: Hex, tag?: BlockTag): Promise<RightFacts> {
    return readRight(this, id, tag);
  }

  /** An objection, ownership dispute, correction, or dispute over sharing. */
  async case(id: Hex, tag?: BlockTag): Promise<CaseFacts> {
    return readCase(this, id, tag);
  }

  async proposal(id: bigint, tag?: BlockTag): Promise<ProposalFacts> {
    return readProposal(this, id, tag);
  }

  /** The published ones of some years, for reckoning in working days. */
  async years(years: readonly number[], tag?: BlockTag): Promise<PublishedYears> {
    return readYears(this, years, tag);
  }

  async request(id: Hex, tag?: BlockTag): Promise<RequestFacts> {
    return readRequest(this, id, tag);
  }

  async grant(id: Hex, tag?: BlockTag): Promise<GrantFacts> {
    return readGrant(this, id, tag);
  }

  /** What is proven of deliveries under a grant; null while nothing is. */
  async delivery(grant: Hex, tag?: BlockTag): Promise<DeliveryFacts | null> {
    return readDelivery(this, grant, tag);
  }

  async demand(id: Hex, tag?: BlockTag): Promise<DemandFacts> {
    return readDemand(this, id, tag);
  }

  /** The standing consent for an asset. */
  async consent(asset: Hex, tag?: BlockTag): Promise<ConsentFacts> {
    return readConsent(this, asset, tag);
  }

  /** A return flow. */
  async returnFlow(id: Hex, tag?: BlockTag): Promise<ReturnFacts> {
    return readReturn(this, id, tag);
  }

  async finding(id: Hex, tag?: BlockTag): Promise<FindingFacts> {
    return readFinding(this, id, tag);
  }

  async log(id: Hex, tag?: BlockTag): Promise<LogFacts> {
    return readLog(this, id, tag);
  }

  /** A checkpoint of a log; undefined when none of that size was anchored. */
  async checkpoint(log: Hex, size: number, tag?: BlockTag): Promise<CheckpointFacts | undefined> {
    return readCheckpoint(this, log, size, tag);
  }

  /** Next nonce of an account at the forwarder. */
  async forwarderNonce(account: Hex): Promise<number> {
    return readForwarderNonce(this, account);
  }

  /** The forwarder's EIP-712 domain, as it tells it itself (EIP-5267). */
  async forwarderDomain(): Promise<ForwarderDomain> {
    return readForwarderDomain(this);
  }
}
