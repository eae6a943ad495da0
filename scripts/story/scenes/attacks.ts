// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Delivery, type Hex, logId, type Statement } from "@suyuan/proof";
import { sign as signed, type SignedStatement } from "@suyuan/sdk";

import {
  backDate,
  changedByte,
  hideEntry,
  replayInto,
  rewriteEntry,
} from "../../../test/dishonest/attacks.ts";
import { DishonestLog } from "../../../test/dishonest/log.ts";
import { otherLogOrigin } from "../cast.ts";
import { placeOf } from "../clerks.ts";
import { declareVersion, deliver, type Handover } from "../exchange.ts";
import { readJson, writeJson, writeWhole } from "../files.ts";
import { openLog } from "../foundation.ts";
import { StoryError } from "../memory.ts";
import type { Narrator } from "../say.ts";
import { shareElsewhere, type Sharing } from "../sharing.ts";
import type { StatePaths } from "../state.ts";
import { writePolicy } from "./policy.ts";
import type { Exhibit } from "./evidence.ts";
import type { Exchanged } from "./exchange.ts";
import type { Opened } from "./opening.ts";
import { fileParties, type SharedAll } from "./sharing.ts";
import type { Trial } from "./verify.ts";

const DONE = "attacks.json";
const PURPOSE = 3_000;
const REASON_PURPOSE_REACHED = 1;

export interface Attacking {
  readonly opened: Opened;
  readonly sharing: Sharing;
  readonly paths: StatePaths;
  readonly shared: SharedAll;
  readonly exchanged: Exchanged;
}

/** A log of the second centre, with a grant that names it. */
interface Foothold {
  readonly log: DishonestLog;
  readonly handover: Handover;
}

/** What an interrupted start left half done is left alone: each try has a log and a grant of its own. */
async function foothold(scene: Attacking): Promise<Foothold> {
  const { opened, sharing, shared } = scene;
  const { client, memory, keys, founded } = opened;
  const { depth } = opened.chain;
  const [first] = shared.handovers;
  if (!first) throw new StoryError("There is no file to attack.");
  let number = 1;
  while (memory.find({ event: "LogOpened", match: { log: logId(otherLogOrigin(number)) } }))
    number += 1;
  const origin = otherLogOrigin(number);
  const key = keys.otherLog;
  await openLog({ client, memory, keys }, founded, {
    ...{ origin, head: "otherCentreHead", operator: "otherCentreOperator", key: key.public },
  });
  const parties = fileParties(sharing.clerks);
  const terms = { purpose: PURPOSE + number, log: logId(origin) };
  const handover = await shareElsewhere(sharing, parties, first, terms);
  const operator = keys.seats.otherCentreOperator;
  return { log: new DishonestLog({ client, operator, origin, key, depth }), handover };
}

/** An honest version and delivery first: what follows is wrong, not the log. */
async function honestly(
  { opened, sharing, paths }: Attacking,
  { log, handover }: Foothold,
): Promise<{ readonly version: SignedStatement; readonly delivery: SignedStatement }> {
  const place = placeOf(opened.deployment, log.origin);
  const parties = fileParties(sharing.clerks);
  const version = await declareVersion(place, parties, handover);
  const delivery = await deliver(place, parties, handover, version);
  await log.append(version.statement, version.signatures);
  const index = await log.append(delivery.statement, delivery.signatures);
  await log.close();
  writeJson(join(paths.demo, "second-log.evidence.json"), await log.evidence(index));
  return { version, delivery };
}

async function endGrant({ sharing }: Attacking, grant: Hex): Promise<number> {
  const { civilHead } = sharing.clerks;
  const args = [civilHead.seat, grant, REASON_PURPOSE_REACHED];
  const { time } = await civilHead.acts({ contract: "sharingRegistry", fn: "end", args });
  return time;
}

function deliveryIn({ statement }: SignedStatement): Delivery {
  if (statement.type !== "suyuan/delivery@1") throw new StoryError("Not a delivery.");
  return statement;
}

