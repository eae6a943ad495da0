// SPDX-License-Identifier: Apache-2.0
// What happens in a real administration within a few weeks: returns, objections, vetoes, transfers, rights, a merger and
// a split, a rule changed by the council. Every kind of act once at least.
import { type AbiValue, type ContractName, encodeCall, keccakOfText } from "@suyuan/chain";
import { CAPACITIES, type Hex, LEVELS, OFFICES } from "@suyuan/proof";

import { eventOf, random32 } from "./acting.ts";
import { confirmAsset, registerAsset } from "./acts.ts";
import type { TestOrganization, TestSeat } from "./cast.ts";
import { REGION } from "./founding.ts";
import type { Province } from "./province.ts";
import { newSigner, unifiedCode } from "./signers.ts";

const NO_HASH: Hex = `0x${"00".repeat(32)}`;
const DAY = 86_400;
const YEAR = 365 * DAY;
const FIRST_CODE = 500;

/** What came of it. */
export interface Administration {
  /** Changed under objection and veto, transferred, and inherited in a split. */
  readonly contested: Hex;
  /** Inherited in the merger, then by the keeper of the split. */
  readonly inherited: Hex;
  /** Cancelled. */
  readonly cancelled: Hex;
  /** Rejected. */
  readonly rejected: Hex;
  /** Submitted, and waiting for the registrar. */
  readonly waiting: Hex;
  readonly useRight: Hex;
  readonly objection: Hex;
  readonly dispute: Hex;
  readonly proposal: bigint;
  /** Who holds `contested` and `inherited` at the end. */
  readonly heirs: { readonly assigned: number; readonly keeper: number };
}

/** Acts of one seat on one subject. */
const by =
  (province: Province) =>
  (seat: TestSeat, contract: ContractName) =>
  async (fn: string, ...args: readonly AbiValue[]) =>
    province.send(seat.account, contract, fn, [seat.number, ...args]);

async function department(province: Province, serial: number): Promise<TestOrganization> {
  const { authority } = province.organizations;
  const head = newSigner();
  const facts = [unifiedCode(FIRST_CODE + serial).bytes, random32(), 1 << CAPACITIES.department];
  const args = [authority.number, ...facts, LEVELS.city, REGION, head.address];
  const receipt = await province.send(authority.head, "organizationRegistry", "admit", args);
  return { number: Number(eventOf(receipt, "OrganizationAdmitted")["organization"]), head };
}

async function appoint(
  province: Province,
  { number, head }: TestOrganization,
  office: number,
): Promise<TestSeat> {
  const account = newSigner();
  const until = (await province.now()) + YEAR;
  const args = [number, office, account.address, until, NO_HASH];
  const receipt = await province.send(head, "organizationRegistry", "appointSeat", args);
  return {
    number: Number(eventOf(receipt, "SeatAppointed")["seat"]),
    organization: number,
    account,
  };
}

/** A change of a coded asset, under public notice: objected, dismissed, vetoed, lifted, coded. */
async function contestedChange(province: Province, asset: Hex): Promise<Hex> {
  const { providerHead, authorityHead, recipientHead } = province.seats;
  const { provider } = province.organizations;
  const as = by(province);
  const applicant = as(providerHead, "assetRegistry");
  const registrar = as(authorityHead, "assetRegistry");
  const officer = await appoint(province, provider, OFFICES.chiefDataOfficer);
  await applicant("open", asset, 2, random32());
  await applicant("assess", asset, random32(), random32());
  await province.send(provider.head, "assetRegistry", "approve", [asset]);
  await applicant("submit", asset, authorityHead.organization);
  await registrar("returnForGaps", asset, random32());
  await applicant("resubmit", asset, random32());
  for (const fn of ["accept", "review", "publish"]) await registrar(fn, asset);
  const raised = await as(recipientHead, "caseRegistry")("raiseObjection", asset, random32());
  const objection = eventOf(raised, "CaseRaised")["id"] as Hex;
  await as(authorityHead, "caseRegistry")("dismiss", objection, random32());
  const until = (await province.now()) + 30 * DAY;
  await as(officer, "assetRegistry")("veto", asset, 1, random32(), until);
  await registrar("liftVeto", asset, 1, random32());
  await province.pass(25 * DAY);
  await registrar("confirm", asset);
  return objection;
}

