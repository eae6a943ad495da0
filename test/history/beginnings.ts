// SPDX-License-Identifier: Apache-2.0
// What begins something: requests, demands, consents, cases, findings, claims. Who may, and on what, as the articles say.
import { CAPACITIES, type Hex, OFFICES } from "@suyuan/proof";
import type { Row } from "@suyuan/gateway";

import { method } from "./offered.ts";
import { DAY, type Maybe, NONE, type Stage } from "./stage.ts";

const SHARING = "sharingRegistry";
const CASES = "caseRegistry";
const FINDINGS = "findingRegistry";
const UNCONDITIONAL = 1;
const CONFIRMED = 2;
const RUNNING = 1;
const GIVEN = 1;
const DEPTH = 3;
const PURPOSES = 50;
const bit = (name: keyof typeof CAPACITIES): number => 1 << CAPACITIES[name];

export const CAN = {
  department: bit("department"),
  authority: bit("authority"),
  registrar: bit("registrar"),
  operatingBody: bit("operatingBody"),
};

async function has(stage: Stage, organization: number, capacity: number): Promise<boolean> {
  const row = await stage.ledger.organization(organization);
  return row?.["status"] === 1 && (Number(row["capacities"]) & capacity) !== 0;
}

/** An asset that can be shared, and a department that does not hold it. */
async function wish(stage: Stage): Promise<readonly [asset: Row, department: number] | undefined> {
  const asset = await stage.thing("coded");
  const { number } = stage.member();
  if (!asset || !(await stage.ledger.isShareable(asset.id))) return undefined;
  if (!(await has(stage, number, CAN.department))) return undefined;
  return (await stage.ledger.holder(asset.id)) === number ? undefined : [asset, number];
}

const wanted = (stage: Stage, asset: unknown, parent: Hex = NONE, demand: Hex = NONE) => [
  ...[asset as Hex, stage.word(), 1 + stage.chance.below(PURPOSES), method(stage), stage.days(200)],
  ...[parent, demand],
];

async function request(stage: Stage): Maybe {
  const [asset, number] = (await wish(stage)) ?? [];
  if (!asset || number === undefined) return undefined;
  const call = [SHARING, "request", wanted(stage, asset.id)] as const;
  return stage.by(number, call, [asset.id, `asks ${number}`]);
}

async function requestUnderConsent(stage: Stage): Maybe {
  const consent = await stage.thing("consent");
  const { number } = stage.member();
  const { ledger, now } = stage;
  if (consent?.["state"] !== GIVEN || !(await ledger.isShareable(consent.id))) return undefined;
  const holder = await ledger.holder(consent.id);
  const isCurrent = (await ledger.standIn(consent["provider"], consent.id)) === holder;
  if (!isCurrent || holder === number || !(await has(stage, number, CAN.department))) return;
  if (!(await stage.isActive(holder)) || Number(consent["from"]) > now) return undefined;
  if (typeof consent["scope"] === "string" && BigInt(consent["scope"]) !== 0n) return undefined;
  const latest = Number(consent["until"]) || now + 100 * DAY;
  if (latest <= now + 1) return undefined;
  const until = now + 1 + stage.chance.below(latest - now);
  const wish = [consent.id, stage.word(), 1 + stage.chance.below(PURPOSES), method(stage), until];
  const call = [SHARING, "requestUnderConsent", [...wish, NONE, NONE]] as const;
  return stage.by(number, call, [consent.id, `asks ${number}`]);
}

/** Onward sharing: a request under a grant of somebody else. */
async function onward(stage: Stage): Maybe {
  const { ledger } = stage;
  const parent = await stage.thing("grant");
  const { number } = stage.member();
  if (parent?.["state"] !== RUNNING || !(await ledger.isShareable(parent["asset"]))) return;
  if (stage.now >= (await ledger.endOf(parent)) || !(await has(stage, number, CAN.department)))
    return undefined;
  if ((await ledger.chainOf(parent)).length > DEPTH) return undefined;
  const isParty = [parent["recipient"], await ledger.standIn(parent["recipient"], parent.id)];
  const isHolder = (await ledger.holder(parent["asset"])) === number;
  if (isHolder || isParty.includes(number)) return undefined;
  const wish = wanted(stage, parent["asset"], String(parent.id) as Hex);
  const locks = [parent["asset"], parent.id, `asks ${number}`];
  return stage.by(number, [SHARING, "request", wish], locks);
}

