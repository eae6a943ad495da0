// SPDX-License-Identifier: Apache-2.0
// Tests that need the contracts as they are deployed: a node of its own keeps the limit of a contract's size, and
// contracts that count or hold mistakes are larger and take more gas. Vitest takes a path by its beginning, too.
const BEGINNINGS = ["deploy", "gas"] as const;

/** The beginnings of their paths, to run these alone. */
export const AS_DEPLOYED: readonly string[] = BEGINNINGS.map((name) => `test/contracts/${name}`);

/** The same as a pattern, to run all but these. */
export const AS_DEPLOYED_PATTERN = `test/contracts/{${BEGINNINGS.join(",")}}*.test.ts`;
