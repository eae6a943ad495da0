// SPDX-License-Identifier: Apache-2.0
// Requests, grants, cases and findings in each of their states, between two departments and a third one, below one
// authority.
import type { AbiValue, ContractName, Receipt } from "@suyuan/chain";
import {
  catalogueCodeBytes,
  GRADES,
  type Hex,
  LEVELS,
  OFFICES,
  SHARING_ATTRIBUTES,
} from "@suyuan/proof";

import { eventOf, random32 } from "./acting.ts";
import { confirmAsset, newAsset, openLog, registerAsset } from "./acts.ts";
import type { TestSeat } from "./cast.ts";
import { REGION } from "./founding.ts";
import type { Province } from "./province.ts";
import { newSigner, type TestSigner, unifiedCode } from "./signers.ts";

const NONE: Hex = `0x${"00".repeat(32)}`;
const DAY = 86_400;
const YEAR = 365 * DAY;
const THIRD_CODE = 701;
const DEPARTMENT = 1;

/** What there is to be found. */
export interface SharingLife {
  readonly log: Hex;
  readonly asset: Hex;
  readonly third: TestSeat;
  /** The heads of all data offices that take part. */
  readonly seats: readonly TestSeat[];
}

export class Sharing {
  readonly province: Province;
  readonly third: TestSeat;
  readonly log: Hex;
  readonly asset: Hex;

  constructor(province: Province, third: TestSeat, log: Hex, asset: Hex) {
    this.province = province;
    this.third = third;
    this.log = log;
    this.asset = asset;
  }

  act(
    by: TestSeat,
    contract: ContractName,
    fn: string,
    ...args: readonly AbiValue[]
  ): Promise<Receipt> {
    return this.province.send(by.account, contract, fn, [by.number, ...args]);
  }

  sharing(by: TestSeat, fn: string, ...args: readonly AbiValue[]): Promise<Receipt> {
    return this.act(by, "sharingRegistry", fn, ...args);
  }

  async request(
    by = this.province.seats.recipientHead,
    more: Record<string, Hex> = {},
  ): Promise<Hex> {
    const until = (await this.province.now()) + YEAR;
    const { parent = NONE, demand = NONE, asset = this.asset } = more;
    const wanted = [asset, random32(), 12, 2, until, parent, demand];
    const receipt = await this.sharing(by, "request", wanted);
    return eventOf(receipt, "RequestFiled")["request"] as Hex;
  }

  async terms(days = 200): Promise<AbiValue[]> {
    return [this.log, NONE, 0, (await this.province.now()) + days * DAY, 0, 1, 0];
  }

  async grant(days = 200): Promise<Hex> {
    const id = await this.request();
    await this.sharing(this.province.seats.providerHead, "grant", id, await this.terms(days));
    return id;
  }

  async onward(parent: Hex): Promise<Hex> {
    return this.request(this.third, { parent });
  }
}

/** Which department it is: its region and level, and its serial number where there are several. */
interface DepartmentOf {
  readonly region: number;
  readonly level: keyof typeof LEVELS;
  readonly serial?: number;
}

/** Admits another department below the authority, and seats the head of its data office. */
export async function departmentOf(
  province: Province,
  { region, level, serial = 0 }: DepartmentOf,
): Promise<TestSeat & { readonly head: TestSigner }> {
  const { authority } = province.organizations;
  const head = newSigner();
  const facts = [
    unifiedCode(THIRD_CODE + serial).bytes,
    random32(),
    DEPARTMENT,
    LEVELS[level],
    region,
  ];
  const args = [authority.number, ...facts, head.address];
  const receipt = await province.send(authority.head, "organizationRegistry", "admit", args);
  const organization = Number(eventOf(receipt, "OrganizationAdmitted")["organization"]);
  const account = newSigner();
  const until = (await province.now()) + YEAR;
  const seat = [organization, OFFICES.headOfDataOffice, account.address, until, NONE];
  const appointed = await province.send(head, "organizationRegistry", "appointSeat", seat);
  return {
    number: Number(eventOf(appointed, "SeatAppointed")["seat"]),
    organization,
    account,
    head,
  };
}

