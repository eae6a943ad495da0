// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from "node:timers/promises";

import { StoryError } from "./memory.ts";

const POLL_MS = 250;

/**
 * Asks again and again until it is so.
 * @param limit how long to ask, in milliseconds
 * @throws StoryError with `complaint` when it is not so in time
 */
export async function until(
  isSo: () => Promise<boolean>,
  limit: number,
  complaint: string,
): Promise<void> {
  const end = Date.now() + limit;
  while (Date.now() < end) {
    if (await isSo()) return;
    await sleep(POLL_MS);
  }
  throw new StoryError(complaint);
}
