// SPDX-License-Identifier: Apache-2.0
// Departments of the province, of a city, a county and a town, between which data is asked for and shared.
import type { Capacity } from "@suyuan/proof";

export type LocalLevel = "province" | "city" | "county" | "township";
/** Whom one may lie below besides one another. */
const ABOVE_ALL = "authority";

interface Local {
  readonly key: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** 11 organ, 12 institution. */
  readonly kind: "11" | "12";
  readonly level: LocalLevel;
  readonly parent: string;
  readonly capacities: readonly Capacity[];
}

const AUTHORITY = ["department", "authority", "registrar"] as const;
const DEPARTMENT = ["department"] as const;

function local<Key extends string>(
  key: Key,
  level: LocalLevel,
  parent: string,
  zh: string,
  en: string,
  capacities: readonly Capacity[] = DEPARTMENT,
): Local & { readonly key: Key } {
  const kind = key === "bigData" ? "12" : "11";
  return { key, name: { zh, en }, kind, level, parent, capacities };
}

/** Whoever lies above comes first. All are fictional. */
export const LOCAL = [
  local(
    "health",
    "province",
    ABOVE_ALL,
    "示例省卫生健康委员会",
    "Shili Province Health Commission",
  ),
  local("bigData", "province", ABOVE_ALL, "示例省大数据中心", "Shili Province Big Data Centre"),
  local("security", "province", ABOVE_ALL, "示例省公安厅", "Shili Province Public Security"),
  local("city", "city", ABOVE_ALL, "示例市数据局", "Shili City Data Administration", AUTHORITY),
  local("transport", "city", "city", "示例市交通运输局", "Shili City Transport Bureau"),
  local("urban", "city", "city", "示例市城市管理局", "Shili City Urban Management Bureau"),
  local("water", "city", "city", "示例市水务局", "Shili City Water Bureau"),
  local("taxation", "city", "city", "示例市税务局", "Shili City Taxation Bureau"),
  local("finance", "city", "city", "示例市财政局", "Shili City Finance Bureau"),
  local("county", "county", "city", "示例县数据局", "Shili County Data Administration", AUTHORITY),
  local("emergency", "county", "county", "示例县应急管理局", "Shili County Emergency Bureau"),
  local("town", "township", "county", "示例镇人民政府", "Shili Town Government"),
] as const;

export type LocalKey = (typeof LOCAL)[number]["key"];
/** Each has one seat: that of its head of the data office. */
export type LocalSeat = `${LocalKey}Head`;

/** The seat of a department's head of the data office. */
export const headOf = (key: LocalKey): LocalSeat => `${key}Head`;
