// SPDX-License-Identifier: Apache-2.0
import { concatBytes, type Hex, requireLength, toHex } from "./bytes.ts";
import { canonicalBytes, type Json } from "./canonical.ts";
import { type CryptoProvider, defaultCrypto } from "./crypto.ts";

/** Bytes of the salt that keeps a digest from being found by trying. */
export const SALT_BYTES = 32;

/** Length and both hashes of one byte string. */
export interface Digest {
  /** Bytes of the data; the salt is not counted. */
  readonly bytes: number;
  readonly sha256: Hex;
  readonly sm3: Hex;
}

/** Takes data in chunks and gives its digest once, in one pass for both hashes. */
export interface DigestBuilder {
  update(chunk: Uint8Array): void;
  digest(): Digest;
}

/**
 * A digest in the making, over (salt ‖ data) when there is a salt.
 * @param salt 32 bytes; left out only for data already published
 * @throws ProofError `wrong-length`
 */
export function createDigest(
  salt?: Uint8Array,
  crypto: CryptoProvider = defaultCrypto,
): DigestBuilder {
  const sha256 = crypto.createSha256();
  const sm3 = crypto.createSm3();
  let bytes = 0;
  const feed = (chunk: Uint8Array): void => {
    sha256.update(chunk);
    sm3.update(chunk);
  };
  if (salt !== undefined) {
    requireLength(salt, SALT_BYTES, "a salt");
    feed(salt);
  }
  return {
    update: (chunk) => {
      bytes += chunk.length;
      feed(chunk);
    },
    digest: () => ({ bytes, sha256: toHex(sha256.digest()), sm3: toHex(sm3.digest()) }),
  };
}

/** The digest of data held whole. @throws ProofError `wrong-length` (salt) */
export function digestBytes(
  data: Uint8Array,
  salt?: Uint8Array,
  crypto: CryptoProvider = defaultCrypto,
): Digest {
  const builder = createDigest(salt, crypto);
  builder.update(data);
  return builder.digest();
}

/**
 * Stands in a statement for a document kept elsewhere: SHA-256(salt ‖ canonical document).
 * @param salt 32 bytes, disclosed together with the document
 * @throws ProofError `wrong-length`, and as `canonicalBytes`
 */
export function commitment(
  salt: Uint8Array,
  document: Json,
  crypto: CryptoProvider = defaultCrypto,
): Hex {
  requireLength(salt, SALT_BYTES, "a salt");
  return toHex(crypto.sha256(concatBytes(salt, canonicalBytes(document))));
}