/** Registers and confirms an asset of the provider that is shared unconditionally. @returns its id */
export async function unconditionalAsset(province: Province, localNumber: number): Promise<Hex> {
  const { number, account } = province.seats.providerRegistrant;
  const code = catalogueCodeBytes(`307014/${String(localNumber).padStart(6, "0")}`);
  const args = [
    number,
    localNumber,
    code,
    REGION,
    SHARING_ATTRIBUTES.unconditional,
    GRADES.general,
  ];
  const hashes = [random32(), random32(), true];
  const receipt = await province.send(account, "assetRegistry", "register", [...args, ...hashes]);
  const asset = eventOf(receipt, "AssetRegistered")["asset"] as Hex;
  await confirmAsset(province, asset);
  return asset;
}

/** Begins: a third department, a log, an asset. */
export async function beginSharing(province: Province): Promise<Sharing> {
  const third = await departmentOf(province, { region: REGION, level: "city" });
  const log = await openLog(province, "log.example/life");
  return new Sharing(province, third, log.id, await newAsset(province));
}

async function requests(life: Sharing): Promise<void> {
  const { providerHead, recipientHead, authorityHead } = life.province.seats;
  await life.request();
  const returned = await life.request();
  await life.sharing(providerHead, "returnForGaps", returned, random32());
  const resubmitted = await life.request();
  await life.sharing(providerHead, "returnForGaps", resubmitted, random32());
  await life.sharing(recipientHead, "resubmit", resubmitted, random32());
  const asked = await life.request();
  await life.sharing(providerHead, "askExtension", asked, 5, random32());
  const extended = await life.request();
  await life.sharing(providerHead, "askExtension", extended, 5, random32());
  await life.sharing(authorityHead, "extend", extended);
  await life.sharing(recipientHead, "withdrawRequest", await life.request());
  await life.sharing(providerHead, "refuse", await life.request(), 3, random32());
}

async function grants(life: Sharing): Promise<void> {
  const { providerHead, recipientHead, authorityHead } = life.province.seats;
  await life.grant();
  await life.grant(3);
  const suspend = async (by: TestSeat, rectifyDays: number): Promise<Hex> => {
    const id = await life.grant();
    const date = rectifyDays === 0 ? 0 : (await life.province.now()) + rectifyDays * DAY;
    await life.sharing(by, "suspend", id, 2, date);
    return id;
  };
  await suspend(providerHead, 0);
  await suspend(authorityHead, 20);
  const rectified = await suspend(providerHead, 20);
  await life.sharing(recipientHead, "reportRectified", rectified, random32());
  await life.sharing(providerHead, "resume", await suspend(providerHead, 0));
  await life.sharing(recipientHead, "end", await life.grant(), 1);
  const disposed = await life.grant();
  await life.sharing(recipientHead, "end", disposed, 1);
  await life.sharing(recipientHead, "recordDisposal", disposed, random32());
}

async function changes(life: Sharing): Promise<void> {
  const { providerHead, recipientHead } = life.province.seats;
  const propose = async (by: TestSeat): Promise<Hex> => {
    const id = await life.grant();
    await life.sharing(by, "proposeChange", id, 1, random32());
    return id;
  };
  await propose(providerHead);
  await propose(recipientHead);
  await life.sharing(recipientHead, "declineChange", await propose(providerHead));
  await life.sharing(providerHead, "declineChange", await propose(recipientHead));
  await life.sharing(providerHead, "withdrawChange", await propose(providerHead));
  const scoped = await life.grant();
  const value = random32();
  await life.sharing(providerHead, "proposeChange", scoped, 1, value);
  await life.sharing(recipientHead, "acceptChange", scoped, value);
}

async function onward(life: Sharing): Promise<void> {
  const { providerHead, recipientHead } = life.province.seats;
  const parent = await life.grant();
  await life.onward(parent);
  const consented = await life.onward(parent);
  await life.sharing(providerHead, "consentOnward", consented);
  const shared = await life.onward(parent);
  await life.sharing(providerHead, "consentOnward", shared);
  await life.sharing(recipientHead, "grant", shared, await life.terms(100));
}

