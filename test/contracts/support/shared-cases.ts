// SPDX-License-Identifier: Apache-2.0
// Acts on corrections, disputes over sharing and findings: the province, and a grant of the holder's asset.
import type { LawOverrides } from "../../../deploy/law/load.ts";
import type { Act } from "./chain.ts";
import { beijing } from "./law.ts";
import { SharingTests } from "./sharing.ts";
import {
  CAPACITY,
  hash,
  idIn,
  type Organization,
  type Province,
  type Seat,
  ZeroHash,
} from "./world.ts";

const CASES = "caseRegistry";
const FINDINGS = "findingRegistry";

/** States of a case, by the contract's numbers. */
export const STATE = {
  ...{ open: 1, withdrawn: 2, dismissed: 3, upheld: 4, corrected: 5, rejected: 6, closed: 7 },
  ...{ consulting: 8, coordinating: 9, government: 10, settled: 11, decided: 12, executed: 13 },
} as const;

/** States of a finding, by the contract's numbers. */
export const FINDING = {
  ...{ open: 1, ordered: 2, reported: 3, rectified: 4, circulated: 5, annulled: 6, dropped: 7 },
} as const;

/** A Thursday; ten working days later is 15 October, as the holidays end on the 8th and the 28th and 11th are worked. */
export const THURSDAY = "2025-09-25";
export const LAST_DAY = "2025-10-15";
const DAYS_BEFORE = "2025-09-24T09:00:00+08:00";

/** What an ordinary correction has otherwise. */
export interface CorrectionTerms {
  readonly asset?: string;
  readonly grant?: string;
  readonly grounds?: string;
}

export class SharedCaseTests extends SharingTests {
  /** A grant of the asset to the requester. */
  granted = "";

  constructor(law?: LawOverrides, beginning = DAYS_BEFORE) {
    super(law, beginning);
  }

  protected override async prepare(province: Province): Promise<void> {
    await super.prepare(province);
    this.granted = await this.newGrant();
  }

  // ─── cases ───

  onCase(by: Seat, fn: string, ...args: unknown[]): Act {
    return this.world.bySeat(by, CASES, fn, ...args);
  }

  raise(by: Seat = this.province.requesterHead, other: CorrectionTerms = {}): Act {
    const what = [other.asset ?? this.asset, other.grant ?? ZeroHash];
    return this.onCase(by, "raiseCorrection", ...what, other.grounds ?? hash("error"));
  }

  /** A correction that is open. */
  async correction(by?: Seat, other?: CorrectionTerms): Promise<string> {
    return idIn(await this.does(this.raise(by, other)), "CorrectionRaised");
  }

  correct(id: string, by = this.province.holderHead, version = hash("version 2")): Act {
    return this.onCase(by, "correct", id, version);
  }

  reject(id: string, by = this.province.holderHead, grounds = hash("no error")): Act {
    return this.onCase(by, "rejectCorrection", id, grounds);
  }

  close(id: string, by: Seat = this.province.requesterHead): Act {
    return this.onCase(by, "closeCorrection", id);
  }

  withdrawCase(id: string, by: Seat = this.province.requesterHead): Act {
    return this.onCase(by, "withdrawCase", id);
  }

  dispute(
    by = this.province.requesterHead,
    subject = this.granted,
    grounds = hash("grounds"),
  ): Act {
    return this.onCase(by, "raiseDispute", subject, grounds);
  }

  /** A dispute in consultation. */
  async disputed(by?: Seat, subject?: string): Promise<string> {
    return idIn(await this.does(this.dispute(by, subject)), "DisputeRaised");
  }

  async caseStatus(id: string): Promise<unknown[]> {
    return this.list(CASES, "caseStatus", id);
  }

  async decider(id: string): Promise<bigint> {
    return this.chain.read<bigint>(CASES, "deciderOf", id);
  }

  /** Who owes it, since when, until when, and whether it is late, by the registry that knows. */
  async lateness(clock: number, subject: string): Promise<unknown[]> {
    return this.list(FINDINGS, "lateness", subject, clock);
  }

  // ─── findings ───

  onFinding(by: Seat, fn: string, ...args: unknown[]): Act {
    return this.world.bySeat(by, FINDINGS, fn, ...args);
  }

  /** Records a lateness, by an account that holds no seat unless told. */
  record(clock: number, subject: string, by = this.chain.deployer): Act {
    return this.world.act(by, FINDINGS, "recordLateness", clock, subject);
  }

  // ─── organisations and time ───

  /** A department below another organisation, or the province's authority, with its head of the data office. */
  async department(above?: Organization): Promise<{ one: Organization; head: Seat }> {
    const one = await this.world.admit(CAPACITY.department, above ?? this.province.authority);
    return { one, head: await this.world.appointHead(one) };
  }

  /** An authority below the province's, with its head of the data office. */
  async city(): Promise<{ one: Organization; head: Seat }> {
    const { authority, department, registrar } = CAPACITY;
    const one = await this.world.admit(authority | department | registrar, this.province.authority);
    return { one, head: await this.world.appointHead(one) };
  }

  /** An act of the province's authority on the tree of organisations. */
  reform(fn: string, ...args: unknown[]): Act {
    const { authority } = this.province;
    const numbers = [authority.number, ...args];
    return this.world.act(authority.head, "organizationRegistry", fn, ...numbers);
  }

  /** The same of an act that names no authority. */
  reformed(fn: string, ...args: unknown[]): Act {
    return this.world.act(this.province.authority.head, "organizationRegistry", fn, ...args);
  }

  suspend(one: Pick<Organization, "number">): Act {
    const { head } = this.province.authority;
    return this.world.act(head, "organizationRegistry", "suspendOrganization", one.number);
  }

  /** Lets the next block be at a time of a day in Beijing. @returns that moment */
  async at(date: string, time = "00:00:00"): Promise<number> {
    const moment = beijing(date, time);
    await this.chain.nextAt(moment);
    return moment;
  }

  /** The same a second before. */
  async before(date: string): Promise<number> {
    const moment = beijing(date) - 1;
    await this.chain.nextAt(moment);
    return moment;
  }

  /** Makes a block. */
  async mined(): Promise<void> {
    await this.chain.provider.request({ method: "evm_mine", params: [] });
  }

  /** Lets a rule limit in so many working days from now on. */
  async limit(key: string, days: number): Promise<void> {
    await this.world.setRule(key, days);
  }
}
