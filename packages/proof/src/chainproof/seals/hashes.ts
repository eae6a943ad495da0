// SPDX-License-Identifier: Apache-2.0
// Which hash of a header its sealers sign, and which one the next header names.
// docs/spec/seals.md, "The two hashes".
import { concatBytes, type Hex } from "../../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../../crypto.ts";
import { addressOf } from "../../statement/recover.ts";
import { type BlockHeader, encodeHeader } from "../header.ts";
import { type BftExtra, decodeExtra, SEAL_BYTES } from "./extra.ts";
import type { BftKind, ConsensusKind, HeaderBytes } from "./types.ts";

/** The code of IBFT 1's COMMIT message, which its seals sign behind the block's hash. */
const COMMIT = Uint8Array.of(2);

function hashWith(header: BlockHeader, extraData: Uint8Array, crypto: CryptoProvider): Uint8Array {
  return crypto.keccak256(encodeHeader({ ...header, extraData }));
}

/** What the validators of a BFT chain sign. */
export function sealHash(
  kind: BftKind,
  header: BlockHeader,
  extra: BftExtra,
  crypto: CryptoProvider,
): Uint8Array {
  const hash = hashWith(header, extra.signed, crypto);
  return kind === "ibft1" ? crypto.keccak256(concatBytes(hash, COMMIT)) : hash;
}

/**
 * The block's hash: what the next header names as its parent. On BFT chains it leaves out what may
 * differ from node to node.
 * @throws ProofError `extra-invalid`, `rlp-invalid`
 */
export function blockHash(
  kind: ConsensusKind,
  { header, bytes }: HeaderBytes,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  // The first block's extraData is hashed as it is: nobody sealed it.
  if (kind === "none" || kind === "clique" || header.number === 0n) return crypto.keccak256(bytes);
  return hashWith(header, decodeExtra(kind, header.extraData).hashed, crypto);
}

/**
 * The address whose key made a seal; undefined when none did. High s is taken: clients do, and the
 * twin of a seal recovers the same address, which counts once.
 * @param seal 65 bytes, r ‖ s ‖ v with v = 0 or 1
 */
export function recoverSeal(
  digest: Uint8Array,
  seal: Uint8Array,
  crypto: CryptoProvider,
): Hex | undefined {
  const recovery = seal[SEAL_BYTES - 1];
  if (seal.length !== SEAL_BYTES || (recovery !== 0 && recovery !== 1)) return undefined;
  const key = crypto.recover(digest, seal.subarray(0, SEAL_BYTES - 1), recovery);
  return key === undefined ? undefined : addressOf(key, crypto);
}
