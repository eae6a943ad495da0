// SPDX-License-Identifier: Apache-2.0
// May this statement be taken? The verifier's own checks, run on the settled state.
import type { BlockRef, ErrorCode, Finding } from "@suyuan/api";
import {
  authorise,
  BatchMemory,
  type Check,
  type CryptoProvider,
  type Entry,
  type EntryCase,
  entryFacts,
  type Hex,
  type NoteKey,
  parseLeaf,
  type Signature,
  type Span,
  type Statement,
  statementId,
} from "@suyuan/proof";
import { sentenceOf } from "@suyuan/words";
import { Accounts } from "../recovery/accounts.ts";
import { Refusal } from "../refusal.ts";
import type { LogStore } from "../store/types.ts";
import { FactsMemo, type Gathered, Watched } from "./facts.ts";
import { codeOfProof } from "./input.ts";
import { type Limits, limitsOf, NO_LIMITS, quotaRefusal } from "./limits.ts";
import type { Settled } from "./settled.ts";
import type { CachedReader } from "./slots.ts";

export interface AuthorityParts {
  readonly store: LogStore;
  readonly settled: Settled;
  readonly log: Hex;
  readonly logKey: NoteKey;
  readonly crypto: CryptoProvider;
  readonly now: () => number;
  /** Who signed what was signed alone. */
  readonly accounts?: Accounts;
}

interface Signed {
  /** Of the statement, where it is known already. */
  readonly id?: Hex;
  /** It as canonical text, where that is made already. */
  readonly written?: { readonly statement: string };
  readonly statement: Statement;
  readonly signatures: readonly Signature[];
}

/** For what facts are read, and what is remembered of them. */
interface Reading {
  readonly memo: FactsMemo;
  readonly limits: typeof limitsOf;
}

export interface Rechecked {
  readonly findings: readonly Finding[];
  /** What was looked at. */
  readonly reader: CachedReader;
}

/** The bounds that the chain proves of an entry's moment. */
export interface Bounds {
  /** No later than this was it logged, by the anchor before. */
  readonly lower: number;
  /** The block of the anchor that covers it. */
  readonly anchor: BlockRef;
}

