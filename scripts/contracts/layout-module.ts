// SPDX-License-Identifier: Apache-2.0
import type { Field, StorageModel, Struct } from "./model.ts";

const HEAD = `// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate-storage.ts from the compiler's output; docs/spec/storage.md explains it.

/** Some bits of a word or of a trace's value, bit 0 the lowest. */
export interface StorageField {
  readonly offset: number;
  readonly width: number;
}

/** A member of a struct: some bits of the word that lies \`word\` slots after the struct's own. */
export interface StorageMember extends StorageField {
  readonly word: number;
}
`;

const field = ({ name, offset, width }: Field): string =>
  `${name}: { offset: ${offset}, width: ${width} },`;

const struct = ({ name, members }: Struct): string => {
  const list = members.map(
    (one) => `${one.name}: { word: ${one.word}, offset: ${one.offset}, width: ${one.width} },`,
  );
  return `${name}: { ${list.join("\n")} },`;
};

/** The layout as a TypeScript module of constants. */
export function layoutModule({ contracts, values }: StorageModel): string {
  const slots = contracts.map(({ name, variables }) => {
    const list = variables.map((one) => `${one.name}: ${one.slot},`);
    return `${name}: { ${list.join("\n")} },`;
  });
  const structs = contracts.map(
    ({ name, structs }) => `${name}: { ${structs.map(struct).join("\n")} },`,
  );
  const packed = values.map(({ name, fields }) => `${name}: { ${fields.map(field).join("\n")} },`);
  return [
    HEAD,
    "/** The slot of each state variable; of two that share a slot, the first lies in its low bits. */",
    `export const SLOTS = { ${slots.join("\n")} } as const;\n`,
    "/** The structs that stand in storage. */",
    `export const STRUCTS = { ${structs.join("\n")} } as const satisfies Record<string, Record<string, Record<string, StorageMember>>>;\n`,
    "/** The fields of packed trace values, within the 176 bits of the value. */",
    `export const VALUES = { ${packed.join("\n")} } as const satisfies Record<string, Record<string, StorageField>>;\n`,
  ].join("\n");
}
