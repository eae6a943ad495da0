// SPDX-License-Identifier: Apache-2.0
// A small fictional province for tests: organisations, their heads, and seats as they are needed.
import { encodeBytes32String, id as hashOf, ZeroHash } from "ethers";

import type { LawOverrides } from "../../../deploy/law/load.ts";
import type { Actors, Seat } from "./actors.ts";
import { type Act, type ContractName, type Done, startChain, type TestChain } from "./chain.ts";
import { codeBytes, unifiedCode } from "./codes.ts";
import { FOUNDING_HEADS, ROOT } from "./founding.ts";
import { partiesOf, take } from "./registration.ts";

export const CAPACITY = {
  department: 1,
  authority: 2,
  registrar: 4,
  exchangeCentre: 8,
  auditBody: 16,
  operatingBody: 32,
} as const;

export const OFFICE = {
  registrant: 1,
  headOfDataOffice: 2,
  chiefDataOfficer: 3,
  receiver: 4,
  logOperator: 5,
  auditor: 6,
  system: 7,
} as const;

export const DAY = 86_400;
export const REGION = 990_000;
/** How long a head waits before it takes over. */
export const HEAD_DELAYS = { rotation: 3 * DAY, replacement: 7 * DAY } as const;
const PROVINCE = 2;
const REGISTRY = "organizationRegistry";
const TERM = 365 * DAY;

export interface Organization {
  readonly number: number;
  readonly head: string;
  readonly code: string;
}

/** A commitment or hash, from a word. */
export const hash = (word: string): string => hashOf(word);
export { ZeroHash };
export type { Seat } from "./actors.ts";

export class World implements Actors {
  readonly chain: TestChain;
  #serial = FOUNDING_HEADS;
  #localNumber = 0;

  constructor(chain: TestChain) {
    this.chain = chain;
  }

  act(by: string, contract: ContractName, fn: string, ...args: readonly unknown[]): Act {
    return { by, contract, fn, args };
  }

  /** An act by a seat, whose number is the first argument. */
  bySeat(seat: Seat, contract: ContractName, fn: string, ...args: readonly unknown[]): Act {
    return this.act(seat.account, contract, fn, seat.number, ...args);
  }

  /** Lets a rule have a value from now on. */
  async setRule(key: string, value: number): Promise<Done> {
    const [name, source] = [key, "a test"].map((text) => encodeBytes32String(text));
    const act = this.act(this.chain.admin, "ruleBook", "setRule", name, value, 1, source, 0);
    return this.chain.does(act);
  }

  /** A root of the beginning. */
  root(name: keyof typeof ROOT): Organization {
    const found = this.chain.founding.organizations[ROOT[name]];
    if (found === undefined) throw new Error(`${name} is not in the founding`);
    return { number: ROOT[name] + 1, head: found.head, code: found.code };
  }

