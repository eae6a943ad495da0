// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { MAX_PAGE_SIZE } from "../limits.ts";
import { INBOX_PARTS } from "./inbox.ts";
import { type FilterForm, type ListPath, LISTS } from "../lists.ts";

const CURSOR = /^[0-9a-f:.]{1,200}$/;

const numberText = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,9})$/, "must be a whole number below 10,000,000,000");

const FORMS: Readonly<Record<FilterForm, z.ZodType<string>>> = {
  number: numberText,
  time: numberText.describe("seconds since the epoch, UTC"),
  bytes32: z.string().regex(/^0x[0-9a-f]{64}$/, "must be 0x and 64 lower-case digits"),
  address: z.string().regex(/^0x[0-9a-f]{40}$/, "must be 0x and 40 lower-case digits"),
  "unified-code": z.string().regex(/^[0-9A-Z]{18}$/, "must be a unified social credit code"),
  "catalogue-code": z.string().regex(/^[0-9]{6,20}\/[0-9]{1,11}$/, "must be a catalogue code"),
};

/** What any list takes: how many, and where the page begins. */
export const PageQuery = {
  limit: z
    .string()
    .regex(/^(?:[1-9][0-9]?|1[0-9]{2}|200)$/, `must be 1 to ${MAX_PAGE_SIZE}`)
    .optional()
    .describe(`1 to ${MAX_PAGE_SIZE}`),
  cursor: z.string().regex(CURSOR, "must be a cursor that a page gave").optional(),
} as const;

export const ActsQuery = z.strictObject(PageQuery);

/** The query of each list. */
export const QUERIES = Object.fromEntries(
  Object.entries(LISTS).map(([list, filters]) => {
    const forms = Object.entries(filters).map(([name, form]: [string, FilterForm]) => [
      name,
      FORMS[form].optional(),
    ]);
    return [list, z.strictObject({ ...PageQuery, ...Object.fromEntries(forms) })];
  }),
) as unknown as Readonly<
  Record<ListPath, z.ZodObject<Record<string, z.ZodOptional<z.ZodType<string>>>>>
>;

/** One part of an inbox, from a place on. */
export const InboxQuery = z.strictObject({
  ...PageQuery,
  part: z.enum(INBOX_PARTS).optional().describe("all of them unless given"),
});

/** The moment for which a certificate is asked. */
export const CertificateQuery = z.strictObject({ at: numberText.optional() });