/** Checks that have a code of their own among the refusals. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  "signer-differs": "invalid-signature",
  "grant-unknown": "grant-not-given",
  "log-not-of-grant": "grant-of-other-log",
};

export class Authority {
  readonly #parts: AuthorityParts;
  readonly #taking: Reading = { memo: new FactsMemo(), limits: limitsOf };
  // What limits a log in taking it is not what its evidence rests on.
  readonly #rechecking: Reading = { memo: new FactsMemo(), limits: () => NO_LIMITS };
  readonly #batches = new BatchMemory();
  readonly #accounts: Accounts;

  constructor(parts: AuthorityParts) {
    this.#parts = parts;
    this.#accounts = parts.accounts ?? new Accounts();
  }

  /**
   * Lets a statement pass when every check holds from its time until now.
   * @returns the generation of the registries under which it holds
   * @throws Refusal `not-authorised` and its like, `chain-away`
   */
  async require(signed: Signed): Promise<{ generation: number; perDay: number }> {
    const { settled, now } = this.#parts;
    const { id, written, signatures } = signed;
    if (id && written) await this.#accounts.ahead({ id, text: written.statement, signatures });
    const upper = Math.max(now(), settled.block.time);
    const span = { from: Math.min(signed.statement.time, upper), lower: upper, upper };
    const { checks, limits, reader } = await this.#judge(signed, span, this.#taking);
    const bad = checks.filter(({ state }) => state !== "ok");
    // That a thing is not there at all explains whatever else fails.
    const told = bad.find((check) => ownCode(check)) ?? bad[0];
    if (told) throw refusalOf(told);
    const beyond = quotaRefusal(signed.statement, limits);
    if (beyond) throw beyond;
    return { generation: reader.generation, perDay: limits.perDay };
  }

  /**
   * Judges an entry again, between the bounds that the chain proves.
   * @param id of its statement, where it is known
   * @returns what does not hold, and every word of storage that was looked at
   */
  async recheck(entry: Entry, { lower, anchor }: Bounds, id?: Hex): Promise<Rechecked> {
    const upper = anchor.time;
    const span = {
      from: Math.min(entry.statement.time, upper),
      lower: Math.max(entry.seen.time, lower),
      upper,
    };
    const { statement, signatures } = entry;
    const signed = { statement, signatures, ...(id !== undefined && { id }) };
    const { checks, reader } = await this.#judge(signed, span, this.#rechecking);
    const at = this.#parts.now();
    const findings = checks
      .filter(({ state }) => state !== "ok")
      .map((check) => ({ code: check.code, detail: sentenceOf(check).en, at }));
    return { findings, reader };
  }

  async #judge(
    { statement, signatures, id = statementId(statement, this.#parts.crypto) }: Signed,
    span: Span,
    by: Reading,
  ): Promise<{ checks: readonly Check[]; limits: Limits; reader: CachedReader }> {
    const { log, logKey, crypto } = this.#parts;
    const related = await this.#withdrawn(statement);
    const { facts, limits, reader } = await this.#gather(statement, related, span, by);
    const verifyOne: EntryCase["verifyOne"] = (of, signature) =>
      this.#accounts.of(id, signature, () => this.#batches.verify(of, signature, crypto, id));
    const open = { entry: { statement, signatures }, log, logKey, state: reader, verifyOne };
    const checks = authorise({ ...open, ...(related && { related }) }, span, crypto, facts);
    return { checks, limits, reader };
  }

  /** What a statement rests on, as it was found for another one that asks the same, or read now. */
  async #gather(
    statement: Statement,
    related: { readonly entry: Entry } | undefined,
    span: Span,
    { memo, limits }: Reading,
  ): Promise<Gathered> {
    const { settled, log, logKey, crypto } = this.#parts;
    const known = related ? undefined : memo.find(settled.generation, statement, span);
    if (known) return known;
    const watched = new Watched(statement);
    const entry = { statement: watched.statement, signatures: [] };
    const { value, reader } = await settled.over((state) => ({
      limits: limits(watched.statement, state, crypto),
      facts: entryFacts({ entry, log, logKey, state, ...(related && { related }) }, span, crypto),
    }));
    const gathered = { ...value, reader };
    if (!related) memo.keep(watched, span, gathered);
    return gathered;
  }

  /** The entry that a withdrawal names, when this log holds it: it says who may withdraw it. */
  async #withdrawn(statement: Statement): Promise<{ entry: Entry } | undefined> {
    if (statement.type !== "suyuan/withdrawal@1" || !("id" in statement.target)) return undefined;
    const [place] = await this.#parts.store.places([statement.target.id]);
    const bytes = place && (await this.#parts.store.entry(place.index));
    const leaf = bytes && parseLeaf(bytes);
    return leaf?.type === "suyuan/entry@1" ? { entry: leaf } : undefined;
  }
}

function ownCode({ name, code, values }: Check): ErrorCode | undefined {
  const reason = values?.["reason"];
  if (name === "grant" && values?.["fact"] === "source") return "source-not-in-force";
  if (name === "grant" && values?.["fact"] === "grant") {
    if (code === "not-yet-valid") return "grant-not-begun";
    return reason === "suspended" ? "grant-suspended" : "grant-ended";
  }
  if (code === "signature-invalid" && typeof reason === "string") return codeOfProof(reason);
  const isAbsent = name === "asset" && code === "not-yet-valid" && values?.["at"] === undefined;
  return isAbsent ? "asset-not-registered" : CODES[code];
}

function refusalOf(check: Check): Refusal {
  const { name, code } = check;
  return new Refusal(ownCode(check) ?? "not-authorised", sentenceOf(check).en, {
    fact: { check: name, code },
  });
}
