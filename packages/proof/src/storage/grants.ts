// SPDX-License-Identifier: Apache-2.0
// Requests and the grants that answer them, as their contract holds them (docs/spec/storage.md,
// `sharingRegistry`): a grant has the id of its request.
import type { Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { sharingRegistrySlots } from "./layout/slots.ts";
import { sharingRegistryRequest } from "./layout/structs.ts";
import { grantValue } from "./layout/values.ts";
import type { StorageReader } from "./reader.ts";
import { slotAt } from "./slots.ts";
import type { Dated, TraceElement, TracePlace } from "./trace.ts";
import { cutNumber, hexOf, word32 } from "./values.ts";
import { StorageWords } from "./words.ts";

/** A grant may be shared on by its recipient, and that one again: no chain is longer. */
export const MAX_SOURCES = 3;

/** Bits of a request's `flags`. */
export const REQUEST_FLAGS = {
  onward: 1,
  standingConsent: 2,
  answeredLate: 4,
  returnedOnce: 8,
  extended: 16,
  answerProvisional: 32,
  deliveryProvisional: 64,
  rectified: 128,
  disposedLate: 256,
  rectifiedLate: 512,
  onwardConsented: 1_024,
} as const;

/** Who granted what was asked for to whom; `provider` is 0 until it is granted. */
export interface GrantRecord {
  readonly asset: Hex;
  readonly provider: number;
  /** The organisation that asked. */
  readonly recipient: number;
  readonly purpose: number;
  /** 1 interface, 2 batch, 3 file. */
  readonly method: number;
  /** The first moment of its term. */
  readonly from: number;
  /** How many deliveries it covers; 0 where it sets no number. */
  readonly quota: number;
  /** Whether it was shared on from another grant. */
  readonly isOnward: boolean;
}

/** How far a request and its grant have come, at present: nothing of it is dated. */
export interface GrantProgress {
  /** 1 answer due, 2 incomplete, 3 withdrawn, 4 refused, 5 granted, 6 disposal due, 7 disposed. */
  readonly status: number;
  /** `REQUEST_FLAGS`. */
  readonly flags: number;
  /** When the answer's clock began: with the filing, or anew when it was completed. */
  readonly since: number;
  /** The first moment at which an answer was late. */
  readonly due: number;
  /** The first moment at which the first delivery is late. */
  readonly deliveryDue: number;
  /** The code of what becomes of the data after the end. */
  readonly disposal: number;
  /** Who suspended it last; 0 for nobody. */
  readonly suspendedBy: number;
  /** By when the breach had to be rectified for which it was suspended last; 0 where none was ordered. */
  readonly rectifyBy: number;
}

/** A grant's state, one value of its trace. */
export interface GrantState {
  /** 1 running, 2 ended. */
  readonly state: number;
  /** The first moment after its term. */
  readonly until: number;
  /** The number of the log that its exchanges stand in, from 1. */
  readonly log: number;
  /** The version of its scope; 0 is the one that was asked for. */
  readonly scope: number;
  /** From when to when it is suspended; 0 where it is not, or not resumed. */
  readonly suspended: number;
  readonly resumed: number;
  /** The code of the reason for its suspension or end. */
  readonly reason: number;
}

/** A grant's state while it is suspended, or while it is not. */
export interface GrantPhase extends GrantState {
  readonly isSuspended: boolean;
}

const ABSENT = word32(0n);

export const decodeGrantState = (value: bigint): GrantState => ({
  state: cutNumber(value, grantValue.state),
  until: cutNumber(value, grantValue.until),
  log: cutNumber(value, grantValue.log),
  scope: cutNumber(value, grantValue.scope),
  suspended: cutNumber(value, grantValue.suspended),
  resumed: cutNumber(value, grantValue.resumed),
  reason: cutNumber(value, grantValue.reason),
});

function phasesOf({ since, value }: TraceElement, next: number): Dated<GrantPhase>[] {
  const state = decodeGrantState(value);
  const { suspended, resumed } = state;
  const running = { since, value: { ...state, isSuspended: false } };
  if (suspended === 0 || (resumed !== 0 && resumed <= suspended)) return [running];
  const stopped = { since: Math.max(since, suspended), value: { ...state, isSuspended: true } };
  const again = { ...running, since: Math.max(since, resumed) };
  const all = resumed === 0 ? [running, stopped] : [running, stopped, again];
  return all.filter((phase) => phase.since < next);
}

/**
 * The phases of a grant: suspensions are written where the state stands, not as elements of their own.
 * @param elements the states, as `traceOver` gives them
 * @param from the moment from which the answer has to be complete, in seconds
 */
export function grantPhasesOver(
  elements: readonly TraceElement[],
  from: number,
): readonly Dated<GrantPhase>[] {
  const all = elements.flatMap((element, place) =>
    phasesOf(element, elements[place + 1]?.since ?? Infinity),
  );
  return all.filter((phase, place) => {
    const next = all[place + 1];
    return next === undefined || (next.since > phase.since && next.since > from);
  });
}

/** Reads grants. Every read may throw `state-missing`. */
export class GrantRecords {
  readonly #words: StorageWords;

  constructor(reader: StorageReader, crypto: CryptoProvider = defaultCrypto) {
    this.#words = new StorageWords(reader, crypto);
  }

  record(grant: Hex): GrantRecord {
    const { asset, requester, provider, ...more } = sharingRegistryRequest;
    const slot = this.#words.in(sharingRegistrySlots.requests, grant);
    const asked = this.#words.of("sharingRegistry", slot, requester);
    const given = this.#words.of("sharingRegistry", slot, provider);
    const flags = cutNumber(asked, more.flags);
    const isByConsent = (flags & REQUEST_FLAGS.standingConsent) !== 0;
    return {
      asset: isByConsent
        ? this.#consented(cutNumber(given, more.consented))
        : hexOf(this.#words.of("sharingRegistry", slot, asset), asset),
      provider: cutNumber(given, provider),
      recipient: cutNumber(asked, requester),
      purpose: cutNumber(asked, more.purpose),
      method: cutNumber(asked, more.method),
      from: cutNumber(given, more.from),
      quota: cutNumber(given, more.quota),
      isOnward: (flags & REQUEST_FLAGS.onward) !== 0,
    };
  }

  progress(grant: Hex): GrantProgress {
    const { status, deliveryDue, ...more } = sharingRegistryRequest;
    const slot = this.#words.in(sharingRegistrySlots.requests, grant);
    const asked = this.#words.of("sharingRegistry", slot, status);
    const given = this.#words.of("sharingRegistry", slot, deliveryDue);
    return {
      status: cutNumber(asked, status),
      flags: cutNumber(asked, more.flags),
      since: cutNumber(asked, more.since),
      due: cutNumber(asked, more.due),
      deliveryDue: cutNumber(given, deliveryDue),
      disposal: cutNumber(given, more.disposal),
      suspendedBy: cutNumber(given, more.suspendedBy),
      rectifyBy: cutNumber(given, more.rectifyBy),
    };
  }

  stateOf(grant: Hex): TracePlace {
    const slot = this.#words.in(sharingRegistrySlots.states, grant);
    return { contract: "sharingRegistry", slot };
  }

  /** What the grant covers, by the version that its state names. */
  scope(grant: Hex, version: number): Hex {
    const { scope } = sharingRegistryRequest;
    if (version === 0) {
      const slot = this.#words.in(sharingRegistrySlots.requests, grant);
      return word32(this.#words.of("sharingRegistry", slot, scope));
    }
    const slot = this.#words.in(sharingRegistrySlots.scopes, grant, version);
    return word32(this.#words.at("sharingRegistry", slot));
  }

  /** The log with a number in the contract's list, from 1; zero for none. */
  log(number: number): Hex {
    return this.#listed(sharingRegistrySlots.logs, number);
  }

  /**
   * The grants from which this one was shared on, the nearest first. That the first one was not shared on
   * itself is proven by what is absent.
   * @throws ProofError `chain-too-long` above MAX_SOURCES
   */
  sources(grant: Hex, record: GrantRecord): readonly Hex[] {
    // Its record tells whether it was shared on at all; of those above it no record is needed.
    if (!record.isOnward) return [];
    const found: Hex[] = [];
    // A grant that was shared on from nothing has a source that was never given.
    let id = this.#parentOf(grant);
    do {
      if (found.length === MAX_SOURCES) {
        throw new ProofError("chain-too-long", `was shared on more than ${MAX_SOURCES} times`);
      }
      found.push(id);
      id = this.#parentOf(id);
    } while (id !== ABSENT);
    return found;
  }

  /** The asset with a number in the contract's list of those that were consented to in advance. */
  #consented(number: number): Hex {
    return this.#listed(sharingRegistrySlots.consented, number);
  }

  /** The element of a list with a number, from 1; zero for none. */
  #listed(list: number, number: number): Hex {
    if (number === 0) return ABSENT;
    return word32(this.#words.element("sharingRegistry", slotAt(list), number - 1));
  }

  #parentOf(grant: Hex): Hex {
    const slot = this.#words.in(sharingRegistrySlots.parents, grant);
    return word32(this.#words.at("sharingRegistry", slot));
  }
}
