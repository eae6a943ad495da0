// SPDX-License-Identifier: Apache-2.0
// Documents as any client would hand them in that has read docs/documents.md.
import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PATHS } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { type Answer, read } from "./http.ts";

/** A document with what opens the commitment to it. */
export interface Paper {
  readonly bytes: Buffer;
  readonly type: string;
  readonly salt: Hex;
  readonly commitment: Hex;
}

/** A document with a fresh salt; the commitment is SHA-256(salt ‖ bytes). */
export function paper(content: string | Buffer, type = "text/plain"): Paper {
  const salt = randomBytes(32);
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(salt).update(bytes).digest("hex");
  return { bytes, type, salt: `0x${salt.toString("hex")}`, commitment: `0x${hash}` };
}

/** A file of document keys, and what a gateway is configured with to use it. */
export async function documentKeys(folder: string): Promise<{ readonly keys: string }> {
  const keys = join(folder, `documents-${randomBytes(4).toString("hex")}.json`);
  const file = {
    ...{ type: "suyuan/document-keys@1", current: "first" },
    keys: { first: randomBytes(32).toString("hex") },
  };
  await writeFile(keys, JSON.stringify(file), { mode: 0o600 });
  return { keys };
}

/** Hands a document in. */
export async function handIn(
  { url }: { readonly url: string },
  { bytes, type, salt, commitment }: Paper,
  {
    subject,
    thing,
    token,
  }: { readonly subject: string; readonly thing: Hex; readonly token?: string },
): Promise<Answer> {
  const query = new URLSearchParams({ subject, thing, commitment }).toString();
  const headers = {
    ...{ "content-type": type, "suyuan-salt": salt },
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const to = `${url}${PATHS.documents}?${query}`;
  return read(await fetch(to, { method: "POST", headers, body: new Uint8Array(bytes) }));
}
