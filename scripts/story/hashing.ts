// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from "node:fs";

import { createDigest, type Digest } from "@suyuan/proof";

/** The digest of a file of published data, which needs no salt. */
export async function digestFile(path: string): Promise<Digest> {
  const digest = createDigest();
  for await (const chunk of createReadStream(path)) digest.update(chunk as Uint8Array);
  return digest.digest();
}
