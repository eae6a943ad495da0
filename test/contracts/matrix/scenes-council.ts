// SPDX-License-Identifier: Apache-2.0
// The council, its seats and its timelock, the calendar and the rules.
import { encodeBytes32String, id as hashOf, ZeroHash } from "ethers";

import { rule, type Proposal, VOTE } from "../support/council.ts";
import { hash } from "../support/world.ts";
import { seatOf } from "./crew.ts";
import type { Scene, Scenes } from "./run.ts";
import type { MatrixWorld } from "./world.ts";

const CALLS = [rule("matrix.rule")];
const party = "member";

const same = (...args: readonly unknown[]): Scene => ({ party, args: () => args });
const account = (world: MatrixWorld): string => world.chain.deployer;

/** A proposal in favour of which enough members voted; the one of the matrix too. */
async function voted(world: MatrixWorld): Promise<Proposal> {
  const votes = [...world.members, world.crews.member].map((by) => [by, VOTE.inFavour] as const);
  return world.voted(CALLS, votes);
}

async function queued(world: MatrixWorld): Promise<Proposal> {
  const proposal = await voted(world);
  await world.does(world.act(account(world), "queue", ...proposal.what));
  return proposal;
}

/** What the timelock is asked to do, one call. */
function operation(world: MatrixWorld): [string, number, string, string, string] {
  const [call] = CALLS;
  if (call === undefined) throw new Error("there is no call");
  const data = world.chain.encode({ by: "", ...call });
  return [world.chain.addresses[call.contract], 0, data, ZeroHash, hash("salt")];
}

function batch(world: MatrixWorld): unknown[] {
  const [target, value, data, predecessor, salt] = operation(world);
  return [[target], [value], [data], predecessor, salt];
}

const LONG = 100 * 86_400;

/** Schedules as only the council can, which is impersonated. @returns the operation's id */
async function scheduled(world: MatrixWorld, fn: "schedule" | "scheduleBatch"): Promise<string> {
  const by = world.chain.addresses.council;
  await world.chain.provider.request({ method: "hardhat_impersonateAccount", params: [by] });
  const args = [...(fn === "schedule" ? operation(world) : batch(world)), LONG];
  const done = await world.does({ by, contract: "timelock", fn, args });
  const found = done.events.find(({ name }) => name === "CallScheduled")?.args[0] as string;
  return found;
}

async function due(world: MatrixWorld, fn: "schedule" | "scheduleBatch"): Promise<void> {
  await scheduled(world, fn);
  await world.chain.pass(LONG + 1);
}

const vote = async (world: MatrixWorld, ...more: unknown[]): Promise<Scene> => {
  const { id } = await world.open(CALLS);
  return same(id, VOTE.inFavour, ...more);
};

const manager = (world: MatrixWorld): Scene => same(world.chain.addresses.accessManager);

const council: Scenes = {
  "council.propose member": (world) => same(...world.parts(CALLS)),
  "council.castVote member": async (world) => vote(world),
  "council.castVoteWithReason member": async (world) => vote(world, "a reason"),
  "council.castVoteBySig carrier": async (world) => {
    const proposal = await world.open(CALLS);
    const { args } = await world.signedVote(proposal, world.world.root("authority").head);
    return same(...args);
  },
  "council.queue anyone": async (world) => same(...(await voted(world)).what),
  "council.execute anyone": async (world) => {
    const proposal = await queued(world);
    await world.until(Number(await world.eta(proposal)) + 1);
    return same(...proposal.what);
  },
  "council.cancel proposer": async (world) => {
    const { what } = await world.propose(CALLS, world.crews.member.head);
    return same(...what);
  },
  "council.veto guardian": async (world) => {
    const { number } = world.crews.member;
    await world.decided([{ contract: "council", fn: "nameGuardian", args: [number] }]);
    const { id } = await queued(world);
    return same(id, hash("reason"));
  },
  "council.nameGuardian within a decision": (world) => same(world.crews.other.number),
  "council.relay nobody": (world) => same(account(world), 0, "0x"),
};

/** Tokens that come to one of the two: arguments of the receivers' functions. */
const receivers = (contract: string, as: string): Scenes => ({
  [`${contract}.onERC721Received ${as}`]: (world) => same(account(world), account(world), 1, "0x"),
  [`${contract}.onERC1155Received ${as}`]: (world) =>
    same(account(world), account(world), 1, 1, "0x"),
  [`${contract}.onERC1155BatchReceived ${as}`]: (world) =>
    same(account(world), account(world), [1], [1], "0x"),
});

