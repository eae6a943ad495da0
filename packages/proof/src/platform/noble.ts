// SPDX-License-Identifier: Apache-2.0
import { sha256 } from "@noble/hashes/sha2.js";
import { createSm3 } from "./sm3.ts";
import type { Hasher, PlatformHashes } from "./types.ts";

function createSha256(): Hasher {
  const inner = sha256.create();
  return {
    update: (chunk) => void inner.update(chunk),
    digest: () => inner.digest(),
  };
}

export const platformHashes: PlatformHashes = {
  name: "noble",
  sha256: (data) => sha256(data),
  createSha256,
  createSm3,
};
