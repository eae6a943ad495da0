// SPDX-License-Identifier: Apache-2.0
// Demands, requests and their answers, standing consents, and grants.
import { REASON } from "../support/sharing.ts";
import { hash } from "../support/world.ts";
import { bySeat, of, type Scene, type Scenes } from "./run.ts";
import {
  consented,
  demanded,
  does,
  granted,
  onward,
  open,
  openWithConsent,
  over,
  proposed,
  requested,
  returned,
  SHARING,
  suspended,
  terms,
  wanted,
} from "./shared.ts";
import type { MatrixWorld, PartyName } from "./world.ts";

const SCOPE = 1;
const REFUSAL = [REASON.refusal, hash("law")] as const;

type Made = (world: MatrixWorld) => Promise<string>;

/** An act of one party on what is made for it. */
const on =
  (party: PartyName, made: Made, ...args: readonly unknown[]) =>
  async (world: MatrixWorld): Promise<Scene> =>
    bySeat(party, await made(world), ...args);

/** An answer of one party: granted. */
const granting =
  (party: PartyName, made: Made) =>
  async (world: MatrixWorld): Promise<Scene> =>
    bySeat(party, await made(world), await terms(world, 20));

const suspending =
  (party: PartyName) =>
  async (world: MatrixWorld): Promise<Scene> =>
    bySeat(party, await granted(world), REASON.suspension, 0);

async function matching(world: MatrixWorld, party: PartyName): Promise<Scene> {
  return bySeat(party, await demanded(world), world.asset);
}

async function underConsent(world: MatrixWorld, party: PartyName): Promise<Scene> {
  return bySeat(party, await wanted(world, { asset: await openWithConsent(world) }));
}

const demands: Scenes = {
  "announceDemand any department": () => bySeat("requester", hash("needed")),
  "matchDemand authority": async (world) => matching(world, "city"),
  "matchDemand holder": async (world) => matching(world, "holder"),
  "matchDemand demander": async (world) => matching(world, "requester"),
  "withdrawDemand demander": on("requester", demanded),
};

const asked: Made = async (world) => requested(world);

const extending = async (world: MatrixWorld): Promise<string> => {
  const id = await requested(world);
  await does(world, "holder", "askExtension", id, 5, hash("grounds"));
  return id;
};

const requests: Scenes = {
  "request any department": async (world) => bySeat("requester", await wanted(world)),
  "request holder": async (world) => bySeat("holder", await wanted(world)),
  "withdrawRequest requester": on("requester", asked),
  "returnForGaps holder": on("holder", asked, hash("gaps")),
  "returnForGaps requester": on("requester", asked, hash("gaps")),
  "returnForGaps sharing on": on("requester", onward, hash("gaps")),
  "resubmit requester": on("requester", returned, hash("completed")),
  "resubmit holder": on("holder", returned, hash("completed")),
  "askExtension holder": on("holder", asked, 5, hash("grounds")),
  "askExtension requester": on("requester", asked, 5, hash("grounds")),
  "extend authority": on("city", extending),
  "extend holder": on("holder", extending),
  "extend requester": on("requester", extending),
  "grant holder": granting("holder", asked),
  "grant requester": granting("requester", asked),
  "grant authority": granting("city", asked),
  "grant sharing on": granting("requester", consented),
  "grant shared from": granting("holder", consented),
  "refuse holder": on("holder", asked, ...REFUSAL),
  "refuse requester": on("requester", asked, ...REFUSAL),
  "refuse sharing on": on("requester", onward, ...REFUSAL),
  "consentOnward provider": on("holder", onward),
  "consentOnward recipient": on("requester", onward),
};

const consents: Scenes = {
  "consentStanding holder": async (world) =>
    bySeat("holder", await open(world), await terms(world)),
  "withdrawConsent holder": on("holder", openWithConsent),
  "requestUnderConsent any department": async (world) => underConsent(world, "requester"),
  "requestUnderConsent holder": async (world) => underConsent(world, "holder"),
};

const running: Made = async (world) => granted(world);
const byHolder: Made = async (world) => suspended(world, "holder");
const byCity: Made = async (world) => suspended(world, "city");
const offered: Made = async (world) => proposed(world, "holder");

const declined: Made = async (world) => {
  const id = await proposed(world, "holder");
  await does(world, "requester", "declineChange", id);
  return id;
};

/** A grant whose term is over. */
async function expired(world: MatrixWorld): Promise<Scene> {
  const id = await granted(world, 2);
  await world.chain.pass(3 * 86_400);
  return { party: "requester", args: () => [id] };
}

const grants: Scenes = {
  "suspend provider": suspending("holder"),
  "suspend recipient": suspending("requester"),
  "resume who suspended": on("holder", byHolder),
  "resume authority": on("city", byCity),
  "resume provider": on("holder", byCity),
  "reportRectified recipient": on("requester", byHolder, hash("evidence")),
  "reportRectified provider": on("holder", byHolder, hash("evidence")),
  "end recipient": on("requester", running, REASON.end),
  "end running provider": on("holder", running, REASON.end),
  "end provider": on("holder", byHolder, REASON.end),
  "end authority": on("city", running, REASON.end),
  "closeExpired anyone": expired,
  "recordDisposal recipient": on("requester", over, hash("record")),
  "recordDisposal provider": on("holder", over, hash("record")),
};

const changes: Scenes = {
  "proposeChange provider": on("holder", running, SCOPE, hash("other scope")),
  "proposeChange recipient": on("requester", running, SCOPE, hash("other scope")),
  "proposeChange authority": on("city", running, SCOPE, hash("other scope")),
  "acceptChange other side": on("requester", offered, hash("other scope")),
  "acceptChange proposer": on("holder", offered, hash("other scope")),
  "declineChange other side": on("requester", offered),
  "declineChange proposer": on("holder", offered),
  "withdrawChange proposer": on("holder", offered),
  "withdrawChange other side": on("requester", offered),
  "confirmChange authority": on("city", declined, hash("other scope")),
  "confirmChange proposer": on("holder", declined, hash("other scope")),
};

export const SHARING_SCENES: Scenes = of(SHARING, {
  ...demands,
  ...requests,
  ...consents,
  ...grants,
  ...changes,
});
