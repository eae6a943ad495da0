// SPDX-License-Identifier: Apache-2.0
// Where a page begins, and how long it is.
import { MAX_PAGE_SIZE } from "@suyuan/api";
import { Refusal } from "../refusal.ts";

export interface Place {
  readonly limit: number;
  readonly after?: string;
}

/**
 * The place that a query names.
 * @param usual how long a page is unless asked otherwise
 * @throws Refusal `invalid-parameter`
 */
export function placeOf(
  limit: string | undefined,
  cursor: string | undefined,
  usual: number,
): Place {
  const asked = limit === undefined ? usual : Number(limit);
  if (asked < 1 || asked > MAX_PAGE_SIZE) {
    const what = `limit: must be 1 to ${MAX_PAGE_SIZE}`;
    throw new Refusal("invalid-parameter", what, { path: "limit" });
  }
  return { limit: asked, ...(cursor !== undefined && { after: cursor }) };
}

/** Things of each part of an inbox on a page, unless asked for another number. */
export const THINGS_OF_A_PART = 20;
