// SPDX-License-Identifier: Apache-2.0
// Acts on requests and grants: the province, a confirmed asset, and an open log.
import { AbiCoder, keccak256 } from "ethers";

import type { Act } from "./chain.ts";
import { Suite } from "./suite.ts";
import { DAY, hash, idIn, openLog, type Province, type Seat, ZeroHash } from "./world.ts";

const SHARING = "sharingRegistry";

/** What a request may have otherwise than an ordinary one; see `ISharingRegistry.Wanted`. */
export interface RequestTerms {
  readonly asset?: string;
  readonly scope?: string;
  readonly purpose?: number;
  readonly method?: number;
  readonly until?: number;
  readonly parent?: string;
  readonly demand?: string;
}

/** What a grant may have otherwise than an ordinary one; see `ISharingRegistry.Terms`. */
export interface GrantTerms {
  readonly log?: string;
  readonly scope?: string;
  readonly from?: number;
  readonly until?: number;
  readonly quota?: number;
  readonly disposal?: number;
  readonly deliveryDays?: number;
}

/** How far a request has come, as `ISharingErrors.RequestStatus` has it. */
export const STATUS = {
  ...{ answerDue: 1n, incomplete: 2n, withdrawn: 3n, refused: 4n },
  ...{ granted: 5n, disposalDue: 6n, disposed: 7n },
} as const;

/** Flags of a request and its grant, as `ISharingRegistry` has them. */
export const FLAG = {
  ...{ onward: 1n, byConsent: 2n, answeredLate: 4n, returned: 8n, extended: 16n },
  ...{ answerProvisional: 32n, deliveryProvisional: 64n, rectified: 128n, disposedLate: 256n },
  ...{ rectifiedLate: 512n, onwardConsented: 1024n },
} as const;

/** The clocks of this registry. */
export const CLOCK = { answer: 1, delivery: 2, disposal: 3, rectification: 7 } as const;

/** Codes that the rule book knows. */
export const REASON = { refusal: 3, suspension: 2, end: 1 } as const;

export class SharingTests extends Suite {
  asset = "";
  log = "";
  /** A moment from which terms are counted. */
  beginning = 0;
  /** The same filing twice in a row is refused. */
  #filings = 0;

  protected override async prepare(province: Province): Promise<void> {
    this.asset = await province.world.asset(province.holderHead, province.authorityHead);
    this.log = await openLog(province, "log");
    this.beginning = await province.chain.now();
  }

  /** The first moment after every ordinary term. */
  get until(): number {
    return this.beginning + 90 * DAY;
  }

  acting(by: Seat, fn: string, ...args: unknown[]): Act {
    return this.world.bySeat(by, SHARING, fn, ...args);
  }

  /** Fields in the order of the contract's struct. */
  wanted(other: RequestTerms = {}): unknown[] {
    const scope = other.scope ?? hash(`wanted ${++this.#filings}`);
    const what = [other.asset ?? this.asset, scope];
    const how = [other.purpose ?? 12, other.method ?? 2, other.until ?? this.until];
    return [...what, ...how, other.parent ?? ZeroHash, other.demand ?? ZeroHash];
  }

  /** Fields in the order of the contract's struct; the scope is as it was asked unless another is given. */
  terms(other: GrantTerms = {}): unknown[] {
    const what = [other.log ?? this.log, other.scope ?? ZeroHash];
    const when = [other.from ?? 0, other.until ?? this.until];
    return [...what, ...when, other.quota ?? 0, other.disposal ?? 1, other.deliveryDays ?? 0];
  }

  request(by: Seat = this.province.requesterHead, other: RequestTerms = {}): Act {
    return this.acting(by, "request", this.wanted(other));
  }

  grant(request: string, by: Seat = this.province.holderHead, other: GrantTerms = {}): Act {
    return this.acting(by, "grant", request, this.terms(other));
  }

  refuse(
    request: string,
    by: Seat = this.province.holderHead,
    reason: number = REASON.refusal,
  ): Act {
    return this.acting(by, "refuse", request, reason, hash("law"));
  }

  async newRequest(other: RequestTerms = {}): Promise<string> {
    const act = this.request(this.province.requesterHead, other);
    return idIn(await this.does(act), "RequestFiled");
  }

  /** A grant, which has the id of the request that it answers. */
  async newGrant(other: GrantTerms = {}): Promise<string> {
    const request = await this.newRequest();
    await this.does(this.grant(request, this.province.holderHead, other));
    return request;
  }

  /** A view whose answer is a struct, by the names of its fields. */
  async named(view: string, ...args: unknown[]): Promise<Record<string, unknown>> {
    const found = await this.chain.read<{ toObject(): Record<string, unknown> }>(
      SHARING,
      view,
      ...args,
    );
    return found.toObject();
  }

  async requestOf(id: string): Promise<Record<string, unknown>> {
    return this.named("requestOf", id);
  }

  async grantStatus(id: string): Promise<Record<string, unknown>> {
    return this.named("grantStatus", id);
  }

  async read<T>(view: string, ...args: unknown[]): Promise<T> {
    return this.chain.read<T>(SHARING, view, ...args);
  }

  /** When a clock ends, and whether that is provisional. */
  async deadline(id: string, clock: number): Promise<unknown[]> {
    return this.list(SHARING, "deadlineOf", id, clock);
  }

  /** The id that organisation and count give to a request or a demand. */
  async idOf(kind: "demand" | "request", organization: number, count: number): Promise<string> {
    const method = "eth_chainId";
    const chainId = String(await this.chain.provider.request({ method, params: [] }));
    const types = ["uint256", "address", "string", "uint32", "uint64"];
    const values = [chainId, this.chain.addresses.sharingRegistry, kind, organization, count];
    return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
  }
}
