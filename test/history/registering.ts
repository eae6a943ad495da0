// SPDX-License-Identifier: Apache-2.0
// Registration from draft to coding, with returns, refusals, vetoes; and what an asset's holder and its authorities do.
import { REGISTRATION_STAGES, type RegistrationStage } from "@suyuan/chain";
import type { Row } from "@suyuan/gateway";
import { catalogueCodeBytes, OFFICES } from "@suyuan/proof";

import { CAN } from "./beginnings.ts";
import { DAY, deed, type Maybe, NONE, type Stage } from "./stage.ts";

const ASSETS = "assetRegistry";
const CONFIRMED = 2;
const VETO_CODING = 1;
const VETO_VERSION = 4;
const REASON = 7;
const ACTS = 4;
/** Types of a change and of a correction; of a cancellation, which is rare. */
const [CHANGE, CORRECTION, CANCELLATION] = [2, 3, 5];
const ASSESSED: ReadonlySet<number> = new Set([1, CHANGE]);
/** Types that are coded without a public notice: the first, by the law of tests, and a cancellation. */
const WITHOUT_NOTICE: ReadonlySet<number> = new Set([1, CANCELLATION]);

interface Procedure {
  readonly stage: number;
  readonly type: number;
  readonly registrar: number;
  readonly returned: boolean;
  readonly noticeEnd: number;
}
interface Veto {
  readonly organization: number;
  readonly until: number;
  readonly liftedBy: number;
}

const procedureOf = (row: Row): Procedure => row["procedure"] as unknown as Procedure;
const stageOf = (row: Row): RegistrationStage =>
  REGISTRATION_STAGES[procedureOf(row).stage] ?? "None";
const vetoOf = (row: Row, act: number): Veto | undefined =>
  (row["vetoes"] as Readonly<Record<string, unknown>>)[act] as Veto | undefined;

const isVetoed = (stage: Stage, row: Row, act: number): boolean => {
  const veto = vetoOf(row, act);
  return veto !== undefined && stage.now < veto.until && veto.liftedBy === 0;
};

/** Registers an asset. */
export async function register(stage: Stage): Maybe {
  const { chance } = stage;
  const { number } = stage.member();
  const row = await stage.ledger.organization(number);
  if (!row || (Number(row["capacities"]) & CAN.department) === 0) return undefined;
  const serial = stage.serial();
  const code = catalogueCodeBytes(`307014/${String(serial).padStart(6, "0")}`);
  const attribute = chance.once(3) ? 1 : chance.once(8) ? 3 : 2;
  const basis = attribute === 3 || chance.once(4) ? stage.word() : NONE;
  const what = [code, Number(row["region"]), attribute, 1 + chance.below(2), stage.word(), basis];
  return stage.by(number, [ASSETS, "register", serial, ...what, true], [`code ${serial}`]);
}

/** The next step of a procedure that is under way, or one that ends it. */
export async function step(stage: Stage): Maybe {
  const row = await stage.thing("procedure");
  if (!row) return undefined;
  const holder = await stage.ledger.holder(row.id);
  const procedure = procedureOf(row);
  const registrar = await stage.ledger.standIn(procedure.registrar, row.id);
  const fn = await nextOf(stage, row, registrar !== holder);
  if (fn === undefined) return undefined;
  if (fn === "approve") {
    const head = stage.members.get(holder)?.head;
    if (!head || !(await stage.isActive(holder))) return undefined;
    return deed(head, [ASSETS, fn, row.id], [row.id]);
  }
  const by = BY_REGISTRAR.has(fn) ? registrar : holder;
  const args = await argsOf(stage, fn, holder);
  return args && stage.by(by, [ASSETS, fn, row.id, ...args], [row.id]);
}

const BY_REGISTRAR: ReadonlySet<string> = new Set([
  ...["accept", "returnForGaps", "reject", "review", "refuse", "publish", "confirm"],
]);

