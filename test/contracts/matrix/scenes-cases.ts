// SPDX-License-Identifier: Apache-2.0
// Corrections and disputes over sharing, and findings.
import { hash, idIn, ZeroHash } from "../support/world.ts";
import { bySeat, of, type Scene, type Scenes } from "./run.ts";
import { does, granted, openWithConsent, requested, wanted } from "./shared.ts";
import type { MatrixWorld, PartyName } from "./world.ts";

const CASES = "caseRegistry";
const FINDINGS = "findingRegistry";
const ANSWER = 1;
const HOLDS_BACK = 3902;
const NEXT_YEAR = 2027;

type Made = (world: MatrixWorld) => Promise<string>;

const on =
  (party: PartyName, made: Made, ...args: readonly unknown[]) =>
  async (world: MatrixWorld): Promise<Scene> =>
    bySeat(party, await made(world), ...args);

async function cased(
  world: MatrixWorld,
  who: PartyName | "otherRoot",
  fn: string,
  ...args: readonly unknown[]
): Promise<void> {
  await world.acts(who, CASES, fn, ...args);
}

// ─── corrections ───

async function wrong(world: MatrixWorld): Promise<string> {
  const args = [world.asset, ZeroHash, hash("what is wrong")];
  const done = await world.acts("requester", CASES, "raiseCorrection", ...args);
  return idIn(done, "CorrectionRaised");
}

async function corrected(world: MatrixWorld): Promise<string> {
  const id = await wrong(world);
  await cased(world, "holder", "correct", id, hash("version"));
  return id;
}

const corrections: Scenes = {
  "raiseCorrection any department": (world) =>
    bySeat("requester", world.asset, ZeroHash, hash("what is wrong")),
  "raiseCorrection recipient": async (world) =>
    bySeat("requester", world.asset, await granted(world), hash("what is wrong")),
  "withdrawCase who asks": on("requester", wrong),
  "correct holder": on("holder", wrong, hash("version")),
  "correct who asks": on("requester", wrong, hash("version")),
  "rejectCorrection holder": on("holder", wrong, hash("grounds")),
  "rejectCorrection who asks": on("requester", wrong, hash("grounds")),
  "closeCorrection who asks": on("requester", corrected),
  "closeCorrection holder": on("holder", corrected),
};

// ─── disputes ───

/** Raised by the requester against the holder. */
async function disputed(world: MatrixWorld): Promise<string> {
  const args = [await requested(world), hash("grounds")];
  const done = await world.acts("requester", CASES, "raiseDispute", ...args);
  return idIn(done, "DisputeRaised");
}

async function coordinated(world: MatrixWorld): Promise<string> {
  const id = await disputed(world);
  await cased(world, "requester", "escalate", id);
  return id;
}

async function referred(world: MatrixWorld): Promise<string> {
  const id = await coordinated(world);
  await cased(world, "city", "referToGovernment", id);
  return id;
}

async function decided(world: MatrixWorld): Promise<string> {
  const id = await coordinated(world);
  await cased(world, "city", "decideDispute", id, hash("decision"));
  return id;
}

/** Between two trees, which have nothing above both. */
async function withoutSuperior(world: MatrixWorld): Promise<Scene> {
  const by = world.seat("otherRoot");
  const asked = await does(world, by, "request", await wanted(world));
  const args = [idIn(asked, "RequestFiled"), hash("grounds")];
  const id = idIn(await world.acts(by, CASES, "raiseDispute", ...args), "DisputeRaised");
  await cased(world, "otherRoot", "escalate", id);
  return { party: "member", args: () => [id, hash("decision")] };
}

const agreed: Made = async (world) => {
  const id = await disputed(world);
  await cased(world, "requester", "settle", id, hash("agreement"));
  return id;
};

