// SPDX-License-Identifier: Apache-2.0
// Every function that a role of the access manager opens, written by hand, with arguments that the ABI can encode.
import { ZeroAddress, ZeroHash } from "ethers";

import type { ContractName } from "./chain.ts";

export type Restricted = readonly [contract: ContractName, fn: string, ...args: readonly unknown[]];

const TYPE = [1, true, true, 0, 0, 0, ZeroHash];
const FACTS = [`0x${"0".repeat(36)}`, ZeroHash, 1, 2, 990_000, ZeroAddress];

/** Open to the council alone. */
export const BY_COUNCIL: readonly Restricted[] = [
  ["ruleBook", "setRule", ZeroHash, 1, 1, ZeroHash, 0],
  ["ruleBook", "withdrawRule", ZeroHash],
  ["ruleBook", "setType", 1, TYPE, 1, ZeroHash, 0],
  ["ruleBook", "withdrawType", 1],
  ["workCalendar", "publishYear", 2027, 1, 0, ZeroHash],
  ["organizationRegistry", "admitRoot", ...FACTS],
  ["organizationRegistry", "suspendRoot", 1],
  ["organizationRegistry", "resumeRoot", 1],
  ["organizationRegistry", "stopRootHead", 1],
  ["organizationRegistry", "replaceRootHead", 1, ZeroAddress],
  ["organizationRegistry", "changeTree", 4, 3],
  ["organizationRegistry", "mergeRoot", 1, 2],
  ["organizationRegistry", "assignRoot", 1, [], 2],
  ["organizationRegistry", "splitRoot", 1, 2],
  ["organizationRegistry", "abolishRoot", 1],
  ["councilSeats", "admitMember", 1],
  ["councilSeats", "removeMember", 1],
  ["caseRegistry", "dismissByCouncil", ZeroHash, ZeroHash],
  ["caseRegistry", "upholdByCouncil", ZeroHash, ZeroHash],
  ["caseRegistry", "decideDisputeByCouncil", ZeroHash, ZeroHash],
];

/** Open to the case registry alone. */
export const BY_CASES: readonly Restricted[] = [
  ["assetRegistry", "freeze", ZeroHash],
  ["assetRegistry", "unfreeze", ZeroHash],
  ["assetRegistry", "uphold", ZeroHash, ZeroHash],
];
