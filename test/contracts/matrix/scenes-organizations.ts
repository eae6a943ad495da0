// SPDX-License-Identifier: Apache-2.0
// Organisations, their heads, seats and successions, and their duties.
import { ZeroHash } from "ethers";

import { codeBytes, unifiedCode } from "../support/codes.ts";
import { DAY, hash, OFFICE } from "../support/world.ts";
import { seatOf } from "./crew.ts";
import type { Acting, Scene, Scenes } from "./run.ts";
import type { MatrixWorld, PartyName } from "./world.ts";

const as = (party: PartyName, ...args: readonly unknown[]): Scene => ({ party, args: () => args });
/** By the acting organisation's number, which is the first argument. */
const naming = (party: PartyName, ...args: readonly unknown[]): Scene => ({
  party,
  args: ({ crew }: Acting) => [crew.number, ...args],
});
const SUBJECTS = [hash("a subject")];

const facts = (world: MatrixWorld): unknown[] => [
  ...[codeBytes(unifiedCode(500)), hash("a new name"), 1, 4, 990_000],
  world.newHead,
];

async function ordered(world: MatrixWorld): Promise<void> {
  const { city, holder } = world.crews;
  await world.does(world.by(city.head, "replaceHead", holder.number, world.newHead));
}

/** A seat of the holder beside those of the crew. */
async function extraSeat(world: MatrixWorld, system: boolean): Promise<number> {
  const { holder } = world.crews;
  const until = await world.later(30);
  const [fn, by, args] = system
    ? ["appointSystemSeat", seatOf(holder, "D").account, [world.newHead, until, 5]]
    : ["appointSeat", holder.head, [OFFICE.registrant, world.newHead, until, ZeroHash]];
  const done = await world.does(world.by(by, fn, holder.number, ...args));
  return Number(done.events[0]?.args[0]);
}

const roots: Scenes = {
  "admitRoot by decision": (world) => as("member", ...facts(world)),
  "suspendRoot by decision": (world) => as("member", world.crews.newRoot.number),
  "resumeRoot by decision": async (world) => {
    const { number } = world.world.root("neighbour");
    await world.does(world.byTimelock("suspendRoot", number));
    return as("member", number);
  },
  "replaceRootHead by decision": (world) => as("member", world.crews.newRoot.number, world.newHead),
  "stopRootHead by decision": async (world) => {
    const { newRoot } = world.crews;
    await world.does(world.byTimelock("replaceRootHead", newRoot.number, world.newHead));
    return as("member", newRoot.number);
  },
  "changeTree by decision": (world) =>
    as("member", world.leaf.number, world.crews.otherRoot.number),
  "mergeRoot by decision": (world) =>
    as("member", world.crews.newRoot.number, world.crews.otherRoot.number),
  "assignRoot by decision": (world) =>
    as("member", world.crews.newRoot.number, SUBJECTS, world.crews.otherRoot.number),
  "splitRoot by decision": (world) =>
    as("member", world.crews.newRoot.number, world.crews.otherRoot.number),
  "abolishRoot by decision": (world) => as("member", world.crews.newRoot.number),
  "setAuthority the manager": (world) => as("member", world.chain.addresses.accessManager),
};

const tree: Scenes = {
  "admit authority": (world) => as("city", world.crews.city.number, ...facts(world)),
  "suspendOrganization authority": (world) => as("city", world.leaf.number),
  "suspendOrganization itself": (world) => as("holder", world.crews.holder.number),
  "resumeOrganization authority": async (world) => {
    const { number } = world.leaf;
    await world.does(world.by(world.crews.city.head, "suspendOrganization", number));
    return as("city", number);
  },
  "rename itself": (world) => as("holder", world.crews.holder.number, hash("another name")),
  "changeParent authority": (world) => as("city", world.leaf.number, world.county.number),
  "merge authority": (world) => naming("city", world.leaf.number, world.crews.heir.number),
  "merge itself": (world) => naming("holder", world.crews.holder.number, world.crews.heir.number),
  "assign authority": (world) =>
    naming("city", world.leaf.number, SUBJECTS, world.crews.heir.number),
  "split authority": (world) => naming("city", world.leaf.number, world.crews.heir.number),
  "abolish authority": (world) => naming("city", world.leaf.number),
};

const heads: Scenes = {
  "proposeHead itself": (world) => as("holder", world.crews.holder.number, world.newHead),
  "replaceHead authority": (world) => as("city", world.crews.holder.number, world.newHead),
  "replaceHead itself": (world) => as("holder", world.crews.holder.number, world.newHead),
  "stopHead rotating": async (world) => {
    const { head, number } = world.crews.holder;
    await world.does(world.by(head, "proposeHead", number, world.newHead));
    return as("holder", number);
  },
  "stopHead being replaced": async (world) => {
    await ordered(world);
    return as("holder", world.crews.holder.number);
  },
  "stopHead replacing": async (world) => {
    await ordered(world);
    return as("city", world.crews.holder.number);
  },
  "takeHead the new head": async (world) => {
    await ordered(world);
    await world.chain.pass(8 * DAY);
    return { ...as("holder", world.crews.holder.number), only: world.newHead };
  },
};

const seats: Scenes = {
  "appointSeat itself": async (world) => {
    const what = [world.crews.holder.number, OFFICE.receiver, world.newHead];
    return as("holder", ...what, await world.later(30), ZeroHash);
  },
  "appointSystemSeat itself": async (world) =>
    as("holder", world.crews.holder.number, world.newHead, await world.later(30), 5),
  "endSeat a registrant's": async (world) => as("holder", await extraSeat(world, false)),
  "endSeat a system's": async (world) => as("holder", await extraSeat(world, true)),
  "reportCompromised itself": async (world) =>
    as("holder", await extraSeat(world, false), await world.later(0)),
  "setAllowance itself": async (world) =>
    as("holder", await extraSeat(world, true), hash("a subject"), true),
};

const duties: Scenes = {
  "dutyRegister.assignDuty holder": ({ asset }) => ({
    party: "holder",
    args: ({ seat, crew }) => {
      const responsible = seatOf(crew, "R").seat;
      return [seat, hash("duty"), hash("basis"), asset, responsible];
    },
  }),
  "dutyRegister.withdrawDuty itself": async (world) => {
    const responsible = world.seat("holder", "R").number;
    const what = [hash("duty"), hash("basis"), world.asset, responsible];
    await world.acts("holder", "dutyRegister", "assignDuty", ...what);
    return { party: "holder", args: ({ seat }) => [seat, hash("duty"), world.asset] };
  },
};

const ofRegistry = Object.entries({ ...roots, ...tree, ...heads, ...seats }).map(
  ([key, scene]) => [`organizationRegistry.${key}`, scene] as const,
);

export const ORGANIZATION_SCENES: Scenes = { ...Object.fromEntries(ofRegistry), ...duties };
