// SPDX-License-Identifier: Apache-2.0
// Requests and grants in every state, as the scenes of the matrix need them.
import type { Done } from "../support/chain.ts";
import { REASON } from "../support/sharing.ts";
import { hash, idIn, ZeroHash } from "../support/world.ts";
import type { MatrixWorld } from "./world.ts";

export const SHARING = "sharingRegistry";
export const UNCONDITIONAL = 1;
export const LOG = hash("log of the matrix");
const SCOPE = 1;

export interface Asked {
  readonly asset?: string;
  readonly parent?: string;
  readonly demand?: string;
  readonly days?: number;
}

/** What is wanted, in the order of the contract's struct. */
export async function wanted(world: MatrixWorld, asked: Asked = {}): Promise<unknown[]> {
  const until = await world.later(asked.days ?? 90);
  const what = [asked.asset ?? world.asset, hash("wanted"), 12, 2, until];
  return [...what, asked.parent ?? ZeroHash, asked.demand ?? ZeroHash];
}

/** The terms of an answer or a standing consent, in the order of the contract's struct. */
export async function terms(world: MatrixWorld, days = 60): Promise<unknown[]> {
  if (!(await world.chain.read<boolean>("exchangeLog", "isOpen", LOG))) {
    const operator = world.seat("other", "L").number;
    await world.acts("other", "exchangeLog", "open", LOG, operator, hash("key"));
  }
  return [LOG, ZeroHash, 0, await world.later(days), 0, 1, 0];
}

export async function does(
  world: MatrixWorld,
  who: Parameters<MatrixWorld["acts"]>[0],
  fn: string,
  ...args: readonly unknown[]
): Promise<Done> {
  return world.acts(who, SHARING, fn, ...args);
}

/** A request that must be answered. */
export async function requested(world: MatrixWorld, asked: Asked = {}): Promise<string> {
  const done = await does(world, "requester", "request", await wanted(world, asked));
  return idIn(done, "RequestFiled");
}

/** A request that was returned. */
export async function returned(world: MatrixWorld): Promise<string> {
  const id = await requested(world);
  await does(world, "holder", "returnForGaps", id, hash("gaps"));
  return id;
}

/** A grant to the requester. */
export async function granted(world: MatrixWorld, days = 60): Promise<string> {
  const id = await requested(world);
  await does(world, "holder", "grant", id, await terms(world, days));
  return id;
}

export async function suspended(world: MatrixWorld, by: "holder" | "city"): Promise<string> {
  const id = await granted(world);
  await does(world, by, "suspend", id, REASON.suspension, await world.later(10));
  return id;
}

/** A grant whose data is to be disposed of. */
export async function over(world: MatrixWorld): Promise<string> {
  const id = await granted(world);
  await does(world, "requester", "end", id, REASON.end);
  return id;
}

/** A grant with a proposal to change its scope. */
export async function proposed(world: MatrixWorld, by: "holder" | "requester"): Promise<string> {
  const id = await granted(world);
  await does(world, by, "proposeChange", id, SCOPE, hash("other scope"));
  return id;
}

/** A demand of the requester. */
export async function demanded(world: MatrixWorld): Promise<string> {
  const done = await does(world, "requester", "announceDemand", hash("needed"));
  return idIn(done, "DemandAnnounced");
}

/** A request for what the requester has, to be shared on by it. */
export async function onward(world: MatrixWorld): Promise<string> {
  const parent = await granted(world);
  const done = await does(world, "other", "request", await wanted(world, { parent, days: 30 }));
  return idIn(done, "RequestFiled");
}

/** The same, with the provider's consent. */
export async function consented(world: MatrixWorld): Promise<string> {
  const id = await onward(world);
  await does(world, "holder", "consentOnward", id);
  return id;
}

/** An asset that is shared unconditionally. */
export async function open(world: MatrixWorld): Promise<string> {
  return world.coded({ attribute: UNCONDITIONAL });
}

/** The same, with a standing consent. */
export async function openWithConsent(world: MatrixWorld): Promise<string> {
  const asset = await open(world);
  const [log, ...rest] = await terms(world, 300);
  await does(world, "holder", "consentStanding", asset, [log, ...rest]);
  return asset;
}
