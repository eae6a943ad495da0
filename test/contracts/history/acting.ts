// SPDX-License-Identifier: Apache-2.0
// Who acts in a random history, as the events told so far.
import { ZeroHash } from "ethers";

import type { Act } from "../support/chain.ts";
import { DAY, hash, type World } from "../support/world.ts";
import type { Chance } from "./random.ts";
import { ABOLISHED, type State } from "./state.ts";

export const REGISTRY = "organizationRegistry";
export const ASSETS = "assetRegistry";
export const REGION = 990_000;

export type Maybe = Act | undefined;

export class Acting {
  protected readonly world: World;
  protected readonly state: State;
  protected readonly chance: Chance;
  protected serial = 10;
  /** Accounts that serve nobody yet. */
  protected accounts: string[] = [];
  now = 0;

  constructor(world: World, state: State, chance: Chance) {
    [this.world, this.state, this.chance] = [world, state, chance];
  }

  give(account: string): void {
    this.accounts = [account];
  }

  // ─── who ───

  protected living(): string[] {
    return [...this.state.organizations.keys()].filter(
      (number) => this.state.organizations.get(number)?.standing.status !== ABOLISHED,
    );
  }

  protected pick(): string {
    return this.chance.of(this.living()) ?? "1";
  }

  protected parent(number: string): string {
    return String(this.state.organizations.get(number)?.standing.parent ?? 0n);
  }

  protected headOf(number: string): string {
    return this.state.organizations.get(number)?.head ?? this.world.chain.deployer;
  }

  /** An act by an organisation's sole seat of an office, or its appointment if there is none. */
  protected by(
    office: 2 | 3,
    of: string,
    contract: Act["contract"],
    fn: string,
    ...args: unknown[]
  ): Maybe {
    const number = this.state.soleSeats.get(`${of} ${String(office)}`);
    const seat = this.state.seats.get(String(number));
    if (seat?.state === 1n && Number(seat.until) > this.now) {
      return this.world.act(seat.account, contract, fn, number, ...args);
    }
    return this.appoint(of, office);
  }

  protected appoint(of: string, office: number): Maybe {
    const account = this.accounts[0];
    const until = this.now + (30 + this.chance.below(300)) * DAY;
    const key = this.chance.once(2) ? ZeroHash : hash(`key ${String(this.serial++)}`);
    return this.on(this.headOf(of), "appointSeat", of, office, account, until, key);
  }

  protected on(by: string, fn: string, ...args: unknown[]): Act {
    return this.world.act(by, REGISTRY, fn, ...args);
  }

  protected word(): string {
    return hash(`word ${String(this.serial++)}`);
  }
}
