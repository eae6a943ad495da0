// SPDX-License-Identifier: Apache-2.0
// What the story holds against the chain: facts read back, and acts that the law refuses.
import { isDeepStrictEqual } from "node:util";

import { ChainError } from "@suyuan/chain";

import type { Memory, Trace } from "./memory.ts";
import { StoryError } from "./memory.ts";
import type { Done } from "./carriers.ts";

/** Requires that some of the facts are as expected. @throws StoryError that names the first that is not */
export function requireFacts(
  what: string,
  facts: object,
  expected: Readonly<Record<string, unknown>>,
): void {
  const found = new Map<string, unknown>(Object.entries(facts));
  for (const [name, value] of Object.entries(expected)) {
    if (isDeepStrictEqual(found.get(name), value)) continue;
    const seen = String(found.get(name));
    throw new StoryError(`${what}: ${name} is ${seen} on the chain, and must be ${String(value)}.`);
  }
}

/** Requires that the contracts refuse an act for this reason. @throws StoryError when they do not */
export async function requireRefusal(error: string, attempt: () => Promise<Done>): Promise<void> {
  try {
    await attempt();
  } catch (cause) {
    if (cause instanceof ChainError && cause.revert?.name === error) return;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoryError(`An act had to be refused by ${error}, and failed otherwise: ${reason}`, {
      cause,
    });
  }
  throw new StoryError(`An act had to be refused by ${error}, and was carried out.`);
}

/** An act of the story, with what must hold before it. */
export interface Step {
  readonly trace: Trace;
  /** What the state between the act before and this one must be; checked as long as it lasts. */
  readonly before?: () => Promise<void>;
  readonly act: () => Promise<Done>;
}

/** Checks what holds before an act, and does it; nothing if it is done already. @returns its event's arguments */
export async function take(
  memory: Memory,
  { trace, before, act }: Step,
): ReturnType<Memory["once"]> {
  return memory.once(trace, async () => {
    await before?.();
    return act();
  });
}
