// SPDX-License-Identifier: Apache-2.0
// Flood response: an answer that is late becomes a finding, is ordered to be put right, and is; then a standing consent
// answers at once (Order 809, Articles 21 and 39).
import type { Hex } from "@suyuan/proof";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Done } from "../carriers.ts";
import type { Clerk } from "../clerks.ts";
import { dateOf, type Law } from "../law.ts";
import { paper } from "../registration.ts";
import {
  DAY,
  endOf,
  file,
  filing,
  give,
  onFindings,
  onSharing,
  presentOf,
  STATUS,
  terms,
  wanted,
  type Wish,
  workingDays,
} from "../requests.ts";
import type { Narrator } from "../say.ts";

const ANSWER = 1;
const LATE_FLAG = 4;
const NOT_ANSWERED = 3904;
const [OPEN, RECTIFIED] = [1, 4];
const [URGENT, STANDING] = [3_101, 3_102];
const HOUR = 3_600;

/** Anyone records a lateness, once, and not before it is one. @returns the finding */
async function record(law: Law, id: Hex, due: number): Promise<Hex> {
  const { memory, keys, client, clerks } = law;
  const attempt = (): Promise<Done> =>
    law.carry(
      { contract: "findingRegistry", fn: "recordLateness", args: [ANSWER, id] },
      keys.relayer,
    );
  const recorded = { event: "LatenessRecorded", match: { subject: id } };
  if (!memory.find(recorded)) {
    await requireRefusal("FindingRegistry__NotLate", attempt);
    await law.until(due + HOUR);
  }
  const told = await take(memory, { trace: recorded, act: attempt });
  const finding = told["id"] as Hex;
  const against = clerks.waterHead.organization;
  requireFacts("lateness", told, { code: NOT_ANSWERED, against });
  const { state } = await client.finding(finding);
  if (state === OPEN) await requireRefusal("FindingRegistry__RecordedAlready", attempt);
  return finding;
}

/** Ordered from above, and answered late, which is marked so. */
async function rectify(law: Law, id: Hex, finding: Hex, until: number): Promise<void> {
  const { memory, salt, client, clerks } = law;
  const { waterHead, cityHead, emergencyHead } = clerks;
  const by = (await presentOf(law)) + 10 * DAY;
  const order = (clerk: Clerk) => onFindings(clerk, "order", finding, by);
  await take(memory, {
    trace: { event: "RectificationOrdered", match: { id: finding } },
    before: async () => {
      await requireRefusal("FindingRegistry__NotAbove", () => order(emergencyHead));
      requireFacts("late request", await client.request(id), { status: STATUS.answerDue });
    },
    act: () => order(cityHead),
  });
  await give(law, waterHead, id, until);
  const { flags } = await client.request(id);
  requireFacts("answer", { late: (flags & LATE_FLAG) !== 0 }, { late: true });
  await take(memory, {
    trace: { event: "RectificationReported", match: { id: finding } },
    act: () =>
      onFindings(waterHead, "reportRectification", finding, paper(salt, "整改报告", "已答复")),
  });
  await take(memory, {
    trace: { event: "FindingRectified", match: { id: finding } },
    before: () =>
      requireRefusal("FindingRegistry__NotAbove", () =>
        onFindings(waterHead, "acceptRectification", finding),
      ),
    act: () => onFindings(cityHead, "acceptRectification", finding),
  });
  requireFacts("finding", await client.finding(finding), { state: RECTIFIED });
}

/** What is shared unconditionally can be consented to in advance: request and grant are one act. */
async function consent(law: Law, wish: Wish): Promise<void> {
  const { memory, salt, client, clerks } = law;
  const { waterHead, townHead } = clerks;
  const use = () => onSharing(townHead, "requestUnderConsent", wanted(salt, wish));
  await take(memory, {
    trace: { event: "ConsentGiven", match: { asset: wish.asset } },
    before: () => requireRefusal("SharingRegistry__NoConsent", use),
    act: () => onSharing(waterHead, "consentStanding", wish.asset, terms(wish.until)),
  });
  const filed = await memory.once(filing(townHead, wish), use);
  const { recipient, inForce } = await client.grant(filed["request"] as Hex);
  requireFacts(
    "grant",
    { recipient, inForce },
    {
      ...{ recipient: townHead.organization, inForce: true },
    },
  );
}

/** @returns the grant that came late */
export async function flood(say: Narrator, law: Law, asset: Hex): Promise<Hex> {
  say.scene({ zh: "防汛：逾期答复与常设同意", en: "Flood: a late answer, a standing consent" });
  const { client, clerks } = law;
  const urgent = { asset, purpose: URGENT };
  const until = await endOf(law, clerks.emergencyHead, urgent);
  const wish = { ...urgent, items: "县境内水库水位与雨情", until };
  const id = await file(law, clerks.emergencyHead, wish);
  const { since, due } = await client.request(id);
  requireFacts("request", { due }, { due: await workingDays(law, since, 1) });
  const finding = await record(law, id, due);
  say.fact({
    zh: `县应急管理局申请无条件共享的水情，应于 1 个工作日内（${dateOf(due - 1)}）答复；逾期后任何人均可记录违规 A39-4，仅一次`,
    en: `the county's emergency bureau asks for unconditional data: one working day, ${dateOf(due - 1)}; once it is over anyone records the breach A39-4, once`,
  });
  await rectify(law, id, finding, until);
  say.fact({
    zh: "市数据局责令限期整改；水务局逾期答复仍有效，但标记为逾期；整改经验收",
    en: "the city orders it put right by a date; the late answer holds and is marked late; the rectification is accepted",
  });
  const items = "镇区雨情";
  await consent(law, { asset, items, purpose: STANDING, until: until - DAY });
  say.fact({
    zh: "水务局作出常设同意：镇政府一次申请即获授权",
    en: "the water bureau consents in advance: the town's request is granted in the same act",
  });
  return id;
}