const disputes: Scenes = {
  "raiseDispute provider": on("holder", async (world) => granted(world), hash("grounds")),
  "raiseDispute recipient": on("requester", async (world) => granted(world), hash("grounds")),
  "settle one side": on("requester", disputed, hash("agreement")),
  "settle other side": on("holder", agreed, hash("agreement")),
  "escalate raiser": on("requester", disputed),
  "escalate respondent": on("holder", disputed),
  "decideDispute superior": on("city", coordinated, hash("decision")),
  "decideDispute raiser": on("requester", coordinated, hash("decision")),
  "decideDispute respondent": on("holder", coordinated, hash("decision")),
  "decideDispute who referred": on("city", referred, hash("decision")),
  "referToGovernment superior": on("city", coordinated),
  "referToGovernment raiser": on("requester", coordinated),
  "execute respondent": on("holder", decided),
  "execute superior": on("city", decided),
  "decideDisputeByCouncil by decision": withoutSuperior,
};

// ─── findings ───

/** A request whose answer is late by far. */
async function late(world: MatrixWorld): Promise<string> {
  const id = await requested(world);
  await world.chain.pass(60 * 86_400);
  return id;
}

/** A lateness by a calendar that was not published yet; the one that is gives more time. */
async function noneAfterAll(world: MatrixWorld): Promise<Scene> {
  await world.until(Date.UTC(NEXT_YEAR, 2, 1) / 1_000);
  const asset = await openWithConsent(world);
  const filed = await does(world, "requester", "request", await wanted(world, { asset }));
  const id = idIn(filed, "RequestFiled");
  await world.chain.pass(5 * 86_400);
  const by = world.chain.deployer;
  const done = await world.does(world.world.act(by, FINDINGS, "recordLateness", ANSWER, id));
  const [low, high] = [((1n << 156n) - 1n) << 100n, (1n << 84n) - 1n];
  const year = [NEXT_YEAR, low, high, hash("a notice")];
  await world.does(world.world.act(world.chain.admin, "workCalendar", "publishYear", ...year));
  return { party: "holder", args: () => [idIn(done, "LatenessRecorded")] };
}

async function found(world: MatrixWorld): Promise<string> {
  const args = [world.crews.holder.number, HOLDS_BACK, ZeroHash, hash("grounds")];
  return idIn(await world.acts("city", FINDINGS, "openFinding", ...args), "FindingOpened");
}

const ordered: Made = async (world) => {
  const id = await found(world);
  await world.acts("city", FINDINGS, "order", id, await world.later(10));
  return id;
};

const reported: Made = async (world) => {
  const id = await ordered(world);
  await world.acts("holder", FINDINGS, "reportRectification", id, hash("evidence"));
  return id;
};

const overdue: Made = async (world) => {
  const id = await ordered(world);
  await world.chain.pass(11 * 86_400);
  return id;
};

const opening = (party: PartyName) => (world: MatrixWorld) =>
  bySeat(party, world.crews.holder.number, HOLDS_BACK, ZeroHash, hash("grounds"));

const ordering = (party: PartyName) => async (world: MatrixWorld) =>
  bySeat(party, await found(world), await world.later(10));

const findings: Scenes = {
  "recordLateness anyone": async (world) => {
    const id = await late(world);
    return { party: "requester", args: () => [ANSWER, id] };
  },
  "annulLateness anyone": noneAfterAll,
  "openFinding authority": opening("city"),
  "openFinding itself": opening("holder"),
  "selfReport any department": () => bySeat("holder", HOLDS_BACK, ZeroHash, hash("grounds")),
  "drop authority": on("city", found, hash("grounds")),
  "drop itself": on("holder", found, hash("grounds")),
  "order authority": ordering("city"),
  "order itself": ordering("holder"),
  "reportRectification itself": on("holder", ordered, hash("evidence")),
  "reportRectification authority": on("city", ordered, hash("evidence")),
  "acceptRectification authority": on("city", reported),
  "acceptRectification itself": on("holder", reported),
  "rejectRectification authority": on("city", reported, hash("grounds")),
  "rejectRectification itself": on("holder", reported, hash("grounds")),
  "circulate authority": on("city", overdue),
  "circulate itself": on("holder", overdue),
};

export const CASE_SCENES: Scenes = {
  ...of(CASES, { ...corrections, ...disputes }),
  ...of(FINDINGS, findings),
};
