// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";

import type { Act, Done, TestChain } from "./chain.ts";

/** Integers as the ABI gives them. */
export const big = (...values: readonly (number | bigint | string | boolean)[]): unknown[] =>
  values.map((value) => (typeof value === "number" ? BigInt(value) : value));

/** Expects an act to be refused with exactly this error and these values. */
export async function refuses(
  chain: TestChain,
  act: Act,
  error: string,
  ...values: readonly (number | bigint | string | boolean)[]
): Promise<void> {
  const refusal = await chain.refusal(act);
  expect({ error: refusal.error, values: refusal.values }).toEqual({
    error,
    values: big(...values),
  });
}

/** What a transaction told: each event's name, and its values. */
export const told = ({ events }: Done): unknown[][] =>
  events.map(({ name, args }) => [name, ...(args.toArray() as unknown[])]);
