// SPDX-License-Identifier: Apache-2.0
// Fills the store of a gateway without HTTP: deliveries that are signed, placed, checkpointed and anchored as any are, by
// the gateway's own parts in this process. Left out is only what a filler knows of its own statements: whether they hold.
import { randomBytes } from "node:crypto";
import { type Context, nativeCrypto, openContext, openKeys, readConfig } from "@suyuan/gateway";
import {
  type CryptoProvider,
  type Delivery,
  type Hex,
  type Signature,
  signBatch,
  type Statement,
  statementId,
  toHex,
} from "@suyuan/proof";
import { DATA } from "../../test/support/exchange.ts";
import { PASSPHRASE } from "../../test/support/gateway.ts";
import { datasetVersion, delivery } from "../../test/support/statements.ts";
import type { Stage } from "./stage.ts";

/** Statements that one signature covers: their path to its root is six hashes long. */
const BATCH = 64;
/** Statements that are made while earlier ones are written. */
const TOGETHER = 2_048;
const STATEMENT_BYTES = 1_500;
/** Entries in one window, as the stage configures it. */
const WINDOW = 20_000;
const MIB = 2 ** 20;

/** What a fill came to. */
export interface Filled {
  /** Entries in the log, heads entries among them. */
  readonly size: number;
  readonly seconds: number;
  /** Ids of some statements, spread evenly over the log, with the grant of each. */
  readonly sample: readonly { readonly id: Hex; readonly grant: Hex }[];
  /** Entries whose proofs are held. */
  readonly tended: number;
}

/** How much, and who is told how far it is. */
export interface FillOptions {
  readonly entries: number;
  /** Entries from the beginning for which proofs are stored afterwards. */
  readonly tend: number;
  readonly tell: (line: string) => void;
}

type Draft = Omit<Delivery, "nonce" | "serial">;

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
  const begin = performance.now();
  try {
    const filler = new Filler(stage, context, await nativeCrypto());
    const sample = await filler.run(options);
    const tended = await tend(context, options);
    const { size } = context.store.tip();
    return { size, seconds: (performance.now() - begin) / 1_000, sample, tended };
  } finally {
    await context.sequencer.drain();
    await context.index.close();
    await context.store.close();
  }
}

class Filler {
  readonly #stage: Stage;
  readonly #context: Context;
  readonly #crypto: CryptoProvider;
  readonly #serials = new Map<Hex, number>();
  #drafts: readonly Draft[] = [];
  #window = 0;

  constructor(stage: Stage, context: Context, crypto: CryptoProvider) {
    this.#stage = stage;
    this.#context = context;
    this.#crypto = crypto;
  }

  async run({ entries, tell }: FillOptions): Promise<Filled["sample"]> {
    const { store } = this.#context;
    const sample: { id: Hex; grant: Hex }[] = [];
    this.#drafts = await Promise.all(this.#stage.grants.map((_, at) => this.#draft(at)));
    let writing: Promise<unknown> = Promise.resolve();
    for (let turn = 0; store.tip().size < entries; turn++) {
      const made = await this.#make(turn);
      await writing;
      writing = Promise.all(made.map((one) => this.#put(one)));
      const [first] = made;
      if (first?.statement.type === "suyuan/delivery@1")
        sample.push({ id: first.id, grant: first.statement.grant });
      if (store.tip().size - this.#window >= WINDOW) await this.#anchor(tell);
    }
    await writing;
    await this.#anchor(tell);
    return sample;
  }

  /** The version of an asset goes into the log; what deliveries of it have in common comes back. */
  async #draft(at: number): Promise<Draft> {
    const { province, log, grants } = this.#stage;
    const grant = grants[at];
    if (!grant) throw new Error(`there is no grant ${at}`);
    const version = await datasetVersion(province, log.id, grant.asset, DATA);
    await this.#put(version);
    const facts = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
    const { nonce: _, serial: __, ...draft } = (await delivery(province, facts)).statement;
    return draft;
  }

  async #make(turn: number) {
    const made: { statement: Statement; signatures: readonly Signature[]; id: Hex }[] = [];
    const crypto = this.#crypto;
    for (let batch = 0; batch < TOGETHER / BATCH; batch++) {
      const at = (turn * (TOGETHER / BATCH) + batch) % this.#drafts.length;
      const draft = this.#drafts[at];
      const purpose = this.#stage.grants[at]?.purpose;
      if (!draft || purpose === undefined) throw new Error("there is nothing to deliver");
      const statements = this.#next(draft);
      const { account } = this.#stage.province.seats.providerRegistrant;
      const signatures = await signBatch(statements, (digest) => account.sign(digest), {
        purpose,
        crypto,
      });
      for (const [place, signature] of signatures.entries()) {
        const statement = statements[place];
        if (statement)
          made.push({ statement, signatures: [signature], id: statementId(statement, crypto) });
      }
    }
    return made;
  }

  #next(draft: Draft): Delivery[] {
    const serial = this.#serials.get(draft.grant) ?? 0;
    this.#serials.set(draft.grant, serial + BATCH);
    return Array.from({ length: BATCH }, (_, at) => ({
      ...draft,
      nonce: toHex(randomBytes(16)),
      serial: serial + at + 1,
    }));
  }

  async #put(signed: {
    readonly statement: Statement;
    readonly signatures: readonly Signature[];
    readonly id: Hex;
  }): Promise<void> {
    const { sequencer, settled } = this.#context;
    const { generation } = settled;
    const placed = await sequencer.submit({ ...signed, generation }, STATEMENT_BYTES);
    if (placed === "stale" || placed.duplicate) throw new Error("a statement was not taken");
  }

  async #anchor(tell: FillOptions["tell"]): Promise<void> {
    const { windows, settled, store } = this.#context;
    this.#window = store.tip().size;
    // A window is anchored within a minute of a block that the gateway has seen.
    await this.#stage.province.client.rpc("evm_mine");
    await settled.poll();
    for (let step = 0; step < 100; step++) {
      await windows.step();
      if (((await store.latestAnchored())?.size ?? 0) >= this.#window) break;
      await this.#stage.province.client.rpc("evm_mine");
      await settled.poll();
    }
    tell(
      `${store.tip().size} entries, ${Math.round(process.memoryUsage.rss() / MIB)} MiB resident`,
    );
  }
}

async function tend(
  { aftercare, store }: Context,
  { tend: until, tell }: FillOptions,
): Promise<number> {
  let tended = await store.tended();
  for (let more = true; more && tended < until; tended = await store.tended()) {
    more = await aftercare.step();
    if (tended % 100_000 < 2_000) tell(`${tended} entries tended`);
  }
  return tended;
}
