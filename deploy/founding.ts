// SPDX-License-Identifier: Apache-2.0
// Who is there from the beginning: the first root authorities, the council's first members, its guardian. What
// comes later is decided by the council.
import type { Hex } from "@suyuan/proof";

import { DeployError } from "./addresses.ts";
import type { LawOverrides } from "./law/load.ts";

/** A root of the organisation registry; the first has number 1, and so on. */
export interface FoundingOrganization {
  /** Its unified social credit code: 18 ASCII characters, as bytes. */
  readonly code: Hex;
  readonly nameHash: Hex;
  /** Bitmap of capacities. */
  readonly capacities: number;
  /** 1 national to 5 township. */
  readonly level: number;
  /** Six digits of GB/T 2260. */
  readonly region: number;
  /** Its head account. */
  readonly head: Hex;
}

/** The beginning, with what it decides otherwise than the law pack. */
export interface Founding extends LawOverrides {
  readonly organizations: readonly FoundingOrganization[];
  /** Places in `organizations`, from 0. */
  readonly members: readonly number[];
  /** Place in `organizations`, from 0. */
  readonly guardian: number;
}

/** The number that the registry gives to the organisation at a place. */
export const numberAt = (place: number): number => place + 1;

/** @throws DeployError when members or guardian are not among the organisations, or there is no member */
export function checkFounding({ organizations, members, guardian }: Founding): void {
  const isPlace = (place: number) => Number.isInteger(place) && organizations[place] !== undefined;
  if (members.length === 0) throw new DeployError("the founding has no member of the council");
  if (new Set(members).size < members.length) {
    throw new DeployError("the founding names a member of the council twice");
  }
  const stray = [...members, guardian].find((place) => !isPlace(place));
  if (stray !== undefined) {
    throw new DeployError(`the founding has no organisation at place ${stray}`);
  }
}
