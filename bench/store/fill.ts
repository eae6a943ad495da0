// SPDX-License-Identifier: Apache-2.0
// Fills the store of a gateway without HTTP: deliveries that are signed, placed, checkpointed and anchored as any are, by
// the gateway's own parts in this process. Left out is only what a filler knows of its own statements: whether they hold.
import { type Context, nativeCrypto, openContext, openKeys, readConfig } from "@suyuan/gateway";
import type { CryptoProvider } from "@suyuan/proof";
import { DATA } from "../../test/support/exchange.ts";
import { PASSPHRASE } from "../../test/support/gateway.ts";
import { datasetVersion, deliveryDraft } from "../../test/support/statements.ts";
import { BATCH, batchOf, type Draft, draftOf, type Made } from "./batches.ts";
import { holdProofs, type Run } from "./proofs.ts";
import type { Stage } from "./stage.ts";

/** Every so many batches one is about the first asset, which so comes to a tenth of the log. */
const TURN = 10;
/** Batches after which is told how far it is. */
const TELL = 200;
const STATEMENT_BYTES = 1_500;
const MIB = 2 ** 20;
const ANCHOR_STEPS = 20;

/** What a fill came to. */
export interface Filled {
  /** Entries in the log, heads entries among them. */
  readonly size: number;
  /** Seconds of writing the entries, and of making the proofs that are held. */
  readonly seconds: { readonly entries: number; readonly proofs: number };
  /** The first statement of each batch. */
  readonly sample: readonly Run[];
  /** The deliveries of each grant, and how many of them there are. */
  readonly drafts: readonly { readonly draft: Draft; readonly serial: number }[];
}

/** How much, and who is told how far it is. */
export interface FillOptions {
  readonly entries: number;
  readonly tell: (line: string) => void;
}

type Signed = Omit<Parameters<Context["sequencer"]["submit"]>[0], "generation">;

const quiet = {
  report: (error: unknown) => {
    console.error(error);
  },
  notice: () => undefined,
  tell: () => undefined,
};

/** Fills the store of a stage; its gateway must not run. */
export async function fill(stage: Stage, options: FillOptions): Promise<Filled> {
  const config = await readConfig(stage.home.config);
  const keys = await openKeys(config, { SUYUAN_PASSPHRASE: PASSPHRASE });
  const context = await openContext(config, keys, quiet);
  try {
    return await new Filler(stage, context, await nativeCrypto()).run(options);
  } finally {
    await context.sequencer.drain();
    await context.recoveries.close();
    await context.index.close();
    await context.store.close();
  }
}

class Filler {
  readonly #stage: Stage;
  readonly #context: Context;
  readonly #crypto: CryptoProvider;
  readonly #drafts: Draft[] = [];
  readonly #serials: number[] = [];
  readonly #sample: Run[] = [];

  constructor(stage: Stage, context: Context, crypto: CryptoProvider) {
    this.#stage = stage;
    this.#context = context;
    this.#crypto = crypto;
  }

  async run({ entries, tell }: FillOptions): Promise<Filled> {
    const { store } = this.#context;
    for (const at of this.#stage.grants.keys()) this.#drafts.push(await this.#draft(at));
    const begin = performance.now();
    let writing: Promise<void> = Promise.resolve();
    for (let turn = 0; turn * BATCH < entries; turn++) {
      const made = await this.#make(turn);
      await writing;
      writing = this.#put(made);
      if (turn % TELL === 0) tell(told(store.tip().size, begin));
    }
    await writing;
    await this.#anchor();
    const written = performance.now();
    tell(told(store.tip().size, begin));
    await store.putRecorded(store.tip().size);
    await holdProofs(this.#context, this.#sample, tell);
    const seconds = {
      entries: (written - begin) / 1_000,
      proofs: (performance.now() - written) / 1_000,
    };
    const drafts = this.#drafts.map((draft, at) => ({ draft, serial: this.#serials[at] ?? 0 }));
    return { size: store.tip().size, seconds, sample: this.#sample, drafts };
  }

  /** The version of an asset goes into the log; what deliveries of it have in common comes back. */
  async #draft(at: number): Promise<Draft> {
    const { province, log, grants } = this.#stage;
    const grant = grants[at];
    if (!grant) throw new Error(`there is no grant ${at}`);
    const version = await datasetVersion(province, log.id, grant.asset, DATA);
    await this.#put([version]);
    const facts = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
    return draftOf(await deliveryDraft(province, facts), grant.purpose);
  }

  async #make(turn: number): Promise<Made[]> {
    const others = this.#drafts.length - 1;
    const at =
      turn % TURN === 0 || others === 0 ? 0 : 1 + ((turn - Math.ceil(turn / TURN)) % others);
    const draft = this.#drafts[at];
    if (!draft) throw new Error("there is nothing to deliver");
    const serial = this.#serials[at] ?? 0;
    this.#serials[at] = serial + BATCH;
    const { providerRegistrant } = this.#stage.province.seats;
    const made = await batchOf(draft, serial + 1, providerRegistrant, this.#crypto);
    const [first] = made;
    // What is being written lies before it.
    const index = this.#stage.grants.length + turn * BATCH;
    if (first) this.#sample.push({ id: first.id, first: index, grant: draft.delivery.grant });
    return made;
  }

  async #put(made: readonly Signed[]): Promise<void> {
    const { sequencer, settled } = this.#context;
    const { generation } = settled;
    const placed = await Promise.all(
      made.map((one) => sequencer.submit({ ...one, generation }, STATEMENT_BYTES)),
    );
    if (placed.some((one) => one === "stale" || one.duplicate))
      throw new Error("a statement was not taken");
  }

  /** One checkpoint over all of it, within a minute of a block that the gateway has seen. */
  async #anchor(): Promise<void> {
    const { windows, settled, store, sequencer } = this.#context;
    const { client } = this.#stage.province;
    await client.rpc("evm_mine");
    await settled.poll();
    await sequencer.close();
    for (let step = 0; step < ANCHOR_STEPS; step++) {
      windows.forget();
      await windows.step();
      await client.rpc("evm_mine");
      await settled.poll();
      if (((await store.latestAnchored())?.size ?? 0) === store.tip().size) return;
    }
    throw new Error(`the log was not anchored: ${windows.trouble ?? "the chain does not have it"}`);
  }
}

function told(size: number, begin: number): string {
  const rate = Math.round((size * 1_000) / (performance.now() - begin));
  const { user, system } = process.cpuUsage();
  const busy = Math.round((user + system) / 1_000_000);
  const resident = Math.round(process.memoryUsage.rss() / MIB);
  return `${size} entries, ${rate}/s, ${resident} MiB resident, ${busy} s of a core`;
}
