// SPDX-License-Identifier: Apache-2.0
// What becomes of the contested registration: the objection is dismissed, the veto lifted from above, the asset coded.
import type { Hex } from "@suyuan/proof";
import type { Act } from "@suyuan/sdk";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Clerk } from "../clerks.ts";
import { dateOf, type Law } from "../law.ts";
import { LOCAL_KEYS } from "../local-assets.ts";
import { onAsset, paper } from "../registration.ts";
import type { Narrator } from "../say.ts";
import { type Contested, VETO_CODING } from "./contested.ts";
import type { LaidOpen, RegisteredAll } from "./registration.ts";

const CONFIRMED = 2;
const DISMISSED = 3;
const YEARS_3 = 3 * 365 * 86_400;
const DAY = 86_400;

const onCase = ({ seat }: Clerk, fn: string, id: Hex, paper_: Hex): Act => ({
  ...{ contract: "caseRegistry", fn, args: [seat, id, paper_] },
});

/** Nothing is coded while it is frozen, and nobody decides who was not named to. */
async function dismiss(law: Law, { asset, objection }: Contested): Promise<void> {
  const { memory, client, clerks, salt } = law;
  const { authorityHead, civilHead, marketHead } = clerks;
  const decision = paper(salt, "异议处理决定", "异议不成立：采集职责已在目录中注明");
  const grounds = paper(salt, "异议理由", "逾期提出");
  await take(memory, {
    trace: { event: "CaseDismissed", match: { id: objection } },
    before: async () => {
      await requireRefusal("AssetRegistry__Frozen", () =>
        authorityHead.acts(onAsset(authorityHead, "confirm", asset)),
      );
      await requireRefusal("CaseRegistry__NoNotice", () =>
        marketHead.acts(onCase(marketHead, "raiseObjection", asset, grounds)),
      );
      await requireRefusal("CaseRegistry__NotEntitled", () =>
        civilHead.acts(onCase(civilHead, "dismiss", objection, decision)),
      );
    },
    act: () => authorityHead.acts(onCase(authorityHead, "dismiss", objection, decision)),
  });
  const by = authorityHead.organization;
  requireFacts("objection", await client.case(objection), { state: DISMISSED, by, decision });
}

/** Only a higher authority's recorded decision lifts a veto. */
async function lift(law: Law, { asset }: Contested): Promise<void> {
  const { memory, client, clerks, salt } = law;
  const { authorityHead, statisticsHead } = clerks;
  const decision = paper(salt, "解除否决决定", "核查已完成");
  await take(memory, {
    trace: { event: "VetoLifted", match: { asset, act: VETO_CODING } },
    before: async () => {
      requireFacts("dismissed objection", await client.asset(asset), { frozen: 0 });
      await requireRefusal("AssetRegistry__Vetoed", () =>
        authorityHead.acts(onAsset(authorityHead, "confirm", asset)),
      );
      await requireRefusal("AssetRegistry__MissingCapacity", () =>
        statisticsHead.acts(onAsset(statisticsHead, "liftVeto", asset, VETO_CODING, decision)),
      );
    },
    act: () => authorityHead.acts(onAsset(authorityHead, "liftVeto", asset, VETO_CODING, decision)),
  });
}

/** Coded with a number, for three years. @returns the registration number in words */
async function code(law: Law, { asset }: Contested): Promise<string> {
  const { memory, client, clerks } = law;
  const { authorityHead } = clerks;
  await take(memory, {
    trace: { event: "AssetConfirmed", match: { asset } },
    act: () => authorityHead.acts(onAsset(authorityHead, "confirm", asset)),
  });
  const facts = await client.asset(asset);
  const registrar = authorityHead.organization;
  requireFacts("coded asset", facts, { state: CONFIRMED, frozen: 0, registrar });
  const { procedure, queryCode } = await client.affairs(asset);
  const term = facts.until - procedure.since;
  if (Math.abs(term - YEARS_3) > DAY) {
    requireFacts("coded asset", { term }, { term: YEARS_3 });
  }
  return `${String(registrar)}-${String(facts.serial)}（${queryCode}）`;
}

/** Lets the notice pass, decides what stands against the registration, and codes everything. */
export async function decide(
  say: Narrator,
  law: Law,
  contested: Contested,
  laidOpen: LaidOpen,
): Promise<RegisteredAll> {
  const over = Math.max(contested.noticeEnd, laidOpen.noticeEnd);
  say.scene({ zh: "公示期满", en: "The notice is over" });
  await law.until(over);
  say.note({ zh: `时间来到 ${dateOf(over)}`, en: `it is ${dateOf(over)} now` });
  await dismiss(law, contested);
  say.fact({
    zh: "冻结期间赋码被拒绝，逾期异议被拒绝；登记机构驳回异议，冻结解除",
    en: "coding while frozen and a late objection are refused; the registrar dismisses the objection, which unfreezes",
  });
  await lift(law, contested);
  say.fact({
    zh: "否决期间赋码被拒绝；上级以书面决定解除否决（本部门自行解除被拒绝）",
    en: "coding while vetoed is refused; the authority above lifts the veto by a recorded decision (the department itself may not)",
  });
  const number = await code(law, contested);
  const registered = await laidOpen.codeAll();
  const count = String(registered.files.length + 2 + LOCAL_KEYS.length);
  say.fact({
    zh: `${count} 项资产赋码，有效期三年；其中一项的登记号 ${number}`,
    en: `${count} assets are coded for three years; one of them has number ${number}`,
  });
  return registered;
}
