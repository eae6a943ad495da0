// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";

import { type Hex, readKeyFile } from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { keyFailure } from "./online.ts";

/** SHA-256 of the public part of a log's key file, as the chain holds it. @throws InputError `key-of-account`, `key-…` */
export async function logKeyHash(path: string): Promise<Hex> {
  const file = await readKeyFile(path).catch((cause: unknown) => {
    throw keyFailure(cause, path);
  });
  if (file.kind !== "ed25519") throw new InputError("key-of-account", { path });
  return `0x${createHash("sha256").update(file.public.slice(2), "hex").digest("hex")}`;
}
