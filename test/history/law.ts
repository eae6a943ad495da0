// SPDX-License-Identifier: Apache-2.0
// The inbox law at a moment of a random history: what an inbox offers the contracts take, and what it does not offer
// they refuse.
import { type AbiValue, type ContractName, encodeCall } from "@suyuan/chain";
import { clocksOf, type Kind, type Row } from "@suyuan/gateway";
import { type Hex, OFFICES } from "@suyuan/proof";

import { argsOf, clockNumber, concerned, everyAct, offers, type Question } from "./offered.ts";
import type { Member, Stage } from "./stage.ts";

const CONTRACTS: Readonly<Partial<Record<Kind, ContractName>>> = {
  case: "caseRegistry",
  finding: "findingRegistry",
  return: "returnRegistry",
};
const KINDS: readonly Kind[] = [
  ...(["request", "grant", "change", "demand", "consent", "case", "finding", "return"] as const),
  ...(["delivery", "asset"] as const),
];

/** What was looked at, and what did not hold. */
export interface Findings {
  offered: number;
  refused: number;
  readonly wrong: string[];
}

/** Acts that no seat signs. */
const SEATLESS: ReadonlySet<string> = new Set(["closeExpired", "annulLateness"]);

interface Call {
  readonly contract: ContractName;
  readonly fn: string;
  readonly args: readonly AbiValue[];
}

/** Whether the contract takes a call now; if not, its error. */
async function tried({ province }: Stage, from: Hex, call: Call): Promise<string> {
  const { client, deployment } = province;
  const to = deployment.contracts[call.contract].address;
  try {
    await client.rpc("eth_call", [{ from, to, data: encodeCall(call) }, "latest"]);
    return "taken";
  } catch (error) {
    return (error as { revert?: { name?: string } }).revert?.name ?? String(error);
  }
}

/** Every act that there is on a thing, by its name, as somebody would do it. */
async function callsOf(stage: Stage, seat: number, question: Question): Promise<Map<string, Call>> {
  const contract = CONTRACTS[question.kind] ?? "sharingRegistry";
  const calls = new Map<string, Call>();
  for (const fn of everyAct(question)) {
    const args = await argsOf(stage, fn, question);
    if (args) calls.set(fn, { contract, fn, args: SEATLESS.has(fn) ? args : [seat, ...args] });
  }
  for (const clock of clocksOf(question.kind)) {
    const args = [clockNumber(clock), question.row.id];
    calls.set(`late ${clock}`, { contract: "findingRegistry", fn: "recordLateness", args });
  }
  return calls;
}

/** Whether an organisation has somebody who can act for it now. */
async function isStaffed(stage: Stage, { number, seats }: Member): Promise<boolean> {
  const seat = seats.get(OFFICES.headOfDataOffice);
  const row = seat && (await stage.ledger.row("seat", seat.number));
  return (await stage.isActive(number)) && row !== undefined && stage.now < Number(row["until"]);
}

async function look(stage: Stage, member: Member, kind: Kind, row: Row, found: Findings) {
  const seat = member.seats.get(OFFICES.headOfDataOffice);
  if (!seat) return;
  const question = { kind, row, organization: member.number };
  const named = (await offers(stage, question)).map(({ act, clock }) =>
    clock === undefined ? act : `late ${clock}`,
  );
  const offered = new Set(named);
  for (const [act, call] of await callsOf(stage, seat.number, question)) {
    const answer = await tried(stage, seat.account.address, call);
    const isOffered = offered.has(act);
    if (isOffered) found.offered++;
    else found.refused++;
    if (isOffered === (answer === "taken")) continue;
    const what = `${kind} ${JSON.stringify(row["status"] ?? row["state"])} ${String(row.id)}`;
    const how = isOffered ? "offered" : "not offered";
    found.wrong.push(`${what}: ${act} by ${member.number} ${answer}, ${how} at ${stage.now}`);
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
