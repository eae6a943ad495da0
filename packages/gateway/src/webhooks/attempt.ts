// SPDX-License-Identifier: Apache-2.0
// One attempt to hand an event over.
import { readSecrets, signedHeaders } from "./signing.ts";

export interface Target {
  readonly url: string;
  readonly secretFile: string;
  readonly timeoutMs: number;
}

const MS = 1_000;
const OK = { from: 200, until: 300 };

/**
 * Sends an event. The answer's body is not read, and nobody is followed to another address.
 * @returns why it failed, in a word that says nothing of what was sent or answered; undefined when it was taken
 */
export async function attempt(
  { url, secretFile, timeoutMs }: Target,
  { id, body }: { readonly id: string; readonly body: string },
  stopped: AbortSignal,
): Promise<string | undefined> {
  try {
    // Read each time, so that a secret is replaced without a restart.
    const secrets = await readSecrets(secretFile);
    const time = Math.floor(Date.now() / MS);
    const headers = {
      "content-type": "application/cloudevents+json; charset=utf-8",
      ...signedHeaders({ id, time, body }, secrets),
    };
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers,
      body,
      signal,
    });
    await response.body?.cancel();
    const { status } = response;
    return status >= OK.from && status < OK.until ? undefined : `status-${status}`;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Why nothing was answered, in a word of the system's. */
export function reasonOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at.name === "TimeoutError") return "timeout";
    const { code } = at as { readonly code?: unknown };
    if (typeof code === "string") return code;
  }
  return "failed";
}
