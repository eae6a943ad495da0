// SPDX-License-Identifier: Apache-2.0
// Organisations with every office: one seat in office of each, one that was ended, and one whose term is over.
import { randomBytes } from "node:crypto";

import { getAddress } from "ethers";

import type { TestChain } from "../support/chain.ts";
import { DAY, idIn, OFFICE, type Organization, type World, ZeroHash } from "../support/world.ts";
import { HEAD, LETTERS } from "./table.ts";

const REGISTRY = "organizationRegistry";
type Letters = readonly (typeof LETTERS)[number][];
const YEARS = 5 * 365 * DAY;

/** An account that acts, by a seat or as the head of an organisation. */
export interface Actor {
  readonly letter: string;
  readonly account: string;
  /** The seat by which it acts; whoever has none names the one of the right head of the data office. */
  readonly seat: number | undefined;
  readonly crew: Crew | undefined;
}

export interface Crew extends Organization {
  readonly offices: readonly Actor[];
  readonly ended: readonly Actor[];
  readonly expired: readonly Actor[];
}

/** A new account for which the chain signs, of as many as are wanted. */
export async function newAccount(chain: TestChain): Promise<string> {
  const account = getAddress(`0x${randomBytes(20).toString("hex")}`);
  await chain.provider.request({ method: "hardhat_impersonateAccount", params: [account] });
  return account;
}

/** The seat of an office, by its letter. */
export function seatOf(crew: Crew, letter: string): Actor & { readonly seat: number } {
  const found = crew.offices.find((actor) => actor.letter === letter);
  if (found?.seat === undefined) throw new Error(`${String(crew.number)} has no ${letter}`);
  return { ...found, seat: found.seat };
}

/** Appoints one seat of each office. */
async function appointAll(world: World, of: Organization, letters: Letters, term: number) {
  const { chain } = world;
  const until = (await chain.now()) + term;
  const actors: { letter: string; account: string; seat: number }[] = [];
  for (const letter of letters) {
    const account = await newAccount(chain);
    const office = LETTERS.indexOf(letter) + 1;
    const system = office === OFFICE.system;
    const by = system ? actors.find((one) => one.letter === "D")?.account : of.head;
    const act = system
      ? world.act(by ?? "", REGISTRY, "appointSystemSeat", of.number, account, until, 9)
      : world.act(of.head, REGISTRY, "appointSeat", of.number, office, account, until, ZeroHash);
    const seat = Number(idIn(await chain.does(act), "SeatAppointed"));
    actors.push({ letter, account, seat });
  }
  return actors;
}

/** The members of an organisation without any of the others. */
type Bare = Organization & { readonly letters?: Letters };

/** The present offices of organisations. */
export async function crewOf(world: World, { letters = LETTERS, ...one }: Bare): Promise<Crew> {
  const crew: Crew = { ...one, offices: [], ended: [], expired: [] };
  const seats = await appointAll(world, one, letters, YEARS);
  const head = { letter: HEAD, account: one.head, seat: undefined };
  return Object.assign(crew, { offices: [...seats, head].map((actor) => ({ ...actor, crew })) });
}

/**
 * The present offices of organisations, those that ended, and those whose terms are over; each organisation has
 * another head than before.
 */
export async function crewsWithPast(world: World, ones: readonly Organization[]): Promise<Crew[]> {
  const { chain } = world;
  const past = [];
  for (const one of ones) {
    const ended = await appointAll(world, one, LETTERS, YEARS);
    for (const { seat } of ended) await chain.does(world.act(one.head, REGISTRY, "endSeat", seat));
    const expired = await appointAll(world, one, LETTERS, DAY);
    const head = await newAccount(chain);
    await chain.does(world.act(one.head, REGISTRY, "proposeHead", one.number, head));
    past.push({ one, ended, expired, head });
  }
  await chain.pass(4 * DAY);
  const crews: Crew[] = [];
  for (const { one, ended, expired, head } of past) {
    await chain.does(world.act(head, REGISTRY, "takeHead", one.number));
    const crew = await crewOf(world, { ...one, head });
    const former = { letter: HEAD, account: one.head, seat: undefined };
    const own = <T extends object>(actor: T) => ({ ...actor, crew });
    crews.push(
      Object.assign(crew, { ended: [...ended, former].map(own), expired: expired.map(own) }),
    );
  }
  return crews;
}
