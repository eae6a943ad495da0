// SPDX-License-Identifier: Apache-2.0
import { INTRODUCTION, RULES, SLOTS, TRACES, VALUES } from "./storage-text.ts";
import type { ContractModel, Field, StorageModel, Struct } from "./model.ts";

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const bits = ({ offset, width }: Field): string => `${offset} to ${offset + width - 1}`;

/** The meaning of a variable's type: which keys lead to it, and what stands there. */
function shape(type: string): { keys: string; value: string } {
  const keys = [...type.matchAll(/mapping\((\w+) => /gu)].map((match) => match[1] ?? "");
  const value = type.replaceAll(/mapping\(\w+ => /gu, "").replaceAll(")", "");
  return { keys: keys.map((key) => `\`${key}\``).join(", then ") || "none", value: `\`${value}\`` };
}

function variables({ variables }: ContractModel): string {
  const rows = variables.map(({ name, slot, offset, type }) => {
    const { keys, value } = shape(type);
    return [
      `\`${name}\``,
      offset === 0 ? String(slot) : `${slot}, from bit ${offset}`,
      keys,
      value,
    ];
  });
  return table(["variable", "slot", "keys", "what stands there"], rows);
}

function struct({ name, members }: Struct): string {
  const rows = members.map((one) => [
    `\`${one.name}\``,
    `\`${one.type}\``,
    String(one.word),
    bits(one),
  ]);
  return [`\`${name}\`:`, table(["member", "type", "word", "bits"], rows)].join("\n\n");
}

function contract(model: ContractModel): string {
  return [`### ${model.name}`, variables(model), ...model.structs.map(struct)].join("\n\n");
}

/** The specification of the storage layout, as Markdown. */
export function storageSpec({ contracts, values }: StorageModel): string {
  const packed = values.flatMap(({ name, fields }) => {
    const rows = fields.map((one) => [`\`${one.name}\``, bits(one)]);
    return [`### ${name}`, VALUES[name] ?? "", table(["field", "bits"], rows)];
  });
  const parts = [INTRODUCTION, SLOTS, TRACES.rules, "## Packed values", TRACES.packing, ...packed];
  parts.push(TRACES.plain, "## The contracts", ...contracts.map(contract), RULES);
  return `${parts.join("\n\n")}\n`;
}
