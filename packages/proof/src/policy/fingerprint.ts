// SPDX-License-Identifier: Apache-2.0
import { bytesToNumber, type Hex, toHex } from "../bytes.ts";
import { canonicalBytes } from "../canonical.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import type { Policy } from "../policy.ts";

const GROUPS = 6;
const GROUP_BYTES = 5;
const GROUP_DIGITS = 5;

/** SHA-256 of the policy's canonical bytes: what the next policy names as superseded. */
export function policyHash(policy: Policy, crypto: CryptoProvider = defaultCrypto): Hex {
  return toHex(crypto.sha256(canonicalBytes(policy)));
}

/**
 * The hash in thirty digits, for two people to compare aloud in any language: six groups, each five
 * bytes of the hash modulo 100,000.
 */
export function policyFingerprint(policy: Policy, crypto: CryptoProvider = defaultCrypto): string {
  const hash = crypto.sha256(canonicalBytes(policy));
  return Array.from({ length: GROUPS }, (_, place) => {
    const group = hash.subarray(place * GROUP_BYTES, (place + 1) * GROUP_BYTES);
    return String(bytesToNumber(group) % 10 ** GROUP_DIGITS).padStart(GROUP_DIGITS, "0");
  }).join(" ");
}
