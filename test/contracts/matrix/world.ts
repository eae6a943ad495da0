// SPDX-License-Identifier: Apache-2.0
// The world of the matrix: two cities in a province, what lies below them, and two members of the council.
import type { Act, Done } from "../support/chain.ts";
import { CouncilTests } from "../support/council.ts";
import { STEPS } from "../support/registration.ts";
import {
  CAPACITY,
  DAY,
  hash,
  idIn,
  type Organization,
  type Province,
  type Registration,
  type Seat,
} from "../support/world.ts";
import { type Crew, crewOf, crewsWithPast, newAccount, seatOf } from "./crew.ts";
import { LETTERS } from "./table.ts";

const REGISTRY = "organizationRegistry";
const ASSETS = "assetRegistry";
const OFFICE_HOLDERS = CAPACITY.department | CAPACITY.exchangeCentre | CAPACITY.auditBody;
const AUTHORITY = OFFICE_HOLDERS | CAPACITY.authority | CAPACITY.registrar;
const CITY = 3;
const COUNTY = 4;
/** The offices of an organisation that is neither exchange centre nor audit body. */
const WITHOUT_LOG = LETTERS.filter((letter) => letter !== "L" && letter !== "A");
const PARTIES = ["city", "holder", "requester", "member"] as const;

/** Who may be the right organisation. */
export type PartyName = (typeof PARTIES)[number];
type Named = Readonly<
  Record<
    | PartyName
    | (
        | "province"
        | "otherCity"
        | "newCity"
        | "other"
        | "heir"
        | "company"
        | "otherRoot"
        | "newRoot"
      ),
    Crew
  >
>;

export class MatrixWorld extends CouncilTests {
  #crews: Named | undefined;
  /** A county's authority and a department below the city, and a department without offices. */
  county: Organization = { number: 0, head: "", code: "" };
  leaf: Organization = this.county;
  asset = "";
  newHead = "";

  constructor() {
    super({});
  }

  get crews(): Named {
    if (this.#crews === undefined) throw new Error("the world has not begun");
    return this.#crews;
  }

  protected override async prepare({ world, authority, authorityHead }: Province): Promise<void> {
    const cities = [];
    for (let i = 0; i < 3; i++) cities.push(await world.admit(AUTHORITY, authority, CITY));
    const [city, otherCity, newCity] = cities as [Organization, Organization, Organization];
    const below = async (parent: Organization, capacities = OFFICE_HOLDERS) =>
      world.admit(capacities, parent, COUNTY);
    const [holder, requester] = [await below(city), await below(city)];
    [this.county, this.leaf] = [await below(city, AUTHORITY), await below(city)];
    const roots = [];
    for (let i = 0; i < 3; i++) roots.push(await world.admit(AUTHORITY));
    const [member, otherRoot, newRoot] = roots as [Organization, Organization, Organization];
    await this.admitMembers(member);
    const company = await below(otherCity, CAPACITY.operatingBody);
    const heir = await below(city);
    const bare = { otherCity, newCity, heir, otherRoot, newRoot, other: await below(otherCity) };
    const past = await crewsWithPast(world, [city, holder, requester, member]);
    await this.does(this.follow(member));
    const list: [string, Crew | undefined][] = PARTIES.map((name, i) => [name, past[i]]);
    for (const [name, one] of Object.entries(bare)) list.push([name, await crewOf(world, one)]);
    list.push(["company", await crewOf(world, { ...company, letters: WITHOUT_LOG })]);
    // The province's head of the data office is appointed already.
    await this.does(this.by(authority.head, "endSeat", authorityHead.number));
    list.push(["province", await crewOf(world, { ...authority, letters: WITHOUT_LOG })]);
    this.#crews = Object.fromEntries(list) as Named;
    this.newHead = await newAccount(this.chain);
    this.asset = await this.coded();
  }

  /** An act of an account on organisations. */
  by(account: string, fn: string, ...args: readonly unknown[]): Act {
    return this.world.act(account, REGISTRY, fn, ...args);
  }

  byTimelock(fn: string, ...args: readonly unknown[]): Act {
    return this.by(this.chain.admin, fn, ...args);
  }

  /** The seat in office of one organisation. */
  seat(name: keyof Named, letter = "D"): Seat {
    const crew = this.crews[name];
    const { seat, account } = seatOf(crew, letter);
    return { number: seat, account, organization: crew.number };
  }

  /** Does an act by a seat's number, of a contract. */
  async acts(
    who: keyof Named | Seat,
    contract: Act["contract"],
    fn: string,
    ...args: readonly unknown[]
  ): Promise<Done> {
    const seat = typeof who === "string" ? this.seat(who) : who;
    return this.does(this.world.bySeat(seat, contract, fn, ...args));
  }

  /** An asset of the holder, or of the city, as a draft or after these steps of its procedure. */
  async drafted(
    last?: (typeof STEPS)[number],
    { by = "holder", ...other }: Partial<Registration> & { by?: "holder" | "city" } = {},
  ): Promise<string> {
    const done = await this.does(this.world.register(this.seat(by), other));
    const id = idIn(done, "AssetRegistered");
    await this.#stepsTo(id, by, last);
    return id;
  }

  async #stepsTo(id: string, by: "holder" | "city", last?: (typeof STEPS)[number]): Promise<void> {
    const registrar = by === "holder" ? "city" : "province";
    for (const fn of last === undefined ? [] : STEPS.slice(0, STEPS.indexOf(last) + 1)) {
      if (fn === "approve") {
        await this.does(this.world.act(this.crews[by].head, ASSETS, fn, id));
      } else if (fn === "assess") {
        await this.acts(by, ASSETS, fn, id, hash("secrecy"), hash("persons"));
      } else if (fn === "submit") {
        await this.acts(by, ASSETS, fn, id, this.crews[registrar].number);
      } else {
        if (fn === "confirm") await this.noticeOver(id);
        await this.acts(registrar, ASSETS, fn, id);
      }
    }
  }

