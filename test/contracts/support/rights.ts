// SPDX-License-Identifier: Apache-2.0
// Acts on rights and cases: the province, a coded asset, a company, and the head of a neighbouring province.
import type { Act } from "./chain.ts";
import { Suite } from "./suite.ts";
import {
  CAPACITY,
  DAY,
  hash,
  idIn,
  OFFICE,
  type Organization,
  type Province,
  type Seat,
  ZeroHash,
} from "./world.ts";

const RIGHTS = "rightRegistry";
const CASES = "caseRegistry";
const ORGANIZATIONS = "organizationRegistry";
const ASSETS = "assetRegistry";

export const KIND = { holding: 1, use: 2, operating: 3 } as const;
export const BASIS = { duty: 1, authorisation: 2, contract: 3, derived: 4 } as const;
export const RIGHT = { offered: 1, inForce: 2, ended: 3 } as const;
export const CASE = { open: 1, withdrawn: 2, dismissed: 3, upheld: 4 } as const;
export const ACT = { transfer: 2, conferring: 3 } as const;
export const SUSPENDED = 2;

export interface Terms {
  readonly asset?: string;
  readonly parent?: string;
  readonly kind?: number;
  readonly to?: number;
  readonly basis?: number;
  readonly from?: number;
  readonly until?: number;
  readonly scope?: string;
  readonly document?: string;
}

export interface RightStatus {
  readonly state: bigint;
  readonly holder: bigint;
  readonly until: bigint;
  readonly reason: bigint;
  readonly inForce: boolean;
}

export class RightTests extends Suite {
  asset = "";
  /** A moment from which terms are counted. */
  beginning = 0;
  company: Organization | undefined;
  companyHead: Seat = { number: 0, account: "", organization: 0 };
  neighbourHead: Seat = this.companyHead;
  /** The holder's chief data officer. */
  chief: Seat = this.companyHead;

  protected override async prepare({ world, chain, ...province }: Province): Promise<void> {
    this.asset = await world.asset(province.holderHead, province.authorityHead);
    this.company = await world.admit(CAPACITY.operatingBody, province.authority);
    this.companyHead = await world.appointHead(this.company);
    this.neighbourHead = await world.appointHead(world.root("neighbour"));
    this.chief = await world.appoint(province.holder, OFFICE.chiefDataOfficer);
    this.beginning = await chain.now();
  }

  /** The first moment after every ordinary term. */
  get until(): number {
    return this.beginning + 90 * DAY;
  }

  // ─── rights ───

  acting(by: Seat, fn: string, ...args: unknown[]): Act {
    return this.world.bySeat(by, RIGHTS, fn, ...args);
  }

  confer(by: Seat = this.province.holderHead, other: Terms = {}): Act {
    const derived = other.parent !== undefined;
    const what = [other.parent ?? ZeroHash, other.kind ?? (derived ? KIND.use : KIND.operating)];
    const whom = [other.to ?? this.companyHead.organization];
    const basis = other.basis ?? (derived ? BASIS.derived : BASIS.authorisation);
    const terms = [basis, other.from ?? 0, other.until ?? this.until];
    const commitments = [other.scope ?? hash("scope"), other.document ?? hash("agreement")];
    const asset = other.asset ?? this.asset;
    return this.acting(by, "confer", asset, ...what, ...whom, ...terms, ...commitments);
  }

  /** A right that is offered. */
  async offered(by: Seat = this.province.holderHead, other: Terms = {}): Promise<string> {
    return idIn(await this.does(this.confer(by, other)), "RightOffered");
  }

  /** A right that is in force. */
  async right(to: Seat = this.companyHead, by?: Seat, other: Terms = {}): Promise<string> {
    const id = await this.offered(by, { to: to.organization, ...other });
    await this.does(this.acting(to, "acceptRight", id));
    return id;
  }

  async status(right: string): Promise<RightStatus> {
    return (await this.struct(RIGHTS, "rightStatus", right)) as unknown as RightStatus;
  }

  /** The answer of a view that gives a struct, as an object. */
  async struct(...call: Parameters<RightTests["list"]>): Promise<Record<string, unknown>> {
    const found = await this.chain.read<{ toObject: () => Record<string, unknown> }>(...call);
    return found.toObject();
  }

  async holdingRight(asset: string = this.asset): Promise<string> {
    return this.chain.read<string>(RIGHTS, "holdingRightOf", asset);
  }

  offer(
    by: Seat = this.province.holderHead,
    to = this.province.requester.number,
    basis = hash("agreement"),
    asset = this.asset,
  ): Act {
    return this.acting(by, "offerTransfer", asset, to, basis);
  }

  accept(by: Seat = this.province.requesterHead, asset = this.asset): Act {
    return this.acting(by, "acceptTransfer", asset);
  }

  withdraw(by: Seat = this.province.holderHead, asset = this.asset): Act {
    return this.acting(by, "withdrawTransfer", asset);
  }

  /** Transfers the holding right to the requester. */
  async transfer(): Promise<void> {
    await this.does(this.offer());
    await this.does(this.accept());
  }

  async holder(): Promise<bigint> {
    return this.chain.read<bigint>(ASSETS, "holderOf", this.asset);
  }

  // ─── cases ───

  /** An act on a case, or one that raises it. */
  onCase(by: Seat, fn: string, ...args: unknown[]): Act {
    return this.world.bySeat(by, CASES, fn, ...args);
  }

  dispute(by: Seat = this.province.requesterHead, asset = this.asset, grounds = "grounds"): Act {
    return this.onCase(by, "openOwnershipDispute", asset, grounds && hash(grounds));
  }

  /** An ownership dispute that is open. */
  async disputed(by?: Seat, asset?: string): Promise<string> {
    return idIn(await this.does(this.dispute(by, asset)), "CaseRaised");
  }

  // ─── what stops acts ───

  veto(act: number, until: number): Act {
    return this.world.bySeat(this.chief, ASSETS, "veto", this.asset, act, hash("reason"), until);
  }

  suspend(one: Pick<Organization, "number">): Act {
    const { head } = this.province.authority;
    return this.world.act(head, ORGANIZATIONS, "suspendOrganization", one.number);
  }

  /** An act of the province's authority on the tree of organisations. */
  reform(fn: string, ...args: unknown[]): Act {
    const { authority } = this.province;
    return this.world.act(authority.head, ORGANIZATIONS, fn, authority.number, ...args);
  }

  /** Lets the registration of the asset expire, and every seat before it. @returns when it did */
  async expire(): Promise<number> {
    const { until } = await this.chain.read<{ until: bigint }>(ASSETS, "asset", this.asset);
    await this.chain.nextAt(Number(until));
    await this.chain.provider.request({ method: "evm_mine", params: [] });
    return Number(until);
  }
}
