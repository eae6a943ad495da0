// SPDX-License-Identifier: Apache-2.0
// Looks at the seals of the chain's newest blocks, before they are settled, so that whoever keeps the policy
// learns of other validators before the first evidence fails.
import type { PolicyReason, PolicyWatch } from "@suyuan/api";
import { type ChainClient, ChainError, type RawHeader } from "@suyuan/chain";
import {
  type Consensus,
  type CryptoProvider,
  decodeHeader,
  type Hex,
  setAt,
  toHex,
} from "@suyuan/proof";
import { WATCH_AT_ONCE, WATCH_BACK_BLOCKS } from "../constraints.ts";
import { isAway } from "./away.ts";
import { toldReason } from "./reasons.ts";
import { type SealedConsensus, Sealing } from "./sealing.ts";

export interface WatchParts {
  readonly client: ChainClient;
  readonly consensus: Consensus;
  readonly crypto: CryptoProvider;
  /** Told when what is known of the policy changes. */
  readonly notice: (code: string, detail: string) => void;
}

/** By what name nodes of a kind are asked who seals. */
const ASKED = {
  qbft: "qbft_getValidatorsByBlockNumber",
  ibft2: "ibft_getValidatorsByBlockNumber",
  ibft1: "istanbul_getValidators",
  clique: "clique_getSigners",
} as const;

const NOTICES = {
  holds: "policy-holds",
  "update-ahead": "policy-update-ahead",
  "update-needed": "policy-update-needed",
} as const;

const HOLDS = "holds";

/** Whether the validators of the chain are those of the policy. */
export class Watch {
  readonly #parts: WatchParts;
  readonly #consensus: SealedConsensus | undefined;
  #sealing: Sealing | undefined;
  #last: RawHeader | undefined;
  #told: PolicyReason | undefined;
  #asksNode = true;
  /** What was told last; that all is well is told only after something else. */
  #noticed = HOLDS;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    if (parts.consensus.kind !== "none") this.#consensus = parts.consensus;
  }

  get state(): PolicyWatch {
    if (!this.#consensus) return { state: "unsealed", reasons: [] };
    if (!this.#sealing || !this.#last) return { state: "not-looked", reasons: [] };
    const { failing, coming, validators } = this.#sealing;
    const ahead = [...coming, ...(this.#told ? [this.#told] : [])];
    const calm = ahead.length > 0 ? "update-ahead" : "holds";
    return {
      state: failing.length > 0 ? "update-needed" : calm,
      block: this.#last.number,
      reasons: [...failing, ...ahead],
      ...(validators && { validators: [...validators] }),
    };
  }

  /**
   * Looks at the next headers.
   * @returns whether there are more
   */
  async step(): Promise<boolean> {
    if (!this.#consensus) return false;
    try {
      const goesOn = await this.#look(this.#consensus);
      this.#notice();
      return goesOn;
    } catch (error) {
      // What cannot be read now is looked at when the chain answers; a block that is gone, at its next one.
      if (isAway(error) || (error instanceof ChainError && error.code === "not-found"))
        return false;
      throw error;
    }
  }

  async #look(consensus: SealedConsensus): Promise<boolean> {
    const head = await this.#parts.client.blockNumber();
    if (this.#last && !(await this.#isStill(this.#last, head))) {
      await this.#goBack(Math.min(head, this.#last.number) - WATCH_AT_ONCE);
    }
    const from = this.#last ? this.#last.number + 1 : firstOf(consensus, head);
    const until = Math.min(head, from + WATCH_AT_ONCE - 1);
    const numbers = Array.from({ length: Math.max(0, until - from + 1) }, (_, at) => from + at);
    const headers = await Promise.all(numbers.map(async (at) => this.#parts.client.header(at)));
    this.#sealing ??= new Sealing(consensus, this.#parts.crypto);
    for (const header of headers) {
      const { raw: bytes } = header;
      const decoded = decodeHeader(bytes);
      // The chain changed while it was read: the next look goes back.
      if (this.#last && toHex(decoded.parentHash) !== this.#last.hash) return false;
      this.#sealing.take({ bytes, header: decoded });
      this.#last = header;
    }
    if (until < head) return true;
    if (headers.length > 0) await this.#ask(consensus, head);
    return false;
  }

  async #isStill({ number, hash }: RawHeader, head: number): Promise<boolean> {
    return number <= head && (await this.#parts.client.block(number)).hash === hash;
  }

  /** Blocks that were looked at are lost: those after `number` are looked at again. */
  async #goBack(number: number): Promise<void> {
    this.#last = number > 0 ? await this.#parts.client.header(number) : undefined;
    if (this.#last) this.#sealing?.forgetAfter(number);
    else this.#sealing = undefined;
  }

  /** What the node says counts only where it says that the policy is behind: it is never taken as proof. */
  async #ask(consensus: SealedConsensus, head: number): Promise<void> {
    if (!this.#asksNode) return;
    const { client } = this.#parts;
    const answer = await client.rpc(ASKED[consensus.kind], ["latest"]).catch((error: unknown) => {
      if (error instanceof ChainError && error.code === "rpc") this.#asksNode = false;
      return undefined;
    });
    const named = namesOf(answer);
    if (named === undefined) return;
    const known = [head, head + 1].map((at) => setAt(consensus.sets, at)?.validators ?? []);
    const isKnown = known.some((of) => of.toSorted().join() === named.join());
    this.#told = isKnown ? undefined : toldReason(head);
  }

  #notice(): void {
    const { state, reasons } = this.state;
    if (state === "unsealed" || state === "not-looked") return;
    const told = [state, ...reasons.map(({ code }) => code)].join();
    if (told === this.#noticed) return;
    this.#noticed = told;
    this.#parts.notice(NOTICES[state], reasons.map(({ sentence }) => sentence.en).join(" "));
  }
}

function firstOf({ sets }: SealedConsensus, head: number): number {
  const begin = sets[0]?.from ?? 0;
  // The first block is sealed by nobody.
  return Math.min(head, Math.max(1, begin, head - WATCH_BACK_BLOCKS));
}

function namesOf(answer: unknown): readonly Hex[] | undefined {
  if (!Array.isArray(answer)) return undefined;
  const names = answer.filter((one): one is Hex => typeof one === "string");
  return names.map((one) => one.toLowerCase() as Hex).sort();
}
