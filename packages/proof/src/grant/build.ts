// SPDX-License-Identifier: Apache-2.0
// Making a certificate: the same reading code as verification, over whatever nodes are there so far.
import type { Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import { type ChainDraft, chainFrameOf, walkedNodes } from "../evidence/build.ts";
import { attempt, valueOf } from "../evidence/fact.ts";
import { openChain } from "../evidence/frame.ts";
import type { GrantContracts, NeededState, StorageReader } from "../storage/reader.ts";
import { gatherGrantFile, GrantMoment, type OpenGrant } from "./gather.ts";
import { readGrant } from "./read.ts";
import type { GrantCertificate, GrantClaim, GrantExtras } from "./types.ts";

/** What a certificate is made of; who stood on either side is found in the state. */
export interface GrantDraft extends ChainDraft<GrantContracts>, GrantExtras {
  /** The id of the request that was granted. */
  readonly grant: Hex;
  /** The moment, at or before the block's time, in seconds. */
  readonly time: number;
}

/**
 * Who stood on either side of a grant at a moment, by whatever state the asker reads; `provider` is 0 where
 * nobody granted the request. Whether it was in force is not asked.
 * @throws ProofError `state-missing` when a word is missing
 */
export function grantClaimOf(
  { grant, time }: Pick<GrantDraft, "grant" | "time">,
  state: StorageReader,
  crypto: CryptoProvider = defaultCrypto,
): GrantClaim {
  const moment = new GrantMoment(state, time, crypto);
  const { asset, purpose, ...recorded } = moment.grants.record(grant);
  // Where nobody stands in a side's place, it is named as it was recorded.
  const sideOf = (organization: number): number => {
    const found = moment.side(organization, grant)?.organization ?? 0;
    return found === 0 ? organization : found;
  };
  const sides = { provider: sideOf(recorded.provider), recipient: sideOf(recorded.recipient) };
  return { grant, asset, ...sides, purpose, time };
}

/** A certificate of a claim, with all nodes of the draft. */
export function grantFileOf(
  claim: GrantClaim,
  draft: GrantDraft,
  crypto: CryptoProvider = defaultCrypto,
): GrantCertificate {
  const { providerName, recipientName, origin, documents, scope } = draft;
  return {
    type: "suyuan/grant@1",
    ...chainFrameOf(draft, crypto),
    ...claim,
    ...(providerName === undefined ? {} : { providerName }),
    ...(recipientName === undefined ? {} : { recipientName }),
    ...(origin === undefined ? {} : { origin }),
    ...(documents === undefined ? {} : { documents }),
    ...(scope === undefined ? {} : { scope }),
  };
}

interface Opened {
  readonly open: OpenGrant;
  /** Left out while words are missing that say who the sides were. */
  readonly claim?: GrantClaim;
}

// Opened under a claim that nobody made yet: the state tells it, and counts what it was asked.
function opened(draft: GrantDraft, crypto: CryptoProvider): Opened {
  const { grant, time } = draft;
  const nobody = { grant, asset: grant, provider: 0, recipient: 0, purpose: 0, time };
  const first = openChain(grantFileOf(nobody, draft, crypto), crypto);
  const found = attempt(() => grantClaimOf(draft, first.state, crypto));
  if (!found.known && found.code !== "state-missing") {
    throw first.state.fault() ?? new ProofError(found.code, "the grant cannot be read");
  }
  const claim = valueOf(found);
  if (claim === undefined) return { open: first };
  const open = openChain(grantFileOf(claim, draft, crypto), crypto);
  gatherGrantFile(open, crypto);
  return { open, claim };
}

/**
 * What `eth_getProof` still has to be asked for at the draft's block. Answers reveal further needs:
 * add their nodes and ask again until nothing is needed.
 * @throws ProofError when a part of the draft cannot be read
 */
export function neededSlotsOfGrant(
  draft: GrantDraft,
  crypto: CryptoProvider = defaultCrypto,
): readonly NeededState[] {
  return opened(draft, crypto).open.state.missing();
}

/**
 * Makes a certificate, with the nodes that its verification walks and no others.
 * @throws ProofError `state-missing` while `neededSlotsOfGrant` is not empty; `grant-not-given` when nobody
 *   granted what was asked for; and when a part cannot be read
 */
export function buildGrant(
  draft: GrantDraft,
  crypto: CryptoProvider = defaultCrypto,
): GrantCertificate {
  const { open, claim } = opened(draft, crypto);
  const nodes = walkedNodes(open);
  if (claim === undefined || claim.provider === 0) {
    throw new ProofError("grant-not-given", `nobody granted the request ${draft.grant}`);
  }
  return readGrant({ ...grantFileOf(claim, draft, crypto), nodes });
}
