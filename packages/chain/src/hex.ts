// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";

import { ChainError } from "./errors.ts";

const HEX = /^0x(?:[0-9a-fA-F]{2})*$/;
const QUANTITY = /^0x[0-9a-fA-F]+$/;

/** Hex string of whole bytes, lower case; `bytes` fixes their number. */
export function asHex(value: unknown, what: string, bytes?: number): Hex {
  if (typeof value !== "string" || !HEX.test(value)) throw bad(what);
  if (bytes !== undefined && value.length !== 2 + 2 * bytes) throw bad(what);
  return value.toLowerCase() as Hex;
}

/** A JSON-RPC quantity as a bigint. */
export function asQuantity(value: unknown, what: string): bigint {
  if (typeof value !== "string" || !QUANTITY.test(value)) throw bad(what);
  return BigInt(value);
}

/** A JSON-RPC quantity, a uint or a decimal as a safe integer. */
export function asInteger(value: unknown, what: string): number {
  const isNumber = typeof value === "number" || typeof value === "bigint";
  const number = Number(isNumber ? value : asQuantity(value, what));
  if (!Number.isSafeInteger(number) || number < 0) throw bad(what);
  return number;
}

/** The number as JSON-RPC wants it: no leading zeros. */
export const toQuantity = (value: number | bigint): Hex => `0x${value.toString(16)}`;

function bad(what: string): ChainError {
  return new ChainError("bad-answer", `the node's answer has no usable ${what}`);
}
