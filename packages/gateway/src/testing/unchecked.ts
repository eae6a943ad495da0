// SPDX-License-Identifier: Apache-2.0
// The way of a statement into the log without the question whether it may be taken: the real routes, sequencer
// and store behind an authority that says yes. For measuring what the checks cost; no program starts it.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setInterval as every } from "node:timers/promises";
import type { BlockRef } from "@suyuan/api";
import { type Hex, toHex } from "@suyuan/proof";
import express from "express";
import { Limits } from "../access/limits.ts";
import { errorHandler } from "../errors.ts";
import { findCaller } from "../routes/caller.ts";
import { takingRoutes } from "../routes/statements.ts";
import { nativeCrypto } from "../services/crypto.ts";
import { Metrics } from "../services/metrics.ts";
import { Submit } from "../services/submit.ts";
import { openStore } from "../store/open.ts";
import { Sequencer } from "../store/sequencer.ts";
import type { LogStore } from "../store/types.ts";

/** What a log is for, and where it lies. */
export interface Unchecked {
  readonly dir: string;
  readonly chainId: number;
  readonly exchangeLog: Hex;
  readonly origin: string;
  readonly log: Hex;
}

const WINDOW_MS = 1_000;
const NOBODY: BlockRef = { number: 1, hash: toHex(new Uint8Array(32).fill(1)), time: 1 };

/** Everybody is served, so that nobody's sight is asked for. */
const NOTHING_TO_SEE = {
  of: () => {
    throw new Error("there is nothing to see");
  },
};

/**
 * Starts it on a free port of this machine; a window ends each second, as with a chain that anchors it.
 * @returns its address, and how to end it
 */
export async function startUnchecked(
  options: Unchecked,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { dir, chainId, exchangeLog, origin, log } = options;
  const crypto = await nativeCrypto();
  const identity = { type: "suyuan/store@3", origin, chainId, exchangeLog } as const;
  const { store, dirty, usage } = await openStore(dir, identity, crypto);
  const now = () => Math.floor(Date.now() / 1_000);
  const moment = () => ({ now: now(), seen: NOBODY, generation: 0 });
  const sign = (size: number) => `checkpoint of ${size}`;
  const sequencer = new Sequencer({ store, log, crypto, sign, moment, dirty, usage });
  const authority = { require: () => Promise.resolve({ generation: 0, perDay: 0 }) };
  const own = { chainId, exchangeLog, log, crypto, now, store, sequencer, authority };
  const submit = new Submit({ ...own, sights: NOTHING_TO_SEE, settled: { block: NOBODY } });
  const app = express();
  app.use(findCaller(undefined, new Limits({}, () => 0)));
  const metrics = new Metrics();
  takingRoutes(app, { submit, metrics });
  app.use(errorHandler({ report: console.error, metrics }));
  const server = createServer({ noDelay: true }, app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const ending = new AbortController();
  const closing = closeWindows(sequencer, store, ending.signal);
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    ending.abort();
    await closing;
    await sequencer.drain();
    await store.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

async function closeWindows(
  sequencer: Sequencer,
  store: LogStore,
  signal: AbortSignal,
): Promise<void> {
  let closed = 0;
  try {
    for await (const _ of every(WINDOW_MS, undefined, { signal })) {
      if (store.tip().size > closed) closed = (await sequencer.close()).size;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
