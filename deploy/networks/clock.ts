// SPDX-License-Identifier: Apache-2.0
// The clock of an embedded chain, which can be ahead of the wall clock or behind it.
const MS = 1_000;

/** Thrown when the node refuses to have its clock set. */
export class ClockError extends Error {
  override readonly name = "ClockError";
}

/** Times are seconds since the epoch. */
export interface ChainClock {
  /** The time of the newest block. */
  now(): Promise<number>;
  /**
   * Makes a block at a moment, from which the clock then goes on; nothing if that moment is past already, so that
   * whoever is interrupted can ask again. Gives the time of the newest block.
   */
  travelTo(time: number): Promise<number>;
  /** The same, from the newest block on. */
  pass(seconds: number): Promise<number>;
  /** The same, up to the present: from here on blocks have the time at which they are made. */
  catchUp(): Promise<number>;
}

async function call(rpcUrl: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(rpcUrl, { method: "POST", headers, body });
  const { result, error } = (await answer.json()) as { result?: unknown; error?: unknown };
  if (error !== undefined) throw new ClockError(`${method}: ${JSON.stringify(error)}`);
  return result;
}

/** The clock of the chain behind an embedded node's JSON-RPC. */
export function clockOf(rpcUrl: string): ChainClock {
  const now = async () => {
    const block = await call(rpcUrl, "eth_getBlockByNumber", ["latest", false]);
    return Number((block as { timestamp: string }).timestamp);
  };
  const travelTo = async (time: number) => {
    const newest = await now();
    if (time <= newest) return newest;
    try {
      await call(rpcUrl, "evm_setNextBlockTimestamp", [time]);
    } catch (cause) {
      // A block that came by itself meanwhile can be there already.
      const reached = await now();
      if (reached < time) throw cause;
      return reached;
    }
    await call(rpcUrl, "evm_mine", []);
    return now();
  };
  return {
    now,
    travelTo,
    pass: async (seconds) => travelTo((await now()) + seconds),
    catchUp: async () => travelTo(Math.floor(Date.now() / MS)),
  };
}
