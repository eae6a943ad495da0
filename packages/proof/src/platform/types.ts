// SPDX-License-Identifier: Apache-2.0

/** A hash over chunks, in the order given. Ended by `digest`, after which it is not used again. */
export interface Hasher {
  update(chunk: Uint8Array): void;
  /** 32 bytes. */
  digest(): Uint8Array;
}

/** What a platform may do faster than portable code. */
export interface PlatformHashes {
  readonly name: string;
  sha256(data: Uint8Array): Uint8Array;
  createSha256(): Hasher;
  createSm3(): Hasher;
}
