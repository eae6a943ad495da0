// SPDX-License-Identifier: Apache-2.0
// Every fact that a verdict on a right may rest on, read once from proven storage. What is read
// depends on the claim and on storage alone, never on a policy or on how a check came out.
import type { Hex } from "../bytes.ts";
import type { RightKind } from "../codes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { attempt, type Fact, need } from "../evidence/fact.ts";
import type { OpenChain } from "../evidence/frame.ts";
import { type At, dated, Moment, type OrganizationFacts } from "../evidence/moment.ts";
import { holdersOver } from "../storage/assets.ts";
import { RIGHT_CONTRACTS, type RightContract, type StorageReader } from "../storage/reader.ts";
import {
  decodeRightState,
  type RightRecord,
  RightRecords,
  type RightState,
  type TransferOffer,
} from "../storage/rights.ts";
import type { StandIn } from "../storage/succession.ts";
import type { AssetState } from "../storage/values.ts";
import type { RightCertificate, RightClaim } from "./types.ts";

/** A certificate with its parts decoded; nothing of it is verified. */
export type OpenRight = OpenChain<RightCertificate>;

/** A right derives from a right that derives from a right …: no chain is longer. */
export const MAX_DERIVATIONS = 8;

/** A use or operating right as it stood at the moment. */
export interface RightStep {
  readonly id: Hex;
  readonly record: RightRecord;
  readonly state: At<RightState>;
}

export interface RightFacts {
  readonly asset: Fact<At<AssetState>>;
  /** The right, and those from which it derives; none for the holding right. */
  readonly steps: Fact<readonly RightStep[]>;
  /** Who held it at the moment, or stood in the holder's place. */
  readonly holder: Fact<StandIn | undefined>;
  /** Of the organisation that the file names. */
  readonly organization: OrganizationFacts;
  /** The open offer of the holding right, at the block shown. */
  readonly offer: Fact<TransferOffer>;
  /** What its scope and its basis are committed to; read when documents are given. */
  readonly commitments?: Fact<readonly Hex[]>;
}

/** Facts of a certificate, with what trust asks for. */
export interface CertificateFacts extends RightFacts {
  readonly codeHashes: Readonly<Record<RightContract, Fact<Hex>>>;
}

/** Reads rights as they stood at one moment. */
export class RightMoment extends Moment {
  readonly rights: RightRecords;

  constructor(state: StorageReader, time: number, crypto: CryptoProvider = defaultCrypto) {
    super(state, time, crypto);
    this.rights = new RightRecords(state, crypto);
  }

  /** A use or operating right, and those from which it derives. */
  steps(right: Hex): readonly RightStep[] {
    const found: RightStep[] = [];
    for (let id = right; !isZero(id);) {
      if (found.length === MAX_DERIVATIONS) {
        throw new ProofError("chain-too-long", `derives by more than ${MAX_DERIVATIONS} steps`);
      }
      const record = this.rights.record(id);
      found.push({ id, record, state: dated(this.at(this.rights.stateOf(id)), decodeRightState) });
      id = record.parent;
    }
    return found;
  }

  /** Who held a right, or stood in the holder's place. */
  holder(kind: RightKind, asset: Hex, right: Hex): StandIn | undefined {
    const isHolding = kind === "holding";
    const named = isHolding
      ? holdersOver(this.chain, this.over, asset, this.time)
      : [{ since: 0, value: BigInt(this.rights.record(right).holder) }];
    return this.standIn(named, isHolding ? asset : right);
  }
}

const isZero = (id: Hex): boolean => /^0x0*$/.test(id);

/** Reads every fact that a verdict on this certificate may rest on. */
export function gatherRight(
  open: OpenRight,
  crypto: CryptoProvider = defaultCrypto,
): CertificateFacts {
  const { frame, state } = open;
  const hashes = RIGHT_CONTRACTS.map((name) => [name, attempt(() => state.codeHash(name))]);
  return {
    codeHashes: Object.fromEntries(hashes) as CertificateFacts["codeHashes"],
    ...gatherClaim(frame, state, crypto),
    ...(frame.documents === undefined || frame.kind === "holding"
      ? {}
      : { commitments: attempt(() => new RightRecords(state, crypto).commitments(frame.right)) }),
  };
}

/** Reads what a claim to a right rests on, over whatever state the asker reads. */
export function gatherClaim(
  { asset, right, kind, organization, time }: RightClaim,
  state: StorageReader,
  crypto: CryptoProvider = defaultCrypto,
): RightFacts {
  const moment = new RightMoment(state, time, crypto);
  const steps: Fact<readonly RightStep[]> =
    kind === "holding" ? { known: true, value: [] } : attempt(() => moment.steps(right));
  return {
    asset: attempt(() => moment.asset(asset)),
    steps,
    holder: attempt(() => {
      need(steps);
      return moment.holder(kind, asset, right);
    }),
    organization: moment.organization(organization),
    offer: attempt(() => moment.rights.offer(asset)),
  };
}
