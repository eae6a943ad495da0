// SPDX-License-Identifier: Apache-2.0
// The founding of test ledgers: an authority, an audit body that is the council's guardian, and the authority of a
// neighbouring province; all three are members.
import { randomBytes } from "node:crypto";

import { CAPACITIES, type Capacity, LEVELS, toHex } from "@suyuan/proof";

import { type Founding, type FoundingOrganization, numberAt } from "../../deploy/founding.ts";
import type { LawOverrides } from "../../deploy/law/load.ts";
import { newSigner, type TestSigner, unifiedCode } from "./signers.ts";

/** GB/T 2260 gives 990000 to nobody. */
export const REGION = 990_000;

const ROOTS = {
  authority: ["department", "authority", "registrar"],
  audit: ["department", "auditBody"],
  neighbour: ["department", "authority", "registrar"],
} as const satisfies Record<string, readonly Capacity[]>;
export type RootName = keyof typeof ROOTS;
const NAMES = Object.keys(ROOTS) as RootName[];

export interface TestRoot {
  readonly number: number;
  readonly head: TestSigner;
}

export type TestRoots = Readonly<Record<RootName, TestRoot>>;

/** A bitmap of capacities. */
export const bitmap = (names: readonly Capacity[]): number =>
  names.reduce((sum, name) => sum | (1 << CAPACITIES[name]), 0);

/** A founding whose heads are new accounts. */
export function newFounding(law: LawOverrides): { founding: Founding; roots: TestRoots } {
  const heads = NAMES.map(() => newSigner());
  const organizations = heads.map(({ address }, place): FoundingOrganization => ({
    code: unifiedCode(numberAt(place)).bytes,
    nameHash: toHex(randomBytes(32)),
    capacities: bitmap(ROOTS[NAMES[place] ?? "authority"]),
    level: LEVELS.province,
    region: REGION,
    head: address,
  }));
  const roots = NAMES.map((name, place) => [name, { number: numberAt(place), head: heads[place] }]);
  const members = NAMES.map((_, place) => place);
  return {
    founding: { organizations, members, guardian: NAMES.indexOf("audit"), ...law },
    roots: Object.fromEntries(roots) as TestRoots,
  };
}
