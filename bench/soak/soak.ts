// SPDX-License-Identifier: Apache-2.0
// A soak: a real gateway with access, on a real chain, under statements at a rate and reads beside them. At its end the
// chain must have all of the log, and the log must replay and hold everything that was acknowledged.
import { setTimeout as sleep } from "node:timers/promises";
import { nativeCrypto } from "@suyuan/gateway";
import type { KnownCheckpoint } from "@suyuan/proof";
import { until } from "../../test/support/exchange.ts";
import { residentBytes } from "../../test/support/memory.ts";
import { Acknowledged } from "./acknowledged.ts";
import { Singles } from "./anchoring.ts";
import { Deliveries } from "./deliveries.ts";
import { type Ground, startGround } from "./ground.ts";
import { LogReader } from "./log-reader.ts";
import type { MemorySample } from "./memory.ts";
import { type Gathered, HEADING, Minutes } from "./minutes.ts";
import { Readings } from "./reading.ts";
import { type Replayed, replayed } from "./replayed.ts";
import { Tally } from "./tally.ts";
import { write, type Written } from "./writing.ts";

/** How hard, and for how long. */
export interface Load {
  readonly seconds: number;
  /** Statements a second in the stream, and in one request of it. */
  readonly rate: number;
  readonly lines: number;
  /** Reads a second. */
  readonly reads: number;
  readonly tell: (line: string) => void;
}

/** What a soak came to. */
export interface Soaked extends Gathered {
  readonly singles: Pick<Singles, "acknowledging" | "anchoring">;
  /** Statements that were acknowledged. */
  readonly acknowledged: number;
  /** The whole log, and the chain's word on it. */
  readonly log: Replayed;
  readonly chain: { readonly size: number; readonly root: string };
  /** Seconds that the replay took. */
  readonly replaySeconds: number;
  /** Everything that went otherwise than it should: none. */
  readonly faults: readonly string[];
  /** Refusals for the moment: none on a machine that does nothing else. */
  readonly later: readonly string[];
}

/** Statements that one signature covers. */
export const BATCH = 1_000;
const SAMPLE_MS = 1_000;
const MINUTE_MS = 60_000;
/** After the end of the stream, until the chain has all of the log. */
const PATIENCE_MS = 120_000;

/** Runs one, from an empty log to its replay. */
export async function soak(load: Load): Promise<Soaked> {
  const ground = await startGround();
  const making = { models: ground.models, batch: BATCH, lines: load.lines };
  const { secret } = ground.stage.province.seats.providerRegistrant.account;
  const deliveries = new Deliveries({ ...making, secret, aheadSeconds: ground.aheadSeconds });
  try {
    return await new Soak(ground, deliveries, load).run();
  } finally {
    await deliveries.stop();
    await ground.stop();
  }
}

class Soak {
  readonly #ground: Ground;
  readonly #deliveries: Deliveries;
  readonly #load: Load;
  readonly #tally = new Tally();
  readonly #acknowledged = new Acknowledged();
  readonly #written: Written[] = [];
  readonly #memory: MemorySample[] = [];
  readonly #log: LogReader;
  readonly #singles: Singles;
  readonly #readings: Readings;

  constructor(ground: Ground, deliveries: Deliveries, load: Load) {
    const { stage, party, operator, quiet } = ground;
    this.#ground = ground;
    this.#deliveries = deliveries;
    this.#load = load;
    const tally = this.#tally;
    this.#log = new LogReader(operator, stage.log.verifierKey);
    const acknowledged = this.#acknowledged;
    this.#singles = new Singles({
      client: party,
      acknowledged,
      tally,
      next: () => ground.nextSingle(),
    });
    const { anchored } = this.#singles;
    const reading = { client: party, log: this.#log, tally, anchored, quiet, rate: load.reads };
    this.#readings = new Readings(reading);
  }

  async run(): Promise<Soaked> {
    await this.#press();
    const chain = await this.#settled();
    const begin = performance.now();
    const log = await this.#replay();
    const replaySeconds = (performance.now() - begin) / 1_000;
    if (log.size !== chain.size || log.root !== chain.root)
      this.#tally.add(`the chain has ${chain.size} entries, ${chain.root}, not ${log.root}`);
    const said = this.#ground.gateway.said();
    if (said !== "") this.#tally.add(`the gateway said: ${said}`);
    const { acknowledging, anchoring } = this.#singles;
    return {
      ...this.#gathered(),
      ...{ singles: { acknowledging, anchoring }, acknowledged: this.#acknowledged.count },
      ...{ chain, log, replaySeconds, faults: this.#tally.faults() },
      later: this.#tally.later(),
    };
  }

  #gathered(): Gathered {
    return { written: this.#written, reads: this.#readings.took, memory: this.#memory };
  }

  /** Statements, reads and looks at memory, beside each other. */
  async #press(): Promise<void> {
    const { seconds, rate, lines, tell } = this.#load;
    const [deliveries, client] = [this.#deliveries, this.#ground.writer];
    await deliveries.filled();
    const kept = { acknowledged: this.#acknowledged, tally: this.#tally, written: this.#written };
    const minutes = new Minutes(this.#gathered(), lines);
    tell(HEADING);
    const telling = setInterval(() => {
      tell(minutes.next());
    }, MINUTE_MS);
    const ended = new AbortController();
    const sampling = this.#sample(ended.signal);
    try {
      const writing = { client, deliveries, ...kept, rate, lines };
      await Promise.all([
        write(writing, seconds),
        this.#singles.run(seconds),
        this.#readings.run(seconds),
      ]);
    } finally {
      clearInterval(telling);
      ended.abort();
      await sampling;
    }
  }

  async #sample(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#memory.push(await residentBytes(this.#ground.gateway.process.pid ?? 0));
      await sleep(SAMPLE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Waits until a checkpoint covers every acknowledgement and the chain has it. */
  async #settled(): Promise<Soaked["chain"]> {
    const { stage } = this.#ground;
    const { client } = stage.province;
    return until(
      "the chain has all of the log",
      async () => {
        const { size, root } = await client.log(stage.log.id);
        const checkpoint = await this.#log.checkpoint();
        const isAll = size === checkpoint.size && size > this.#acknowledged.last;
        return isAll && { size, root };
      },
      PATIENCE_MS,
    );
  }

  async #replay(): Promise<Replayed> {
    const newest: KnownCheckpoint = await this.#log.checkpoint();
    const seen = this.#readings.checkpoints;
    seen.delete(newest.size);
    return replayed({
      ...{ log: this.#log, id: this.#ground.stage.log.id, crypto: await nativeCrypto() },
      ...{ checkpoints: [...seen.values(), newest], acknowledged: this.#acknowledged },
      tally: this.#tally,
    });
  }
}
