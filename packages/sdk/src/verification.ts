// SPDX-License-Identifier: Apache-2.0
// Verification alone, for whoever asks no gateway: a client of one takes several times as long to load.
export {
  canonicalBytes,
  type Check,
  commitment,
  type CryptoProvider,
  defaultCrypto,
  type Digest,
  type ExitStatus,
  type Hex,
  isRequired,
  type Json,
  MAX_PROOF_BYTES,
  parseProof,
  parseStrict,
  type Policy,
  type Proof,
  ProofError,
  readPolicy,
  remembering,
  type Verdict,
  verify,
} from "@suyuan/proof";
