// SPDX-License-Identifier: Apache-2.0
// Requests, grants, cases and findings in their states, and what befalls those whom they are about.
import type { Act } from "./chain.ts";
import { partiesOf, take } from "./registration.ts";
import { SharingTests } from "./sharing.ts";
import { CAPACITY, DAY, hash, idIn, type Organization, type Province, type Seat } from "./world.ts";
import { OFFICE, ZeroHash } from "./world.ts";

const ORGANIZATIONS = "organizationRegistry";
const SHARING = "sharingRegistry";
const CASES = "caseRegistry";
const FINDINGS = "findingRegistry";
const RIGHTS = "rightRegistry";
const ASSETS = "assetRegistry";
const SCOPE = 1;
const CANCELLATION = 5;
const FIRST = 1;

/** Limits by number, and where each is asked for. */
export const CLOCK = { answer: 1, delivery: 2, disposal: 3, correction: 5 } as const;
/** As `ISharingErrors.RequestStatus` numbers them. */
export const STATUS = {
  ...{ answerDue: 1, incomplete: 2, withdrawn: 3, refused: 4, granted: 5 },
  ...{ disposalDue: 6, disposed: 7 },
} as const;
/** As `ICaseErrors.CaseState` numbers them. */
export const CASE = {
  ...{ open: 1, corrected: 5, rejected: 6, closed: 7, consulting: 8, coordinating: 9 },
  ...{ settled: 11, decided: 12 },
} as const;
/** As `IFindingErrors.FindingState` numbers them. */
export const FOUND = { open: 1, ordered: 2, reported: 3, rectified: 4, circulated: 5 } as const;
export const REASONS = { suspension: 2, end: 1, refusal: 3 } as const;
/** What must be waited for an answer to be late. */
export const LONG = 40 * DAY;
const HOLDS_BACK = 3902;

export class EffectTests extends SharingTests {
  successor: Organization = { number: 0, head: "", code: "" };
  keeper: Organization = this.successor;
  #heads: readonly Seat[] = [];

  protected override async prepare(province: Province): Promise<void> {
    await super.prepare(province);
    const { world, authority } = province;
    this.successor = await world.admit(CAPACITY.department, authority);
    this.keeper = await world.admit(CAPACITY.department, authority);
    this.#heads = [await world.appointHead(this.successor), await world.appointHead(this.keeper)];
  }

  get successorHead(): Seat {
    return this.#head(0);
  }

  get keeperHead(): Seat {
    return this.#head(1);
  }

