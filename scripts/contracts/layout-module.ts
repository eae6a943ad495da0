// SPDX-License-Identifier: Apache-2.0
import type { Field, StorageModel, Struct } from "./model.ts";

const HEAD = `// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate-storage.ts from the compiler's output; docs/spec/storage.md explains it.
`;

const field = ({ name, offset, width }: Field): string =>
  `${name}: { offset: ${offset}, width: ${width} },`;

const struct = ({ name, members }: Struct): string => {
  const list = members.map(
    (one) => `${one.name}: { word: ${one.word}, offset: ${one.offset}, width: ${one.width} },`,
  );
  return `${name}: { ${list.join("\n")} },`;
};

const structsModule = ({ contracts }: StorageModel): string => {
  const all = contracts.map(
    ({ name, structs }) => `${name}: { ${structs.map(struct).join("\n")} },`,
  );
  return [
    `${HEAD}import type { StorageMember } from "./types.ts";\n`,
    "/** The structs that stand in storage. */",
    `export const STRUCTS = { ${all.join("\n")} } as const satisfies Record<string, Record<string, Record<string, StorageMember>>>;\n`,
  ].join("\n");
};

const slotsModule = ({ contracts }: StorageModel): string => {
  const all = contracts.map(({ name, variables }) => {
    const list = variables.map((one) => `${one.name}: ${one.slot},`);
    return `${name}: { ${list.join("\n")} },`;
  });
  return [
    HEAD,
    "/** The slot of each state variable; of two that share a slot, the first lies in its low bits. */",
    `export const SLOTS = { ${all.join("\n")} } as const;\n`,
  ].join("\n");
};

const valuesModule = ({ values }: StorageModel): string => {
  const all = values.map(({ name, fields }) => `${name}: { ${fields.map(field).join("\n")} },`);
  return [
    `${HEAD}import type { StorageField } from "./types.ts";\n`,
    "/** The fields of packed trace values, within the 176 bits of the value. */",
    `export const VALUES = { ${all.join("\n")} } as const satisfies Record<string, Record<string, StorageField>>;\n`,
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
