// SPDX-License-Identifier: Apache-2.0
// Does a certificate agree with itself, and can its block tell what it claims?
import { toHex, utf8 } from "../../bytes.ts";
import type { CryptoProvider } from "../../crypto.ts";
import { checkDocuments } from "../documents.ts";
import type { RightFacts } from "../../right/gather.ts";
import type { OpenRight } from "../../right/gather.ts";
import type { RightClaim } from "../../right/types.ts";
import { holdingRightId, rightId } from "../../storage/rights.ts";
import { failed, passed, unproven } from "../check.ts";
import type { Check } from "../types.ts";

/** A claim, and the time of the block that shall show it. */
export interface Asked {
  readonly claim: RightClaim;
  readonly block: number;
}

/** The right's id is that of this asset: every id is made from it. */
export function checkCertificate(
  { frame }: OpenRight,
  { steps }: RightFacts,
  crypto: CryptoProvider,
): Check[] {
  const { right, asset, kind, chainId, contracts } = frame;
  if (!steps.known) return [unproven("certificate", steps)];
  const serial = steps.value[0]?.record.serial;
  // No right has the serial 0: that there is none is told under "right".
  if (serial === 0) return [];
  const expected =
    serial === undefined
      ? holdingRightId(chainId, contracts.rightRegistry, asset, crypto)
      : rightId(chainId, contracts.rightRegistry, asset, serial, crypto);
  return [
    right === expected
      ? passed("certificate", "certificate-consistent", { kind })
      : failed("certificate", "right-id-differs", { right }),
  ];
}

/** The organisation's name, where the file gives one. */
export function checkName(
  { frame }: OpenRight,
  { organization: { nameHash } }: RightFacts,
  crypto: CryptoProvider,
): Check[] {
  const { name, organization } = frame;
  if (name === undefined) return [];
  if (!nameHash.known) return [unproven("name", nameHash)];
  const hash = toHex(crypto.sha256(utf8(name)));
  return [
    nameHash.value === hash
      ? passed("name", "name-matches", { name, organization })
      : failed("name", "name-differs", { name, organization }),
  ];
}

/** The documents laid open, where there are any. */
export function checkPapers(
  { frame }: OpenRight,
  { commitments }: RightFacts,
  crypto: CryptoProvider,
): Check[] {
  return checkDocuments(frame.documents, [], commitments, crypto);
}