  #head(place: number): Seat {
    const seat = this.#heads[place];
    if (seat === undefined) throw new Error("the province has not begun");
    return seat;
  }

  // ─── acts ───

  onCases(by: Seat, fn: string, ...args: unknown[]): Act {
    return this.world.bySeat(by, CASES, fn, ...args);
  }

  onFindings(by: Seat, fn: string, ...args: unknown[]): Act {
    return this.world.bySeat(by, FINDINGS, fn, ...args);
  }

  suspend(grant: string, by: Seat = this.province.holderHead): Act {
    return this.acting(by, "suspend", grant, REASONS.suspension, 0);
  }

  end(grant: string, by: Seat = this.province.requesterHead): Act {
    return this.acting(by, "end", grant, REASONS.end);
  }

  propose(grant: string, by: Seat = this.province.holderHead): Act {
    return this.acting(by, "proposeChange", grant, SCOPE, hash("narrower"));
  }

  accept(grant: string, by: Seat = this.province.requesterHead): Act {
    return this.acting(by, "acceptChange", grant, hash("narrower"));
  }

  correct(id: string, by: Seat = this.province.holderHead): Act {
    return this.onCases(by, "correct", id, hash("version"));
  }

  reject(id: string, by: Seat = this.province.holderHead): Act {
    return this.onCases(by, "rejectCorrection", id, hash("unfounded"));
  }

  report(id: string, by: Seat = this.province.holderHead): Act {
    return this.onFindings(by, "reportRectification", id, hash("evidence"));
  }

  recordLateness(clock: number, subject: string): Act {
    return this.world.act(this.chain.deployer, FINDINGS, "recordLateness", clock, subject);
  }

  // ─── what there is ───

  async demand(): Promise<string> {
    const done = this.acting(this.province.requesterHead, "announceDemand", hash("needed"));
    return idIn(await this.does(done), "DemandAnnounced");
  }

  /** A request that must be answered; each is for another purpose. */
  async asked(purpose = 12): Promise<string> {
    return this.newRequest({ purpose });
  }

  /** A grant of one of several requests. */
  async granted(purpose: number): Promise<string> {
    const id = await this.asked(purpose);
    await this.does(this.grant(id));
    return id;
  }

  async correction(grant = ZeroHash): Promise<string> {
    const args = [this.asset, grant, hash("what is wrong")];
    const act = this.onCases(this.province.requesterHead, "raiseCorrection", ...args);
    return idIn(await this.does(act), "CorrectionRaised");
  }

  /** A dispute of the requester with who answers or provides. */
  async dispute(subject: string): Promise<string> {
    const args = [subject, hash("grounds")];
    const act = this.onCases(this.province.requesterHead, "raiseDispute", ...args);
    return idIn(await this.does(act), "DisputeRaised");
  }

  /** A finding of the authority above. */
  async finding(subject = ZeroHash): Promise<string> {
    const args = [this.province.holder.number, HOLDS_BACK, subject, hash("grounds")];
    const act = this.onFindings(this.province.authorityHead, "openFinding", ...args);
    return idIn(await this.does(act), "FindingOpened");
  }

  async ordered(subject?: string): Promise<string> {
    const id = await this.finding(subject);
    const by = (await this.chain.now()) + 10 * DAY;
    await this.does(this.onFindings(this.province.authorityHead, "order", id, by));
    return id;
  }

  // ─── what is told ───

  async status(id: string): Promise<number> {
    return this.#number(SHARING, "requestOf", "status", id);
  }

  async caseState(id: string): Promise<number> {
    return this.#number(CASES, "caseStatus", "state", id);
  }

  async foundState(id: string): Promise<number> {
    return this.#number(FINDINGS, "findingStatus", "state", id);
  }

  async inForce(id: string): Promise<boolean> {
    return this.chain.read<boolean>(SHARING, "inForceAt", id, await this.chain.now());
  }

  /** Who owes what a limit is for, its end, and whether it is late. */
  async lateness(id: string, clock: number): Promise<{ who: number; due: number; late: boolean }> {
    const at = clock === CLOCK.correction ? CASES : SHARING;
    const told = await this.chain.read<{ who: bigint; due: bigint; late: boolean }>(
      ...([at, "lateness", id, clock] as const),
    );
    return { who: Number(told.who), due: Number(told.due), late: told.late };
  }

  async #number(
    contract: typeof SHARING | typeof CASES | typeof FINDINGS,
    view: string,
    member: string,
    id: string,
  ): Promise<number> {
    const found = await this.chain.read<Record<string, unknown>>(contract, view, id);
    return Number(found[member]);
  }

  // ─── what befalls ───

  /** An act of the province's authority on an organisation. */
  async reform(fn: string, ...args: unknown[]): Promise<void> {
    const { head, number } = this.province.authority;
    await this.does(this.world.act(head, ORGANIZATIONS, fn, number, ...args));
  }

  async suspended(one: Organization): Promise<void> {
    const { head } = this.province.authority;
    await this.does(this.world.act(head, ORGANIZATIONS, "suspendOrganization", one.number));
  }

  async resumed(one: Organization): Promise<void> {
    const { head } = this.province.authority;
    await this.does(this.world.act(head, ORGANIZATIONS, "resumeOrganization", one.number));
  }

  /** Expects what an organisation would do to be refused, because it is suspended or abolished. */
  async hindered(act: Act): Promise<string> {
    return (await this.chain.refusal(act)).error;
  }

  /** Moves the holding right to another department. */
  async transferred(to: Seat): Promise<void> {
    const { holderHead } = this.province;
    const offer = [this.asset, to.organization, hash("agreement")];
    await this.does(this.world.bySeat(holderHead, RIGHTS, "offerTransfer", ...offer));
    await this.does(this.world.bySeat(to, RIGHTS, "acceptTransfer", this.asset));
  }

  /** Ends the asset's registration for good. */
  async cancelled(): Promise<void> {
    const { holderHead, authorityHead } = this.province;
    const open = [this.asset, CANCELLATION, hash("documents")];
    await this.does(this.world.bySeat(holderHead, ASSETS, "open", ...open));
    await take(this.world, await partiesOf(this.world, holderHead, authorityHead), this.asset);
  }

  /** An ownership dispute, which freezes the asset. */
  async frozen(asset = this.asset): Promise<void> {
    const args = [asset, hash("mine")];
    await this.does(this.onCases(this.keeperHead, "openOwnershipDispute", ...args));
  }

  /** Lets the registration expire, and whoever is in office be appointed anew. */
  async expired(asset = this.asset): Promise<void> {
    const { until } = await this.chain.read<{ until: bigint }>(ASSETS, "asset", asset);
    await this.chain.pass(Number(until) - (await this.chain.now()));
    const { holder, requester, authority } = this.province;
    for (const one of [holder, requester, authority]) await this.world.appointHead(one);
  }

  /** The heads of the data offices as they are now. */
  async present(): Promise<Pick<Province, "holderHead" | "requesterHead" | "authorityHead">> {
    const { holder, requester, authority } = this.province;
    const of = async ({ number }: Organization) => this.world.headOfDataOffice(number);
    return {
      holderHead: await of(holder),
      requesterHead: await of(requester),
      authorityHead: await of(authority),
    };
  }

  /** Registers the expired asset anew. */
  async registeredAnew(): Promise<void> {
    const { holderHead: by, authorityHead } = await this.present();
    const parties = await partiesOf(this.world, by, authorityHead);
    const open = [this.asset, FIRST, hash("record")];
    await this.does(this.world.bySeat(by, ASSETS, "open", ...open));
    await take(this.world, parties, this.asset);
  }

  /** Every veto that there is on the asset. */
  async vetoed(asset = this.asset): Promise<void> {
    const chief = await this.world.appoint(this.province.holder, OFFICE.chiefDataOfficer);
    const until = (await this.chain.now()) + 60 * DAY;
    for (const act of [1, 2, 3, 4]) {
      const args = [asset, act, hash("reason"), until];
      await this.does(this.world.bySeat(chief, ASSETS, "veto", ...args));
    }
  }
}
