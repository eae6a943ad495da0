// SPDX-License-Identifier: Apache-2.0
import { type Hex, toHex } from "../bytes.ts";
import { toBase64 } from "../bytes/base64.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { type FrameDraft, frameOf, walkedNodes } from "../evidence/build.ts";
import { headsProofJson } from "../heads/json.ts";
import type { SubjectKind } from "../heads/map.ts";
import type { HeadsProof } from "../heads/proof.ts";
import type { NeededState } from "../storage/reader.ts";
import { gatherHistory } from "./gather.ts";
import { readHistory } from "./read.ts";
import type { History } from "./types.ts";
import { openHistory, type OpenHistory } from "./verify.ts";

export interface HistoryDraft extends FrameDraft {
  readonly subject: { readonly kind: SubjectKind; readonly id: Hex };
  /** Canonical bytes of the checkpoint's last leaf, and its inclusion path. */
  readonly heads: { readonly entry: Uint8Array; readonly inclusion: readonly Uint8Array[] };
  readonly place: HeadsProof;
  /** Canonical bytes of the subject's entries, oldest first. */
  readonly entries: readonly Uint8Array[];
}

function historyOf(draft: HistoryDraft, crypto: CryptoProvider): History {
  const { subject, heads, place, entries } = draft;
  return {
    type: "suyuan/history@1",
    ...frameOf(draft, crypto),
    subject,
    heads: { entry: toBase64(heads.entry), inclusion: heads.inclusion.map(toHex) },
    place: headsProofJson(place),
    entries: entries.map(toBase64),
  };
}

// No fact of the chain depends on the entries, so that many of them are not read again and again.
function opened(draft: HistoryDraft, crypto: CryptoProvider): OpenHistory {
  const open = openHistory(historyOf({ ...draft, entries: [] }, crypto), crypto);
  gatherHistory(open, crypto);
  return open;
}

/** As `neededSlots` of evidence. @throws ProofError when a part of the draft cannot be read */
export function neededSlotsOfHistory(
  draft: HistoryDraft,
  crypto: CryptoProvider = defaultCrypto,
): readonly NeededState[] {
  return opened(draft, crypto).state.missing();
}

/**
 * Makes a history file.
 * @throws ProofError `state-missing` while `neededSlotsOfHistory` is not empty, and when a part cannot
 *   be read
 */
export function buildHistory(draft: HistoryDraft, crypto: CryptoProvider = defaultCrypto): History {
  const nodes = walkedNodes(opened(draft, crypto));
  return readHistory({ ...historyOf(draft, crypto), nodes });
}
