// SPDX-License-Identifier: Apache-2.0
// Where a page of an inbox begins, and how long it is.
import { MAX_PAGE_SIZE } from "@suyuan/api";
import { Refusal } from "../refusal.ts";

export interface Place {
  readonly limit: number;
  readonly after?: string;
}

/** Things of each part on a page, unless asked for another number. */
const PAGE = 20;

/** @throws Refusal `invalid-parameter` */
export function placeOf(limit: string | undefined, cursor: string | undefined): Place {
  const asked = limit === undefined ? PAGE : Number(limit);
  if (asked < 1 || asked > MAX_PAGE_SIZE) {
    const what = `limit: must be 1 to ${MAX_PAGE_SIZE}`;
    throw new Refusal("invalid-parameter", what, { path: "limit" });
  }
  return { limit: asked, ...(cursor !== undefined && { after: cursor }) };
}
