// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { openChain, type OpenChain } from "../evidence/frame.ts";
import type { RightCertificate } from "./types.ts";

/** A certificate with its parts decoded; nothing of it is verified. */
export type OpenRight = OpenChain<RightCertificate>;

/**
 * Decodes a certificate.
 * @throws ProofError by the reader of the part that cannot be read
 */
export function openRight(
  certificate: RightCertificate,
  crypto: CryptoProvider = defaultCrypto,
): OpenRight {
  return openChain(certificate, crypto);
}
