// SPDX-License-Identifier: Apache-2.0
// The log of a gateway: its own, with the one writer, windows and anchors, or the one that it follows.
import { Writer } from "@suyuan/chain";
import { RECEIPT_TIMEOUT_MS } from "./constraints.ts";
import { openFollowing } from "./following/open.ts";
import type { Ground, KeeperGround } from "./ground.ts";
import type { Keeping, KeepingParts } from "./keeping-parts.ts";
import { sequencerOf, windowsOf } from "./sequencing.ts";
import { Anchored } from "./services/anchored.ts";
import { Anchors } from "./services/anchors.ts";
import { Recorder } from "./services/recorder.ts";
import { openRelayWriter } from "./services/relay-writer.ts";
import { tracedSteps } from "./traced.ts";

/** @throws StartRefusal where chain and store contradict each other */
export async function openKeeping(ground: Ground, parts: KeepingParts): Promise<Keeping> {
  const keeping = ground.keys ? await openOwn(ground, parts) : openFollowing(ground, parts);
  if (parts.settled.awaySince === undefined) await keeping.windows.step();
  return keeping;
}

async function openOwn(ground: KeeperGround, parts: KeepingParts): Promise<Keeping> {
  const { config, keys, crypto, client, log, now } = ground;
  const { opened, settled, tracing } = parts;
  const { store, index } = opened;
  const sequencer = sequencerOf(ground, opened, settled, parts);
  const writer = new Writer(client, keys.operator, { receiptTimeoutMs: RECEIPT_TIMEOUT_MS });
  const anchors = new Anchors({ writer, store, log: log.id, crypto });
  const anchored = new Anchored({ client, store, log: log.id, crypto });
  const steps = tracedSteps(tracing, { sequencer, anchors });
  const windows = windowsOf(ground, { store, anchored, ...steps }, settled);
  const relayer = await openRelayWriter(client, keys.relayer, config.dir);
  const recorder = new Recorder({ client, writer, store, index, settled, crypto, now });
  return { sequencer, windows, recorder, relayer, writers: [writer, relayer], mirror: undefined };
}
