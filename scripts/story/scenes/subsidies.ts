// SPDX-License-Identifier: Apache-2.0
// Subsidies to enterprises: what arrived is not what was sent, a correction is asked for, and a new version is
// delivered (Order 809, Articles 22 and 26).
import { copyFileSync } from "node:fs";
import { join } from "node:path";

import { type Hex, statementId } from "@suyuan/proof";
import type { SignedStatement } from "@suyuan/sdk";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Clerk } from "../clerks.ts";
import type { Handing } from "../exchange.ts";
import { writeWhole } from "../files.ts";
import type { Law } from "../law.ts";
import { paper } from "../registration.ts";
import { declare, handOver, proven, RESULTS, settledSince, type Sides } from "../proven.ts";
import { endOf, file, give, onCases, workingDays } from "../requests.ts";
import type { Narrator } from "../say.ts";
import type { Exchanging } from "./exchange.ts";

const PURPOSE = 3_301;
const [OPEN, CLOSED] = [1, 7];
const CORRECTION_DAYS = 10;
const GOOD = "code,grade\nSL00001,A\nSL00002,A\nSL00003,B\n";
/** What came through: one line is missing. */
const CUT = "code,grade\nSL00001,A\nSL00002,A\n";

/** What the scene works with; `law` refuses directly, `relayed` acts by the gateway. */
export interface Present {
  readonly law: Law;
  readonly relayed: Law;
  readonly exchanging: Exchanging;
}

/** A list as the provider has it, and as the recipient got it. */
function listIn({ paths }: Exchanging, name: string, grant: Hex, asset: Hex): Handing {
  const path = join(paths.demo, "data", `${name}.csv`);
  return { asset, grant, file: { path }, received: join(paths.demo, "received", `${name}.csv`) };
}

/** Only whoever has the grant may rest on it; the holder has ten working days. @returns the case */
async function ask({ law, relayed }: Present, { asset, grant }: Handing): Promise<Hex> {
  const { memory, salt, client, clerks } = law;
  const grounds = paper(salt, "校核申请", "清单缺少一家企业");
  const raise = (by: Clerk) => onCases(by, "raiseCorrection", asset, grant, grounds);
  const raised = await take(memory, {
    trace: { event: "CorrectionRaised", match: { asset, grant } },
    before: () => requireRefusal("CaseRegistry__NotItsGrant", () => raise(clerks.urbanHead)),
    act: () => raise(relayed.clerks.financeHead),
  });
  const id = raised["id"] as Hex;
  const { turn } = await client.case(id);
  if (turn !== null && turn.doneAt === 0) {
    const due = await workingDays(law, turn.since, CORRECTION_DAYS);
    requireFacts("correction", { due: turn.due }, { due });
  }
  return id;
}

/** The holder alone answers, with a new version; who asked takes note. */
async function correct(
  present: Present,
  handing: Handing,
  before: SignedStatement,
): Promise<SignedStatement> {
  const { law, relayed, exchanging } = present;
  const { memory, client, clerks } = law;
  const { financeHead, taxationHead } = relayed.clerks;
  const id = await ask(present, handing);
  const signed = await declare(exchanging, "subsidies-2", taxationHead, handing, before);
  const version = statementId(signed.statement);
  const answer = (by: Clerk) => onCases(by, "correct", id, version);
  const told = await take(memory, {
    trace: { event: "DataCorrected", match: { id } },
    before: async () => {
      requireFacts("correction", await client.case(id), { state: OPEN });
      await requireRefusal("CaseRegistry__NotRespondent", () => answer(clerks.financeHead));
    },
    act: () => answer(taxationHead),
  });
  requireFacts("correction", told, { version, late: false });
  await take(memory, {
    trace: { event: "CorrectionClosed", match: { id } },
    act: () => onCases(financeHead, "closeCorrection", id),
  });
  requireFacts("correction", await client.case(id), { state: CLOSED });
  return signed;
}

/** From a mismatch to an accepted receipt of the corrected version. */
export async function subsidies(say: Narrator, present: Present, asset: Hex): Promise<void> {
  say.scene({ zh: "惠企补贴：不符与更正", en: "Subsidies: a mismatch and its correction" });
  const { relayed, exchanging, law } = present;
  const { financeHead: recipient, taxationHead: provider } = relayed.clerks;
  const sides: Sides = { provider, recipient };
  const own = { asset, purpose: PURPOSE };
  const until = await endOf(law, recipient, own);
  const grant = await file(relayed, recipient, { ...own, items: "符合条件的企业", until });
  await give(relayed, provider, grant, until);
  await settledSince(exchanging, law);
  const first = listIn(exchanging, "subsidies-1", grant, asset);
  writeWhole(first.file.path, GOOD);
  writeWhole(first.received, CUT);
  const version = await declare(exchanging, "subsidies-1", provider, first);
  await handOver(exchanging, "subsidies-1", sides, first, version, 1);
  // After an interruption the chain may know of the next delivery already.
  const asked = law.memory.find({ event: "CorrectionRaised", match: { asset, grant } });
  if (!asked) await proven(law, grant, RESULTS.mismatch);
  say.fact({
    zh: "财政局收到的纳税信用清单与税务局交付的摘要不符；网关将交付与签收（不符）证明到链上",
    en: "what finance got of the tax list is not what taxation sent; the gateway proves delivery and mismatch to the chain",
  });
  const second = listIn(exchanging, "subsidies-2", grant, asset);
  writeWhole(second.file.path, `${GOOD}SL00004,A\n`);
  copyFileSync(second.file.path, second.received);
  const corrected = await correct(present, second, version);
  await handOver(exchanging, "subsidies-2", sides, second, corrected, 2);
  await proven(law, grant, RESULTS.accepted);
  say.fact({
    zh: "校核：10 个工作日内核实并更正（新版本接续旧版本），重新交付，签收一致；更正由持有单位作出，他人被拒绝",
    en: "corrected within ten working days: a new version follows the old one, is delivered and accepted; nobody but the holder may correct",
  });
}
