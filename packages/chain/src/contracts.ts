// SPDX-License-Identifier: Apache-2.0
import { Interface, type JsonFragment, Result } from "ethers";

import { abi } from "./generated/abi.ts";
import { type AbiValue, type AbiValues, CONTRACT_NAMES, type ContractName } from "./names.ts";

/** Encoders and decoders of each contract's calls, events and errors. */
export const INTERFACES: Readonly<Record<ContractName, Interface>> = Object.fromEntries(
  CONTRACT_NAMES.map((name) => [name, new Interface(abi[name] as readonly JsonFragment[])]),
) as Record<ContractName, Interface>;

interface Param {
  readonly name: string;
  readonly type: string;
  readonly baseType: string;
  readonly components: readonly Param[] | null;
  readonly arrayChildren: Param | null;
}

const WIDEST_NUMBER = 48;

/** Turns one decoded value into plain data: structs become objects, small integers numbers. */
export function plain(param: Param, value: unknown): AbiValue {
  if (param.baseType === "tuple" && param.components) return plainObject(param.components, value);
  if (param.baseType === "array" && param.arrayChildren) {
    const child = param.arrayChildren;
    return [...(value as Iterable<unknown>)].map((item) => plain(child, item));
  }
  if (typeof value === "bigint") {
    const width = /^u?int(\d+)$/.exec(param.type)?.[1];
    return Number(width) <= WIDEST_NUMBER ? Number(value) : value;
  }
  if (typeof value === "string" && /^(?:address|bytes)/.test(param.type)) {
    return value.toLowerCase();
  }
  return value as AbiValue;
}

/** Named parameters as an object; a parameter without a name stands under its position. */
export function plainObject(params: readonly Param[], values: unknown): AbiValues {
  const list = values instanceof Result ? values.toArray() : (values as readonly unknown[]);
  return Object.fromEntries(
    params.map((param, place) => [param.name || String(place), plain(param, list[place])]),
  );
}
