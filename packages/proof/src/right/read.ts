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
import { CHAIN_FRAME, documents } from "../evidence/read.ts";
import type { RightContracts } from "../storage/reader.ts";
import { MAX_RIGHT_BYTES, type RightCertificate } from "./types.ts";

const contracts: Read<RightContracts> = object({
  organizationRegistry: address,
  assetRegistry: address,
  rightRegistry: address,
});

const certificate: Read<RightCertificate> = object({
  type: oneOf("suyuan/right@1"),
  ...CHAIN_FRAME,
  contracts,
  asset: bytes32,
  right: bytes32,
  kind: oneOf("holding", "use", "operating"),
  organization: uint32,
  time,
  name: optional(pattern(/^[^\p{Cc}]{1,200}$/u)),
  documents: optional(documents),
});

/** Reads a certificate already parsed. @throws ProofError as `canonical/fields` says, `invalid-base64` */
export function readRight(json: unknown): RightCertificate {
  return certificate(json, "");
}

/**
 * Reads a certificate of a right.
 * @throws ProofError `too-large` above 1 MiB, and as `parseStrict` and `readRight` do
 */
export function parseRight(file: string | Uint8Array): RightCertificate {
  return readRight(parseStrict(file, { bytes: MAX_RIGHT_BYTES }));
}