/** Attacks 2 to 5, each written to the demo folder or refused by the contract at once. */
async function carryOut(scene: Attacking): Promise<void> {
  const { opened, exchanged, paths } = scene;
  const at = (name: string) => join(paths.demo, name);
  const held = await foothold(scene);
  const { log, handover } = held;
  writePolicy(paths, opened, log);
  const { version, delivery } = await honestly(scene, held);
  const ended = await endGrant(scene, handover.grant);
  const registrant = opened.keys.seats.statisticsRegistrant;
  const late: Delivery = { ...deliveryIn(delivery), serial: 2 };
  const backDated = await backDate(log, {
    delivery: late,
    sign: (digest) => registrant.sign(digest),
    ended,
  });
  writeJson(at("attack-back-dated.evidence.json"), backDated);
  const [foreign] = exchanged.versions;
  if (!foreign) throw new StoryError("There is no statement to replay.");
  writeJson(at("attack-replayed.evidence.json"), await replayInto(log, foreign));
  const other: Statement = { ...version.statement, time: version.statement.time + 1 };
  const attempts = await rewriteEntry(log, 0, await signed(other, registrant));
  const hidden = await hideEntry(log, { kind: "grant", id: handover.grant });
  writeJson(at("attack-hidden.history.json"), hidden.dropped);
  const refusals = attempts.map(({ refusal }) => refusal?.name ?? "");
  writeJson(join(paths.outbox, DONE), refusals);
}

/** Attack 1, on the honest evidence of the first file. */
function changeByte({ paths, shared }: Attacking): Omit<Exhibit, "name"> {
  const [first] = shared.handovers;
  if (!first) throw new StoryError("There is no file to change.");
  const data = join("data", "attack-changed.csv");
  writeWhole(join(paths.demo, data), changedByte(readFileSync(first.file.path)));
  return { evidence: `delivery-${first.file.code}.evidence.json`, data };
}

/** Each attack with the exit status and the one check that must fail. */
function trials(changed: Omit<Exhibit, "name">): Trial[] {
  return [
    {
      ...{ ...changed, exit: 10, failing: "data" },
      name: { zh: "攻击一：数据改动一个字节", en: "attack 1: one byte of the data changed" },
    },
    {
      ...{ evidence: "attack-back-dated.evidence.json", exit: 11, failing: "grant" },
      name: {
        zh: "攻击二：授权终止后倒填日期交付",
        en: "attack 2: back-dated after the grant ended",
      },
    },
    {
      ...{ evidence: "attack-replayed.evidence.json", exit: 10, failing: "statement" },
      name: { zh: "攻击三：他处日志的陈述重放", en: "attack 3: replayed from another log" },
    },
    {
      ...{ evidence: "attack-hidden.history.json", exit: 10, failing: "entries" },
      name: { zh: "攻击五：历史中隐去一条", en: "attack 5: an entry hidden from a history" },
    },
    {
      ...{ evidence: "second-log.evidence.json", exit: 0 },
      name: { zh: "同一日志中诚实的交付", en: "an honest delivery in the same log" },
    },
  ];
}

/** Whether both tries of attack 4 were refused by the contract for their roots. */
function requireRefusals(kept: unknown): readonly string[] {
  const names = Array.isArray(kept) ? kept.map(String) : [];
  if (names.length > 0 && names.every((name) => name.startsWith("ExchangeLog__Wrong")))
    return names;
  throw new StoryError(`The contract let a rewritten log pass: ${names.join(", ")}`);
}

/** Carries the attacks out once, and gives what the verifier must refuse. */
export async function attack(say: Narrator, scene: Attacking): Promise<Trial[]> {
  say.scene({ zh: "一个不诚实的交换中心", en: "A dishonest exchange centre" });
  const done = join(scene.paths.outbox, DONE);
  if (readJson(done) === undefined) await carryOut(scene);
  const refusals = requireRefusals(readJson(done));
  say.fact({
    zh: `攻击四：运营者改写已上链的条目后推进检查点，合约拒绝（${refusals.join("、")}）`,
    en: `attack 4: the operator rewrites an anchored entry and advances; the contract refuses (${refusals.join(", ")})`,
  });
  say.note({
    zh: "其余四种攻击留给离线验证：签名与上链都正确，只有一处事实是假的",
    en: "the other four go to the verifier: correctly signed and anchored, false in one fact only",
  });
  return trials(changeByte(scene));
}
