// SPDX-License-Identifier: Apache-2.0
// Acts on seats.
import type { Act } from "./chain.ts";
import { Suite } from "./suite.ts";
import { DAY, hash, OFFICE, type Organization, type Seat } from "./world.ts";

const REGISTRY = "organizationRegistry";

export interface Appointment {
  readonly office?: number;
  readonly account?: string;
  readonly until?: number;
  readonly by?: string;
}

export class SeatTests extends Suite {
  async appoint(one: Organization, other: Appointment = {}): Promise<Act> {
    const until = other.until ?? (await this.chain.now()) + DAY;
    const account = other.account ?? this.chain.newAccount();
    const office = other.office ?? OFFICE.receiver;
    const args = [one.number, office, account, until, hash("sm2 key")];
    return this.world.act(other.by ?? one.head, REGISTRY, "appointSeat", ...args);
  }

  async appointSystem(one: Organization, by: string): Promise<Act> {
    const args = [one.number, this.chain.newAccount(), (await this.chain.now()) + DAY, 100];
    return this.world.act(by, REGISTRY, "appointSystemSeat", ...args);
  }

  /** An act whose first argument is the seat that it is about. */
  onSeat(by: string, fn: string, seat: Pick<Seat, "number">, ...args: unknown[]): Act {
    return this.world.act(by, REGISTRY, fn, seat.number, ...args);
  }

  /** Does an appointment. @returns the number of the seat */
  async numberIn(act: Act): Promise<number> {
    return Number((await this.does(act)).events[0]?.args[0]);
  }

  /** When a seat was ended, and since when its key is compromised. */
  async endOf(seat: number): Promise<unknown[]> {
    return this.list(REGISTRY, "seatEnd", seat);
  }
}
