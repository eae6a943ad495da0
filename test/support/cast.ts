// SPDX-License-Identifier: Apache-2.0
// Who takes part in tests: fictional organisations under one authority, and their seats.
import type { Signer } from "@suyuan/chain";
import { type Capacity, LEVELS, OFFICES } from "@suyuan/proof";

import { type Acting, eventOf, random32 } from "./acting.ts";
import { bitmap, REGION } from "./founding.ts";
import type { TestLedger } from "./ledger.ts";
import { newSigner, type TestSigner, unifiedCode } from "./signers.ts";

const NO_HASH = `0x${"00".repeat(32)}`;
const TERM = 5 * 365 * 86_400;
/** Serial of the first code that is not a root's. */
const FIRST_CODE = 11;

const PARTIES = {
  provider: ["department"],
  recipient: ["department"],
  centre: ["exchangeCentre"],
  otherCentre: ["exchangeCentre"],
} as const satisfies Record<string, readonly Capacity[]>;
/** Who is in the cast: the root authority, and those below it. */
export type Party = keyof typeof PARTIES | "authority";

const SEATS = {
  authorityHead: ["authority", "headOfDataOffice"],
  providerHead: ["provider", "headOfDataOffice"],
  providerRegistrant: ["provider", "registrant"],
  recipientHead: ["recipient", "headOfDataOffice"],
  recipientReceiver: ["recipient", "receiver"],
  centreHead: ["centre", "headOfDataOffice"],
  centreOperator: ["centre", "logOperator"],
  otherCentreHead: ["otherCentre", "headOfDataOffice"],
  otherCentreOperator: ["otherCentre", "logOperator"],
} as const satisfies Record<string, readonly [Party, keyof typeof OFFICES]>;
export type SeatName = keyof typeof SEATS;

export interface TestOrganization {
  readonly number: number;
  /** The account that appoints its seats. */
  readonly head: Signer;
}

export interface TestSeat {
  readonly number: number;
  readonly organization: number;
  readonly account: TestSigner;
}

export interface Founded {
  readonly organizations: Readonly<Record<Party, TestOrganization>>;
  readonly seats: Readonly<Record<SeatName, TestSeat>>;
}

async function admit(
  act: Acting,
  party: keyof typeof PARTIES,
  authority: TestOrganization,
): Promise<TestOrganization> {
  const head = newSigner();
  const code = unifiedCode(FIRST_CODE + Object.keys(PARTIES).indexOf(party)).bytes;
  const place = [LEVELS.province, REGION, head.address];
  const facts = [authority.number, code, random32(), bitmap(PARTIES[party]), ...place];
  const admitting = act.send(authority.head, "organizationRegistry", "admit", facts);
  const admitted = eventOf(await admitting, "OrganizationAdmitted");
  return { number: Number(admitted["organization"]), head };
}

async function appoint(
  act: Acting,
  { number: organization, head }: TestOrganization,
  office: number,
): Promise<TestSeat> {
  const account = newSigner();
  const until = (await act.now()) + TERM;
  const args = [organization, office, account.address, until, NO_HASH];
  const appointed = await act.send(head, "organizationRegistry", "appointSeat", args);
  return { number: Number(eventOf(appointed, "SeatAppointed")["seat"]), organization, account };
}

/** Appoints all seats of one organisation, one after the other. */
async function appointAll(
  act: Acting,
  party: Party,
  organization: TestOrganization,
): Promise<(readonly [string, TestSeat])[]> {
  const made: (readonly [string, TestSeat])[] = [];
  for (const [name, [whose, office]] of Object.entries(SEATS)) {
    if (whose !== party) continue;
    made.push([name, await appoint(act, organization, OFFICES[office])]);
  }
  return made;
}

/** Admits the organisations and appoints their seats, each act by whom it behoves. */
export async function found(ledger: TestLedger, act: Acting): Promise<Founded> {
  const { authority } = ledger.roots;
  const organizations = new Map<Party, TestOrganization>([["authority", authority]]);
  for (const party of Object.keys(PARTIES) as (keyof typeof PARTIES)[]) {
    organizations.set(party, await admit(act, party, authority));
  }
  // Each head appoints by an account of its own: where a block takes a second, nobody waits for the others.
  const seats = [...organizations].map(async ([party, one]) => appointAll(act, party, one));
  return {
    organizations: Object.fromEntries(organizations) as Founded["organizations"],
    seats: Object.fromEntries((await Promise.all(seats)).flat()) as Founded["seats"],
  };
}
