// SPDX-License-Identifier: Apache-2.0
// One department merges into another, and one is split: who stands in their place is followed on the chain.
import type { Hex } from "@suyuan/proof";

import type { OrganizationKey } from "../cast.ts";
import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Carrier } from "../carriers.ts";
import type { Clerk } from "../clerks.ts";
import type { Law } from "../law.ts";
import { onAsset, paper } from "../registration.ts";
import type { Narrator } from "../say.ts";
import { onRight, type Rights } from "./rights.ts";

const ABOLISHED = 3;
const GRANT_ACTIVE = 1;
const REASON = 1;
const THE_REST: Hex = `0x${"0".repeat(64)}`;

/** What the scene works with: `carry` goes by the gateway. */
export interface Succession {
  readonly law: Law;
  readonly carry: Carrier;
  readonly rights: Rights;
  /** Assets of the department that merges, and a grant that it gave. */
  readonly assets: readonly Hex[];
  readonly grant: Hex;
}

type Fn = "merge" | "assign" | "split";

/** An act of the authority's head on an organisation. */
function decree({ law }: Succession, fn: Fn, key: OrganizationKey, ...rest: (number | Hex[])[]) {
  const { authority, [key]: organization } = law.founded.organizations;
  const args = [authority, organization, ...rest];
  return { contract: "organizationRegistry", fn, args } as const;
}

async function requireEnd({ client, founded }: Law, key: OrganizationKey, into: OrganizationKey) {
  const { [key]: number, [into]: successor } = founded.organizations;
  requireFacts(key, await client.organization(number), { status: ABOLISHED, successor });
}

/** Statistics merges: its assets have a new holder, its seats can do nothing, its grants run on. */
async function mergeStatistics(scene: Succession): Promise<void> {
  const { law, carry, assets, grant } = scene;
  const { memory, client, clerks, keys, founded, salt } = law;
  const { statistics, survey } = founded.organizations;
  const merging = decree(scene, "merge", "statistics", survey);
  await take(memory, {
    trace: { event: "OrganizationMerged", match: { organization: statistics } },
    before: () =>
      requireRefusal("OrganizationRegistry__NotHead", () =>
        law.carry(merging, keys.heads.statistics),
      ),
    act: () => carry(merging, keys.heads.authority),
  });
  await requireEnd(law, "statistics", "survey");
  const facts = await Promise.all(assets.map((asset) => client.asset(asset)));
  for (const fact of facts) {
    requireFacts("asset", fact, { holder: survey, organization: statistics });
  }
  requireFacts("grant", await client.grant(grant), {
    ...{ state: GRANT_ACTIVE, recordedProvider: statistics, provider: survey },
  });
  const { statisticsHead } = clerks;
  const [asset = grant] = assets;
  const record = paper(salt, "变更", "合并后的变更");
  await requireRefusal("OrganizationRegistry__WrongStatus", () =>
    statisticsHead.acts(onAsset(statisticsHead, "open", asset, 2, record)),
  );
}

/** Housing is split: the contested asset goes to one of the two, everything else to the other. */
async function splitHousing(scene: Succession): Promise<void> {
  const { law, carry, rights } = scene;
  const { memory, client, keys, founded } = law;
  const { housing, buildings, planning } = founded.organizations;
  const { authority } = keys.heads;
  await take(memory, {
    trace: { event: "SubjectsAssigned", match: { organization: housing, to: buildings } },
    act: () => carry(decree(scene, "assign", "housing", [rights.asset], buildings), authority),
  });
  await take(memory, {
    trace: { event: "OrganizationSplit", match: { organization: housing } },
    before: async () => {
      requireFacts("asset", await client.asset(rights.asset), { holder: housing });
      await requireRefusal("OrganizationRegistry__BeingSplit", () =>
        law.carry(decree(scene, "merge", "housing", planning), authority),
      );
    },
    act: () => carry(decree(scene, "split", "housing", planning), authority),
  });
  await requireEnd(law, "housing", "planning");
  const args = [housing, THE_REST];
  const rest = await client.read({ contract: "organizationRegistry", fn: "follow", args });
  requireFacts("the rest", { holder: Object.values(rest)[0] }, { holder: planning });
}

/** Both rights in the asset that was assigned: the holding right moved with it, the operating right runs on. */
async function checkRights({ law, rights }: Succession): Promise<void> {
  const { client, clerks, founded, salt } = law;
  const { buildings, housing, company } = founded.organizations;
  const { asset, holding, operating } = rights;
  requireFacts("asset", await client.asset(asset), { holder: buildings });
  requireFacts("holding right", await client.right(holding), {
    ...{ holder: buildings, recordedHolder: housing, inForce: true },
  });
  requireFacts("operating right", await client.right(operating), {
    ...{ holder: company, grantor: housing, inForce: true },
  });
  const basis = paper(salt, "终止依据", "机构调整");
  const end = (clerk: Clerk) => clerk.acts(onRight(clerk, "endRight", operating, REASON, basis));
  await requireRefusal("RightRegistry__GrantorMayNotEnd", () => end(clerks.buildingsHead));
  await requireRefusal("RightRegistry__NotEntitled", () => end(clerks.planningHead));
}

/** Merges one department, splits another, and follows rights and grants across both. */
export async function reorganize(say: Narrator, scene: Succession): Promise<void> {
  await mergeStatistics(scene);
  const count = String(scene.assets.length);
  say.fact({
    zh: `统计局并入统计调查局：${count} 项资产的持有权随之而去，已给出的授权继续有效；原席位的行为被拒绝`,
    en: `statistics merges into statistics and survey: the holding rights in ${count} assets go with it, its grants run on; its seats can do nothing any more`,
  });
  await splitHousing(scene);
  await checkRights(scene);
  say.fact({
    zh: "住房和城乡建设厅分立：指定的资产归房屋管理局，其余归城乡规划局；公司的经营权不受影响，继受者也不得收回",
    en: "housing is split: the asset assigned goes to buildings, all else to planning; the company's operating right runs on, and neither may end it",
  });
}
