// SPDX-License-Identifier: Apache-2.0
// The inbox law at a moment of a random history: what an inbox offers the contracts take, and what it does not offer
// they refuse.
import { clocksOf, type Kind, type Row } from "@suyuan/gateway";
import { OFFICES } from "@suyuan/proof";

import { answerTo, type Call, callOn, FOLLOWED, latenessOf } from "../support/inbox-law.ts";
import { argsOf, concerned, everyAct, offers, type Question } from "./offered.ts";
import type { Member, Stage } from "./stage.ts";

/** What was looked at, and what did not hold. */
export interface Findings {
  offered: number;
  refused: number;
  readonly wrong: string[];
}

/** Every act that there is on a thing, by its name, as somebody would do it. */
async function callsOf(stage: Stage, seat: number, question: Question): Promise<Map<string, Call>> {
  const { kind, row } = question;
  const calls = new Map<string, Call>();
  for (const fn of everyAct(question)) {
    const args = await argsOf(stage, fn, question);
    if (args) calls.set(fn, callOn(kind, fn, seat, args));
  }
  for (const clock of clocksOf(kind)) calls.set(`late ${clock}`, latenessOf(clock, row.id));
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
    const answer = await answerTo(stage.province, seat.account.address, call);
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
    const kind = stage.chance.of(FOLLOWED) ?? "request";
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
