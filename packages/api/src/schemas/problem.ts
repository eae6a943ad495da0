// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { ERRORS, type ErrorCode } from "../errors.ts";
import { AnyObject, Count, Seconds } from "./common.ts";

const codes = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** The check that failed, in the words of the verifier. */
export const Fact = z.strictObject({ check: z.string(), code: z.string() });

/** What a contract answered: its custom error with the values that failed. */
export const ActRefusal = z.strictObject({
  contract: z.string().optional(),
  error: z.string(),
  values: AnyObject,
});

/** Problem details (RFC 9457). `code` is from the closed list. */
export const Problem = z.strictObject({
  type: z.string().describe("urn:suyuan:error:<code>"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(codes),
  path: z
    .string()
    .optional()
    .describe("where in the input, member names and indices joined by dots"),
  line: Count.optional().describe("line of the NDJSON body, from 1"),
  fact: Fact.optional(),
  act: ActRefusal.optional(),
  awaiting: z.string().optional(),
  since: Seconds.optional(),
});

export type Problem = z.infer<typeof Problem>;
export type Fact = z.infer<typeof Fact>;
export type ActRefusal = z.infer<typeof ActRefusal>;
