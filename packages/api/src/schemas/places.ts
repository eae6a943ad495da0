// SPDX-License-Identifier: Apache-2.0
// What may stand for a placeholder of a path.
import { z } from "zod";
import { ACT_SUBJECTS } from "../lists.ts";
import type { PathName } from "../paths.ts";
import { Address, Bytes32 } from "./common.ts";

/** The number of an organisation or seat; nothing has one beyond 32 bits. */
export const PathNumber = z.string().regex(/^[1-9][0-9]{0,9}$/);
/** A number of entries; numbers of 15 digits are all exact. */
export const PathSize = z.string().regex(/^[1-9][0-9]{0,14}$/);
export const PathYear = z.string().regex(/^[1-9][0-9]{3}$/);
/** A number of up to 256 bits. */
export const PathDecimal = z.string().regex(/^[1-9][0-9]{0,77}$/);
/** A word of letters, digits, dots and dashes. */
export const PathWord = z.string().regex(/^[A-Za-z0-9_.-]{1,80}$/);
/** Whatever has acts: 32 bytes, or a number. */
const ThingId = z.string().regex(/^(?:0x[0-9a-f]{64}|[1-9][0-9]{0,77})$/);

const IDS: Readonly<Partial<Record<PathName, z.ZodType>>> = {
  proposal: PathDecimal,
  token: PathWord,
  acts: ThingId,
  offers: ThingId,
};
const FORMS: Readonly<Record<string, z.ZodType>> = {
  ...{ number: PathNumber, seat: PathNumber, year: PathYear, account: Address, key: PathWord },
  ...{ hold: PathWord, size: PathSize },
  ...{ subject: z.enum(ACT_SUBJECTS), place: z.string() },
};

/** The form of one placeholder of a path. */
export function formOf(path: PathName, placeholder: string): z.ZodType {
  const form = placeholder === "id" ? (IDS[path] ?? Bytes32) : FORMS[placeholder];
  if (form) return form;
  throw new Error(`nobody has said what stands for ${placeholder}`);
}
