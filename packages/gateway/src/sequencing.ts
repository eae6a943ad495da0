// SPDX-License-Identifier: Apache-2.0
// The one writer of the log, told what time it is and how the chain stands.
import { type KeeperGround, signerOf } from "./ground.ts";
import type { Settled } from "./services/settled.ts";
import { Windows, type WindowsParts } from "./services/windows.ts";
import type { OpenedStore } from "./store/open.ts";
import { Sequencer } from "./store/sequencer.ts";
import { type Hearing, tellCommit } from "./traced.ts";

export function sequencerOf(
  ground: KeeperGround,
  { store, dirty, usage }: OpenedStore,
  settled: Settled,
  heard: Hearing,
): Sequencer {
  const { crypto, log, now } = ground;
  return new Sequencer({
    ...{ store, log: log.id, crypto, dirty, usage, sign: signerOf(ground) },
    moment: () => ({ now: now(), seen: settled.block, generation: settled.generation }),
    onCommit: tellCommit(heard),
  });
}

/** When checkpoints are due, and how they are anchored. */
export function windowsOf(
  { config }: KeeperGround,
  parts: Pick<WindowsParts, "store" | "sequencer" | "anchors" | "anchored">,
  settled: Settled,
): Windows {
  return new Windows({
    ...{ ...config.window, ...parts },
    settled: () => settled.block,
    rewinds: () => settled.rewinds,
    clock: () => performance.now(),
  });
}
