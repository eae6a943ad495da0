// SPDX-License-Identifier: Apache-2.0
// Lives beside each other on one chain, each with its own log and gateway.
import { expect } from "vitest";

import { run } from "../admin.ts";
import type { Province } from "../province.ts";
import { type Ground, Life, prepareGround, type Round } from "./life.ts";
import { livesOf, type Planned } from "./plan.ts";
import { isRunning } from "./points.ts";

/** How many at a time: a gateway mostly waits for its blocks. */
const LANES = 4;
/** Blocks come by themselves, as on any chain that is in use. */
const BLOCK_SECONDS = 1;

/** A kill that is planned, and what came of it. */
export interface Planning {
  readonly planned: Planned;
  readonly done: Promise<Round>;
}

interface Row extends Planning {
  readonly settle: PromiseWithResolvers<Round>;
}

/** All kills of a run, in lives that take turns. */
export class Run {
  readonly #lives: readonly (readonly Row[])[];
  #lanes: Promise<unknown> = Promise.resolve();
  #entries = 0;

  constructor(rounds: number) {
    this.#lives = livesOf(rounds).map((life) => life.map(rowOf));
  }

  get plannings(): readonly Planning[] {
    return this.#lives.flat();
  }

  get lives(): number {
    return this.#lives.length;
  }

  /** Entries of all logs, when all is over. */
  get entries(): number {
    return this.#entries;
  }

  /** Prepares the logs and begins; does not wait for the end. */
  async begin(province: Province): Promise<void> {
    const grounds: Ground[] = [];
    for (const at of this.#lives.keys()) grounds.push(await prepareGround(province, at + 1));
    await province.client.rpc("evm_setIntervalMining", [BLOCK_SECONDS]);
    const left = [...grounds.entries()];
    const lane = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [at, ground] = next;
        await this.#live(await Life.begin(province, ground), this.#lives[at] ?? []);
      }
    };
    this.#lanes = Promise.all(Array.from({ length: LANES }, lane));
  }

  /** Resolves when all lives are over. */
  async ended(): Promise<void> {
    await this.#lanes;
  }

  /** A round that fails ends its life: what would follow could not be judged. */
  async #live(life: Life, rows: readonly Row[]): Promise<void> {
    const last = rows.at(-1);
    try {
      for (const row of rows) {
        const round = await play(life, row.planned);
        if (row === last) await this.#end(life);
        row.settle.resolve(round);
      }
    } catch (error) {
      for (const { settle } of rows) settle.reject(error);
      await life.stop();
    }
  }

  async #end(life: Life): Promise<void> {
    await life.stop();
    const { status, lines } = await run("fsck", "--config", life.home.config);
    expect({ status, lines }).toMatchObject({ status: 0, lines: [{ checked: { faults: 0 } }] });
    this.#entries += life.entries;
  }
}

function rowOf(planned: Planned): Row {
  const settle = Promise.withResolvers<Round>();
  // Whoever asks for it is told.
  settle.promise.catch(() => undefined);
  return { planned, settle, done: settle.promise };
}

function play(life: Life, planned: Planned): Promise<Round> {
  if (planned === "a random moment") return life.killedAtRandom();
  return isRunning(planned) ? life.killedAt(planned) : life.killedAtStart(planned);
}