async function demand(stage: Stage): Maybe {
  const { number } = stage.member();
  if (!(await has(stage, number, CAN.department))) return undefined;
  return stage.by(number, [SHARING, "announceDemand", stage.word()], []);
}

/** A demand that was matched is filed as a request. */
async function filed(stage: Stage): Maybe {
  const { ledger } = stage;
  const row = await stage.thing("demand");
  if (row?.["status"] !== 2 || !(await ledger.isShareable(row["asset"]))) return undefined;
  const number = await ledger.standIn(row["organization"], row.id);
  const isHolder = (await ledger.holder(row["asset"])) === number;
  if (isHolder || !(await has(stage, number, CAN.department))) return undefined;
  const wish = wanted(stage, row["asset"], NONE, String(row.id) as Hex);
  return stage.by(number, [SHARING, "request", wish], [row.id, row["asset"], `asks ${number}`]);
}

async function consent(stage: Stage): Maybe {
  const { ledger, chance } = stage;
  const asset = await stage.thing("coded");
  if (asset?.["attribute"] !== UNCONDITIONAL || !(await ledger.isShareable(asset.id))) return;
  const until = chance.once(3) ? 0 : stage.days(300);
  const terms = [stage.log, NONE, 0, until, chance.below(9), chance.below(3), 0];
  const holder = await ledger.holder(asset.id);
  return stage.by(holder, [SHARING, "consentStanding", asset.id, terms], [asset.id]);
}

// ─── cases ───

async function correction(stage: Stage): Maybe {
  const { number } = stage.member();
  const asset = await stage.thing("coded");
  if (asset?.["state"] !== CONFIRMED || !(await has(stage, number, CAN.department))) return;
  const call = [CASES, "raiseCorrection", asset.id, NONE, stage.word()] as const;
  return stage.by(number, call, [asset.id]);
}

/** A request, answered or not. */
async function requested(stage: Stage): Promise<Row | undefined> {
  const one = await stage.thing(stage.chance.once(2) ? "request" : "grant");
  return one && stage.ledger.row("request", one.id);
}

/** A dispute over a request or a grant, by either side. */
async function dispute(stage: Stage): Maybe {
  const { ledger, index, chance } = stage;
  const row = await requested(stage);
  if (!row) return undefined;
  const query = { list: "disputes-by-subject", value: String(row.id).slice(2) } as const;
  const { items } = await index.list(query, { limit: 50 });
  const isOver = ({ state }: Row) => CLOSED_DISPUTES.has(Number(state));
  if (!items.every(isOver)) return undefined;
  const grant = await ledger.row("grant", row.id);
  const requester = await ledger.standIn(row["organization"], row.id);
  const parent = await ledger.row("grant", row["parent"]);
  const other = grant
    ? await ledger.standIn(grant["provider"], row.id)
    : parent
      ? await ledger.standIn(parent["recipient"], parent.id)
      : await ledger.holder(row["asset"]);
  if (requester === other || other === 0) return undefined;
  const by = chance.once(2) ? requester : other;
  return stage.by(by, [CASES, "raiseDispute", row.id, stage.word()], [row.id, row["asset"]]);
}
/** Withdrawn, settled, executed, by the contract's numbers. */
const CLOSED_DISPUTES: ReadonlySet<number> = new Set([2, 11, 13]);

async function ownership(stage: Stage): Maybe {
  const { ledger, chance } = stage;
  const asset = await stage.thing("asset");
  const { number } = stage.member();
  if (!asset || !chance.once(3) || Number(asset["state"]) > CONFIRMED) return undefined;
  const may = await has(stage, number, CAN.department | CAN.operatingBody);
  if (!may || (await isRaiser(stage, asset, number))) return undefined;
  if ((await ledger.holder(asset.id)) === number) return undefined;
  const call = [CASES, "openOwnershipDispute", asset.id, stage.word()] as const;
  return stage.by(number, call, [asset.id]);
}