async function nextOf(stage: Stage, row: Row, isForeign: boolean): Promise<string | undefined> {
  const { chance } = stage;
  const { type, returned } = procedureOf(row);
  const isFree = Number(row["frozen"]) === 0;
  switch (stageOf(row)) {
    case "Drafted":
      return chance.once(60) ? "withdraw" : ASSESSED.has(type) ? "assess" : "approve";
    case "Assessed":
      return "approve";
    case "Approved":
      return "submit";
    case "Submitted":
      if (!returned && chance.once(6)) return "returnForGaps";
      if (chance.once(25)) return "reject";
      return isFree ? "accept" : undefined;
    case "Returned":
      return "resubmit";
    case "Accepted":
      return chance.once(25) ? "refuse" : "review";
    case "Reviewed":
      if (WITHOUT_NOTICE.has(type)) return isCodable(stage, row) ? "confirm" : undefined;
      return isForeign ? "publish" : undefined;
    case "PublicNotice": {
      const deadline = await stage.deadlines.ofProcedure(
        row["procedure"] as Parameters<typeof stage.deadlines.ofProcedure>[0],
      );
      return deadline?.late === true && isCodable(stage, row) ? "confirm" : undefined;
    }
    default:
      return undefined;
  }
}

function isCodable(stage: Stage, row: Row): boolean {
  const { type } = procedureOf(row);
  const isFree = Number(row["frozen"]) === 0 && !isVetoed(stage, row, VETO_CODING);
  const isVersion = type === CHANGE || type === CORRECTION;
  const isValid = !isVersion || stage.now < Number(row["until"]);
  return isFree && isValid && !(isVersion && isVetoed(stage, row, VETO_VERSION));
}

async function argsOf(stage: Stage, fn: string, holder: number) {
  switch (fn) {
    case "assess":
      return [stage.word(), stage.word()];
    case "submit": {
      const above = await stage.ledger.above(holder);
      const fit: number[] = [];
      for (const one of above) if (await stage.ledger.has(one, CAN.registrar)) fit.push(one);
      const registrar = stage.chance.of(fit);
      return registrar === undefined ? undefined : [registrar];
    }
    case "reject":
    case "refuse":
      return [REASON, stage.word()];
    case "returnForGaps":
    case "resubmit":
      return [stage.word()];
    default:
      return [];
  }
}

/** Opens a procedure on a coded asset. */
async function open(stage: Stage): Maybe {
  const row = await stage.thing("coded");
  if (row?.["state"] !== CONFIRMED || stageOf(row) === "None") return undefined;
  if (procedureOf(row).stage < REGISTRATION_STAGES.indexOf("Coded")) return undefined;
  const type = stage.chance.once(40) ? CANCELLATION : stage.chance.once(2) ? CHANGE : CORRECTION;
  const isVersion = type !== CANCELLATION;
  if (isVersion && (isVetoed(stage, row, VETO_VERSION) || stage.now >= Number(row["until"])))
    return undefined;
  const holder = await stage.ledger.holder(row.id);
  return stage.by(holder, [ASSETS, "open", row.id, type, stage.word()], [row.id]);
}

async function veto(stage: Stage): Maybe {
  const { chance, ledger } = stage;
  const row = await stage.thing("asset");
  if (!row || row["state"] === 3) return undefined;
  const act = 1 + chance.below(ACTS);
  if (stage.now < (vetoOf(row, act)?.until ?? 0)) return undefined;
  const args = [row.id, act, stage.word(), stage.now + (1 + chance.below(20)) * DAY];
  const by = await ledger.holder(row.id);
  return stage.by(by, [ASSETS, "veto", ...args], [row.id], OFFICES.chiefDataOfficer);
}

async function liftVeto(stage: Stage): Maybe {
  const row = await stage.thing("asset");
  for (let act = 1; row && act <= ACTS; act++) {
    if (!isVetoed(stage, row, act)) continue;
    const above = await stage.ledger.above(Number(vetoOf(row, act)?.organization));
    const authority = stage.chance.of(above) ?? 0;
    if (!(await stage.ledger.has(authority, CAN.authority))) continue;
    return stage.by(authority, [ASSETS, "liftVeto", row.id, act, stage.word()], [row.id]);
  }
  return undefined;
}

/** Something about an asset that is registered, by chance. */
export const onAsset = async (stage: Stage): Maybe =>
  stage.chance.of([open, open, veto, liftVeto, liftVeto])?.(stage);

/** Whether nothing holds an asset back from an act that a veto may forbid. */
export function isFreeFor(stage: Stage, row: Row | undefined, act: number): row is Row {
  if (row?.["state"] !== CONFIRMED || stage.now >= Number(row["until"])) return false;
  if (Number(row["frozen"]) !== 0) return false;
  return act === 0 || !isVetoed(stage, row, act);
}

/** Whether no procedure is under way on an asset. */
export const isSettled = (row: Row): boolean =>
  procedureOf(row).stage >= REGISTRATION_STAGES.indexOf("Coded");
