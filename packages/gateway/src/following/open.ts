// SPDX-License-Identifier: Apache-2.0
// A log that is another gateway's: mirrored, marked where the chain has it, and written by nobody here.
import type { FollowerGround } from "../ground.ts";
import type { Keeping, KeepingParts } from "../keeping-parts.ts";
import { Refusal } from "../refusal.ts";
import { Anchored } from "../services/anchored.ts";
import { tellCommit } from "../traced.ts";
import { HttpLeader } from "./leader.ts";
import { Marks } from "./marks.ts";
import { Mirror } from "./mirror.ts";
import { notesOf } from "./notes.ts";
import { Replica } from "./replica.ts";

const nothing = (): Promise<never> =>
  Promise.reject(new Refusal("read-only-follower", "nothing is taken here"));
/** Nothing is sequenced: routes that write refuse before anything comes here. */
const NO_SEQUENCER: Keeping["sequencer"] = {
  submit: nothing,
  close: nothing,
  room: () => Promise.resolve(),
  drain: () => Promise.resolve(),
  failed: false,
  waiting: { statements: 0, bytes: 0 },
};

/** The gateway that keeps the log tells the chain of deliveries. */
const NO_RECORDER: Keeping["recorder"] = {
  step: () => Promise.resolve(false),
  state: { next: 0, waiting: 0, recorded: 0, refused: 0 },
};

export function openFollowing(ground: FollowerGround, parts: KeepingParts): Keeping {
  const { config, crypto, client, log, now, token } = ground;
  const { opened, settled, identity, notice } = parts;
  const { store, dirty, usage } = opened;
  const ours = { store, log: log.id, crypto };
  const onCommit = tellCommit(parts);
  const mirror = new Mirror({
    ...{ store, crypto, now, notice },
    leader: new HttpLeader(config.follow.url, token),
    replica: new Replica({ ...ours, identity, dirty, usage, onCommit }),
    read: notesOf(config.origin, log.key, crypto),
  });
  const windows = new Marks({
    store,
    anchored: new Anchored({ ...ours, client }),
    settled: () => settled.block,
    rewinds: () => settled.rewinds,
  });
  const none = { sequencer: NO_SEQUENCER, recorder: NO_RECORDER, relayer: undefined, writers: [] };
  return { ...none, windows, mirror };
}
