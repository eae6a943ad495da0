// SPDX-License-Identifier: Apache-2.0
// Registration, vetoes and custody, cases.
import type { STEPS } from "../support/registration.ts";
import { hash, idIn } from "../support/world.ts";
import { bySeat, of, type Scene, type Scenes } from "./run.ts";
import type { MatrixWorld, PartyName } from "./world.ts";

const ASSETS = "assetRegistry";
const CASES = "caseRegistry";
const CORRECTION = 3;
const CODING = 1;

type Step = (typeof STEPS)[number];

/** An application of the holder after a step, or as a draft. */
const after =
  (party: PartyName, last: Step | undefined, ...args: readonly unknown[]) =>
  async (world: MatrixWorld): Promise<Scene> =>
    bySeat(party, await world.drafted(last), ...args);

async function noticeOver(world: MatrixWorld, party: PartyName): Promise<Scene> {
  const id = await world.drafted("publish");
  await world.noticeOver(id);
  return bySeat(party, id);
}

async function vetoed(world: MatrixWorld, party: PartyName): Promise<Scene> {
  const args = [world.asset, CODING, hash("reason"), await world.later(30)];
  await world.acts(world.seat("holder", "C"), ASSETS, "veto", ...args);
  return bySeat(party, world.asset, CODING, hash("decision"));
}

/** An act that a contract alone may; it is given whatever arguments it needs. */
const byContract = (...args: readonly unknown[]): Scene => ({ party: "holder", args: () => args });

/** An asset that an ownership dispute freezes. @returns it and the case */
async function disputed(world: MatrixWorld): Promise<[asset: string, id: string]> {
  const done = await world.acts(
    "requester",
    CASES,
    "openOwnershipDispute",
    world.asset,
    hash("why"),
  );
  return [world.asset, idIn(done, "CaseRaised")];
}

const procedure: Scenes = {
  "register any department": () => ({
    party: "holder",
    args: ({ seat }) => {
      const what = [hash("catalogue of the matrix"), 990_000, 2, 1, hash("record")];
      return [seat, 7_777, ...what, hash("no basis is due"), true];
    },
  }),
  "open holder": (world) => bySeat("holder", world.asset, CORRECTION, hash("next record")),
  "assess applicant": after("holder", undefined, hash("secrecy"), hash("persons")),
  "approve applicant": async (world) => {
    const id = await world.drafted("assess");
    return { party: "holder", args: () => [id] };
  },
  "submit applicant": async (world) =>
    bySeat("holder", await world.drafted("approve"), world.crews.city.number),
  "resubmit applicant": async (world) => {
    const id = await world.drafted("submit");
    await world.acts("city", ASSETS, "returnForGaps", id, hash("gaps"));
    return bySeat("holder", id, hash("record without gaps"));
  },
  "withdraw applicant": after("holder", "submit"),
  "accept registrar": after("city", "submit"),
  "returnForGaps registrar": after("city", "submit", hash("gaps")),
  "reject registrar": after("city", "submit", 7, hash("basis")),
  "review registrar": after("city", "accept"),
  "refuse registrar": after("city", "accept", 7, hash("basis")),
  "publish registrar": after("city", "review"),
  "confirm registrar": async (world) => noticeOver(world, "city"),
  "confirm applicant": async (world) => noticeOver(world, "holder"),
};

const others: Scenes = {
  "veto holder": async (world) =>
    bySeat("holder", world.asset, CODING, hash("reason"), await world.later(30)),
  "liftVeto authority": async (world) => vetoed(world, "city"),
  "liftVeto who vetoed": async (world) => vetoed(world, "holder"),
  "setCustodian holder": (world) => bySeat("holder", world.asset, world.crews.other.number),
  "moveHolder the right registry": (world) => byContract(world.asset, world.crews.other.number),
  "freeze the case registry": (world) => byContract(world.asset),
  "unfreeze the case registry": async (world) => byContract((await disputed(world))[0]),
  "uphold the case registry": (world) => byContract(world.asset, hash("decision")),
  "setAuthority the manager": (world) => byContract(world.chain.addresses.accessManager),
};

// ─── cases ───

async function objected(world: MatrixWorld): Promise<string> {
  const asset = await world.drafted("publish");
  const done = await world.acts("requester", CASES, "raiseObjection", asset, hash("grounds"));
  return idIn(done, "CaseRaised");
}

const onObjection =
  (party: PartyName) =>
  async (world: MatrixWorld): Promise<Scene> =>
    bySeat(party, await objected(world), hash("decision"));

const onDispute =
  (party: PartyName) =>
  async (world: MatrixWorld): Promise<Scene> =>
    bySeat(party, (await disputed(world))[1], hash("decision"));

/** A dispute between two provinces, which have nothing above them. */
async function withoutSuperior(world: MatrixWorld): Promise<Scene> {
  const by = world.seat("otherRoot");
  const done = await world.acts(by, CASES, "openOwnershipDispute", world.asset, hash("why"));
  return { party: "member", args: () => [idIn(done, "CaseRaised"), hash("decision")] };
}

const cases: Scenes = {
  "raiseObjection anyone": async (world) =>
    bySeat("requester", await world.drafted("publish"), hash("grounds")),
  "raiseObjection applicant": async (world) =>
    bySeat("holder", await world.drafted("publish"), hash("grounds")),
  "openOwnershipDispute a department": (world) => bySeat("requester", world.asset, hash("grounds")),
  "openOwnershipDispute holder": (world) => bySeat("holder", world.asset, hash("grounds")),
  "withdrawCase raiser": async (world) => bySeat("requester", (await disputed(world))[1]),
  "dismiss registrar": onObjection("city"),
  "dismiss applicant": onObjection("holder"),
  "dismiss superior": onDispute("city"),
  "dismiss raiser": onDispute("requester"),
  "uphold registrar": onObjection("city"),
  "uphold raiser": onObjection("requester"),
  "uphold superior": onDispute("city"),
  "dismissByCouncil by decision": withoutSuperior,
  "upholdByCouncil by decision": withoutSuperior,
  "setAuthority the manager": (world) => byContract(world.chain.addresses.accessManager),
};

export const ASSET_SCENES: Scenes = {
  ...of(ASSETS, { ...procedure, ...others }),
  ...of(CASES, cases),
};
