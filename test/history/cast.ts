// SPDX-License-Identifier: Apache-2.0
// Who takes part in a random history: a province with its cities, counties and townships, each with a government above
// its departments; all are fictional.
import { LEVELS, OFFICES } from "@suyuan/proof";

import type { Province } from "../support/province.ts";
import { unifiedCode } from "../support/signers.ts";
import { CAN } from "./beginnings.ts";
import type { Deed } from "./pipeline.ts";
import { DAY, deed, NONE, type Stage } from "./stage.ts";

const REGISTRY = "organizationRegistry";
const FIRST_CODE = 5_000;
const TERM = 3_600 * DAY;
const GOVERNMENT = CAN.department | CAN.authority | CAN.registrar;
const PROVINCE = 990_000;
const [CITY, COUNTY] = [100, 1];
/** A government, its departments, and the governments below it. */
const SHARE_OF_DEPARTMENTS = 5;

interface Place {
  readonly parent: number;
  readonly level: number;
  readonly region: number;
}

/** Brings those that support has founded already onto the stage. */
export function enterFounded(stage: Stage, province: Province): void {
  const { organizations, seats, roots } = province;
  for (const { number, head } of [...Object.values(organizations), roots.neighbour]) {
    stage.members.set(number, { number, head, seats: new Map() });
  }
  const heads = [
    ...(["authorityHead", "providerHead", "recipientHead"] as const),
    ...(["centreHead", "otherCentreHead"] as const),
  ];
  for (const name of heads) {
    const { number, organization, account } = seats[name];
    const seat = { number, account };
    stage.members.get(organization)?.seats.set(OFFICES.headOfDataOffice, seat);
  }
}

function admitting(stage: Stage, { parent, level, region }: Place, capacities: number): Deed {
  const { bytes } = unifiedCode(FIRST_CODE + stage.serial());
  const facts = [parent, bytes, stage.word(), capacities, level, region, stage.account().address];
  const head = stage.members.get(parent)?.head;
  if (!head) throw new Error(`nobody is the head of ${parent}`);
  return deed(head, [REGISTRY, "admit", ...facts], [bytes]);
}

/** Appoints somebody of their own to an office. */
export function appointing(stage: Stage, number: number, office: number): Deed {
  const member = stage.members.get(number);
  if (!member) throw new Error(`there is no organisation ${number}`);
  const args = [number, office, stage.account().address, stage.now + TERM, NONE];
  return deed(member.head, [REGISTRY, "appointSeat", ...args], [`seat ${number} ${office}`]);
}

/** Does them, and says which organisations that admitted. */
async function admitted(stage: Stage, deeds: readonly Deed[]): Promise<number[]> {
  const events = await stage.act(deeds);
  stage.next();
  return events
    .flat()
    .filter(({ name }) => name === "OrganizationAdmitted")
    .map(({ args }) => Number(args["organization"]));
}

/** So many places in an area that a government of theirs is above. */
const below = (parent: number, region: number, level: number, many: number): Place[] =>
  Array.from({ length: many }, () => ({ parent, level, region }));

/**
 * Admits organisations on four levels until there are so many, and appoints the heads of their data offices.
 * @param many organisations in all, with those who are on the stage already
 */
export async function populate(stage: Stage, many: number): Promise<void> {
  const authority = stage.province.organizations.authority.number;
  const cities = Math.max(1, Math.round(many / 28));
  const areas = Array.from({ length: cities }, (_, place) => PROVINCE + (place + 1) * CITY);
  const atCity = areas.map((region) => ({ parent: authority, level: LEVELS.city, region }));
  const governments = await admitted(
    stage,
    atCity.map((place) => admitting(stage, place, GOVERNMENT)),
  );
  const counties = governments.flatMap((parent, place) =>
    [1, 2].map((county) => ({
      ...{ parent, level: LEVELS.county, region: (areas[place] ?? 0) + county * COUNTY },
    })),
  );
  const inCounties = await admitted(
    stage,
    counties.map((place) => admitting(stage, place, GOVERNMENT)),
  );
  const departments = [
    ...below(authority, PROVINCE, LEVELS.province, SHARE_OF_DEPARTMENTS),
    ...governments.flatMap((parent, place) =>
      below(parent, areas[place] ?? 0, LEVELS.city, SHARE_OF_DEPARTMENTS),
    ),
    ...inCounties.flatMap((parent, place) => [
      ...below(parent, counties[place]?.region ?? 0, LEVELS.county, SHARE_OF_DEPARTMENTS),
      ...below(parent, counties[place]?.region ?? 0, LEVELS.township, SHARE_OF_DEPARTMENTS),
    ]),
  ];
  const room = departments.slice(0, Math.max(0, many - stage.members.size));
  const kindOf = (place: number) => (place % 12 === 11 ? CAN.operatingBody : CAN.department);
  await admitted(
    stage,
    room.map((place, at) => admitting(stage, place, kindOf(at))),
  );
  await staff(stage);
}

/** Every organisation without a head of its data office gets one, and some a chief data officer. */
export async function staff(stage: Stage): Promise<void> {
  const deeds: Deed[] = [];
  for (const { number, seats } of stage.members.values()) {
    if (!(await stage.isActive(number))) continue;
    if (!seats.has(OFFICES.headOfDataOffice))
      deeds.push(appointing(stage, number, OFFICES.headOfDataOffice));
    if (!seats.has(OFFICES.chiefDataOfficer) && number % 3 === 0)
      deeds.push(appointing(stage, number, OFFICES.chiefDataOfficer));
  }
  if (deeds.length === 0) return;
  await stage.act(deeds);
  stage.next();
}
