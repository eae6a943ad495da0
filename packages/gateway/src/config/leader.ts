// SPDX-License-Identifier: Apache-2.0
// What a follower knows its leader by.
import { readFile } from "node:fs/promises";
import { type NoteKey, parseVerifierKey, ProofError } from "@suyuan/proof";
import { StartRefusal } from "../refusal.ts";
import type { FollowerConfig } from "./schema.ts";

/** The key by which the followed log signs. @throws StartRefusal `config-invalid` */
export function keyOfLeader({ follow, origin }: FollowerConfig): NoteKey {
  try {
    const key = parseVerifierKey(follow.key);
    if (key.kind === "ed25519" && key.name === origin) return key;
    throw new StartRefusal("config-invalid", `follow.key is no Ed25519 key of ${origin}`);
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause;
    throw new StartRefusal("config-invalid", `follow.key: ${cause.message}`, cause);
  }
}

/** The token by which entry bundles are read. @throws StartRefusal `key-unreadable` */
export async function tokenForLeader({ follow }: FollowerConfig): Promise<string | undefined> {
  if (follow.tokenFile === undefined) return undefined;
  try {
    return (await readFile(follow.tokenFile, "utf8")).trim();
  } catch (cause) {
    const what = `no token can be read at ${follow.tokenFile}`;
    throw new StartRefusal("key-unreadable", what, cause);
  }
}
