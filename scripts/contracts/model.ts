// SPDX-License-Identifier: Apache-2.0
// The storage layout in the form in which it is published: slots of variables, members of stored structs,
// fields of packed trace values.
import { readFile } from "node:fs/promises";

import { layoutOf, LEDGER, type StorageEntry, type StorageLayout } from "./artifacts.ts";

const TRACES = "contracts/libraries/Traces.sol";
const FIELD = /^ {4}uint256 internal constant ([A-Z]+)_([A-Z_]+) = \((\d+) << 8\) \| (\d+);$/gmu;
const VALUE_BITS = 176;

/** Bits of a word or of a value, bit 0 the lowest. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly width: number;
}

/** A member of a struct: the word it lies in, counted from the struct's slot, and its bits there. */
export interface Member extends Field {
  readonly word: number;
  readonly type: string;
}

export interface Variable {
  readonly name: string;
  readonly slot: number;
  readonly offset: number;
  readonly type: string;
}

export interface Struct {
  readonly name: string;
  readonly members: readonly Member[];
}

export interface ContractModel {
  readonly name: string;
  readonly variables: readonly Variable[];
  readonly structs: readonly Struct[];
}

export interface PackedValue {
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface StorageModel {
  readonly contracts: readonly ContractModel[];
  readonly values: readonly PackedValue[];
}

/** Reads the layout from the compiler's output, and the packing from the library that does it. */
export async function readModel(): Promise<StorageModel> {
  const contracts = Object.entries(LEDGER).map(async ([name, source]) =>
    contractModel(name, await layoutOf(source)),
  );
  const source = await readFile(TRACES, "utf8");
  return { contracts: await Promise.all(contracts), values: packedValues(source) };
}

/** The packed values that the constants of `Traces.sol` describe, in their order. */
export function packedValues(source: string): PackedValue[] {
  const values = new Map<string, Field[]>();
  for (const [, value = "", field = "", width, offset] of source.matchAll(FIELD)) {
    const fields = values.get(camel(value)) ?? [];
    const end = fields.reduce((last, one) => Math.max(last, one.offset + one.width), 0);
    const next = { name: camel(field), offset: Number(offset), width: Number(width) };
    if (next.offset !== end || next.offset + next.width > VALUE_BITS) {
      throw new Error(`${TRACES}: ${value}_${field} overlaps another field, or leaves a gap`);
    }
    values.set(camel(value), [...fields, next]);
  }
  if (values.size === 0) throw new Error(`${TRACES}: no field is described`);
  return [...values].map(([name, fields]) => ({ name, fields }));
}

function contractModel(name: string, layout: StorageLayout): ContractModel {
  const variables = layout.storage.map((entry) => ({
    name: entry.label.replace(/^_/u, ""),
    slot: Number(entry.slot),
    offset: 8 * entry.offset,
    type: typeLabel(layout, entry.type),
  }));
  return { name, variables, structs: structs(layout) };
}

function structs(layout: StorageLayout): Struct[] {
  return Object.values(layout.types ?? {}).flatMap((type) => {
    const name = /^struct \w+\.(\w+)$/u.exec(type.label)?.[1];
    if (name === undefined || type.members === undefined || name === "Trace") return [];
    const members = type.members.map((entry) => member(layout, entry));
    return [{ name: name.charAt(0).toLowerCase() + name.slice(1), members }];
  });
}

function member(layout: StorageLayout, entry: StorageEntry): Member {
  const bytes = layout.types?.[entry.type]?.numberOfBytes;
  return {
    name: entry.label,
    word: Number(entry.slot),
    offset: 8 * entry.offset,
    width: 8 * Number(bytes),
    type: typeLabel(layout, entry.type),
  };
}

function typeLabel(layout: StorageLayout, id: string): string {
  const label = layout.types?.[id]?.label ?? id;
  return label
    .replaceAll(/(?:struct|enum|contract) (?:\w+\.)?(\w+)/gu, "$1")
    .replace(/\bTrace\b/u, "trace");
}

function camel(name: string): string {
  return name.toLowerCase().replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());
}
