// SPDX-License-Identifier: Apache-2.0
// Use and operating rights, the holding right, requests and grants.
import { ZeroHash } from "ethers";

import { hash, idIn } from "../support/world.ts";
import type { Scene, Scenes } from "./run.ts";
import type { MatrixWorld, PartyName } from "./world.ts";

const RIGHTS = "rightRegistry";
const SHARING = "sharingRegistry";
const OPERATING = 3;
const USE = 2;
const AUTHORISATION = 2;
const DERIVED = 4;

const bySeat = (party: PartyName, ...args: readonly unknown[]): Scene => ({
  party,
  args: ({ seat }) => [seat, ...args],
});

async function terms(world: MatrixWorld, days = 90): Promise<unknown[]> {
  return [0, await world.later(days), hash("scope"), hash("agreement")];
}

/** An operating right that the holder offers to the requester. */
async function offered(world: MatrixWorld): Promise<string> {
  const what = [world.asset, ZeroHash, OPERATING, world.crews.requester.number, AUTHORISATION];
  const done = await world.acts("holder", RIGHTS, "confer", ...what, ...(await terms(world)));
  return idIn(done, "RightOffered");
}

async function inForce(world: MatrixWorld): Promise<string> {
  const right = await offered(world);
  await world.acts("requester", RIGHTS, "acceptRight", right);
  return right;
}

async function transferOffered(world: MatrixWorld, party: PartyName): Promise<Scene> {
  const { number } = world.crews.requester;
  await world.acts("holder", RIGHTS, "offerTransfer", world.asset, number, hash("agreement"));
  return bySeat(party, world.asset);
}

const END = [7, hash("basis")] as const;

const rights: Scenes = {
  "confer holder": async (world) => {
    const to = world.crews.company.number;
    const what = [world.asset, ZeroHash, OPERATING, to, AUTHORISATION];
    return bySeat("holder", ...what, ...(await terms(world)));
  },
  "confer right holder": async (world) => {
    const parent = await inForce(world);
    const to = world.crews.company.number;
    const what = [world.asset, parent, USE, to, DERIVED];
    return bySeat("requester", ...what, ...(await terms(world, 30)));
  },
  "acceptRight recipient": async (world) => bySeat("requester", await offered(world)),
  "waive recipient": async (world) => bySeat("requester", await inForce(world)),
  "endRight offering": async (world) => bySeat("holder", await offered(world), ...END),
  "endRight grantor": async (world) => bySeat("holder", await inForce(world), ...END),
  "endRight authority": async (world) => bySeat("city", await inForce(world), ...END),
  "offerTransfer holder": (world) =>
    bySeat("holder", world.asset, world.crews.requester.number, hash("agreement")),
  "acceptTransfer recipient": async (world) => transferOffered(world, "requester"),
  "withdrawTransfer holder": async (world) => transferOffered(world, "holder"),
  "recordStage holder": (world) => bySeat("holder", world.asset, 1, hash("basis")),
};

// ─── sharing ───

const WHY = [12, hash("why"), 2] as const;

async function requested(world: MatrixWorld): Promise<string> {
  const what = [world.asset, ...WHY, await world.later(90)];
  return idIn(await world.acts("requester", SHARING, "request", ...what), "RequestFiled");
}

async function answer(world: MatrixWorld): Promise<readonly unknown[]> {
  const log = hash("log of the matrix");
  const operator = world.seat("other", "L").number;
  await world.acts("other", "exchangeLog", "open", log, operator, hash("key"));
  return [await requested(world), log, 0, await world.later(60), hash("scope")];
}

async function granted(world: MatrixWorld): Promise<string> {
  const done = await world.acts("holder", SHARING, "grant", ...(await answer(world)));
  return idIn(done, "GrantIssued");
}

async function suspended(world: MatrixWorld, by: PartyName): Promise<string> {
  const id = await granted(world);
  await world.acts(by, SHARING, "suspend", id, 7);
  return id;
}

const sharing: Scenes = {
  "request any department": async (world) =>
    bySeat("requester", world.asset, ...WHY, await world.later(90)),
  "request holder": async (world) => bySeat("holder", world.asset, ...WHY, await world.later(90)),
  "withdrawRequest requester": async (world) => bySeat("requester", await requested(world)),
  "grant holder": async (world) => bySeat("holder", ...(await answer(world))),
  "refuse holder": async (world) => bySeat("holder", await requested(world), 3, hash("law")),
  "suspend provider": async (world) => bySeat("holder", await granted(world), 7),
  "suspend recipient": async (world) => bySeat("requester", await granted(world), 7),
  "resume who suspended": async (world) => bySeat("holder", await suspended(world, "holder")),
  "resume authority": async (world) => bySeat("city", await suspended(world, "city")),
  "resume provider": async (world) => bySeat("holder", await suspended(world, "city")),
  "end recipient": async (world) => bySeat("requester", await granted(world), 7),
  "end running provider": async (world) => bySeat("holder", await granted(world), 7),
  "end provider": async (world) => bySeat("holder", await suspended(world, "holder"), 7),
  "end authority": async (world) => bySeat("city", await granted(world), 7),
};

const of = (contract: string, scenes: Scenes): Scenes =>
  Object.fromEntries(Object.entries(scenes).map(([key, scene]) => [`${contract}.${key}`, scene]));

export const RIGHT_SCENES: Scenes = { ...of(RIGHTS, rights), ...of(SHARING, sharing) };
