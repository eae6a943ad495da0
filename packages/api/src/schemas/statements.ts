// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { AnyObject, BlockRef, Bytes32, Count, Seconds } from "./common.ts";
import { Problem } from "./problem.ts";

/** A signed statement; both parts are checked by docs/spec/statement.md. */
export const SignedStatement = z.strictObject({
  statement: AnyObject.describe("suyuan/<kind>@1"),
  signatures: z.array(AnyObject).min(1).max(2),
});

/** Acknowledged: it is on disk, at this index. */
export const Placed = z.strictObject({
  id: Bytes32,
  index: Count,
  logged: Seconds.describe("the log's clock when it was taken"),
  duplicate: z.literal(true).optional().describe("it was there before; nothing was added"),
});

/** One line of the answer to an NDJSON body, in the order of the body. */
export const LineResult = z.union([
  z.strictObject({ line: Count, ok: z.literal(true), ...Placed.shape }),
  z.strictObject({ line: Count, ok: z.literal(false), problem: Problem }),
]);

/** One step of the ladder: what is done since when, or what is awaited since when. */
export const LadderStep = z.strictObject({
  step: z.enum(["logged", "anchored", "witnessed"]),
  state: z.enum(["done", "awaited"]),
  at: Seconds.optional(),
  checkpoint: Count.optional().describe("size of the checkpoint that covers it"),
  block: BlockRef.optional(),
  superseded: z
    .array(BlockRef)
    .optional()
    .describe("blocks in which it was anchored before, and which the chain has lost"),
  awaiting: z.string().optional(),
  since: Seconds.optional(),
});

/** What the gateway found out after it had taken the statement. Never a deletion. */
export const Finding = z.strictObject({ code: z.string(), detail: z.string(), at: Seconds });

export const StatementView = z.strictObject({
  id: Bytes32,
  index: Count,
  kind: z.string(),
  statement: AnyObject,
  signatures: z.array(AnyObject),
  ladder: z.array(LadderStep),
  findings: z.array(Finding),
});

export type SignedStatement = z.infer<typeof SignedStatement>;
export type Placed = z.infer<typeof Placed>;
export type LineResult = z.infer<typeof LineResult>;
export type LadderStep = z.infer<typeof LadderStep>;
export type Finding = z.infer<typeof Finding>;
export type StatementView = z.infer<typeof StatementView>;
