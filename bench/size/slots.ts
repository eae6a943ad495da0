// SPDX-License-Identifier: Apache-2.0
// The slots that assets and grants take in the contracts' storage (docs/spec/storage.md, "Slots"): found for a real
// one, and made for as many others as are wanted.
import { concatBytes, type Hex, toHex, uintBytes } from "@suyuan/proof";

import { REGION } from "../../test/support/founding.ts";

type Keccak = (data: Uint8Array) => Uint8Array;

/** The contracts whose storage grows with assets and grants. */
export const GROWING = ["assetRegistry", "sharingRegistry"] as const;
export type Growing = (typeof GROWING)[number];

/** What tells one asset with its grant from another: the keys of the mappings, 32 bytes each. */
export interface Keys {
  readonly asset: Uint8Array;
  readonly grant: Uint8Array;
  /** The catalogue code, padded on the right. */
  readonly code: Uint8Array;
}

/** A word of every asset or grant: in the mapping at `slot`, under one of its keys. */
interface Place {
  readonly contract: Growing;
  readonly key: keyof Keys;
  readonly slot: number;
  /** A member of a struct, an element of a list, or the value of an inner mapping. */
  readonly form: "member" | "element" | "inner";
  readonly at: number;
}

/** A place, and the word that stands there of a real asset or grant. */
export interface Template extends Place {
  readonly word: Hex;
}

const WORD = 32;
const MAPPINGS = 16;
const KEY_NAMES = ["asset", "grant", "code"] as const;
// Inner mappings are by version, or by region.
const FORMS = [
  ["member", [0, 1, 2, 3, 4, 5]],
  ["element", [0, 1]],
  ["inner", [0, 1, 2, REGION]],
] as const;

function plus(slot: Uint8Array, offset: number): Uint8Array {
  const sum = Uint8Array.from(slot);
  for (let at = WORD - 1, carry = offset; carry > 0 && at >= 0; at--) {
    carry += sum[at] ?? 0;
    sum[at] = carry & 0xff;
    carry >>= 8;
  }
  return sum;
}

/** The slot of a place for these keys. */
export function slotOf({ key, slot, form, at }: Place, keys: Keys, keccak: Keccak): Uint8Array {
  const place = keccak(concatBytes(keys[key], uintBytes(slot, WORD)));
  if (form === "member") return plus(place, at);
  if (form === "element") return plus(keccak(place), at);
  return keccak(concatBytes(uintBytes(at, WORD), place));
}

/**
 * The places that one real asset and its grant take.
 * @param storage words by slot, of each contract
 */
export function templatesOf(
  storage: Readonly<Record<Growing, ReadonlyMap<Hex, Hex>>>,
  keys: Keys,
  keccak: Keccak,
): readonly Template[] {
  const all = GROWING.flatMap((contract) =>
    placesIn(contract).map((place) => ({
      ...place,
      word: storage[contract].get(toHex(slotOf(place, keys, keccak))),
    })),
  );
  return all.flatMap(({ word, ...place }) => (word === undefined ? [] : { ...place, word }));
}

const placesIn = (contract: Growing): Place[] =>
  KEY_NAMES.flatMap((key) =>
    Array.from({ length: MAPPINGS }, (_, slot) =>
      FORMS.flatMap(([form, ats]) => ats.map((at): Place => ({ contract, key, slot, form, at }))),
    ).flat(),
  );

/** The keys of made-up assets and grants, by number. */
export function keysOf(number: number, keccak: Keccak): Keys {
  const of = (kind: number) => keccak(uintBytes(number * KEY_NAMES.length + kind, WORD));
  return { asset: of(0), grant: of(1), code: of(2).fill(0, 18) };
}
