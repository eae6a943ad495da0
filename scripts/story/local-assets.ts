// SPDX-License-Identifier: Apache-2.0
// What departments of all levels share in the story.
import type { Hex } from "@suyuan/proof";

import { headOf, type LocalKey } from "./cast-local.ts";
import type { Law } from "./law.ts";
import type { Applicants, Entry } from "./registration.ts";

const entry = (place: number, title: string, open = false): Entry => ({
  ...{ title, catalogueCode: `309001/00000${String(place)}`, localNumber: 900 + place },
  attribute: open ? "unconditional" : "conditional",
});

/** By the scene in which each is asked for. */
export const LOCAL_ASSETS = {
  parking: entry(1, "示例市停车泊位实时数据"),
  flood: entry(2, "示例市水库水位与雨情", true),
  health: entry(3, "示例省健康码核验信息"),
  subsidies: entry(4, "示例市企业纳税信用清单"),
  residents: entry(5, "示例省常住人口与低保信息"),
} as const satisfies Record<string, Entry>;

export type LocalAsset = keyof typeof LOCAL_ASSETS;
export const LOCAL_KEYS = Object.keys(LOCAL_ASSETS) as readonly LocalAsset[];
/** The assets, coded. */
export type Coded = Readonly<Record<LocalAsset, Hex>>;

const HOLDERS = {
  parking: "transport",
  flood: "water",
  health: "health",
  subsidies: "taxation",
} as const satisfies Partial<Record<LocalAsset, LocalKey>>;

/** Who registers an asset: one head of the data office does what its registrant does elsewhere. */
export function localApplicants({ clerks, keys }: Law, key: LocalAsset): Applicants {
  const { authorityHead, cityHead, civilHead } = clerks;
  if (key === "residents") {
    const head = keys.heads.civilAffairs;
    return { registrant: civilHead, provider: civilHead, head, registrar: authorityHead };
  }
  const holder = HOLDERS[key];
  const clerk = clerks[headOf(holder)];
  const registrar = key === "health" ? authorityHead : cityHead;
  return { registrant: clerk, provider: clerk, head: keys.heads[holder], registrar };
}