  /** Admits an organisation below another, or a root by the council. */
  async admit(capacities: number, parent?: Organization, level = PROVINCE): Promise<Organization> {
    const head = this.chain.newAccount();
    const code = codeBytes(unifiedCode(this.#serial++));
    // The name of a root at the beginning, too, is made of its number.
    const facts = [code, hash(`name ${this.#serial}`), capacities, level, REGION, head];
    const act =
      parent === undefined
        ? this.act(this.chain.admin, REGISTRY, "admitRoot", ...facts)
        : this.act(parent.head, REGISTRY, "admit", parent.number, ...facts);
    await this.chain.does(act);
    const number = await this.chain.read<bigint>(REGISTRY, "organizationOf", head);
    return { number: Number(number), head, code };
  }

  /** Appoints an account of its own to an office. */
  async appoint(organization: Organization, office: number, term = TERM): Promise<Seat> {
    const account = this.chain.newAccount();
    const until = (await this.chain.now()) + term;
    const args = [organization.number, office, account, until, ZeroHash];
    const done = await this.chain.does(
      this.act(organization.head, REGISTRY, "appointSeat", ...args),
    );
    return { number: seatIn(done), account, organization: organization.number };
  }

  async appointHead(organization: Organization): Promise<Seat> {
    return this.appoint(organization, OFFICE.headOfDataOffice);
  }

  /** An act that registers an asset, with whatever differs from an ordinary one. */
  register(seat: Seat, other: Partial<Registration> = {}): Act {
    const localNumber = ++this.#localNumber;
    const one: Registration = {
      localNumber,
      catalogueCode: hash(`catalogue ${localNumber}`),
      region: REGION,
      attribute: 2,
      grade: 1,
      recordHash: hash("record"),
      legalBasis: ZeroHash,
      holdsNoSecrets: true,
      ...other,
    };
    const args: unknown[] = [
      one.localNumber,
      one.catalogueCode,
      one.region,
      one.attribute,
      one.grade,
    ];
    args.push(one.recordHash, one.legalBasis, one.holdsNoSecrets);
    return this.bySeat(seat, "assetRegistry", "register", ...args);
  }

  /** Registers an asset, and has it coded if a registrar is given. */
  async asset(seat: Seat, registrar?: Seat, other: Partial<Registration> = {}): Promise<string> {
    const id = idIn(await this.chain.does(this.register(seat, other)), "AssetRegistered");
    if (registrar) await take(this, await partiesOf(this, seat, registrar), id);
    return id;
  }

  /** The account that heads an organisation. */
  async headOf(organization: number): Promise<string> {
    const found = await this.chain.read<{ head: string }>(REGISTRY, "organization", organization);
    return found.head;
  }

  /** The seat of an organisation's head of the data office. */
  async headOfDataOffice(organization: number): Promise<Seat> {
    const office = OFFICE.headOfDataOffice;
    const number = Number(await this.chain.read(REGISTRY, "soleSeat", organization, office));
    const { account } = await this.chain.read<{ account: string }>(REGISTRY, "seat", number);
    return { number, account, organization };
  }
}

export interface Registration {
  readonly localNumber: number;
  readonly catalogueCode: string;
  readonly region: number;
  readonly attribute: number;
  readonly grade: number;
  readonly recordHash: string;
  readonly legalBasis: string;
  readonly holdsNoSecrets: boolean;
}

/** The first argument of a transaction's event: what it made. */
export function idIn(done: Done, event: string): string {
  const found = done.events.find(({ name }) => name === event);
  if (found === undefined) throw new Error(`no ${event} was emitted`);
  return String(found.args[0]);
}

function seatIn(done: Done): number {
  return Number(idIn(done, "SeatAppointed"));
}

/** A province with everyone whom the straight path needs. */
export interface Province {
  readonly world: World;
  readonly chain: TestChain;
  readonly authority: Organization;
  readonly holder: Organization;
  readonly requester: Organization;
  readonly centre: Organization;
  readonly authorityHead: Seat;
  readonly holderHead: Seat;
  readonly requesterHead: Seat;
  readonly centreHead: Seat;
  readonly operator: Seat;
}

export async function startProvince(law?: LawOverrides, beginning?: string): Promise<Province> {
  return provinceOn(await startChain(law, beginning));
}

/** Makes a province on a chain where the contracts have just been deployed. */
export async function provinceOn(chain: TestChain): Promise<Province> {
  const world = new World(chain);
  const { department, exchangeCentre } = CAPACITY;
  const authority = world.root("authority");
  const holder = await world.admit(department, authority);
  const requester = await world.admit(department, authority);
  const centre = await world.admit(exchangeCentre, authority);
  return {
    world,
    chain,
    authority,
    holder,
    requester,
    centre,
    authorityHead: await world.appointHead(authority),
    holderHead: await world.appointHead(holder),
    requesterHead: await world.appointHead(requester),
    centreHead: await world.appointHead(centre),
    operator: await world.appoint(centre, OFFICE.logOperator),
  };
}

/** Opens a log of the centre. */
export async function openLog(
  { chain, world, centreHead, operator }: Province,
  name: string,
): Promise<string> {
  const log = hash(name);
  const args = [log, operator.number, hash("key")];
  await chain.does(world.bySeat(centreHead, "exchangeLog", "open", ...args));
  return log;
}
