// SPDX-License-Identifier: Apache-2.0
import { readFile } from "node:fs/promises";
import { StartRefusal } from "../refusal.ts";

/** The verify page as it is sent. */
export interface VerifyPage {
  readonly bytes: Buffer;
  /** The Content-Security-Policy that the page itself asks for: its script and style by hash, nothing else. */
  readonly policy: string;
}

const POLICY = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([\x20-\x7e]+?)"/u;
/** Far above what a page of one file has. */
const MAX_BYTES = 2_000_000;

/**
 * Reads the page once, so that what is sent is what was there when the gateway began.
 * @param path undefined where none is served
 * @throws StartRefusal `config-invalid` where there is no such page, or it names no policy of its own
 */
export async function openPage(path: string | undefined): Promise<VerifyPage | undefined> {
  if (path === undefined) return undefined;
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new StartRefusal("config-invalid", `verifyPage: cannot be read at ${path}`, cause);
  });
  const policy = bytes.length > MAX_BYTES ? undefined : POLICY.exec(bytes.toString("utf8"))?.[1];
  if (policy !== undefined) return { bytes, policy };
  throw new StartRefusal("config-invalid", `verifyPage: ${path} is no verify page`);
}