const timelock: Scenes = {
  "timelock.schedule the council alone": (world) => same(...operation(world), LONG),
  "timelock.scheduleBatch the council alone": (world) => same(...batch(world), LONG),
  "timelock.cancel the council alone": async (world) => same(await scheduled(world, "schedule")),
  "timelock.execute the council alone": async (world) => {
    await due(world, "schedule");
    return same(...operation(world));
  },
  "timelock.executeBatch the council alone": async (world) => {
    await due(world, "scheduleBatch");
    return same(...batch(world));
  },
  "timelock.grantRole by decision": (world) => same(hashOf("PROPOSER_ROLE"), account(world)),
  "timelock.revokeRole by decision": (world) => same(hashOf("PROPOSER_ROLE"), account(world)),
  "timelock.renounceRole of its own": () => ({
    party,
    args: (by) => [hashOf("PROPOSER_ROLE"), by.account],
  }),
};

const seats: Scenes = {
  "councilSeats.admitMember by decision": (world) => same(world.crews.holder.number),
  "councilSeats.removeMember by decision": (world) => same(world.world.root("audit").number),
  "councilSeats.follow anyone": (world) => same(world.world.root("audit").number),
  "councilSeats.setAuthority the manager": manager,
};

const SOURCE = encodeBytes32String("a test");
const TYPE = [6, false, false, 0, 0, 0, encodeBytes32String("recorded")];
const word = encodeBytes32String;
/** Days 0 to 249 of a year. */
const DAYS = (1n << 250n) - 1n;

const law: Scenes = {
  "workCalendar.publishYear by decision": () => same(2030, DAYS, 0, SOURCE),
  "workCalendar.setAuthority the manager": manager,
  "ruleBook.setRule by decision": () => same(word("matrix.rule"), 1, 1, SOURCE, 0),
  "ruleBook.withdrawRule by decision": async (world) => {
    const args = [word("matrix.rule"), 1, 1, SOURCE, await world.later(30)];
    await world.does(world.world.act(world.chain.admin, "ruleBook", "setRule", ...args));
    return same(word("matrix.rule"));
  },
  "ruleBook.setType by decision": () => same(99, TYPE, 1, SOURCE, 0),
  "ruleBook.withdrawType by decision": async (world) => {
    const args = [99, TYPE, 1, SOURCE, await world.later(30)];
    await world.does(world.world.act(world.chain.admin, "ruleBook", "setType", ...args));
    return same(99);
  },
  "ruleBook.setAuthority the manager": manager,
};

const log = hash("log of the matrix");

/** Opens a log of the holder, which is an exchange centre too. */
async function opened(world: MatrixWorld): Promise<void> {
  await world.acts(
    "holder",
    "exchangeLog",
    "open",
    log,
    world.seat("holder", "L").number,
    hash("k"),
  );
}

const logs: Scenes = {
  "exchangeLog.open any centre": () => ({
    party: "holder",
    args: ({ seat, crew }) => [seat, log, operatorOf(crew), hash("key")],
  }),
  "exchangeLog.rotateOperator centre": async (world) => {
    await opened(world);
    return { party: "holder", args: ({ seat, crew }) => [seat, log, operatorOf(crew)] };
  },
  "exchangeLog.rotateKey centre": async (world) => {
    await opened(world);
    return { party: "holder", args: ({ seat }) => [seat, log, hash("other key")] };
  },
  "exchangeLog.close centre": async (world) => {
    await opened(world);
    return { party: "holder", args: ({ seat }) => [seat, log, ZeroHash] };
  },
  "exchangeLog.advance operator": async (world) => {
    await opened(world);
    const args = [log, 1, hash("root"), [], 2 ** 48 - 1];
    return { party: "holder", args: () => args };
  },
};

/** An organisation's log operator; a company has none, and names its receiver. */
function operatorOf(crew: Parameters<typeof seatOf>[0]): number {
  const has = crew.offices.some(({ letter }) => letter === "L");
  return seatOf(crew, has ? "L" : "E").seat;
}

export const COUNCIL_SCENES: Scenes = {
  ...council,
  ...receivers("council", "nobody"),
  ...timelock,
  ...receivers("timelock", "changes nothing"),
  ...seats,
  ...law,
  ...logs,
};
