// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { openChain, type OpenChain } from "../evidence/frame.ts";
import type { GrantCertificate } from "./types.ts";

/** A certificate with its parts decoded; nothing of it is verified. */
export type OpenGrant = OpenChain<GrantCertificate>;

/**
 * Decodes a certificate.
 * @throws ProofError by the reader of the part that cannot be read
 */
export function openGrant(
  certificate: GrantCertificate,
  crypto: CryptoProvider = defaultCrypto,
): OpenGrant {
  return openChain(certificate, crypto);
}
