// SPDX-License-Identifier: Apache-2.0
// The one file with a Node built-in, chosen by the import condition "node" of #platform.
import { createHash, hash } from "node:crypto";
import type { Hasher, PlatformHashes } from "./types.ts";

// A Buffer is a view that some code treats otherwise than a Uint8Array; none leaves this file.
const plain = (buffer: Buffer): Uint8Array =>
  new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);

function create(algorithm: "sha256" | "sm3"): Hasher {
  const inner = createHash(algorithm);
  return {
    update: (chunk) => void inner.update(chunk),
    digest: () => plain(inner.digest()),
  };
}

export const platformHashes: PlatformHashes = {
  name: "node",
  sha256: (data) => plain(hash("sha256", data, "buffer")),
  createSha256: () => create("sha256"),
  createSm3: () => create("sm3"),
};
