// SPDX-License-Identifier: Apache-2.0
// The inbox law at a moment of a random history: what an inbox offers the contracts take, and what it does not offer
// they refuse.
import { type ContractName, encodeCall } from "@suyuan/chain";
import type { Kind, Row } from "@suyuan/gateway";
import { OFFICES } from "@suyuan/proof";

import { argsOf, concerned, everyAct, isSeatless, offers, type Question } from "./offered.ts";
import type { Member, Stage } from "./stage.ts";

const CONTRACTS: Readonly<Partial<Record<Kind, ContractName>>> = {
  case: "caseRegistry",
  finding: "findingRegistry",
  return: "returnRegistry",
};
const KINDS: readonly Kind[] = [
  ...(["request", "grant", "change", "demand", "consent", "case", "finding", "return"] as const),
];

/** What was looked at, and what did not hold. */
export interface Findings {
  offered: number;
  refused: number;
  readonly wrong: string[];
}

/** Whether the contract takes an act now; if not, its error. */
async function tried(stage: Stage, { number, seats }: Member, question: Question, act: string) {
  const { kind, row } = question;
  const seat = seats.get(OFFICES.headOfDataOffice);
  const contract = CONTRACTS[kind] ?? "sharingRegistry";
  const args = await argsOf(stage, act, question);
  if (!args || !seat) return undefined;
  const data = encodeCall({
    ...{ contract, fn: act, args: isSeatless(act) ? args : [seat.number, ...args] },
  });
  const { client, deployment } = stage.province;
  const to = deployment.contracts[contract].address;
  try {
    await client.rpc("eth_call", [{ from: seat.account.address, to, data }, "latest"]);
    return "taken";
  } catch (error) {
    const { revert } = error as { revert?: { name?: string } };
    return revert?.name ?? `${number} on ${String(row.id)}: ${String(error)}`;
  }
}

/** Whether an organisation has somebody who can act for it now. */
async function isStaffed(stage: Stage, { number, seats }: Member): Promise<boolean> {
  const seat = seats.get(OFFICES.headOfDataOffice);
  const row = seat && (await stage.ledger.row("seat", seat.number));
  return (await stage.isActive(number)) && row !== undefined && stage.now < Number(row["until"]);
}

async function look(stage: Stage, member: Member, kind: Kind, row: Row, found: Findings) {
  const question = { kind, row, organization: member.number };
  const offered = new Set((await offers(stage, question)).map(({ act }) => act));
  for (const act of everyAct(question)) {
    const answer = await tried(stage, member, question, act);
    if (answer === undefined) continue;
    const isOffered = offered.has(act);
    if (isOffered) found.offered++;
    else found.refused++;
    if (isOffered === (answer === "taken")) continue;
    const what = `${kind} ${JSON.stringify(row["status"] ?? row["state"])} ${String(row.id)}`;
    found.wrong.push(
      `${what}: ${act} by ${member.number} ${answer}, ${isOffered ? "offered" : "not offered"}`,
    );
  }
}

/**
 * Looks at things by chance, each for everyone who has a part in it, an authority above, and a stranger.
 * @param things how many
 */
export async function lookAround(stage: Stage, things: number, found: Findings): Promise<void> {
  stage.begin((await stage.province.client.block()).time);
  for (let count = 0; count < things; count++) {
    const kind = stage.chance.of(KINDS) ?? "request";
    const row = await stage.any(kind);
    if (!row) continue;
    const { sides, above } = await concerned(stage, row);
    const who = [...sides, stage.chance.of(above) ?? 0, stage.member().number];
    for (const number of new Set(who)) {
      const member = stage.members.get(number);
      if (member && (await isStaffed(stage, member))) await look(stage, member, kind, row, found);
    }
  }
}
