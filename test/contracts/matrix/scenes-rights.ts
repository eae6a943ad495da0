// SPDX-License-Identifier: Apache-2.0
// Use and operating rights, and the holding right.
import { ZeroHash } from "ethers";

import { hash, idIn } from "../support/world.ts";
import { bySeat, of, type Scene, type Scenes } from "./run.ts";
import type { MatrixWorld, PartyName } from "./world.ts";

const RIGHTS = "rightRegistry";
const OPERATING = 3;
const USE = 2;
const AUTHORISATION = 2;
const DERIVED = 4;

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

export const RIGHT_SCENES: Scenes = of(RIGHTS, rights);
