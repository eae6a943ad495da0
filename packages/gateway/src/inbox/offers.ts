// SPDX-License-Identifier: Apache-2.0
// What an organisation can do with a thing now.
import {
  type ContractName,
  FINDING_ARROWS,
  type Party,
  type PartyArrow,
  type Side,
} from "@suyuan/chain";
import type { Deadlines } from "../services/deadlines.ts";
import type { ClockName } from "../indexing/turns.ts";
import type { Kind, Row } from "../indexing/types.ts";
import { holds } from "./conditions.ts";
import { latenessesOf } from "./lateness.ts";
import type { Ledger } from "./ledger.ts";
import { machinesOf } from "./machines.ts";
import { partiesOf, sideOf, sidesOfSubject, withSides } from "./sides.ts";

/** An act that the contract would take. */
export interface Offer {
  readonly contract: ContractName;
  /** The contract's function. */
  readonly act: string;
  /** The rule that it carries out: instrument and article. */
  readonly article: string;
  /** Any account may, and the function takes no seat. */
  readonly anyone: boolean;
  /** Of a lateness: the clock that ran out. */
  readonly clock?: ClockName;
}

/** Who asks, and of what. */
export interface Question {
  readonly ledger: Ledger;
  readonly deadlines: Deadlines;
  readonly organization: number;
  readonly kind: Kind;
  readonly row: Row;
}

const ABOVE = "above-";
/** What only a log can prove, what only the council decides, what only time does, and what begins with a choice. */
const NEVER_OFFERED: ReadonlySet<string> = new Set([
  ...["recordDelivery", "recordReceipt", "expiry", "request"],
  ...["dismissByCouncil", "upholdByCouncil", "decideDisputeByCouncil"],
]);
const canBeOffered = (act: string): boolean => !NEVER_OFFERED.has(act);

const isOffice = (by: Party): by is Side | `above-${Side}` =>
  ![
    "department",
    "anyone",
    "nobody",
    "organization",
    "operating-body",
    "council",
    "party",
  ].includes(by);

/** An authority that is a side of what a finding is about takes no step on it; nor one that is a party to a case. */
async function isPartial({ ledger, organization, kind, row }: Question): Promise<boolean> {
  const sides =
    kind === "case"
      ? await partiesOf(ledger, row)
      : kind === "finding"
        ? await sidesOfSubject(ledger, row["subject"])
        : undefined;
  return sides?.includes(organization) ?? false;
}

async function isBy(by: Party, question: Question): Promise<boolean> {
  const { ledger, organization, kind, row } = question;
  if (by === "anyone") return true;
  if (!isOffice(by)) return false;
  // A demand names no asset: whoever holds one that can be shared may offer it.
  if (by === "holder" && kind === "demand") return ledger.holdsShareable(organization);
  if (!by.startsWith(ABOVE)) return (await sideOf(ledger, by as Side, row)) === organization;
  const below = await sideOf(ledger, by.slice(ABOVE.length) as Side, row);
  return (await ledger.isAbove(organization, below)) && !(await isPartial(question));
}

async function canGo(arrow: PartyArrow, question: Question): Promise<boolean> {
  if (!canBeOffered(arrow.act)) return false;
  let may = false;
  for (const by of arrow.by) may ||= await isBy(by, question);
  return may && holds(arrow.conditions ?? [], arrow.act, question);
}

/** Every act on a thing that the contracts would take of an organisation's head of the data office now. */
export async function offersOf(asked: Question): Promise<readonly Offer[]> {
  const { ledger, kind } = asked;
  const row = await withSides(ledger, kind, asked.row);
  const question = { ...asked, row };
  const found = new Map<string, Offer>();
  for (const { contract, arrows, state } of machinesOf(kind, row)) {
    const from = await state(ledger, row);
    for (const arrow of arrows) {
      if (arrow.from !== from || found.has(arrow.act)) continue;
      const { act, article } = arrow;
      const anyone = arrow.by.includes("anyone");
      if (await canGo(arrow, question)) found.set(act, { contract, act, article, anyone });
    }
  }
  return [...found.values(), ...(await latenessOffers(question))];
}

const LATENESS = FINDING_ARROWS.find(({ act }) => act === "recordLateness");

/** That limits were not kept is offered on what they are the limits of; anyone may have it recorded. */
async function latenessOffers({ kind, ...question }: Question): Promise<readonly Offer[]> {
  if (!LATENESS) return [];
  const { act, article } = LATENESS;
  const clocks = await latenessesOf(kind, question);
  return clocks.map((clock) => ({
    ...{ contract: "findingRegistry", act, article, anyone: true, clock },
  }));
}

/** In which state a thing is now, in the words of the tables. */
export async function stateNow(ledger: Ledger, kind: Kind, row: Row): Promise<string> {
  const [first] = machinesOf(kind, row);
  return first ? first.state(ledger, row) : "";
}

/** Every act that is ever possible on such a thing, in whatever state: what `offersOf` chooses from. */
export const actsOf = (kind: Kind, row: Row): readonly string[] => [
  ...new Set(
    machinesOf(kind, row)
      .flatMap(({ arrows }) => arrows)
      .filter(({ from, act }) => (from !== "None" || act === "proposeChange") && canBeOffered(act))
      .map(({ act }) => act),
  ),
];
