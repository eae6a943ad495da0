// SPDX-License-Identifier: Apache-2.0
// Every fact that a verdict on one entry may rest on, read once from proven storage. What is read
// depends on the evidence alone, never on a policy or on how a check came out: so the builder reads
// the same, and no node needs to ride along unread.
import type { Hex } from "../bytes.ts";
import { OFFICES } from "../codes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ANCHOR_LAG } from "../entry.ts";
import type { Entry } from "../entry/types.ts";
import type { NoteKey } from "../note/key.ts";
import type { DisclosedScope } from "../scope.ts";
import { kindOf, signersOf, subjectsOf } from "../statement/id.ts";
import type { verifySignature } from "../statement/recover.ts";
import type { Signer, Statement } from "../statement/types.ts";
import { assetStatesOver } from "../storage/assets.ts";
import {
  type AnchoredCheckpoint,
  ChainFacts,
  type SeatRecord,
  type Term,
} from "../storage/facts.ts";
import { GrantRecords } from "../storage/grants.ts";
import {
  EVIDENCE_CONTRACTS,
  type EvidenceContract,
  type StorageReader,
} from "../storage/reader.ts";
import { type Trace, traceOver, type TracePlace } from "../storage/trace.ts";
import { attempt, type Fact, mapFact, need } from "./fact.ts";
import type { OpenFrame } from "./frame.ts";
import { gatherGrant, type GrantFacts } from "./grant.ts";
import type { OpenEvidence } from "./open.ts";
import { gatherParties, type PartyFacts } from "./parties.ts";
import { ASSET_FORCE, GRANT_FORCE } from "./rules.ts";

/** The anchor of the checkpoint, and when the one before it was anchored. */
export interface Anchor extends AnchoredCheckpoint {
  readonly previousTime?: number;
}

/** Between which moments authorisation is judged, in seconds. */
export interface Span {
  /** The statement's time, or the anchor's if that is earlier. */
  readonly from: number;
  /** Before this moment the entry was not in the log. */
  readonly lower: number;
  /** The anchor's block time. */
  readonly upper: number;
}

export interface SignerFacts {
  readonly signer: Signer;
  readonly seat: Fact<SeatRecord>;
  readonly term: Fact<Term>;
  readonly standing: Fact<Trace>;
  /** Of a system seat. */
  readonly allowance?: Fact<Trace>;
}

export interface LogFacts {
  /** Hashes of the keys that the log had between the two bounds. */
  readonly keys: Fact<readonly Hex[]>;
  readonly operator: Fact<{ readonly seat: number; readonly term: Term }>;
}

export interface FrameFacts {
  readonly anchor: Fact<Anchor>;
  readonly codeHashes: Readonly<Record<EvidenceContract, Fact<Hex>>>;
}

/** What a statement rests on beside its anchor. */
export interface EntryFacts {
  readonly span: Fact<Span>;
  readonly signers: readonly SignerFacts[];
  /** Left out of what has none. */
  readonly asset?: Fact<Pick<Trace, "elements">>;
  readonly parties: PartyFacts;
  readonly grant?: GrantFacts;
  readonly log: LogFacts;
  /** The account of the related entry's seat. */
  readonly related?: readonly Fact<SeatRecord>[];
}

export interface Facts extends FrameFacts, EntryFacts {}

/** A signed statement and the state that it is judged in: of evidence, or of a log that is to take it. */
export interface EntryCase {
  readonly entry: Pick<Entry, "statement" | "signatures">;
  /** Of one who remembers what it verified before; evidence is judged from nothing. */
  readonly verifyOne?: typeof verifySignature;
  readonly log: Hex;
  readonly logKey: NoteKey;
  readonly state: StorageReader;
  readonly related?: { readonly entry: Pick<Entry, "statement"> };
  /** What the grant covers, laid open. */
  readonly scope?: DisclosedScope;
}

function anchorOf(open: OpenFrame, chain: ChainFacts): Anchor {
  const anchor = chain.checkpoint(open.log, open.checkpoint.size);
  if (anchor.previousSize === 0) return anchor;
  return { ...anchor, previousTime: chain.anchoredAt(open.log, anchor.previousSize) };
}

/** The facts that evidence and history share. */
export function gatherFrame(
  open: OpenFrame,
  crypto: CryptoProvider = defaultCrypto,
): FrameFacts & { readonly chain: ChainFacts } {
  const chain = new ChainFacts(open.state, crypto);
  const hashes = EVIDENCE_CONTRACTS.map((name) => [name, attempt(() => open.state.codeHash(name))]);
  return {
    chain,
    anchor: attempt(() => anchorOf(open, chain)),
    codeHashes: Object.fromEntries(hashes) as FrameFacts["codeHashes"],
  };
}

