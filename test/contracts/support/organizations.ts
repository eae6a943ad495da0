// SPDX-License-Identifier: Apache-2.0
// Acts on organisations as a whole, in a tree of three levels.
import type { Act } from "./chain.ts";
import { Suite } from "./suite.ts";
import { CAPACITY, hash, type Organization, type Province } from "./world.ts";

const REGISTRY = "organizationRegistry";
const CITY = 3;
const COUNTY = 4;

/** Two cities below the province, and two departments below the first. */
export class OrganizationTests extends Suite {
  city: Organization = { number: 0, head: "", code: "" };
  otherCity: Organization = this.city;
  office: Organization = this.city;
  bureau: Organization = this.city;

  protected override async prepare({ world, authority }: Province): Promise<void> {
    this.city = await world.admit(CAPACITY.authority, authority, CITY);
    this.otherCity = await world.admit(CAPACITY.authority, authority, CITY);
    this.office = await world.admit(CAPACITY.department, this.city, COUNTY);
    this.bureau = await world.admit(CAPACITY.department, this.city, COUNTY);
  }

  /** An act by an account. */
  by(account: string, fn: string, ...args: unknown[]): Act {
    return this.world.act(account, REGISTRY, fn, ...args);
  }

  /** An act by an organisation's head, whose first argument is the organisation. */
  own(one: Organization, fn: string, ...args: unknown[]): Act {
    return this.by(one.head, fn, one.number, ...args);
  }

  /** An act that is the administrator's. */
  restricted(fn: string, ...args: unknown[]): Act {
    return this.by(this.chain.admin, fn, ...args);
  }

  async suspend(one: Organization, by: Organization): Promise<void> {
    await this.does(this.by(by.head, "suspendOrganization", one.number));
  }

  /** A new department below the first city. */
  async department(below = this.city): Promise<Organization> {
    return this.world.admit(CAPACITY.department, below, COUNTY);
  }

  /** The answer of one of the registry's views, bare. */
  async told<T = unknown>(view: string, ...args: unknown[]): Promise<T> {
    return this.chain.read<T>(REGISTRY, view, ...args);
  }

  /** The members of an organisation's standing: status, capacities, level, region, parent, successor. */
  async standing(one: Organization): Promise<number[]> {
    return (await this.list(REGISTRY, "standing", one.number)).map(Number);
  }

  /** Children, assignments and successions of an organisation. */
  async bounds(one: Organization): Promise<number[]> {
    return (await this.list(REGISTRY, "bounds", one.number)).map(Number);
  }

  /** The head who is about to take over an organisation, as the view tells. */
  async pending(one: Organization): Promise<unknown[]> {
    return this.list(REGISTRY, "pendingHead", one.number);
  }

  merge(by: Organization, one: Organization, into: Organization): Act {
    return this.own(by, "merge", one.number, into.number);
  }

  assign(by: Organization, one: Organization, subjects: string[], to: Organization | 0): Act {
    return this.own(by, "assign", one.number, subjects, to === 0 ? 0 : to.number);
  }

  split(by: Organization, one: Organization, keeper: Organization): Act {
    return this.own(by, "split", one.number, keeper.number);
  }

  abolish(by: Organization, one: Organization): Act {
    return this.own(by, "abolish", one.number);
  }

  /** Who stands in an organisation's place. */
  async follow(one: Organization, subject = hash("whatever")): Promise<number> {
    return Number(await this.told("follow", one.number, subject));
  }
}
