// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { AnyObject, Bytes32, Count, Seconds } from "./common.ts";
import { PageQuery } from "./queries.ts";

/** In which order a subject's entries come. */
const ENTRY_ORDERS = ["newest", "oldest"] as const;

/** An entry of the log as one of its subject's list. */
export const SubjectEntry = z.strictObject({
  n: Count.describe("its place in the subject's list, from 1 on"),
  index: Count.describe("its place in the log"),
  logged: Seconds,
  id: Bytes32.describe("the statement's"),
  kind: z.string(),
  statement: AnyObject.describe("suyuan/<kind>@1, without its signatures"),
});

export const SubjectEntryPage = z.strictObject({
  count: Count.describe("entries of the subject when the page was made"),
  items: z.array(SubjectEntry),
  next: z.string().optional().describe("the cursor of the next page"),
});

export const SubjectEntriesQuery = z.strictObject({
  ...PageQuery,
  order: z.enum(ENTRY_ORDERS).optional().describe("which come first; the newest unless given"),
});

export type SubjectEntry = z.infer<typeof SubjectEntry>;
export type SubjectEntryPage = z.infer<typeof SubjectEntryPage>;
