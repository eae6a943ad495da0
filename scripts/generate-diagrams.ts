// SPDX-License-Identifier: Apache-2.0
// Draws docs/state-machines.md from the tables of arrows in packages/chain/src/law, into the folder given. Tests
// drive every arrow of these tables, and every other pair of act and state, on the contracts.
import { join } from "node:path";

import {
  type Arrow,
  ASSET_ARROWS,
  CASE_ARROWS,
  REGISTRATION_ARROWS,
  type RegistrationArrow,
  RIGHT_ARROWS,
  STAGE_ARROWS,
  TRANSFER_ARROWS,
} from "@suyuan/chain";

import { targetFolder, writeFormatted } from "./contracts/artifacts.ts";

const PAGE = "docs/state-machines.md";

interface Machine {
  readonly title: string;
  readonly about: string;
  readonly arrows: readonly (Arrow & Pick<RegistrationArrow, "when">)[];
  /** The state before there is anything. */
  readonly begin: string;
  /** Acts by which almost every state is left for one other: told in words, so that the drawing can be read. */
  readonly apart?: readonly string[];
}

const MACHINES: readonly Machine[] = [
  {
    title: "Registration procedure",
    about:
      "What a procedure goes through; its type says whether it is assessed, reviewed and published. `Objected` is the public notice while a case freezes the asset.",
    arrows: REGISTRATION_ARROWS,
    begin: "None",
    apart: ["withdraw", "uphold", "open"],
  },
  {
    title: "Asset",
    about: "What coding a procedure does to the asset, by the effect of its type.",
    arrows: ASSET_ARROWS,
    begin: "None",
  },
  {
    title: "Use and operating right",
    about:
      "A right is offered by one organisation and accepted by the other. The holding right is in force from the first coding to the cancellation, and moves as the next section shows.",
    arrows: RIGHT_ARROWS,
    begin: "None",
  },
  {
    title: "Transfer of the holding right",
    about: "`Held` is a holding right without an open offer.",
    arrows: TRANSFER_ARROWS,
    begin: "",
  },
  {
    title: "Value stage",
    about: "A recorded fact with its basis; each record is dated.",
    arrows: STAGE_ARROWS,
    begin: "Unrecorded",
  },
  {
    title: "Objection and ownership dispute",
    about: "An open case freezes its asset.",
    arrows: CASE_ARROWS,
    begin: "None",
  },
];

const name = (state: string, begin: string): string => (state === begin ? "[*]" : state);

/** What a type must prescribe for the arrow to be there. */
function condition({ when }: Pick<RegistrationArrow, "when">): string {
  const words = Object.entries(when ?? {}).map(([what, is]) => (is ? what : `not ${what}`));
  return words.length === 0 ? "" : ` (if ${words.join(", ")})`;
}

/** Arrows between the same two states become one with all their acts. */
function drawing({ arrows, begin, apart = [] }: Machine): string {
  const drawn = new Map<string, string[]>();
  for (const arrow of arrows.filter(({ act }) => !apart.includes(act))) {
    const key = `${name(arrow.from, begin)} --> ${name(arrow.to, begin)}`;
    drawn.set(key, [...(drawn.get(key) ?? []), `${arrow.act}${condition(arrow)}`]);
  }
  const lines = [...drawn].map(([key, acts]) => `  ${key} : ${acts.join(" / ")}`);
  return ["```mermaid", "stateDiagram-v2", ...lines, "```"].join("\n");
}

function apartText({ arrows, apart = [] }: Machine): string[] {
  return apart.map((act) => {
    const found = arrows.filter((arrow) => arrow.act === act);
    const to = [...new Set(found.map((arrow) => arrow.to))].join(", ");
    return `\`${act}\` leads from ${found.map(({ from }) => from).join(", ")} to ${to}.`;
  });
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function table({ arrows }: Machine): string {
  const head = [row(["act", "from", "to", "who", "rule"]), "|---|---|---|---|---|"];
  const lines = arrows.map((arrow) =>
    row([
      `\`${arrow.act}\`${condition(arrow)}`,
      ...[arrow.from, arrow.to, arrow.who, arrow.article],
    ]),
  );
  return [...head, ...lines].join("\n");
}

const section = (machine: Machine): string =>
  [
    `## ${machine.title}`,
    machine.about,
    drawing(machine),
    ...apartText(machine),
    table(machine),
  ].join("\n\n");

const text = [
  "# State machines",
  "Generated from `packages/chain/src/law/` by `scripts/generate-diagrams.ts`. Whatever is no arrow here is refused by the contracts; tests drive every arrow, and every other pair of act and state, on them.",
  ...MACHINES.map(section),
  "",
].join("\n\n");

await writeFormatted(join(targetFolder(), PAGE), text);
