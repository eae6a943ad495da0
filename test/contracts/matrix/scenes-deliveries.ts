// SPDX-License-Identifier: Apache-2.0
// Return flows, and what is proven from a log: anyone may bring the proof.
import type { Hex } from "@suyuan/proof";

import { proofsOf } from "./proofs.ts";
import { hash, idIn } from "../support/world.ts";
import { bySeat, of, type Scene, type Scenes } from "./run.ts";
import { does, granted, terms, wanted } from "./shared.ts";
import type { MatrixWorld, PartyName } from "./world.ts";

const DELIVERIES = "deliveryRegistry";
const RETURNS = "returnRegistry";

/** An asset that the city holds. */
const upper = async (world: MatrixWorld): Promise<string> => world.coded({ by: "city" });

/** What the requester has claimed of the city. @returns the asset and the claim */
async function claimed(world: MatrixWorld): Promise<readonly [asset: string, id: string]> {
  const asset = await upper(world);
  const args = [asset, hash("the area's part")];
  const done = await world.acts("requester", RETURNS, "claimReturn", ...args);
  return [asset, idIn(done, "ReturnClaimed")];
}

const claiming = (party: PartyName) => async (world: MatrixWorld) =>
  bySeat(party, await upper(world), hash("the area's part"));

const connecting =
  (party: PartyName) =>
  async (world: MatrixWorld): Promise<Scene> => {
    const [asset, id] = await claimed(world);
    const filed = await does(world, "requester", "request", await wanted(world, { asset }));
    const grant = idIn(filed, "RequestFiled");
    await does(world, "city", "grant", grant, await terms(world));
    return bySeat(party, id, grant);
  };

const withdrawing = (party: PartyName) => async (world: MatrixWorld) =>
  bySeat(party, (await claimed(world))[1]);

const proofs: Scenes = {
  "recordDelivery anyone": async (world) => {
    const { delivery } = await proofsOf(world, (await granted(world)) as Hex);
    return { party: "holder", args: () => delivery.args };
  },
  "recordReceipt anyone": async (world) => {
    const { delivery, receipt } = await proofsOf(world, (await granted(world)) as Hex);
    const by = world.chain.deployer;
    await world.does(world.world.act(by, DELIVERIES, delivery.fn, ...delivery.args));
    return { party: "requester", args: () => receipt.args };
  },
};

const returns: Scenes = {
  "claimReturn a lower department": claiming("requester"),
  "claimReturn holder": claiming("city"),
  "connectReturn holder": connecting("city"),
  "connectReturn claimant": connecting("requester"),
  "withdrawReturn claimant": withdrawing("requester"),
  "withdrawReturn holder": withdrawing("city"),
};

export const DELIVERY_SCENES: Scenes = { ...of(DELIVERIES, proofs), ...of(RETURNS, returns) };
