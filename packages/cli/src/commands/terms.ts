// SPDX-License-Identifier: Apache-2.0
// Words of the command line for the numbers of the contracts.
import { CLOCKS } from "@suyuan/sdk";

/** Registration types that every rule book begins with; a city's own are given by number. */
export const TYPES: Readonly<Record<string, number>> = {
  first: 1,
  change: 2,
  correction: 3,
  renewal: 4,
  cancellation: 5,
  ...Object.fromEntries(Array.from({ length: 255 }, (_, place) => [String(place + 1), place + 1])),
};

/** What a chief data officer's veto can stop. */
export const VETO_ACTS = { coding: 1, transfer: 2, conferring: 3, version: 4 } as const;

export const RIGHT_KINDS = { use: 2, operating: 3 } as const;
export const BASES = { statutoryDuty: 1, authorisation: 2, contract: 3, derived: 4 } as const;
export const STAGES = { resource: 1, product: 2, capital: 3 } as const;
export const VOTES = { against: 0, for: 1, abstain: 2 } as const;

/** Limits whose passing is a finding. */
export const LIMITS = Object.fromEntries(CLOCKS.map(({ name, clock }) => [name, clock]));
