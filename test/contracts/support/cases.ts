// SPDX-License-Identifier: Apache-2.0
// Acts on cases: what rights have, and an application under public notice.
import type { Act } from "./chain.ts";
import { partiesOf, STEPS, take } from "./registration.ts";
import { RightTests } from "./rights.ts";
import { hash, idIn, type Province, type Seat } from "./world.ts";

const CASES = "caseRegistry";

export class CaseTests extends RightTests {
  /** An asset of the holder whose application is under public notice. */
  notice = "";

  /** With the law as it ships, in which a first registration has its public notice. */
  constructor() {
    super({});
  }

  protected override async prepare(province: Province): Promise<void> {
    await super.prepare(province);
    this.notice = await this.published(province.holderHead);
  }

  /** An asset whose application is under public notice. */
  async published(by: Seat): Promise<string> {
    const id = await this.world.asset(by);
    const parties = await partiesOf(this.world, by, this.province.authorityHead);
    await take(this.world, parties, id, STEPS.slice(0, -1));
    return id;
  }

  object(by: Seat = this.companyHead, asset = this.notice, grounds = hash("grounds")): Act {
    return this.onCase(by, "raiseObjection", asset, grounds);
  }

  /** An objection that is open. */
  async objected(by?: Seat): Promise<string> {
    return idIn(await this.does(this.object(by)), "CaseRaised");
  }

  dismiss(by: Seat, id: string, decision = hash("decision")): Act {
    return this.onCase(by, "dismiss", id, decision);
  }

  uphold(by: Seat, id: string, decision = hash("decision")): Act {
    return this.onCase(by, "uphold", id, decision);
  }

  byCouncil(fn: string, id: string, decision = hash("decision"), by = this.chain.admin): Act {
    return this.world.act(by, CASES, fn, id, decision);
  }

  async caseStatus(id: string): Promise<unknown[]> {
    return this.list(CASES, "caseStatus", id);
  }

  async decider(id: string): Promise<bigint> {
    return this.chain.read<bigint>(CASES, "deciderOf", id);
  }

  async frozen(asset: string): Promise<bigint> {
    return (await this.chain.read<{ frozen: bigint }>("assetRegistry", "asset", asset)).frozen;
  }

  /** The stage of the application under public notice. */
  async stage(asset = this.notice): Promise<bigint> {
    const { stage } = await this.chain.read<{ stage: bigint }>("assetRegistry", "procedure", asset);
    return stage;
  }
}