/** An operating right's and a use right's way, a value stage, and the transfer of the holding right. */
async function rightsAndTransfer(province: Province, asset: Hex): Promise<Hex> {
  const { providerHead, recipientHead } = province.seats;
  const as = by(province);
  const giver = as(providerHead, "rightRegistry");
  const taker = as(recipientHead, "rightRegistry");
  const until = (await province.now()) + 100 * DAY;
  const offer = async (kind: number): Promise<Hex> => {
    const terms = [kind, recipientHead.organization, 2, 0, until, random32(), random32()];
    const receipt = await giver("confer", asset, NO_HASH, ...terms);
    return eventOf(receipt, "RightOffered")["right"] as Hex;
  };
  const useRight = await offer(2);
  await taker("acceptRight", useRight);
  await taker("waive", await offer(3));
  await giver("endRight", await offer(3), 7, NO_HASH);
  await giver("recordStage", asset, 2, random32());
  await giver("offerTransfer", asset, recipientHead.organization, random32());
  await giver("withdrawTransfer", asset);
  await giver("offerTransfer", asset, recipientHead.organization, random32());
  await taker("acceptTransfer", asset);
  return useRight;
}

/** A rule changed by the council: proposed, voted, queued, executed. */
async function changedRule(province: Province): Promise<bigint> {
  const { authority, audit, neighbour } = province.roots;
  const { deployment } = province;
  const description = "Acceptance within five working days";
  const bytes = (text: string): Hex => `0x${Buffer.from(text).toString("hex").padEnd(64, "0")}`;
  const args = [bytes("registration.accept.days"), 5, 1, bytes("a decision"), 0];
  const data = encodeCall({ contract: "ruleBook", fn: "setRule", args });
  const step = [[deployment.contracts.ruleBook.address], [0], [data]];
  const council = async (head: typeof authority.head, fn: string, ...more: readonly AbiValue[]) =>
    province.send(head, "council", fn, more);
  const proposed = await council(authority.head, "propose", ...step, description);
  const id = eventOf(proposed, "ProposalCreated")["proposalId"] as bigint;
  await province.pass(3 * DAY);
  for (const { head } of [authority, audit, neighbour]) await council(head, "castVote", id, 1);
  await province.pass(30 * DAY);
  await council(authority.head, "queue", ...step, keccakOfText(description));
  await province.pass(30 * DAY);
  await council(authority.head, "execute", ...step, keccakOfText(description));
  return id;
}

/** The provider merges into the recipient, which is then split between two new departments. */
async function reform(province: Province, assigned: Hex): Promise<Administration["heirs"]> {
  const { authority, provider, recipient } = province.organizations;
  const registry = async (fn: string, ...args: readonly AbiValue[]) =>
    province.send(authority.head, "organizationRegistry", fn, [authority.number, ...args]);
  const [one, other] = [await department(province, 1), await department(province, 2)];
  await registry("merge", provider.number, recipient.number);
  await registry("assign", recipient.number, [assigned], one.number);
  await registry("split", recipient.number, other.number);
  const third = await department(province, 3);
  await province.send(authority.head, "organizationRegistry", "suspendOrganization", [
    third.number,
  ]);
  await registry("abolish", third.number);
  return { assigned: one.number, keeper: other.number };
}

/** Lets all of it happen. Local numbers from `first` on are used. */
export async function administer(province: Province, first = 900): Promise<Administration> {
  const { providerHead, providerRegistrant, authorityHead, recipientHead } = province.seats;
  const { provider } = province.organizations;
  const as = by(province);
  const assets: Hex[] = [];
  for (let number = first; number < first + 5; number++) {
    assets.push(await registerAsset(province, number));
  }
  const [contested = NO_HASH, inherited = NO_HASH, cancelled = NO_HASH] = assets;
  const [rejected = NO_HASH, waiting = NO_HASH] = assets.slice(3);
  for (const asset of [contested, inherited, cancelled]) await confirmAsset(province, asset);
  const applicant = as(providerHead, "assetRegistry");
  for (const asset of [rejected, waiting]) {
    await applicant("assess", asset, random32(), random32());
    await province.send(provider.head, "assetRegistry", "approve", [asset]);
    await applicant("submit", asset, authorityHead.organization);
  }
  const registrar = as(authorityHead, "assetRegistry");
  await registrar("reject", rejected, 3, random32());
  const disputed = await as(recipientHead, "caseRegistry")(
    "openOwnershipDispute",
    ...[waiting, random32()],
  );
  const dispute = eventOf(disputed, "CaseRaised")["id"] as Hex;
  await as(recipientHead, "caseRegistry")("withdrawCase", dispute);
  await applicant("open", cancelled, 5, random32());
  await province.send(provider.head, "assetRegistry", "approve", [cancelled]);
  await applicant("submit", cancelled, authorityHead.organization);
  for (const fn of ["accept", "review", "confirm"]) await registrar(fn, cancelled);
  const duty = random32();
  const duties = as(providerHead, "dutyRegister");
  await duties("assignDuty", duty, random32(), inherited, providerRegistrant.number);
  await duties("withdrawDuty", duty, inherited);
  const objection = await contestedChange(province, contested);
  const useRight = await rightsAndTransfer(province, contested);
  const proposal = await changedRule(province);
  const heirs = await reform(province, contested);
  return {
    ...{ contested, inherited, cancelled, rejected, waiting },
    ...{ useRight, objection, dispute, proposal, heirs },
  };
}
