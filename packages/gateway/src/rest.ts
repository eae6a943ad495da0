// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from "node:http";
import { finished } from "node:stream/promises";
import { MAX_REST_BYTES, REST_MS } from "./constraints.ts";

/**
 * Takes in what is still to come of a short body and forgets it: a client that is still sending when its connection
 * closes would never read why it was refused.
 * @returns whether all of it came; of a long body, or one of no told length, nothing is waited for
 */
export async function takeRest(request: IncomingMessage): Promise<boolean> {
  if (request.complete) return true;
  const length = Number(request.headers["content-length"] ?? Infinity);
  if (!(length <= MAX_REST_BYTES) || request.destroyed) return false;
  request.resume();
  await finished(request, { signal: AbortSignal.timeout(REST_MS) }).catch(() => undefined);
  return request.complete;
}
