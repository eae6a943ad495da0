// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { Bytes32, Count, Seconds } from "./common.ts";

/** An administration as the log holds it. */
const AdministrationRow = z.strictObject({
  id: Bytes32.describe("the statement's"),
  index: Count.describe("its place in the log"),
  logged: Seconds,
  act: z.string().describe("what was done; others than those of this version may stand in a log"),
  at: Seconds.describe("when"),
  subject: Bytes32.describe("what it was done to: a digest, or a commitment"),
  concerned: Count.optional().describe("the organisation that it concerns"),
  by: Count.optional().describe("the seat at whose word it was done"),
  organization: Count.describe("whose seat tells it"),
  seat: Count.describe("the log's operator"),
});

export const AdministrationPage = z.strictObject({
  items: z.array(AdministrationRow),
  next: z.string().optional().describe("the cursor of the next page"),
});

export type AdministrationRow = z.infer<typeof AdministrationRow>;
export type AdministrationPage = z.infer<typeof AdministrationPage>;
