// SPDX-License-Identifier: Apache-2.0
// Acts on requests, grants and consents, each possible at once on a filled ledger.
import type { Act } from "../../test/contracts/support/chain.ts";
import { DAY, hash, idIn, type Seat, ZeroHash } from "../../test/contracts/support/world.ts";
import type { NamedAct } from "./acts.ts";
import type { FilledLedger } from "./ledger.ts";

const TERM = 90 * DAY;
const DAYS = 5;
const SCOPE = 1;
const REASON = 2;
const UNCONDITIONAL = 1;

/** What one ledger's acts on sharing have in common. */
class Sharing {
  readonly ledger: FilledLedger;
  readonly until: number;
  #filings = 0;

  constructor(ledger: FilledLedger, now: number) {
    this.ledger = ledger;
    this.until = now + TERM;
  }

  static async on(ledger: FilledLedger): Promise<Sharing> {
    return new Sharing(ledger, await ledger.province.chain.now());
  }

  act(by: Seat, fn: string, ...args: unknown[]): Act {
    return this.ledger.province.world.bySeat(by, "sharingRegistry", fn, ...args);
  }

  wanted(asset = this.ledger.asset): unknown[] {
    const scope = hash(`wanted ${++this.#filings}`);
    return [asset, scope, 12, 1, this.until, ZeroHash, ZeroHash];
  }

  terms(scope = ZeroHash): unknown[] {
    return [this.ledger.log, scope, 0, this.until, 12, 1, 0];
  }

  /** Does an act whose event names what it made. */
  async made(act: Act, event: string): Promise<string> {
    return idIn(await this.ledger.province.chain.does(act), event);
  }

  async newRequest(): Promise<string> {
    const { requesterHead } = this.ledger.province;
    return this.made(this.act(requesterHead, "request", this.wanted()), "RequestFiled");
  }

  async newGrant(): Promise<string> {
    const request = await this.newRequest();
    const { holderHead } = this.ledger.province;
    return this.made(this.act(holderHead, "grant", request, this.terms()), "GrantIssued");
  }
}

/** Demands, requests and their answers. */
export async function* requestActs(ledger: FilledLedger): AsyncGenerator<NamedAct> {
  const on = await Sharing.on(ledger);
  const { chain, authorityHead, holderHead, requesterHead } = ledger.province;
  // The log is named for the first time.
  await on.newGrant();
  const announce = on.act(requesterHead, "announceDemand", hash("needed"));
  yield ["announceDemand", announce];
  const demand = await on.made(announce, "DemandAnnounced");
  yield ["matchDemand", on.act(holderHead, "matchDemand", demand, ledger.asset)];
  yield ["request", on.act(requesterHead, "request", on.wanted())];
  const filed = await on.newRequest();
  yield ["withdrawRequest", on.act(requesterHead, "withdrawRequest", filed)];
  yield ["refuse a request", on.act(holderHead, "refuse", filed, REASON, hash("law"))];
  yield ["grant", on.act(holderHead, "grant", filed, on.terms())];
  yield ["grant, of another scope", on.act(holderHead, "grant", filed, on.terms(hash("less")))];
  const back = on.act(holderHead, "returnForGaps", filed, hash("gaps"));
  yield ["return a request", back];
  const ask = on.act(holderHead, "askExtension", filed, DAYS, hash("grounds"));
  yield ["askExtension", ask];
  await chain.does(ask);
  yield ["extend", on.act(authorityHead, "extend", filed)];
  await chain.does(back);
  yield ["resubmit", on.act(requesterHead, "resubmit", filed, hash("complete"))];
}

/** Standing consents, and what is granted under them. */
export async function* consentActs(ledger: FilledLedger): AsyncGenerator<NamedAct> {
  const on = await Sharing.on(ledger);
  const { chain, world, authorityHead, holderHead, requesterHead } = ledger.province;
  const open = { attribute: UNCONDITIONAL };
  // Assets were consented to before.
  const first = await world.asset(holderHead, authorityHead, open);
  await chain.does(on.act(holderHead, "consentStanding", first, on.terms()));
  const asset = await world.asset(holderHead, authorityHead, open);
  const consent = on.act(holderHead, "consentStanding", asset, on.terms());
  yield ["consentStanding", consent];
  await chain.does(consent);
  yield ["withdrawConsent", on.act(holderHead, "withdrawConsent", asset)];
  const request = on.act(requesterHead, "requestUnderConsent", on.wanted(asset));
  yield ["requestUnderConsent", request];
}

/** What becomes of grants. */
export async function* grantActs(ledger: FilledLedger): AsyncGenerator<NamedAct> {
  const on = await Sharing.on(ledger);
  const { chain, holderHead, requesterHead } = ledger.province;
  const granted = await on.newGrant();
  yield ["end a grant", on.act(requesterHead, "end", granted, REASON)];
  const suspend = on.act(holderHead, "suspend", granted, REASON, on.until);
  yield ["suspend a grant", suspend];
  const change = on.act(holderHead, "proposeChange", granted, SCOPE, hash("other"));
  yield ["proposeChange", change];
  await chain.does(change);
  yield ["declineChange", on.act(requesterHead, "declineChange", granted)];
  yield ["acceptChange", on.act(requesterHead, "acceptChange", granted, hash("other"))];
  await chain.does(suspend);
  yield ["reportRectified", on.act(requesterHead, "reportRectified", granted, hash("done"))];
  const resume = on.act(holderHead, "resume", granted);
  yield ["resume a grant", resume];
  await chain.does(resume);
  yield ["suspend a grant again", suspend];
  await chain.does(on.act(requesterHead, "end", granted, REASON));
  yield ["recordDisposal", on.act(requesterHead, "recordDisposal", granted, hash("erased"))];
}
