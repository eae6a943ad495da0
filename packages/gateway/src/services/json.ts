// SPDX-License-Identifier: Apache-2.0
import type { ChainView } from "@suyuan/api";
import type { AbiValue } from "@suyuan/chain";

type Plain = ChainView["state"];

const plain = (value: AbiValue | null): Plain[string] => {
  if (value === null) return null;
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map((item: AbiValue) => plain(item));
  if (typeof value === "object") return plainJson(value as Readonly<Record<string, AbiValue>>);
  return value;
};

/** Values from the chain as JSON: integers beyond 48 bits become decimal strings. */
export function plainJson(values: Readonly<Record<string, AbiValue | null>>): Plain {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]));
}
