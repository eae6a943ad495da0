// SPDX-License-Identifier: Apache-2.0
// Making a certificate: the same reading code as verification, over whatever nodes are there so far.
import type { Hex } from "../bytes.ts";
import { RIGHT_KINDS, type RightKind } from "../codes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { type ChainDraft, chainFrameOf, walkedNodes } from "../evidence/build.ts";
import { attempt, valueOf } from "../evidence/fact.ts";
import { openChain } from "../evidence/frame.ts";
import type { DisclosedDocument } from "../evidence/types.ts";
import type { NeededState, RightContracts, StorageReader } from "../storage/reader.ts";
import { holdingRightId } from "../storage/rights.ts";
import { gatherRight, type OpenRight, RightMoment } from "./gather.ts";
import { readRight } from "./read.ts";
import type { RightCertificate, RightClaim } from "./types.ts";

/** What a certificate is made of; who held the right is found in the state. */
export interface RightDraft extends ChainDraft<RightContracts> {
  /** The id of any right; `holdingRightId` gives that of an asset's holding right. */
  readonly right: Hex;
  /** The moment, at or before the block's time, in seconds. */
  readonly time: number;
  /** The holder's name at that moment. */
  readonly name?: string;
  readonly documents?: readonly DisclosedDocument[];
}

const KIND_OF = new Map<number, RightKind>(
  Object.entries(RIGHT_KINDS).map(([name, number]) => [number, name as RightKind]),
);

/**
 * Who held a right at a moment, by whatever state the asker reads: asset, kind and organisation, which is 0
 * when nobody did. Whether the right was in force is not asked.
 * @throws ProofError `state-missing` when a word is missing
 */
export function claimOf(
  { right, time, chainId, contracts }: Pick<RightDraft, "right" | "time" | "chainId" | "contracts">,
  state: StorageReader,
  crypto: CryptoProvider = defaultCrypto,
): RightClaim {
  const moment = new RightMoment(state, time, crypto);
  const record = moment.rights.record(right);
  // A right without a record can only be a holding right, whose id tells the asset's.
  const isRecorded = record.serial !== 0;
  const kind = isRecorded ? (KIND_OF.get(record.kind) ?? "use") : "holding";
  const asset = isRecorded
    ? record.asset
    : holdingRightId(chainId, contracts.rightRegistry, right, crypto);
  const organization = moment.holder(kind, asset, right)?.organization ?? 0;
  return { asset, right, kind, organization, time };
}

/** A certificate of a claim, with all nodes of the draft. */
export function certificateOf(
  claim: RightClaim,
  draft: RightDraft,
  crypto: CryptoProvider = defaultCrypto,
): RightCertificate {
  const { name, documents } = draft;
  return {
    type: "suyuan/right@1",
    ...chainFrameOf(draft, crypto),
    ...claim,
    ...(name === undefined ? {} : { name }),
    ...(documents === undefined ? {} : { documents }),
  };
}

interface Opened {
  readonly open: OpenRight;
  /** Left out while words are missing that say who held the right. */
  readonly claim?: RightClaim;
}

// Opened under a claim that nobody made yet: the state tells it, and counts what it was asked.
function opened(draft: RightDraft, crypto: CryptoProvider): Opened {
  const nobody: RightClaim = {
    ...{ asset: draft.right, right: draft.right, kind: "holding" },
    ...{ organization: 0, time: draft.time },
  };
  const first = openChain(certificateOf(nobody, draft, crypto), crypto);
  const found = attempt(() => claimOf(draft, first.state, crypto));
  if (!found.known && found.code !== "state-missing") {
    throw first.state.fault() ?? new ProofError(found.code, "the right cannot be read");
  }
  const claim = valueOf(found);
  if (claim === undefined) return { open: first };
  const open = openChain(certificateOf(claim, draft, crypto), crypto);
  gatherRight(open, crypto);
  return { open, claim };
}

/**
 * What `eth_getProof` still has to be asked for at the draft's block. Answers reveal further needs:
 * add their nodes and ask again until nothing is needed.
 * @throws ProofError when a part of the draft cannot be read
 */
export function neededSlotsOfRight(
  draft: RightDraft,
  crypto: CryptoProvider = defaultCrypto,
): readonly NeededState[] {
  return opened(draft, crypto).open.state.missing();
}

/**
 * Makes a certificate, with the nodes that its verification walks and no others.
 * @throws ProofError `state-missing` while `neededSlotsOfRight` is not empty; `right-not-held` when nobody
 *   held the right at the moment; and when a part cannot be read
 */
export function buildRight(
  draft: RightDraft,
  crypto: CryptoProvider = defaultCrypto,
): RightCertificate {
  const { open, claim } = opened(draft, crypto);
  const nodes = walkedNodes(open);
  if (claim === undefined || claim.organization === 0) {
    throw new ProofError("right-not-held", `nobody held the right ${draft.right} at the moment`);
  }
  return readRight({ ...certificateOf(claim, draft, crypto), nodes });
}
