// SPDX-License-Identifier: Apache-2.0
// Who is in office now, by the facts of the settled block. While the chain is away what was read last holds, and
// what was not read is refused: nobody is let in for want of an answer.
import {
  ChainFacts,
  type CryptoProvider,
  decodeStanding,
  type Hex,
  ProofError,
  type StorageReader,
  toHex,
  traceOver,
  type TracePlace,
  uintBytes,
} from "@suyuan/proof";
import type { Settled } from "../services/settled.ts";
import type { Member } from "./caller.ts";

/** As whom somebody signs in: a seat, or the head of an organisation, by its number. */
export interface Claimed {
  readonly kind: "seat" | "head";
  readonly number: number;
}

/** Who signed for it: an office may pass to another account, and with it the right to act for it. */
export interface Signed extends Claimed {
  readonly account: Hex;
}

/** Somebody who signed in, or could. */
export type Person = Exclude<Member, { readonly kind: "system" }>;

/** Someone in office, and the account that acts for them. */
export interface InOffice {
  readonly person: Person;
  readonly account: Hex;
}

export interface MembersParts {
  readonly settled: Pick<Settled, "over">;
  readonly crypto: CryptoProvider;
  /** The chain's clock may be ahead of this one. */
  readonly now: () => number;
}

const ACTIVE = 1;
const ACCOUNT_BYTES = 20;

export class Members {
  readonly #parts: MembersParts;

  constructor(parts: MembersParts) {
    this.#parts = parts;
  }

  /** Whoever holds the office now; undefined when nobody does. @throws Refusal `chain-away` */
  async holder(claimed: Claimed): Promise<InOffice | undefined> {
    const read = claimed.kind === "seat" ? seatOf : headOf;
    return this.#read((state) => read(state, claimed.number));
  }

  /** Whether an organisation may act now. @throws Refusal `chain-away` */
  async isActive(organization: number): Promise<boolean> {
    return this.#read((state) => isActive(state, organization));
  }

  /** Whether an account serves or served any organisation. @throws Refusal `chain-away` */
  async isBound(account: Hex): Promise<boolean> {
    return this.#read(({ facts }) => facts.organizationOf(account) !== 0);
  }

  async #read<T>(read: (state: State) => T): Promise<T> {
    const { settled, crypto, now } = this.#parts;
    const { value } = await settled.over((reader) => {
      try {
        return {
          found: read({ reader, crypto, facts: new ChainFacts(reader, crypto), now: now() }),
        };
      } catch (error) {
        // What is still missing is read from the chain, and this is asked again.
        if (error instanceof ProofError && error.code === "state-missing") return undefined;
        throw error;
      }
    });
    if (value) return value.found;
    throw new Error("a fact was neither read nor missed");
  }
}

interface State {
  readonly reader: StorageReader;
  readonly crypto: CryptoProvider;
  readonly facts: ChainFacts;
  readonly now: number;
}

function seatOf({ facts, ...state }: State, seat: number): InOffice | undefined {
  const { account, organization, office } = facts.seat(seat);
  if (organization === 0 || !isActive({ facts, ...state }, organization)) return undefined;
  const { from, until, endedAt, compromisedSince } = facts.term(seat);
  const isInOffice = from <= state.now && state.now < until && endedAt === 0;
  if (!isInOffice || compromisedSince !== 0) return undefined;
  return { account, person: { kind: "seat", seat, organization, office } };
}

function headOf(state: State, organization: number): InOffice | undefined {
  if (!isActive(state, organization)) return undefined;
  const head = valueNow(state, state.facts.headOf(organization));
  if (head === undefined) return undefined;
  const account = toHex(uintBytes(head, ACCOUNT_BYTES));
  return { account, person: { kind: "head", organization } };
}

function isActive(state: State, organization: number): boolean {
  const value = valueNow(state, state.facts.standingOf(organization));
  if (value === undefined) return false;
  const { status, suspendedSince } = decodeStanding(value);
  return status === ACTIVE && suspendedSince === 0;
}

function valueNow({ reader, crypto, now }: State, place: TracePlace): bigint | undefined {
  return traceOver(reader, place, now, now, crypto).elements.at(-1)?.value;
}
