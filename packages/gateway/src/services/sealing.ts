// SPDX-License-Identifier: Apache-2.0
// Whether those who seal the chain's newest blocks are those whom the policy names for them, and will be.
// Pure: headers in their order in, reasons for an update of the policy out. docs/spec/seals.md
import type { PolicyReason } from "@suyuan/api";
import {
  checkSeals,
  type Consensus,
  type CryptoProvider,
  type HeaderBytes,
  type Hex,
  ProofError,
  setAt,
  validatorsIn,
  voteIn,
} from "@suyuan/proof";
import { sentenceOf } from "@suyuan/words";
import { EPOCH_BLOCKS, RANGE_AHEAD_BLOCKS, STEADY_BLOCKS } from "../constraints.ts";
import { endingReason, passedReason, voteReason } from "./reasons.ts";
import { Votes } from "./votes.ts";

/** A chain whose blocks are sealed. */
export type SealedConsensus = Exclude<Consensus, { readonly kind: "none" }>;

/** Who seals from a block on, as headers show it. */
interface Shown {
  readonly from: number;
  readonly validators: readonly Hex[];
}

const sameSet = (one: readonly Hex[], other: readonly Hex[]): boolean =>
  one.toSorted().join() === other.toSorted().join();

/** What the headers looked at say of the policy's validators. */
export class Sealing {
  readonly #consensus: SealedConsensus;
  readonly #crypto: CryptoProvider;
  readonly #votes = new Votes();
  /** The last headers, by which Clique judges the next one. */
  #before: HeaderBytes[] = [];
  #unsealed: PolicyReason | undefined;
  #passed: PolicyReason | undefined;
  /** Headers in a row that were sealed as the policy says. */
  #steady = 0;
  #shown: Shown | undefined;
  #block = 0;

  constructor(consensus: SealedConsensus, crypto: CryptoProvider) {
    this.#consensus = consensus;
    this.#crypto = crypto;
  }

  /** Who seals the next block, where headers show that it is others than the policy names. */
  get validators(): readonly Hex[] | undefined {
    return this.#shown?.validators;
  }

  /** By what evidence at the newest blocks fails. */
  get failing(): PolicyReason[] {
    return [this.#unsealed, this.#passed].filter((reason) => reason !== undefined);
  }

  /** By what evidence at coming blocks may fail. */
  get coming(): PolicyReason[] {
    const { sets } = this.#consensus;
    const to = setAt(sets, this.#block)?.to ?? Infinity;
    const ends = to < this.#block + RANGE_AHEAD_BLOCKS && setAt(sets, to + 1) === undefined;
    const votes = this.#votes.open(this.#members(this.#block + 1));
    return [...votes.map(voteReason), ...(ends ? [endingReason(to)] : [])];
  }

  /** Looks at the next header, which is the child of the one before. */
  take(next: HeaderBytes): void {
    this.#block = Number(next.header.number);
    this.#judge(next);
    try {
      this.#compare(next);
      this.#count(next);
    } catch (error) {
      // A header of another kind tells nothing of validators; that it is one has been judged.
      if (!(error instanceof ProofError)) throw error;
    }
  }

  /** Blocks after this one are lost. */
  forgetAfter(block: number): void {
    const isKept = (reason: PolicyReason | undefined) =>
      reason !== undefined && reason.block <= block;
    this.#before = [];
    this.#votes.forgetAfter(block);
    if (!isKept(this.#unsealed)) this.#unsealed = undefined;
    if (!isKept(this.#passed)) this.#passed = undefined;
    if (this.#shown !== undefined && this.#shown.from > block) this.#shown = undefined;
    this.#block = Math.min(this.#block, block);
  }

  #judge(next: HeaderBytes): void {
    const [first, ...rest] = [...this.#before, next] as const;
    const answer = checkSeals(this.#consensus, first, rest, this.#crypto);
    const isGap = answer.state === "open" && answer.code === "no-validators-named";
    if (answer.state === "failed" || isGap) {
      const sentence = sentenceOf(answer);
      this.#unsealed ??= { code: answer.code, block: this.#block, sentence };
      this.#steady = 0;
      this.#before = [];
      return;
    }
    // By chance a header or two may look right where others seal.
    this.#steady += 1;
    if (this.#steady >= STEADY_BLOCKS) this.#unsealed = undefined;
    if (this.#consensus.kind !== "clique") return;
    const size = Math.floor(this.#pinned(this.#block).length / 2);
    this.#before = size === 0 ? [] : [...this.#before, next].slice(-size);
  }

  /** Compares the validators that the header lists with the policy's, and ends an epoch where it does. */
  #compare({ header }: HeaderBytes): void {
    const { kind } = this.#consensus;
    const listed = validatorsIn(kind, header);
    const isCheckpoint = kind === "clique" ? listed.length > 0 : this.#block % EPOCH_BLOCKS === 0;
    if (isCheckpoint) this.#votes.clear();
    if (listed.length > 0) this.#show(this.#block, listed);
    // The policy may name from here on whom a vote made a validator before.
    else if (this.#shown !== undefined) this.#show(this.#shown.from, this.#shown.validators);
  }

  #count({ header }: HeaderBytes): void {
    const vote = voteIn(this.#consensus.kind, header, this.#crypto);
    if (vote === undefined) return;
    const members = this.#members(this.#block);
    if (!this.#votes.take(this.#block, vote, members)) return;
    const { recipient, add } = vote;
    const others = members.filter((member) => member !== recipient);
    const from = this.#block + 1;
    this.#show(from, add ? [...others, recipient] : others);
    if (this.#shown !== undefined) this.#passed = passedReason(recipient, add, from);
  }

  #show(from: number, validators: readonly Hex[]): void {
    const isPinned = sameSet(validators, this.#pinned(Math.max(from, this.#block)));
    this.#shown = isPinned ? undefined : { from, validators };
    if (isPinned) this.#passed = undefined;
  }

  #pinned(block: number): readonly Hex[] {
    return setAt(this.#consensus.sets, block)?.validators ?? [];
  }

  #members(block: number): readonly Hex[] {
    return this.#shown?.validators ?? this.#pinned(block);
  }
}
