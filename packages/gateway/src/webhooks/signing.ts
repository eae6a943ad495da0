// SPDX-License-Identifier: Apache-2.0
// Signatures as Standard Webhooks has them: HMAC-SHA256 over id, moment and body, each as it is sent.
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { StartRefusal } from "../refusal.ts";

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const MIN_BYTES = 24;
const MAX_BYTES = 64;
/** While a secret is replaced, whoever receives may have the one or the other. */
const MAX_SECRETS = 3;

export interface Signed {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly body: string;
}

/** The secrets in a file, one a line. @throws StartRefusal `webhook-secret` */
export async function readSecrets(path: string): Promise<readonly Uint8Array[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new StartRefusal("webhook-secret", `${path}: cannot be read`, cause);
  }
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const secrets = lines.map(secretIn);
  if (lines.length > 0 && lines.length <= MAX_SECRETS && secrets.every((one) => one !== undefined))
    return secrets;
  // What stands there may be half a secret: it is not shown.
  const what = `must hold 1 to ${MAX_SECRETS} lines of whsec_ and base64 of ${MIN_BYTES} to ${MAX_BYTES} bytes`;
  throw new StartRefusal("webhook-secret", `${path}: ${what}`);
}

function secretIn(line: string): Uint8Array | undefined {
  const [, base64] = SECRET.exec(line) ?? [];
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, "base64");
  return bytes.length >= MIN_BYTES && bytes.length <= MAX_BYTES ? bytes : undefined;
}

/** The headers of what is sent, with a signature by each secret. */
export function signedHeaders(
  { id, time, body }: Signed,
  secrets: readonly Uint8Array[],
): Readonly<Record<string, string>> {
  const signatures = secrets.map((secret) => {
    const mac = createHmac("sha256", secret).update(`${id}.${time}.${body}`).digest("base64");
    return `v1,${mac}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": String(time),
    "webhook-signature": signatures.join(" "),
  };
}
