// SPDX-License-Identifier: Apache-2.0
import { ChainError, type ChainErrorCode } from "@suyuan/chain";
import { Refusal } from "../refusal.ts";

/** What says that the chain cannot be asked now, as opposed to an answer of it. */
const AWAY: ReadonlySet<ChainErrorCode> = new Set([
  "unreachable",
  "timeout",
  "rpc",
  "bad-answer",
  "state-pruned",
]);

export const isAway = (error: unknown): boolean =>
  error instanceof ChainError && AWAY.has(error.code);

/** Turns "the chain cannot be asked", or no longer of that block, into the refusal that says so; any other error goes on. */
export async function orAway<T>(what: string, ask: Promise<T>): Promise<T> {
  try {
    return await ask;
  } catch (error) {
    if (!isAway(error)) throw error;
    if (error instanceof ChainError && error.code === "state-pruned") {
      throw new Refusal("state-pruned", `${what} cannot be read: ${error.message}`, {
        cause: error,
      });
    }
    throw new Refusal("chain-away", `${what} cannot be read: the chain does not answer`, {
      cause: error,
    });
  }
}
