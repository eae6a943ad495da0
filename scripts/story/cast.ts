// SPDX-License-Identifier: Apache-2.0
import { CAPACITIES, type Capacity, LEVELS, OFFICES } from "@suyuan/proof";

import { headOf, LOCAL, type LocalKey, type LocalSeat } from "./cast-local.ts";
import { fictionalCode } from "./codes.ts";

/** 示例省 does not exist; GB/T 2260 gives 990000 to nobody. */
export const REGION = 990_000;

/** Those of the beginning, which are the council's members. */
const ROOTS = ["authority", "audit", "government"] as const;
type RootKey = (typeof ROOTS)[number];

export type OrganizationKey =
  | RootKey
  | "statistics"
  | "civilAffairs"
  | "market"
  | "centre"
  | "otherCentre"
  | "housing"
  | "survey"
  | "buildings"
  | "planning"
  | "company"
  | LocalKey;

export interface CastOrganization {
  readonly key: OrganizationKey;
  readonly name: { readonly zh: string; readonly en: string };
  readonly code: string;
  readonly capacities: number;
  readonly level: number;
  /** Left out for those of the beginning. */
  readonly parent?: OrganizationKey;
}

function organization(
  key: OrganizationKey,
  zh: string,
  en: string,
  code: string,
  ...capacities: readonly Capacity[]
): CastOrganization {
  const bits = bitsOf(capacities);
  const base = { key, name: { zh, en }, code, capacities: bits, level: LEVELS.province };
  const isRoot = ROOTS.some((root) => root === key);
  return isRoot ? base : { ...base, parent: "authority" };
}

const bitsOf = (capacities: readonly Capacity[]): number =>
  capacities.reduce((sum, capacity) => sum | (1 << CAPACITIES[capacity]), 0);

/** Serials of the local ones' codes begin here. */
const FIRST_LOCAL = 20;

function locals(): CastOrganization[] {
  return LOCAL.map(({ key, name, kind, level, parent, capacities }, place) => {
    const code = fictionalCode(kind, FIRST_LOCAL + place);
    const base = { key, name, code, capacities: bitsOf(capacities), level: LEVELS[level] };
    return { ...base, parent: parent as OrganizationKey };
  });
}

/** The organisations of the story, those of the beginning first. All are fictional. */
export const ORGANIZATIONS: readonly CastOrganization[] = [
  organization(
    "authority",
    "示例省数据局",
    "Shili Province Data Administration",
    fictionalCode("11", 1),
    "department",
    "authority",
    "registrar",
  ),
  organization(
    "audit",
    "示例省审计厅",
    "Shili Province Audit Office",
    fictionalCode("11", 6),
    "department",
    "auditBody",
  ),
  organization(
    "government",
    "示例省人民政府办公厅",
    "General Office of the Shili Provincial Government",
    fictionalCode("11", 8),
    "department",
  ),
  organization(
    "statistics",
    "示例省统计局",
    "Shili Province Bureau of Statistics",
    fictionalCode("11", 2),
    "department",
  ),
  organization(
    "civilAffairs",
    "示例省民政厅",
    "Shili Province Department of Civil Affairs",
    fictionalCode("11", 3),
    "department",
  ),
  organization(
    "market",
    "示例省市场监督管理局",
    "Shili Province Market Regulation Administration",
    fictionalCode("11", 4),
    "department",
  ),
  organization(
    "centre",
    "示例省数据交换中心",
    "Shili Province Data Exchange Centre",
    fictionalCode("12", 5),
    "exchangeCentre",
  ),
  organization(
    "otherCentre",
    "示例省第二数据交换中心",
    "Shili Province Second Data Exchange Centre",
    fictionalCode("12", 7),
    "exchangeCentre",
  ),
  organization(
    "housing",
    "示例省住房和城乡建设厅",
    "Shili Province Department of Housing and Construction",
    fictionalCode("11", 9),
    "department",
  ),
  organization(
    "survey",
    "示例省统计调查局",
    "Shili Province Statistics and Survey Administration",
    fictionalCode("11", 10),
    "department",
  ),
  organization(
    "buildings",
    "示例省房屋管理局",
    "Shili Province Buildings Administration",
    fictionalCode("11", 11),
    "department",
  ),
  organization(
    "planning",
    "示例省城乡规划局",
    "Shili Province Planning Administration",
    fictionalCode("11", 12),
    "department",
  ),
  organization(
    "company",
    "示例省大数据运营有限公司",
    "Shili Province Big Data Operating Co., Ltd.",
    fictionalCode("91", 1),
    "operatingBody",
  ),
  ...locals(),
];

export interface CastSeat {
  readonly key: string;
  readonly organization: OrganizationKey;
  readonly office: number;
}

const seat = (key: string, organizationKey: OrganizationKey, office: number): CastSeat => ({
  key,
  organization: organizationKey,
  office,
});

const localSeats = Object.fromEntries(
  LOCAL.map(({ key }) => [headOf(key), seat(headOf(key), key, OFFICES.headOfDataOffice)]),
) as Record<LocalSeat, CastSeat>;

/** The seats of the story, each with a key of its own. Systems come after the heads that appoint them. */
export const SEATS = {
  authorityHead: seat("authorityHead", "authority", OFFICES.headOfDataOffice),
  statisticsRegistrant: seat("statisticsRegistrant", "statistics", OFFICES.registrant),
  statisticsHead: seat("statisticsHead", "statistics", OFFICES.headOfDataOffice),
  statisticsChief: seat("statisticsChief", "statistics", OFFICES.chiefDataOfficer),
  civilHead: seat("civilHead", "civilAffairs", OFFICES.headOfDataOffice),
  civilReceiver: seat("civilReceiver", "civilAffairs", OFFICES.receiver),
  marketRegistrant: seat("marketRegistrant", "market", OFFICES.registrant),
  marketHead: seat("marketHead", "market", OFFICES.headOfDataOffice),
  marketSystem: seat("marketSystem", "market", OFFICES.system),
  centreHead: seat("centreHead", "centre", OFFICES.headOfDataOffice),
  centreOperator: seat("centreOperator", "centre", OFFICES.logOperator),
  auditor: seat("auditor", "audit", OFFICES.auditor),
  otherCentreHead: seat("otherCentreHead", "otherCentre", OFFICES.headOfDataOffice),
  otherCentreOperator: seat("otherCentreOperator", "otherCentre", OFFICES.logOperator),
  housingHead: seat("housingHead", "housing", OFFICES.headOfDataOffice),
  surveyRegistrant: seat("surveyRegistrant", "survey", OFFICES.registrant),
  surveyHead: seat("surveyHead", "survey", OFFICES.headOfDataOffice),
  buildingsHead: seat("buildingsHead", "buildings", OFFICES.headOfDataOffice),
  planningHead: seat("planningHead", "planning", OFFICES.headOfDataOffice),
  companyHead: seat("companyHead", "company", OFFICES.headOfDataOffice),
  ...localSeats,
} as const satisfies Record<string, CastSeat>;

export type SeatKey = keyof typeof SEATS;

/** Origin line of the exchange centre's log (C2SP tlog-checkpoint). */
export const LOG_ORIGIN = "shili.example/exchange-centre/log-1";

/** Origin line of a log of the second centre, which turns out to be dishonest. */
export const otherLogOrigin = (number: number): string =>
  `shili.example/second-exchange-centre/log-${String(number)}`;
