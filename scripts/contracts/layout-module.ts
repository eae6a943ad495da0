// SPDX-License-Identifier: Apache-2.0
import type { Field, StorageModel, Struct } from "./model.ts";

const HEAD = `// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate-storage.ts from the compiler's output; docs/spec/storage.md explains it.
`;

// Each part is a constant of its own, so that a bundle holds those alone that are read.
interface Part {
  readonly name: string;
  readonly constant: string;
  readonly value: string;
}

const constants = (parts: readonly Part[], type: string): string =>
  parts
    .map(({ constant, value }) => `export const ${constant} = { ${value} } as const${type};\n`)
    .join("\n");

const members = (parts: readonly Part[]): string =>
  parts.map(({ name, constant }) => `${name}: ${constant},`).join("\n");

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const field = ({ name, offset, width }: Field): string =>
  `${name}: { offset: ${offset}, width: ${width} },`;

const structPart = (contract: string, { name, members: all }: Struct): Part => ({
  name,
  constant: `${contract}${capital(name)}`,
  value: all
    .map((one) => `${one.name}: { word: ${one.word}, offset: ${one.offset}, width: ${one.width} },`)
    .join("\n"),
});

const structsModule = ({ contracts }: StorageModel): string => {
  const all = contracts.map(({ name, structs }) => ({
    name,
    parts: structs.map((one) => structPart(name, one)),
  }));
  const parts = all.flatMap((one) => one.parts);
  return [
    `${HEAD}import type { StorageMember } from "./types.ts";\n`,
    constants(parts, " satisfies Record<string, StorageMember>"),
    "/** The structs that stand in storage. */",
    `export const STRUCTS = { ${all.map((one) => `${one.name}: { ${members(one.parts)} },`).join("\n")} } as const;\n`,
  ].join("\n");
};

const slotsModule = ({ contracts }: StorageModel): string => {
  const parts = contracts.map(({ name, variables }) => ({
    name,
    constant: `${name}Slots`,
    value: variables.map((one) => `${one.name}: ${one.slot},`).join("\n"),
  }));
  return [
    HEAD,
    constants(parts, ""),
    "/** The slot of each state variable; of two that share a slot, the first lies in its low bits. */",
    `export const SLOTS = { ${members(parts)} } as const;\n`,
  ].join("\n");
};

const valuesModule = ({ values }: StorageModel): string => {
  const parts = values.map(({ name, fields }) => ({
    name,
    constant: `${name}Value`,
    value: fields.map(field).join("\n"),
  }));
  return [
    `${HEAD}import type { StorageField } from "./types.ts";\n`,
    constants(parts, " satisfies Record<string, StorageField>"),
    "/** The fields of packed trace values, within the 176 bits of the value. */",
    `export const VALUES = { ${members(parts)} } as const;\n`,
  ].join("\n");
};

/** The layout as TypeScript modules of constants, by the names of their files. */
export function layoutModules(model: StorageModel): Readonly<Record<string, string>> {
  return {
    "slots.ts": slotsModule(model),
    "structs.ts": structsModule(model),
    "values.ts": valuesModule(model),
  };
}