  async coded(other: Parameters<MatrixWorld["drafted"]>[1] = {}): Promise<string> {
    return this.drafted("confirm", other);
  }

  /** Lets the public notice pass. */
  async noticeOver(id: string): Promise<void> {
    const { noticeEnd } = await this.chain.read<{ noticeEnd: bigint }>(ASSETS, "procedure", id);
    await this.until(Number(noticeEnd));
  }

  async later(days: number): Promise<number> {
    return (await this.chain.now()) + days * DAY;
  }

  // ─── what befalls an organisation ───

  async suspend(party: PartyName): Promise<void> {
    const { number } = this.crews[party];
    const act =
      party === "member"
        ? this.byTimelock("suspendRoot", number)
        : this.by(this.superior(party).head, "suspendOrganization", number);
    await this.does(act);
  }

  /** The organisation directly above; for a root, which has none, an authority in another tree. */
  superior(party: PartyName): Crew {
    if (party === "member") return this.crews.otherCity;
    return party === "city" ? this.crews.province : this.crews.city;
  }

  /** The organisations of the same kind that are no party to anything. */
  stranger(party: PartyName): Crew {
    const { otherCity, otherRoot, other } = this.crews;
    if (party === "city") return otherCity;
    return party === "member" ? otherRoot : other;
  }

  /** Merges an organisation into another one of its kind. @returns the successor */
  async merge(party: PartyName): Promise<Crew> {
    const { newCity, newRoot, heir, city, province, ...rest } = this.crews;
    const { number } = this.crews[party];
    if (party === "member") {
      await this.does(this.byTimelock("mergeRoot", number, newRoot.number));
      return newRoot;
    }
    if (party !== "city") {
      await this.does(this.by(city.head, "merge", city.number, number, heir.number));
      return heir;
    }
    for (const child of [rest.holder, rest.requester, heir, this.county, this.leaf]) {
      const { standing } = await this.chain.read<{ standing: { parent: bigint; status: bigint } }>(
        REGISTRY,
        "organization",
        child.number,
      );
      if (Number(standing.parent) !== number || standing.status === 3n) continue;
      await this.does(this.by(province.head, "changeParent", child.number, newCity.number));
    }
    await this.does(this.by(province.head, "merge", province.number, number, newCity.number));
    return newCity;
  }
}