async function objection(stage: Stage): Maybe {
  const asset = await stage.thing("procedure");
  const { stage: at } = (asset?.["procedure"] ?? {}) as { stage?: number };
  const { number } = stage.member();
  if (!asset || at !== NOTICE || (await isRaiser(stage, asset, number))) return undefined;
  const procedure = asset["procedure"] as Parameters<typeof stage.deadlines.ofProcedure>[0];
  if ((await stage.deadlines.ofProcedure(procedure))?.late !== false) return undefined;
  if ((await stage.ledger.holder(asset.id)) === number) return undefined;
  return stage.by(number, [CASES, "raiseObjection", asset.id, stage.word()], [asset.id]);
}
const NOTICE = 8;

/** Whether somebody has a case open against an asset's registration or ownership. */
async function isRaiser({ index }: Stage, asset: Row, number: number): Promise<boolean> {
  const query = { list: "cases-by-asset", value: String(asset.id).slice(2) } as const;
  const { items } = await index.list(query, { limit: 200 });
  return items.some(({ raiser, state }) => raiser === number && state === 1);
}

// ─── findings, and what is owed ───

const PROVIDER_CODES = 3901;
const REQUESTER_CODES = 4001;

async function finding(stage: Stage): Maybe {
  const { ledger, chance } = stage;
  const { number } = stage.member();
  if (!(await has(stage, number, CAN.department))) return undefined;
  const code = (chance.once(2) ? PROVIDER_CODES : REQUESTER_CODES) + chance.below(7);
  if (chance.once(3)) {
    return stage.by(number, [FINDINGS, "selfReport", code, NONE, stage.word()], []);
  }
  const authority = chance.of(await ledger.above(number)) ?? 0;
  if (!(await has(stage, authority, CAN.authority))) return undefined;
  const call = [FINDINGS, "openFinding", number, code, NONE, stage.word()] as const;
  return stage.by(authority, call, []);
}

async function claim(stage: Stage): Maybe {
  const { ledger, index } = stage;
  const asset = await stage.thing("coded");
  const { number } = stage.member();
  if (asset?.["state"] !== CONFIRMED || !(await has(stage, number, CAN.department))) return;
  const holder = await ledger.organization(await ledger.holder(asset.id));
  const own = await ledger.organization(number);
  if (!holder || !own || Number(holder["level"]) >= Number(own["level"])) return undefined;
  if (!isWithin(Number(own["region"]), Number(holder["region"]))) return undefined;
  const value = String(asset.id).slice(2);
  const { items } = await index.list({ list: "returns-by-asset", value }, { limit: 200 });
  // One that was withdrawn, or delivered, may be claimed again.
  if (items.some(({ claimant }) => claimant === number)) return undefined;
  if (Number(asset["until"]) <= stage.now || Number(asset["frozen"]) !== 0) return undefined;
  return stage.by(number, ["returnRegistry", "claimReturn", asset.id, stage.word()], [asset.id]);
}

const isWithin = (inner: number, outer: number): boolean =>
  outer === inner ||
  (outer % 10_000 === 0 && Math.floor(outer / 10_000) === Math.floor(inner / 10_000)) ||
  (outer % 100 === 0 && Math.floor(outer / 100) === Math.floor(inner / 100));

async function duty(stage: Stage): Maybe {
  const asset = await stage.thing("coded");
  const holder = asset ? await stage.ledger.holder(asset.id) : 0;
  const seat = stage.members.get(holder)?.seats.get(OFFICES.headOfDataOffice);
  if (!asset || !seat) return undefined;
  const args = [stage.word(), stage.word(), asset.id, seat.number];
  return stage.by(holder, ["dutyRegister", "assignDuty", ...args], [asset.id]);
}

const OFTEN = [request, request, request, request, request, onward, consent, requestUnderConsent];
const SOMETIMES = [demand, filed, correction, dispute, dispute, finding, claim, claim];
const RARELY = [ownership, objection, duty];

/** Something new, by chance. */
export async function beginning(stage: Stage): Maybe {
  const kinds = [...OFTEN, ...OFTEN, ...SOMETIMES, ...RARELY];
  return stage.chance.of(kinds)?.(stage);
}