async function demands(life: Sharing): Promise<void> {
  const { recipientHead, authorityHead, providerHead } = life.province.seats;
  const announce = async (): Promise<Hex> => {
    const receipt = await life.sharing(recipientHead, "announceDemand", random32());
    return eventOf(receipt, "DemandAnnounced")["demand"] as Hex;
  };
  await announce();
  await life.sharing(authorityHead, "matchDemand", await announce(), life.asset);
  const filed = await announce();
  await life.sharing(providerHead, "matchDemand", filed, life.asset);
  await life.request(recipientHead, { demand: filed });
  const open = await unconditionalAsset(life.province, 801);
  await life.sharing(providerHead, "consentStanding", open, await life.terms());
  const until = (await life.province.now()) + 30 * DAY;
  const wanted = [open, random32(), 12, 2, until, NONE, NONE];
  await life.sharing(recipientHead, "requestUnderConsent", wanted);
}

async function cases(life: Sharing): Promise<void> {
  const { providerHead, recipientHead, authorityHead } = life.province.seats;
  const at = (by: TestSeat, fn: string, ...args: readonly AbiValue[]) =>
    life.act(by, "caseRegistry", fn, ...args);
  const correction = async (): Promise<Hex> => {
    const receipt = await at(recipientHead, "raiseCorrection", life.asset, NONE, random32());
    return eventOf(receipt, "CorrectionRaised")["id"] as Hex;
  };
  await correction();
  await at(providerHead, "correct", await correction(), random32());
  await at(providerHead, "rejectCorrection", await correction(), random32());
  const dispute = async (by: TestSeat): Promise<Hex> => {
    const receipt = await at(by, "raiseDispute", await life.grant(), random32());
    return eventOf(receipt, "DisputeRaised")["id"] as Hex;
  };
  await dispute(recipientHead);
  const proposed = await dispute(providerHead);
  await at(providerHead, "settle", proposed, random32());
  const coordinated = await dispute(recipientHead);
  await at(recipientHead, "escalate", coordinated);
  const decided = await dispute(providerHead);
  await at(recipientHead, "escalate", decided);
  await at(authorityHead, "decideDispute", decided, random32());
  const told = await dispute(recipientHead);
  await at(providerHead, "escalate", told);
  await at(authorityHead, "decideDispute", told, random32());
  await at(providerHead, "execute", told);
}

async function findings(life: Sharing): Promise<void> {
  const { providerHead, recipientHead, authorityHead } = life.province.seats;
  const at = (by: TestSeat, fn: string, ...args: readonly AbiValue[]) =>
    life.act(by, "findingRegistry", fn, ...args);
  const open = async (): Promise<Hex> => {
    const args = [recipientHead.organization, 4001, NONE, random32()] as const;
    return eventOf(await at(authorityHead, "openFinding", ...args), "FindingOpened")["id"] as Hex;
  };
  const ordered = async (days: number): Promise<Hex> => {
    const id = await open();
    await at(authorityHead, "order", id, (await life.province.now()) + days * DAY);
    return id;
  };
  await open();
  await ordered(400);
  await ordered(1);
  await at(recipientHead, "reportRectification", await ordered(30), random32());
  await at(recipientHead, "reportRectification", await open(), random32());
  await at(providerHead, "selfReport", 3901, NONE, random32());
  await at(authorityHead, "drop", await open(), random32());
}

/** Lets all of it happen, and some of it become late. */
export async function liveSharing(life: Sharing): Promise<SharingLife> {
  const { province, third, log, asset } = life;
  for (const part of [requests, grants, changes, onward, demands, cases, findings])
    await part(life);
  await registerAsset(province, 802);
  const { providerHead, recipientHead, authorityHead } = province.seats;
  return { log, asset, third, seats: [providerHead, recipientHead, authorityHead, third] };
}
