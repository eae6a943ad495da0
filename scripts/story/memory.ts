// SPDX-License-Identifier: Apache-2.0
import type { ChainClient } from "@suyuan/chain";

/**
 * The event that shows that an act was done: its name and the arguments that tell it from others. A member of a struct
 * is named with a dot.
 */
export interface Trace {
  readonly event: string;
  readonly match: Readonly<Record<string, string | number | bigint>>;
}

/** Thrown when a step of the story did not have the outcome that it must have. */
export class StoryError extends Error {
  override readonly name = "StoryError";
}

const BLOCKS_A_READ = 5_000;

/** An event as node and gateway alike tell it. */
export interface Told {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

// Integers come as numbers, bigints or decimal strings, by their width and by who tells them.
const same = (a: unknown, b: string | number | bigint): boolean =>
  (typeof a === "string" || typeof a === "number" || typeof a === "bigint") &&
  a.toString() === b.toString();

/** An argument, or a member of one: `wanted.purpose`. */
const valueOf = (args: Told["args"], path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, name) =>
        typeof value === "object" && value !== null
          ? (value as Record<string, unknown>)[name]
          : undefined,
      args,
    );

/**
 * What has happened on the chain so far. The story asks it before each act, so that a start after an
 * interruption goes on where the chain stands, not where a note says it should.
 */
export class Memory {
  readonly #events: Told[] = [];

  static async of(client: ChainClient): Promise<Memory> {
    const memory = new Memory();
    const last = await client.blockNumber();
    for (let from = 0; from <= last; from += BLOCKS_A_READ) {
      memory.#events.push(...(await client.events(from, Math.min(last, from + BLOCKS_A_READ - 1))));
    }
    return memory;
  }

  find({ event, match }: Trace): Told | undefined {
    return this.#events.find(
      ({ name, args }) =>
        name === event &&
        Object.entries(match).every(([path, value]) => same(valueOf(args, path), value)),
    );
  }

  /** Does an act unless its event is there already. @returns the event's arguments */
  async once(
    trace: Trace,
    act: () => Promise<{ readonly events: readonly Told[] }>,
  ): Promise<Told["args"]> {
    const before = this.find(trace);
    if (before) return before.args;
    this.#events.push(...(await act()).events);
    const after = this.find(trace);
    if (!after)
      throw new StoryError(`The act was mined, but ${trace.event} is not among its events.`);
    return after.args;
  }
}
