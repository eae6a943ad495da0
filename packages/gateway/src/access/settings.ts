// SPDX-License-Identifier: Apache-2.0
// What the configuration decides for others: who may read, and which policy is given out. A change of it is found at the
// next start, and told to the log.
import { createHash } from "node:crypto";
import { canonicalBytes, fromUtf8, type Hex, toHex, utf8 } from "@suyuan/proof";
import type { Config } from "../config/schema.ts";
import type { Act, ActQueue } from "../store/acts.ts";
import type { Database } from "../store/level.ts";

/** Each as a digest, by the act that sets it. */
export type Settings = Readonly<Record<"access-set" | "policy-published", Hex>>;

const KEY = "m/";

/** The digest of who is let in: SHA-256 of canonical JSON with these members. */
export function accessDigest({ access, tls, proxy }: Config): Hex {
  const rules = {
    access: access !== undefined,
    public: [...(access?.public ?? [])],
    tls: tls !== undefined,
    clientCertificates: tls?.clientCa !== undefined,
    proxy: proxy === true,
  };
  return toHex(createHash("sha256").update(canonicalBytes(rules)).digest());
}

/** Puts into the queue what is set otherwise than it was when the log was last told. */
export async function settingsActs(
  database: Database,
  queue: ActQueue,
  settings: Settings,
  at: number,
): Promise<void> {
  for (const act of ["access-set", "policy-published"] as const) {
    const subject = settings[act];
    const before = await database.get(KEY + act);
    if (before && fromUtf8(before) === subject) continue;
    await queue.write([[KEY + act, utf8(subject)]], [{ act, at, subject } satisfies Act]);
  }
}
