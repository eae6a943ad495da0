// SPDX-License-Identifier: Apache-2.0
// Acts on requests and grants: the province, a confirmed asset, and an open log.
import type { Act } from "./chain.ts";
import { Suite } from "./suite.ts";
import { DAY, hash, idIn, openLog, type Province, type Seat } from "./world.ts";

const SHARING = "sharingRegistry";

export interface RequestTerms {
  readonly asset?: string;
  readonly purpose?: number;
  readonly commitment?: string;
  readonly method?: number;
  readonly until?: number;
}

export interface GrantTerms {
  readonly log?: string;
  readonly from?: number;
  readonly until?: number;
  readonly scope?: string;
}

export class SharingTests extends Suite {
  asset = "";
  log = "";
  /** A moment from which terms are counted. */
  beginning = 0;

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

  request(by: Seat = this.province.requesterHead, other: RequestTerms = {}): Act {
    const terms = [other.purpose ?? 12, other.commitment ?? hash("why"), other.method ?? 2];
    return this.acting(
      by,
      "request",
      other.asset ?? this.asset,
      ...terms,
      other.until ?? this.until,
    );
  }

  grant(request: string, by: Seat = this.province.holderHead, other: GrantTerms = {}): Act {
    const terms = [other.from ?? 0, other.until ?? this.until, other.scope ?? hash("scope")];
    return this.acting(by, "grant", request, other.log ?? this.log, ...terms);
  }

  refuse(request: string, by: Seat = this.province.holderHead, reason = 3): Act {
    return this.acting(by, "refuse", request, reason, hash("law"));
  }

  async newRequest(other: RequestTerms = {}): Promise<string> {
    const act = this.request(this.province.requesterHead, other);
    return idIn(await this.does(act), "RequestFiled");
  }

  async newGrant(other: GrantTerms = {}): Promise<string> {
    const act = this.grant(await this.newRequest(), this.province.holderHead, other);
    return idIn(await this.does(act), "GrantIssued");
  }
}
