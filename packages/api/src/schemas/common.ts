// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";
import { z } from "zod";

/** Bytes in lower-case hexadecimal; the pattern is what makes a string of this type. */
const hex = (pattern: RegExp, must: string, what: string): z.ZodType<Hex> =>
  z.string().regex(pattern, `must be ${must}`).describe(what) as unknown as z.ZodType<Hex>;

export const Bytes32 = hex(
  /^0x[0-9a-f]{64}$/,
  "0x and 64 lower-case hexadecimal digits",
  "32 bytes",
);
export const Address = hex(
  /^0x[0-9a-f]{40}$/,
  "0x and 40 lower-case hexadecimal digits",
  "an account or contract",
);
export const SignatureBytes = hex(
  /^0x[0-9a-f]{130}$/,
  "0x and 130 lower-case hexadecimal digits",
  "r, s and v of an ECDSA signature",
);
export const HexBytes = hex(
  /^0x(?:[0-9a-f]{2})*$/,
  "0x and an even number of lower-case hexadecimal digits",
  "bytes",
);
export const Decimal = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,77})$/, "must be a decimal number as a string")
  .describe("an integer as a decimal string");
export const Count = z.int().min(0);
export const Seconds = z.int().min(0).describe("seconds since the epoch, UTC");

/** A settled block, as the gateway knew it. */
export const BlockRef = z.strictObject({ number: Count, hash: Bytes32, time: Seconds });

/** JSON as it comes: checked further by the format that it claims to be. */
export const AnyObject = z.record(z.string(), z.json());

export type BlockRef = z.infer<typeof BlockRef>;
