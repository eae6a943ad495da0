// SPDX-License-Identifier: Apache-2.0
// What is still to come of a body that was refused. A connection that closes while its client is still sending is reset,
// and the client would never read why.
import type { IncomingMessage } from "node:http";
import { finished } from "node:stream/promises";
import { MAX_REST_BYTES, REST_MS, SHORT_REST_BYTES, SHORT_REST_MS } from "./constraints.ts";

/**
 * Takes in what is still to come of a short body and forgets it, so that the connection can go on.
 * @returns whether all of it came; of a long body, or one of no told length, nothing is waited for
 */
export async function takeRest(request: IncomingMessage): Promise<boolean> {
  if (request.complete) return true;
  const length = Number(request.headers["content-length"] ?? Infinity);
  if (!(length <= SHORT_REST_BYTES)) return false;
  return forget(request, SHORT_REST_BYTES, SHORT_REST_MS);
}

/** Takes in what is still to come of any body, within limits, after its client was answered. */
export async function letFinish(request: IncomingMessage): Promise<void> {
  await forget(request, MAX_REST_BYTES, REST_MS);
}

async function forget(request: IncomingMessage, most: number, ms: number): Promise<boolean> {
  if (request.destroyed) return request.complete;
  let left = most;
  request.on("data", ({ length }: Buffer) => {
    left -= length;
    if (left < 0) request.destroy();
  });
  await finished(request, { signal: AbortSignal.timeout(ms) }).catch(() => undefined);
  return request.complete;
}
