// SPDX-License-Identifier: Apache-2.0
import { parseStrict } from "../canonical.ts";
import {
  address,
  bytes32,
  object,
  oneOf,
  optional,
  pattern,
  type Read,
  time,
  uint32,
} from "../canonical/fields.ts";
import { CHAIN_FRAME, documents, scope } from "../evidence/read.ts";
import type { GrantContracts } from "../storage/reader.ts";
import { type GrantCertificate, MAX_GRANT_BYTES } from "./types.ts";

const contracts: Read<GrantContracts> = object({
  organizationRegistry: address,
  assetRegistry: address,
  sharingRegistry: address,
  deliveryRegistry: address,
});

const name: Read<string> = pattern(/^[^\p{Cc}]{1,200}$/u);

const certificate: Read<GrantCertificate> = object({
  type: oneOf("suyuan/grant@1"),
  ...CHAIN_FRAME,
  contracts,
  grant: bytes32,
  asset: bytes32,
  provider: uint32,
  recipient: uint32,
  purpose: uint32,
  time,
  providerName: optional(name),
  recipientName: optional(name),
  origin: optional(pattern(/^[^\p{Cc}]{1,255}$/u)),
  documents: optional(documents),
  scope: optional(scope),
});

/** Reads a certificate already parsed. @throws ProofError as `canonical/fields` says, `invalid-base64` */
export function readGrant(json: unknown): GrantCertificate {
  return certificate(json, "");
}

/**
 * Reads a certificate of a grant.
 * @throws ProofError `too-large` above 1 MiB, and as `parseStrict` and `readGrant` do
 */
export function parseGrant(file: string | Uint8Array): GrantCertificate {
  return readGrant(parseStrict(file, { bytes: MAX_GRANT_BYTES }));
}
