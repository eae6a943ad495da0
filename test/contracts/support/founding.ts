// SPDX-License-Identifier: Apache-2.0
// The founding of test chains: an authority, an audit body that is the council's guardian, and the authority of a
// neighbouring province; all three are members.
import { id as hashOf } from "ethers";

import type { Founding, FoundingOrganization } from "../../../deploy/founding.ts";
import type { LawOverrides } from "../../../deploy/law/load.ts";
import { codeBytes, unifiedCode } from "./codes.ts";

/** Places of the roots in the founding. */
export const ROOT = { authority: 0, audit: 1, neighbour: 2 } as const;

const OVERSEES = 1 | 2 | 4;
const AUDITS = 1 | 16;
const CAPACITIES = [OVERSEES, AUDITS, OVERSEES];
const PROVINCE = 2;
const REGION = 990_000;

/** How many accounts the roots' heads take, after the deployer's. */
export const FOUNDING_HEADS = CAPACITIES.length;

/** The founding with these accounts as heads, and what the law pack has otherwise. */
export function testFounding(heads: readonly string[], law: LawOverrides): Founding {
  const organizations = CAPACITIES.map((capacities, place): FoundingOrganization => ({
    code: codeBytes(unifiedCode(place)) as `0x${string}`,
    nameHash: hashOf(`name ${String(place + 1)}`) as `0x${string}`,
    capacities,
    level: PROVINCE,
    region: REGION,
    head: heads[place] as `0x${string}`,
  }));
  return { organizations, members: Object.values(ROOT), guardian: ROOT.audit, ...law };
}
