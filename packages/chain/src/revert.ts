// SPDX-License-Identifier: Apache-2.0
import type { ErrorDescription } from "ethers";

import { INTERFACES, plainObject } from "./contracts.ts";
import type { DecodedRevert } from "./errors.ts";
import type { AbiValue } from "./names.ts";

const SOURCES = Object.values(INTERFACES);

/** The two errors of the language itself, which no ABI lists and which have no names for their value. */
const LANGUAGE = ["Error", "Panic"];

function describe(data: string): ErrorDescription | null {
  for (const source of SOURCES) {
    try {
      const found = source.parseError(data);
      if (found) return found;
    } catch {
      // The selector fits and the values do not: another contract's error, or none of ours.
    }
  }
  return null;
}

/** Names the error that stands in a call's revert data. Never throws. */
export function decodeRevert(data: unknown): DecodedRevert {
  const text = typeof data === "string" ? data.toLowerCase() : "0x";
  const found = /^0x(?:[0-9a-f]{2}){4,}$/.test(text) ? describe(text) : null;
  if (!found) return { name: "unknown", values: {}, data: text };
  const { name, fragment, args } = found;
  const values = plainObject(fragment.inputs, args);
  const named = LANGUAGE.includes(name) ? { reason: values["0"] ?? "" } : values;
  return { name, values: named, data: text };
}

/** The error as one line: name and values. */
export function revertText(revert: DecodedRevert): string {
  const values = Object.entries(revert.values).map(([name, value]) => `${name}: ${show(value)}`);
  return values.length === 0 ? revert.name : `${revert.name} (${values.join(", ")})`;
}

const decimal = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;

const show = (value: AbiValue): string =>
  typeof value === "object" ? JSON.stringify(value, decimal) : String(value);
