// SPDX-License-Identifier: Apache-2.0
// What stands in a word, cut into its fields (docs/spec/storage.md, "Packed values").
import { type Hex, toHex, uintBytes } from "../bytes.ts";
import { allowanceValue, assetValue, standingValue } from "./layout/values.ts";
import type { StorageField } from "./layout/types.ts";
import { bits } from "./slots.ts";

export const cut = (word: bigint, { offset, width }: StorageField): bigint =>
  bits(word, offset, width);
/** For fields of at most 53 bits, and for counters that never come near that. */
export const cutNumber = (word: bigint, field: StorageField): number => Number(cut(word, field));
export const hexOf = (word: bigint, field: StorageField): Hex =>
  toHex(uintBytes(cut(word, field), field.width / 8));
export const word32 = (word: bigint): Hex => toHex(uintBytes(word, 32));

/** An organisation's standing, one value of its trace. */
export interface Standing {
  /** 1 active, 3 abolished. */
  readonly status: number;
  /** The organisation that stands in its place once it is abolished; 0 for none. */
  readonly successor: number;
  /** From this moment to the next element it is suspended; 0 when it is not. */
  readonly suspendedSince: number;
}

/** An asset's state, one value of its trace. */
export interface AssetState {
  /** 1 registered, 2 coded, 3 cancelled. */
  readonly state: number;
  /** The first moment after the registration's validity; 0 before it is coded. */
  readonly until: number;
  /** How many freezes are open. */
  readonly frozen: number;
  /** Who gave the registration number, and its serial there; both 0 before the coding. */
  readonly registrar: number;
  readonly serial: number;
}

export const decodeStanding = (value: bigint): Standing => ({
  status: cutNumber(value, standingValue.status),
  successor: cutNumber(value, standingValue.successor),
  suspendedSince: cutNumber(value, standingValue.suspendedSince),
});

export const decodeAssetState = (value: bigint): AssetState => ({
  state: cutNumber(value, assetValue.state),
  until: cutNumber(value, assetValue.until),
  frozen: cutNumber(value, assetValue.frozen),
  registrar: cutNumber(value, assetValue.registrar),
  serial: cutNumber(value, assetValue.serial),
});

/** Whether a system seat is allowed to sign for a subject. */
export const decodeAllowance = (value: bigint): boolean =>
  cut(value, allowanceValue.allowed) === 1n;
