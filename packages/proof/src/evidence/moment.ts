// SPDX-License-Identifier: Apache-2.0
// Facts as they stood at one moment: what certificates are made of.
import { fromUtf8, type Hex, uintBytes } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { assetStatesOver } from "../storage/assets.ts";
import { ChainFacts } from "../storage/facts.ts";
import type { StorageReader } from "../storage/reader.ts";
import { type StandIn, standInsOver } from "../storage/succession.ts";
import { type TraceElement, traceOver, type TracePlace } from "../storage/trace.ts";
import {
  type AssetState,
  decodeAssetState,
  decodeStanding,
  type Standing,
} from "../storage/values.ts";
import { attempt, type Fact } from "./fact.ts";

/** What held at the moment, and since when; undefined where there was nothing yet. */
export type At<T> = (T & { readonly since: number }) | undefined;

/** What an organisation was at the moment. */
export interface OrganizationFacts {
  readonly standing: Fact<At<Standing>>;
  /** Its unified social credit code. */
  readonly code: Fact<string>;
  /** SHA-256 of its name; undefined where it has none. */
  readonly nameHash: Fact<Hex | undefined>;
}

/** An element of a trace, decoded. */
export function dated<T extends object>(
  element: TraceElement | undefined,
  decode: (value: bigint) => T,
): At<T> {
  return element === undefined ? undefined : { ...decode(element.value), since: element.since };
}

const CODE_BYTES = 18;

// Eighteen ASCII characters; nothing where there is no code.
function codeText(value: bigint): string {
  if (value === 0n) return "";
  try {
    return fromUtf8(uintBytes(value, CODE_BYTES));
  } catch {
    throw new ProofError("out-of-range", "a code on the chain is no text");
  }
}

/** Reads facts as they stood at one moment. Every read may throw `state-missing`. */
export class Moment {
  readonly chain: ChainFacts;
  /** In seconds. */
  readonly time: number;
  readonly #state: StorageReader;
  readonly #crypto: CryptoProvider;

  constructor(state: StorageReader, time: number, crypto: CryptoProvider = defaultCrypto) {
    this.chain = new ChainFacts(state, crypto);
    this.time = time;
    this.#state = state;
    this.#crypto = crypto;
  }

  /** What a trace holds at the moment: one element, or none. */
  over = (place: TracePlace): readonly TraceElement[] =>
    traceOver(this.#state, place, this.time, this.time, this.#crypto).elements;

  at(place: TracePlace): TraceElement | undefined {
    return this.over(place)[0];
  }

  asset(asset: Hex): At<AssetState> {
    const states = assetStatesOver(this.chain, this.over, asset, this.time);
    return dated(
      states.findLast(({ since }) => since <= this.time),
      decodeAssetState,
    );
  }

  /** Who stood in the place of the organisations that a trace names. */
  standIn(named: readonly TraceElement[], subject: Hex): StandIn | undefined {
    return standInsOver(this.chain, this.over, named, subject, this.time).at(-1);
  }

  organization(organization: number): OrganizationFacts {
    const { chain } = this;
    return {
      standing: attempt(() => dated(this.at(chain.standingOf(organization)), decodeStanding)),
      code: attempt(() => codeText(this.at(chain.codeOf(organization))?.value ?? 0n)),
      nameHash: attempt(() => {
        const place = Number(this.at(chain.nameOf(organization))?.value ?? 0n);
        return place === 0 ? undefined : chain.nameHash(place);
      }),
    };
  }
}
