// SPDX-License-Identifier: Apache-2.0
// Integrity of what evidence and history share: checkpoint, anchor, state.
import { equalBytes, fromHex, toHex } from "../bytes.ts";
import { headerHash } from "../chainproof/header.ts";
import type { CryptoProvider } from "../crypto.ts";
import { ANCHOR_LAG, ANCHOR_LATE } from "../entry.ts";
import type { SeenBlock } from "../entry/types.ts";
import { ProofError } from "../errors.ts";
import type { OpenChain, OpenFrame } from "../evidence/frame.ts";
import type { Anchor, FrameFacts } from "../evidence/gather.ts";
import { verifyNote } from "../note.ts";
import { failed, notChecked, passed, unproven } from "./check.ts";
import type { Check } from "./types.ts";

/** The code of the library's refusal, or undefined when nothing was refused. */
export function refusal(act: () => void): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof ProofError) return error.code;
    throw error;
  }
}

/** The checkpoint is of the log named, signed by the key named, whose name is the log's (log.md, 11). */
export function checkCheckpoint(open: OpenFrame, crypto: CryptoProvider): Check {
  const { origin } = open.checkpoint;
  const file = open.frame.log.origin;
  const ofOther = [origin, open.logKey.name].find((name) => name !== file);
  if (ofOther !== undefined) {
    return failed("checkpoint", "checkpoint-other-log", { origin: ofOther, file });
  }
  const reason = refusal(() => {
    verifyNote(open.note, [open.logKey], crypto);
  });
  return reason === undefined
    ? passed("checkpoint", "checkpoint-signed", { origin })
    : failed("checkpoint", "checkpoint-unsigned", { reason });
}

/** The chain holds this root for this size, and the leaf came in with this checkpoint. */
export function checkAnchor(open: OpenFrame, facts: FrameFacts, index: number): Check {
  if (!facts.anchor.known) return unproven("anchor", facts.anchor);
  const { root, previousSize: previous, blockNumber, blockTime } = facts.anchor.value;
  const { size } = open.checkpoint;
  if (blockTime === 0) return failed("anchor", "not-anchored", { size });
  if (root !== toHex(open.checkpoint.root))
    return failed("anchor", "anchored-root-differs", { size });
  if (index < previous) return failed("anchor", "outside-anchor", { index, previous });
  return passed("anchor", "anchored", { number: blockNumber, time: blockTime });
}

/** What a leaf says of its own time, against the anchors around it; undefined when they agree. */
export function anchorTimeFault(
  { logged, seen }: { readonly logged: number; readonly seen: SeenBlock },
  { blockTime, previousTime = 0 }: Anchor,
): string | undefined {
  // The leaf names the block, so the block was there before the leaf was anchored.
  if (seen.time > blockTime) return "seen-after-anchor";
  if (logged > blockTime + ANCHOR_LATE) return "logged-after-anchor";
  // Else a log could turn its clock back and take statements of any age.
  return logged < previousTime - ANCHOR_LAG ? "logged-before-last-anchor" : undefined;
}

// Each header that follows is the child of the one before.
function areLinked(hash: Uint8Array, open: OpenChain, crypto: CryptoProvider): boolean {
  let parent = hash;
  return open.following.every(({ header, bytes }) => {
    const isChild = equalBytes(header.parentHash, parent);
    parent = headerHash(bytes, crypto);
    return isChild;
  });
}

/** Every fact was proven by the block's state root, and nothing else is in the file. Runs last. */
export function checkState(
  open: OpenChain,
  anchor: Anchor | undefined,
  crypto: CryptoProvider,
): Check {
  const { header, frame, pool, state } = open;
  const hash = headerHash(open.headerBytes, crypto);
  if (!equalBytes(hash, fromHex(frame.block.hash))) return failed("state", "header-hash-differs");
  if (!areLinked(hash, open, crypto)) return failed("state", "following-unlinked");
  const fault = state.fault();
  if (fault !== undefined) return failed("state", "state-invalid", { reason: fault.code });
  const count = pool.unused().length;
  if (count > 0) return failed("state", "unused-node", { count });
  const block = Number(header.time);
  const number = Number(header.number);
  if (anchor !== undefined && (anchor.blockTime > block || anchor.blockNumber > number)) {
    return failed("state", "anchor-after-block", { anchor: anchor.blockTime, block });
  }
  if (state.missing().length > 0) return notChecked("state", "state-missing");
  return passed("state", "state-proven", { number, time: block });
}
