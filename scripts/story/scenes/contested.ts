// SPDX-License-Identifier: Apache-2.0
// A registration to which everything happens that the measures know: it is returned with all gaps, objected to while
// it is laid open, and vetoed by the chief data officer.
import { addWorkingDays } from "@suyuan/chain";
import type { Hex } from "@suyuan/proof";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Clerk } from "../clerks.ts";
import { dateOf, type Law } from "../law.ts";
import {
  type Entry,
  layOpen,
  onAsset,
  paper,
  prepare,
  recordOf,
  register,
  submit,
} from "../registration.ts";
import type { Narrator } from "../say.ts";
import { applicantsOf } from "./registration.ts";

export const CONTESTED: Entry = {
  title: "示例省房屋建筑基础信息",
  catalogueCode: "306012/000001",
  localNumber: 1,
};

const RETURNED = 6;
const SUBMITTED = 4;
const NOTICE_DAYS = 10;
export const VETO_CODING = 1;
const DAYS_30 = 30 * 86_400;

/** A registration under public notice, objected to and vetoed. */
export interface Contested {
  readonly asset: Hex;
  readonly noticeEnd: number;
  /** The objection. */
  readonly objection: Hex;
}

/** Order 809, Article 13: nothing is submitted before it was assessed, and approved by the department's head. */
async function apply(law: Law): Promise<Hex> {
  const who = applicantsOf(law, "statistics");
  const asset = await register(law, who, CONTESTED);
  const { provider, registrar } = who;
  if (!law.memory.find({ event: "ApplicationAssessed", match: { asset } })) {
    await requireRefusal("AssetRegistry__WrongStage", () =>
      provider.acts(onAsset(provider, "submit", asset, registrar.organization)),
    );
  }
  await prepare(law, who, asset);
  await submit(law, who, asset);
  return asset;
}

/** Article 10: all gaps at once, and only once. */
async function returnOnce(law: Law, asset: Hex): Promise<void> {
  const { memory, salt, client, clerks } = law;
  const { authorityHead: registrar, statisticsHead: provider } = clerks;
  const gaps = paper(salt, "补正通知", "数据项清单不全；更新频率未填");
  const giveBack = () => registrar.acts(onAsset(registrar, "returnForGaps", asset, gaps));
  await take(memory, {
    trace: { event: "ApplicationReturned", match: { asset, gaps } },
    act: giveBack,
  });
  const recordHash = recordOf(salt, CONTESTED, "补正后的数据项清单");
  await take(memory, {
    trace: { event: "ApplicationSubmitted", match: { asset, recordHash } },
    before: async () => {
      const { procedure } = await client.affairs(asset);
      requireFacts("returned application", procedure, { stage: RETURNED, returned: true });
      await requireRefusal("AssetRegistry__WrongStage", () =>
        registrar.acts(onAsset(registrar, "accept", asset)),
      );
    },
    act: () => provider.acts(onAsset(provider, "resubmit", asset, recordHash)),
  });
  if (memory.find({ event: "ApplicationAccepted", match: { asset } })) return;
  const { procedure } = await client.affairs(asset);
  requireFacts("resubmitted application", procedure, { stage: SUBMITTED, recordHash });
  await requireRefusal("AssetRegistry__ReturnedBefore", giveBack);
}

/** The public notice ends when the calendar says so, counted here from the years that are published. */
async function checkNotice({ client }: Law, asset: Hex, noticeEnd: number): Promise<void> {
  const { procedure } = await client.affairs(asset);
  const year = new Date(noticeEnd * 1_000).getUTCFullYear();
  const years = await client.years([year - 1, year]);
  const { deadline } = addWorkingDays(years, procedure.since, NOTICE_DAYS);
  requireFacts("public notice", { noticeEnd }, { noticeEnd: deadline });
}

const raise = ({ salt }: Law, clerk: Clerk, asset: Hex) =>
  clerk.acts({
    contract: "caseRegistry",
    fn: "raiseObjection",
    args: [clerk.seat, asset, paper(salt, "异议理由", "部分房屋信息由民政部门采集")],
  });

/** Article 12: an objection within the notice, by somebody else. @returns its id */
async function object(law: Law, asset: Hex, noticeEnd: number): Promise<Hex> {
  const { memory, clerks } = law;
  const { authorityHead, civilHead, statisticsHead } = clerks;
  const raised = await take(memory, {
    trace: { event: "CaseRaised", match: { asset, raiser: civilHead.organization } },
    before: async () => {
      await checkNotice(law, asset, noticeEnd);
      await requireRefusal("AssetRegistry__NoticeNotOver", () =>
        authorityHead.acts(onAsset(authorityHead, "confirm", asset)),
      );
      await requireRefusal("CaseRegistry__OwnAsset", () => raise(law, statisticsHead, asset));
    },
    act: () => raise(law, civilHead, asset),
  });
  return raised["id"] as Hex;
}

async function veto(law: Law, asset: Hex): Promise<void> {
  const { memory, client, clerks, salt } = law;
  const { statisticsChief: chief, statisticsHead } = clerks;
  const reason = paper(salt, "否决理由", "数据质量核查尚未完成");
  const { time } = await client.block();
  const args = [asset, VETO_CODING, reason, time + DAYS_30];
  await take(memory, {
    trace: { event: "AssetVetoed", match: { asset, act: VETO_CODING } },
    before: async () => {
      requireFacts("objection", await client.asset(asset), { frozen: 1 });
      await requireRefusal("OrganizationRegistry__WrongOffice", () =>
        statisticsHead.acts(onAsset(statisticsHead, "veto", ...args)),
      );
    },
    act: () => chief.acts(onAsset(chief, "veto", ...args)),
  });
}

/** Takes the registration as far as its notice, its objection and its veto. */
export async function contest(say: Narrator, law: Law): Promise<Contested> {
  say.scene({ zh: "退回补正、异议与否决", en: "A return, an objection and a veto" });
  const asset = await apply(law);
  say.fact({
    zh: `《${CONTESTED.title}》：先评估、再由本部门负责人批准，方可提交（未经批准的提交被拒绝）`,
    en: "one more asset: assessed, approved by the department's head, only then submitted (earlier it is refused)",
  });
  await returnOnce(law, asset);
  say.fact({
    zh: "登记机构一次性告知全部缺漏并退回；补正后再次提交；第二次退回被拒绝",
    en: "the registrar returns it once with all gaps; resubmitted; a second return is refused",
  });
  const noticeEnd = await layOpen(law, applicantsOf(law, "statistics"), asset);
  const objection = await object(law, asset, noticeEnd);
  say.fact({
    zh: `公示十个工作日，至 ${dateOf(noticeEnd - 1)}（与日历逐日核对）；期满前赋码被拒绝`,
    en: `laid open for ten working days, until ${dateOf(noticeEnd - 1)} (held against the calendar); coding before is refused`,
  });
  say.fact({
    zh: "民政厅在公示期内提出异议，资产即被冻结；申请人自己的异议被拒绝",
    en: "the department of civil affairs objects within the notice, which freezes the asset; the applicant itself may not",
  });
  await veto(law, asset);
  say.fact({
    zh: "统计局首席数据官有期限、附理由地否决赋码；其他席位无权否决",
    en: "the chief data officer of statistics vetoes the coding, with a reason and a term; no other seat may",
  });
  return { asset, noticeEnd, objection };
}