/** When an entry seen at `seen` was logged at the earliest, given the anchor before it. */
export function lowerBound(anchor: Anchor, seen: number): number {
  return Math.max(seen, (anchor.previousTime ?? 0) - ANCHOR_LAG);
}

type ReadTrace = (place: TracePlace) => Fact<Trace>;

/** The key and the operator of the log, over the time between the bounds. */
export function gatherLog(
  open: Pick<EntryCase, "log" | "state">,
  chain: ChainFacts,
  bounds: Fact<{ readonly lower: number; readonly upper: number }>,
  crypto: CryptoProvider = defaultCrypto,
): LogFacts {
  const over = (place: TracePlace, from: number, until: number): Trace =>
    traceOver(open.state, place, from, until, crypto);
  return {
    keys: attempt(() => {
      const { lower, upper } = need(bounds);
      const { elements } = over(chain.keyOf(open.log), Math.min(lower, upper), upper);
      return elements.map(({ value }) => chain.keyHash(Number(value)));
    }),
    operator: attempt(() => {
      const { upper } = need(bounds);
      const seat = Number(over(chain.operatorOf(open.log), upper, upper).elements[0]?.value ?? 0n);
      return { seat, term: chain.term(seat) };
    }),
  };
}

function gatherSigner(
  signer: Signer,
  statement: Statement,
  chain: ChainFacts,
  trace: ReadTrace,
): SignerFacts {
  const seat = attempt(() => chain.seat(signer.seat));
  const facts = {
    signer,
    seat,
    term: attempt(() => chain.term(signer.seat)),
    standing: trace(chain.standingOf(signer.organization)),
  };
  if (!seat.known || seat.value.office !== OFFICES.system) return facts;
  const { asset, grant } = subjectsOf(statement);
  return { ...facts, allowance: trace(chain.allowanceOf(signer.seat, grant ?? asset)) };
}

/** Commitments that a statement of this kind names itself. */
export function commitmentsOf(statement: Statement): readonly Hex[] {
  if (statement.type === "suyuan/disposal@1") return [statement.record];
  if (statement.type !== "suyuan/use@1") return [];
  return statement.storage === undefined
    ? [statement.effect]
    : [statement.effect, statement.storage];
}

/** Reads every fact that a statement may rest on over a span, beside its anchor. */
export function gatherEntry(
  open: EntryCase,
  span: Fact<Span>,
  crypto: CryptoProvider = defaultCrypto,
): EntryFacts {
  const chain = new ChainFacts(open.state, crypto);
  const { statement } = open.entry;
  const kind = kindOf(statement);
  const { grant } = subjectsOf(statement);
  const related = open.related?.entry.statement;
  const trace: ReadTrace = (place) =>
    attempt(() => traceOver(open.state, place, need(span).from, need(span).upper, crypto));
  const from = mapFact(span, (one) => one.from);
  const reading = {
    ...{ records: new GrantRecords(open.state, crypto), trace, from },
    ...{ force: GRANT_FORCE[kind], withScope: open.scope !== undefined },
  };
  const granted = grant === undefined ? undefined : gatherGrant(grant, reading);
  const over = (place: TracePlace) => need(trace(place)).elements;
  const parties = {
    ...{ chain, over, from },
    ...(granted === undefined ? {} : { grant: granted.record }),
  };
  return {
    span,
    signers: signersOf(statement).map((signer) => gatherSigner(signer, statement, chain, trace)),
    ...(ASSET_FORCE[kind] && {
      asset: attempt(() => ({
        elements: assetStatesOver(chain, over, statement.asset, need(span).from),
      })),
    }),
    parties: gatherParties(statement, related, parties),
    ...(granted === undefined ? {} : { grant: granted }),
    log: gatherLog(open, chain, span, crypto),
    ...(related === undefined
      ? {}
      : { related: signersOf(related).map(({ seat }) => attempt(() => chain.seat(seat))) }),
  };
}

/** Reads every fact that a verdict on this evidence may rest on. */
export function gatherFacts(open: OpenEvidence, crypto: CryptoProvider = defaultCrypto): Facts {
  const frame = gatherFrame(open, crypto);
  const { statement, seen } = open.entry;
  const span = attempt((): Span => {
    const anchor = need(frame.anchor);
    const upper = anchor.blockTime;
    return { from: Math.min(statement.time, upper), lower: lowerBound(anchor, seen.time), upper };
  });
  return { ...frame, ...gatherEntry(open, span, crypto) };
}
