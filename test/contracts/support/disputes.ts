// SPDX-License-Identifier: Apache-2.0
// Acts on disputes over sharing.
import type { Act } from "./chain.ts";
import { SharedCaseTests } from "./shared-cases.ts";
import { hash, idIn, type Organization, type Seat } from "./world.ts";

interface Side {
  readonly one: Organization;
  readonly head: Seat;
}

export class DisputeTests extends SharedCaseTests {
  settle(by: Seat, id: string, agreement = hash("agreement")): Act {
    return this.onCase(by, "settle", id, agreement);
  }

  escalate(id: string, by = this.province.requesterHead): Act {
    return this.onCase(by, "escalate", id);
  }

  decide(id: string, by = this.province.authorityHead, decision = hash("decision")): Act {
    return this.onCase(by, "decideDispute", id, decision);
  }

  refer(id: string, by = this.province.authorityHead): Act {
    return this.onCase(by, "referToGovernment", id);
  }

  execute(id: string, by: Seat): Act {
    return this.onCase(by, "execute", id);
  }

  byCouncil(id: string, by = this.chain.admin): Act {
    return this.world.act(by, "caseRegistry", "decideDisputeByCouncil", id, hash("decision"));
  }

  async state(id: string): Promise<number> {
    return Number((await this.caseStatus(id))[0]);
  }

  /** A dispute in coordination. */
  async coordinating(by?: Seat, subject?: string): Promise<string> {
    const id = await this.disputed(by, subject);
    await this.does(this.escalate(id, by));
    return id;
  }

  /** A dispute that is decided. */
  async decided(): Promise<string> {
    const id = await this.coordinating();
    await this.does(this.decide(id));
    return id;
  }

  /** A city with two departments, of which one has asked the other for an asset. */
  async cityRequest(): Promise<Side & { holder: Side; requester: Side; request: string }> {
    const { one, head } = await this.city();
    const [holder, requester] = [await this.department(one), await this.department(one)];
    const asset = await this.world.asset(holder.head, head);
    const done = await this.does(this.request(requester.head, { asset }));
    return { one, head, holder, requester, request: idIn(done, "RequestFiled") };
  }
}
