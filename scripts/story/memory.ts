// SPDX-License-Identifier: Apache-2.0
import type { AbiValue, AbiValues, ChainClient, ChainEvent } from "@suyuan/chain";

/** The event that shows that an act was done: its name and the arguments that tell it from others. */
export interface Trace {
  readonly event: string;
  readonly match: Readonly<Record<string, string | number | bigint>>;
}

/** Thrown when a step of the story did not have the outcome that it must have. */
export class StoryError extends Error {
  override readonly name = "StoryError";
}

const BLOCKS_A_READ = 5_000;

// Integers come as numbers or bigints, by their width in the contract.
const same = (a: AbiValue | undefined, b: string | number | bigint): boolean =>
  typeof a === "number" || typeof a === "bigint" ? BigInt(a) === BigInt(b) : a === b;

/**
 * What has happened on the chain so far. The story asks it before each act, so that a start after an
 * interruption goes on where the chain stands, not where a note says it should.
 */
export class Memory {
  readonly #events: ChainEvent[] = [];

  static async of(client: ChainClient): Promise<Memory> {
    const memory = new Memory();
    const last = await client.blockNumber();
    for (let from = 0; from <= last; from += BLOCKS_A_READ) {
      memory.#events.push(...(await client.events(from, Math.min(last, from + BLOCKS_A_READ - 1))));
    }
    return memory;
  }

  find({ event, match }: Trace): ChainEvent | undefined {
    return this.#events.find(
      ({ name, args }) =>
        name === event && Object.entries(match).every(([key, value]) => same(args[key], value)),
    );
  }

  /** Does an act unless its event is there already. @returns the event's arguments */
  async once(
    trace: Trace,
    act: () => Promise<{ readonly events: readonly ChainEvent[] }>,
  ): Promise<AbiValues> {
    const before = this.find(trace);
    if (before) return before.args;
    this.#events.push(...(await act()).events);
    const after = this.find(trace);
    if (!after)
      throw new StoryError(`The act was mined, but ${trace.event} is not among its events.`);
    return after.args;
  }
}
