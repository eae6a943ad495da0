// SPDX-License-Identifier: Apache-2.0
// Rights in assets: conferred, derived, accepted, waived, ended; the holding right transferred; stages of value.
import type { Row } from "@suyuan/gateway";

import { CAN } from "./beginnings.ts";
import { isFreeFor, isSettled } from "./registering.ts";
import { DAY, type Maybe, NONE, type Stage } from "./stage.ts";

const RIGHTS = "rightRegistry";
const VETO_TRANSFER = 2;
const VETO_CONFERRING = 3;
const [HOLDING, USE, OPERATING] = [1, 2, 3];
/** Who may hold another right than the holding right. */
const WIDE = CAN.department | CAN.operatingBody;
const DERIVED = 4;
const OFFERED = 1;
const IN_FORCE = 2;
const STAGES = 3;
const REASON = 7;

const isNone = (id: unknown): boolean => typeof id !== "string" || BigInt(id) === 0n;

async function mayHold(stage: Stage, number: number, kind: number): Promise<boolean> {
  const row = await stage.ledger.organization(number);
  const capacities = Number(row?.["capacities"] ?? 0);
  return row?.["status"] === 1 && (capacities & (kind === HOLDING ? CAN.department : WIDE)) !== 0;
}

async function confer(stage: Stage): Maybe {
  const { chance, ledger } = stage;
  const asset = await stage.thing("coded");
  if (!isFreeFor(stage, asset, VETO_CONFERRING)) return undefined;
  const kind = chance.once(2) ? USE : OPERATING;
  const to = stage.member().number;
  const by = await ledger.holder(asset.id);
  if (to === by || !(await mayHold(stage, to, kind))) return undefined;
  const until = stage.now + (1 + chance.below(300)) * DAY;
  const terms = [kind, to, 1 + chance.below(3), 0, until, stage.word(), stage.word()];
  return stage.by(by, [RIGHTS, "confer", asset.id, NONE, ...terms], [asset.id]);
}

/** A right that rests on a right in force that was conferred by the asset's holder. */
async function derive(stage: Stage): Maybe {
  const { chance, ledger } = stage;
  const parent = await stage.thing("right");
  if (parent?.["state"] !== IN_FORCE || !isNone(parent["parent"])) return undefined;
  const asset = await ledger.row("asset", parent["asset"]);
  if (!isFreeFor(stage, asset, VETO_CONFERRING)) return undefined;
  const [from, until] = [Number(parent["from"]), Number(parent["until"])];
  if (stage.now < from || stage.now + 1 >= until) return undefined;
  const by = await ledger.follow(parent["holder"], parent.id);
  const to = stage.member().number;
  if (by === to || !(await mayHold(stage, to, USE))) return undefined;
  const end = stage.now + 1 + chance.below(until - stage.now);
  const terms = [USE, to, DERIVED, 0, end, stage.word(), stage.word()];
  const locks = [asset.id, parent.id];
  return stage.by(by, [RIGHTS, "confer", asset.id, parent.id, ...terms], locks);
}

const isOpen = (stage: Stage, row: Row): boolean =>
  (row["state"] === OFFERED || row["state"] === IN_FORCE) && stage.now < Number(row["until"]);

async function accept(stage: Stage): Maybe {
  const { ledger } = stage;
  const row = await stage.thing("right");
  if (row?.["state"] !== OFFERED || !isNone(row["parent"]) || !isOpen(stage, row)) return undefined;
  const asset = await ledger.row("asset", row["asset"]);
  if (!isFreeFor(stage, asset, VETO_CONFERRING)) return undefined;
  const source = await ledger.holder(asset.id);
  const holder = await ledger.follow(row["holder"], row.id);
  if ((await ledger.follow(row["grantor"], asset.id)) !== source) return undefined;
  if (!(await stage.isActive(source)) || holder === source) return undefined;
  if (!(await mayHold(stage, holder, Number(row["kind"])))) return undefined;
  return stage.by(holder, [RIGHTS, "acceptRight", row.id], [asset.id, row.id]);
}

async function leave(stage: Stage): Maybe {
  const { ledger, chance } = stage;
  const row = await stage.thing("right");
  if (!row || !isOpen(stage, row) || !chance.once(4)) return undefined;
  const locks = [row.id, row["asset"], row["parent"]];
  if (chance.once(2)) {
    const holder = await ledger.follow(row["holder"], row.id);
    return stage.by(holder, [RIGHTS, "waive", row.id], locks);
  }
  const subject = isNone(row["parent"]) ? row["asset"] : row["parent"];
  const grantor = await ledger.follow(row["grantor"], subject);
  const end = [RIGHTS, "endRight", row.id, REASON, stage.word()] as const;
  if (row["state"] === OFFERED) return stage.by(grantor, end, locks);
  const above = chance.of(await ledger.above(grantor || Number(row["grantor"]))) ?? 0;
  const may = await ledger.has(above, CAN.authority);
  return may && above !== grantor ? stage.by(above, end, locks) : undefined;
}

async function transfer(stage: Stage): Maybe {
  const { ledger, chance } = stage;
  const asset = await stage.thing("coded");
  if (!asset) return undefined;
  const holder = await ledger.holder(asset.id);
  const { to: offered } = (asset["offer"] ?? {}) as { to?: number };
  if (offered !== undefined && chance.once(4)) {
    return stage.by(holder, [RIGHTS, "withdrawTransfer", asset.id], [asset.id]);
  }
  if (!isFreeFor(stage, asset, VETO_TRANSFER) || !isSettled(asset)) return undefined;
  if (offered !== undefined) {
    const by = await ledger.follow(offered, asset.id);
    const may =
      by !== holder && (await stage.isActive(holder)) && (await mayHold(stage, by, HOLDING));
    return may ? stage.by(by, [RIGHTS, "acceptTransfer", asset.id], [asset.id]) : undefined;
  }
  const to = stage.member().number;
  if (to === holder || !chance.once(4)) return undefined;
  return stage.by(holder, [RIGHTS, "offerTransfer", asset.id, to, stage.word()], [asset.id]);
}

async function value(stage: Stage): Maybe {
  const asset = await stage.thing("coded");
  if (!isFreeFor(stage, asset, 0)) return undefined;
  const now = Number(asset["stage"]);
  const next = 1 + ((now + stage.chance.below(STAGES - 1)) % STAGES);
  if (next === now) return undefined;
  const holder = await stage.ledger.holder(asset.id);
  return stage.by(holder, [RIGHTS, "recordStage", asset.id, next, stage.word()], [asset.id]);
}

/** Something about rights, by chance. */
export const onRight = async (stage: Stage): Maybe =>
  stage.chance.of([confer, confer, derive, accept, accept, accept, leave, transfer, value])?.(
    stage,
  );
