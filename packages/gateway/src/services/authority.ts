// SPDX-License-Identifier: Apache-2.0
// May this statement be taken? The verifier's own checks, run on the settled state.
import type { BlockRef, ErrorCode, Finding } from "@suyuan/api";
import {
  authorise,
  type Check,
  type CryptoProvider,
  type Entry,
  type Hex,
  type NoteKey,
  parseLeaf,
  type Signature,
  type Span,
  type Statement,
} from "@suyuan/proof";
import { sentenceOf } from "@suyuan/words";
import { Refusal } from "../refusal.ts";
import type { LogStore } from "../store/types.ts";
import { codeOfProof } from "./input.ts";
import { type Limits, limitsOf, NO_LIMITS, quotaRefusal } from "./limits.ts";
import type { Settled } from "./settled.ts";
import type { CachedReader, SlotName } from "./slots.ts";

export interface AuthorityParts {
  readonly store: LogStore;
  readonly settled: Settled;
  readonly log: Hex;
  readonly logKey: NoteKey;
  readonly crypto: CryptoProvider;
  readonly now: () => number;
}

interface Signed {
  readonly statement: Statement;
  readonly signatures: readonly Signature[];
}

export interface Rechecked {
  readonly findings: readonly Finding[];
  readonly slots: readonly SlotName[];
}

/** Checks that have a code of their own among the refusals. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  "signer-differs": "invalid-signature",
  "grant-unknown": "grant-not-given",
  "log-not-of-grant": "grant-of-other-log",
};

export class Authority {
  readonly #parts: AuthorityParts;

  constructor(parts: AuthorityParts) {
    this.#parts = parts;
  }

  /**
   * Lets a statement pass when every check holds from its time until now.
   * @returns the generation of the registries under which it holds
   * @throws Refusal `not-authorised` and its like, `chain-away`
   */
  async require(signed: Signed): Promise<{ generation: number; perDay: number }> {
    const { settled, now } = this.#parts;
    const upper = Math.max(now(), settled.block.time);
    const span = { from: Math.min(signed.statement.time, upper), lower: upper, upper };
    const { checks, limits, reader } = await this.#judge(signed, span, limitsOf);
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
   * @param lower no later than this was it logged, by the anchor before
   * @param anchor the block of the anchor that covers it
   * @returns what does not hold, and every word of storage that was looked at
   */
  async recheck(entry: Entry, lower: number, anchor: BlockRef): Promise<Rechecked> {
    const upper = anchor.time;
    const span = {
      from: Math.min(entry.statement.time, upper),
      lower: Math.max(entry.seen.time, lower),
      upper,
    };
    // What limits a log in taking it is not what its evidence rests on.
    const { checks, reader } = await this.#judge(entry, span, () => NO_LIMITS);
    const at = this.#parts.now();
    const findings = checks
      .filter(({ state }) => state !== "ok")
      .map((check) => ({ code: check.code, detail: sentenceOf(check).en, at }));
    return { findings, slots: reader.slots() };
  }

  async #judge(
    { statement, signatures }: Signed,
    span: Span,
    limits: typeof limitsOf,
  ): Promise<{ checks: readonly Check[]; limits: Limits; reader: CachedReader }> {
    const { settled, log, logKey, crypto } = this.#parts;
    const related = await this.#withdrawn(statement);
    const { value, reader } = await settled.over((state) => ({
      limits: limits(statement, state, crypto),
      checks: authorise(
        { entry: { statement, signatures }, log, logKey, state, ...(related && { related }) },
        span,
        crypto,
      ),
    }));
    return { ...value, reader };
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
