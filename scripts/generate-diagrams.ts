// SPDX-License-Identifier: Apache-2.0
// Draws docs/state-machines.md from the tables of arrows in packages/chain/src/law, into the folder given. Tests
// drive every arrow of these tables, and every other pair of act and state, on the contracts.
import { join } from "node:path";

import {
  type Arrow,
  ASSET_ARROWS,
  CASE_ARROWS,
  CHANGE_ARROWS,
  CONSENT_ARROWS,
  CORRECTION_ARROWS,
  DELIVERY_ARROWS,
  DEMAND_ARROWS,
  DISPUTE_ARROWS,
  FINDING_ARROWS,
  GRANT_ARROWS,
  type PartyArrow,
  REGISTRATION_ARROWS,
  type RegistrationArrow,
  REQUEST_ARROWS,
  RETURN_ARROWS,
  RIGHT_ARROWS,
  STAGE_ARROWS,
  TRANSFER_ARROWS,
} from "@suyuan/chain";

import { targetFolder, writeFormatted } from "./contracts/artifacts.ts";

const PAGE = "docs/state-machines.md";

/** An arrow, with what it depends on beside the state. */
type Drawn = Arrow & Pick<RegistrationArrow, "when"> & Pick<PartyArrow, "conditions">;

interface Machine {
  readonly title: string;
  readonly about: string;
  readonly arrows: readonly Drawn[];
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
  {
    title: "Demand",
    about:
      "What a department needs and does not know of whom; matched with an asset, it is filed as a request.",
    arrows: DEMAND_ARROWS,
    begin: "None",
  },
  {
    title: "Request",
    about:
      "A request until its answer. It is returned once and extended once. Lateness is a finding, and never consent.",
    arrows: REQUEST_ARROWS,
    begin: "None",
  },
  {
    title: "Grant",
    about:
      "The grant has the id of the request that it answers. An onward grant is in force only while the one above it is.",
    arrows: GRANT_ARROWS,
    begin: "None",
  },
  {
    title: "Change of a grant",
    about:
      "Scope, term, log or end, proposed by one side. The provider's wish that the recipient declined is confirmed by the authority, or not.",
    arrows: CHANGE_ARROWS,
    begin: "None",
  },
  {
    title: "Standing consent",
    about: "Requests for an asset that is shared unconditionally are granted at once under it.",
    arrows: CONSENT_ARROWS,
    begin: "None",
  },
  {
    title: "Delivery",
    about:
      "Proven from the log by whoever has the statement and its place. The provider's clock stops at the anchor of the first delivery, whenever it is recorded.",
    arrows: DELIVERY_ARROWS,
    begin: "None",
  },
  {
    title: "Return flow",
    about: "`Connected` is `Owed` again when its grant ends without a delivery.",
    arrows: RETURN_ARROWS,
    begin: "None",
  },
  {
    title: "Correction",
    about: "Nothing is frozen; who reports an error of its own data has no limit.",
    arrows: CORRECTION_ARROWS,
    begin: "None",
  },
  {
    title: "Dispute over sharing",
    about: "Running grants go on unless they are suspended.",
    arrows: DISPUTE_ARROWS,
    begin: "None",
  },
  {
    title: "Finding",
    about:
      "Lateness is recorded by anyone, once for each run of a limit, and annulled when it was none. A finding that an organisation reports of itself is marked so.",
    arrows: FINDING_ARROWS,
    begin: "None",
    apart: ["annulLateness", "drop"],
  },
];

const name = (state: string, begin: string): string => (state === begin ? "[*]" : state);

/** What a type must prescribe, or what else must be so, for the arrow to be there. */
function condition({ when, conditions = [] }: Drawn): string {
  const types = Object.entries(when ?? {}).map(([what, is]) => (is ? what : `not ${what}`));
  const words = [...types, ...conditions.map((word) => word.replaceAll("-", " "))];
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
