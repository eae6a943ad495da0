// SPDX-License-Identifier: Apache-2.0
// Every fact that a verdict on a grant may rest on, read once from proven storage. What is read depends
// on the claim and on storage alone, never on a policy or on how a check came out.
import type { Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { attempt, type Fact, need } from "../evidence/fact.ts";
import type { OpenChain } from "../evidence/frame.ts";
import { type At, Moment, type OrganizationFacts } from "../evidence/moment.ts";
import { type DeliveryRecord, DeliveryRecords } from "../storage/deliveries.ts";
import {
  decodeGrantState,
  grantPhasesOver,
  type GrantPhase,
  type GrantProgress,
  type GrantRecord,
  GrantRecords,
  type GrantState,
} from "../storage/grants.ts";
import { GRANT_CONTRACTS, type GrantContract, type StorageReader } from "../storage/reader.ts";
import type { StandIn } from "../storage/succession.ts";
import { type Dated, type TraceElement, wholeTrace } from "../storage/trace.ts";
import type { AssetState } from "../storage/values.ts";
import { type GrantCertificate, type GrantClaim, MAX_STATES } from "./types.ts";

/** A certificate with its parts decoded; nothing of it is verified. */
export type OpenGrant = OpenChain<GrantCertificate>;

/** A state of the grant, with the scope and the log that its numbers stand for. */
export interface GrantChapter extends GrantState {
  readonly scopeHash: Hex;
  readonly logId: Hex;
}

/** A grant above this one, as it stood at the moment. */
export interface SourceAt {
  readonly id: Hex;
  readonly record: GrantRecord;
  readonly phase: At<GrantPhase>;
}

/** One side of the grant at the moment. */
export interface SideFacts {
  readonly standIn: Fact<StandIn | undefined>;
  /** Of the organisation that the file names. */
  readonly organization: OrganizationFacts;
}

export interface GrantFacts {
  readonly record: Fact<GrantRecord>;
  readonly progress: Fact<GrantProgress>;
  /** Every state from the grant on, as of the block shown. */
  readonly states: Fact<readonly Dated<GrantChapter>[]>;
  /** What held at the moment; undefined before it was given. */
  readonly phase: Fact<At<GrantPhase>>;
  readonly chapter: Fact<GrantChapter | undefined>;
  readonly sources: Fact<readonly SourceAt[]>;
  readonly asset: Fact<At<AssetState>>;
  readonly provider: SideFacts;
  readonly recipient: SideFacts;
  readonly delivery: Fact<DeliveryRecord>;
}

/** Facts of a certificate, with what trust asks for. */
export interface GrantCertificateFacts extends GrantFacts {
  readonly codeHashes: Readonly<Record<GrantContract, Fact<Hex>>>;
}

/** Reads a grant: its history as of the state given, and what it was at one moment. */
export class GrantMoment extends Moment {
  readonly grants: GrantRecords;
  readonly #reader: StorageReader;
  readonly #by: CryptoProvider;

  constructor(state: StorageReader, time: number, crypto: CryptoProvider = defaultCrypto) {
    super(state, time, crypto);
    this.grants = new GrantRecords(state, crypto);
    this.#reader = state;
    this.#by = crypto;
  }

  /** Every element of the grant's trace. @throws ProofError `trace-too-long` above MAX_STATES */
  elements(grant: Hex): readonly TraceElement[] {
    return wholeTrace(this.#reader, this.grants.stateOf(grant), MAX_STATES, this.#by);
  }

  chapters(grant: Hex, elements: readonly TraceElement[]): readonly Dated<GrantChapter>[] {
    return elements.map(({ since, value }) => {
      const state = decodeGrantState(value);
      const scopeHash = this.grants.scope(grant, state.scope);
      return { since, value: { ...state, scopeHash, logId: this.grants.log(state.log) } };
    });
  }

  /** What a grant was at the moment, by what is known of its trace. */
  phase(elements: readonly TraceElement[]): At<GrantPhase> {
    const found = grantPhasesOver(elements, this.time).findLast(({ since }) => since <= this.time);
    return found === undefined ? undefined : { ...found.value, since: found.since };
  }

  sources(record: GrantRecord, grant: Hex): readonly SourceAt[] {
    return this.grants.sources(grant, record).map((id) => ({
      id,
      record: this.grants.record(id),
      phase: this.phase(this.over(this.grants.stateOf(id))),
    }));
  }

  /** Who stood on one side of the grant, which is followed by its id. */
  side(recorded: number, grant: Hex): StandIn | undefined {
    return this.standIn([{ since: 0, value: BigInt(recorded) }], grant);
  }
}

/** Reads what a claim to a grant rests on, over whatever state the asker reads. */
export function gatherGrantClaim(
  claim: GrantClaim,
  state: StorageReader,
  crypto: CryptoProvider = defaultCrypto,
): GrantFacts {
  const { grant, time } = claim;
  const moment = new GrantMoment(state, time, crypto);
  const record = attempt(() => moment.grants.record(grant));
  const elements = attempt(() => moment.elements(grant));
  const states = attempt(() => moment.chapters(grant, need(elements)));
  const sideOf = (role: "provider" | "recipient"): SideFacts => ({
    standIn: attempt(() => moment.side(need(record)[role], grant)),
    organization: moment.organization(claim[role]),
  });
  return {
    record,
    progress: attempt(() => moment.grants.progress(grant)),
    states,
    chapter: attempt(() => need(states).findLast(({ since }) => since <= time)?.value),
    phase: attempt(() => moment.phase(need(elements))),
    sources: attempt(() => moment.sources(need(record), grant)),
    asset: attempt(() => moment.asset(need(record).asset)),
    provider: sideOf("provider"),
    recipient: sideOf("recipient"),
    delivery: attempt(() => new DeliveryRecords(state, crypto).of(grant)),
  };
}

/** Reads every fact that a verdict on this certificate may rest on. */
export function gatherGrantFile(
  open: OpenGrant,
  crypto: CryptoProvider = defaultCrypto,
): GrantCertificateFacts {
  const { frame, state } = open;
  const hashes = GRANT_CONTRACTS.map((name) => [name, attempt(() => state.codeHash(name))]);
  return {
    codeHashes: Object.fromEntries(hashes) as GrantCertificateFacts["codeHashes"],
    ...gatherGrantClaim(frame, state, crypto),
  };
}
