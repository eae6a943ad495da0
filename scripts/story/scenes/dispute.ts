// SPDX-License-Identifier: Apache-2.0
// A dispute across levels: consulted in vain, and settled by the lowest common superior (Order 809, Article 28).
import type { Hex } from "@suyuan/proof";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Clerk } from "../clerks.ts";
import type { Law } from "../law.ts";
import { paper } from "../registration.ts";
import { onCases } from "../requests.ts";
import type { Narrator } from "../say.ts";

const [CONSULTING, COORDINATING, EXECUTED] = [8, 9, 13];

/** Raised by the county against the city's bureau; neither side's own proposal settles it. @returns its id */
async function consult(law: Law, grant: Hex): Promise<Hex> {
  const { memory, salt, client, clerks } = law;
  const { emergencyHead, waterHead, townHead } = clerks;
  const raise = (by: Clerk) =>
    onCases(by, "raiseDispute", grant, paper(salt, "争议理由", "水情更新频率不足"));
  const raised = await take(memory, {
    trace: { event: "DisputeRaised", match: { subject: grant } },
    before: () => requireRefusal("CaseRegistry__NotParty", () => raise(townHead)),
    act: () => raise(emergencyHead),
  });
  const id = raised["id"] as Hex;
  const { respondent } = await client.case(id);
  requireFacts("dispute", { respondent }, { respondent: waterHead.organization });
  await take(memory, {
    trace: { event: "SettlementProposed", match: { id } },
    act: () => onCases(waterHead, "settle", id, paper(salt, "协商方案", "每日更新一次")),
  });
  return id;
}

/** The authority that lies above both and no other that is lower decides. */
async function coordinate(law: Law, id: Hex): Promise<void> {
  const { memory, salt, client, clerks } = law;
  const { emergencyHead, waterHead, countyHead, cityHead } = clerks;
  await take(memory, {
    trace: { event: "DisputeEscalated", match: { id } },
    before: async () => {
      requireFacts("dispute", await client.case(id), { state: CONSULTING });
      await requireRefusal("CaseRegistry__NotParty", () => onCases(countyHead, "escalate", id));
    },
    act: () => onCases(emergencyHead, "escalate", id),
  });
  const decision = paper(salt, "协调决定", "汛期每小时更新");
  const decide = (by: Clerk) => onCases(by, "decideDispute", id, decision);
  await take(memory, {
    trace: { event: "DisputeDecided", match: { id } },
    before: async () => {
      const { state, decider } = await client.case(id);
      requireFacts(
        "dispute",
        { state, decider },
        {
          ...{ state: COORDINATING, decider: cityHead.organization },
        },
      );
      for (const other of [countyHead, emergencyHead, waterHead]) {
        await requireRefusal("CaseRegistry__NotEntitled", () => decide(other));
      }
    },
    act: () => decide(cityHead),
  });
  await take(memory, {
    trace: { event: "ExecutionTold", match: { id, by: waterHead.organization } },
    act: () => onCases(waterHead, "execute", id),
  });
  await take(memory, {
    trace: { event: "DisputeExecuted", match: { id } },
    act: () => onCases(emergencyHead, "execute", id),
  });
  requireFacts("dispute", await client.case(id), { state: EXECUTED });
}

/** @param grant the county's, of the city's water bureau */
export async function disputeAcrossLevels(say: Narrator, law: Law, grant: Hex): Promise<void> {
  say.scene({ zh: "共享争议", en: "A dispute over sharing" });
  const id = await consult(law, grant);
  say.fact({
    zh: "县应急管理局与市水务局就更新频率发生争议，协商未果；无关单位不得提起",
    en: "the county's emergency bureau and the city's water bureau dispute how often data comes; consultation fails; nobody else may raise it",
  });
  await coordinate(law, id);
  say.fact({
    zh: "由双方最低共同上级市数据局（合约自行查得）决定并执行；县数据局和双方的决定均被拒绝",
    en: "the lowest common superior, the city's data administration as the contract finds it, decides, and it is executed; the county's authority and the sides may not",
  });
}
