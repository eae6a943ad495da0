// SPDX-License-Identifier: Apache-2.0
// The three rights: a holding right is transferred, and an operating right in the same asset is given to a company.
import type { AbiValue } from "@suyuan/chain";
import type { Hex } from "@suyuan/proof";
import type { Act } from "@suyuan/sdk";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Clerk } from "../clerks.ts";
import type { Law } from "../law.ts";
import { paper } from "../registration.ts";
import type { Narrator } from "../say.ts";

const NONE: Hex = `0x${"0".repeat(64)}`;
const KINDS = { use: 2, operating: 3 } as const;
const AUTHORISATION = 2;
const PRODUCT = 2;
const YEARS_2 = 2 * 365 * 86_400;
const STATES = { offered: 1, inForce: 2 } as const;

/** The holding right and the operating right in the contested asset. */
export interface Rights {
  readonly asset: Hex;
  readonly holding: Hex;
  readonly operating: Hex;
}

export const onRight = ({ seat }: Clerk, fn: string, ...args: readonly AbiValue[]): Act => ({
  ...{ contract: "rightRegistry", fn, args: [seat, ...args] },
});

/** Both sides' heads of the data office, one after the other. */
async function transfer(law: Law, asset: Hex): Promise<Hex> {
  const { memory, client, clerks, salt } = law;
  const { statisticsHead: from, housingHead: to, marketHead } = clerks;
  const basis = paper(salt, "移交依据", "机构职责调整");
  const accept = (clerk: Clerk) => clerk.acts(onRight(clerk, "acceptTransfer", asset));
  await take(memory, {
    trace: { event: "TransferOffered", match: { asset, to: to.organization } },
    before: () => requireRefusal("RightRegistry__NoOffer", () => accept(to)),
    act: () => from.acts(onRight(from, "offerTransfer", asset, to.organization, basis)),
  });
  await take(memory, {
    trace: { event: "TransferAccepted", match: { asset, to: to.organization } },
    before: async () => {
      const { offer } = await client.affairs(asset);
      requireFacts("offer", offer ?? {}, { from: from.organization, to: to.organization, basis });
      await requireRefusal("RightRegistry__NotRecipient", () => accept(marketHead));
    },
    act: () => accept(to),
  });
  const { holdingRight } = await client.affairs(asset);
  const recordedHolder = to.organization;
  requireFacts("holding right", await client.right(holdingRight), { recordedHolder });
  return holdingRight;
}

const confer = ({ salt }: Law, clerk: Clerk, asset: Hex, to: number, until: number): Act => {
  const terms = [AUTHORISATION, 0, until, paper(salt, "授权范围", "房屋信息查询产品")];
  const basis = paper(salt, "授权依据", "授权运营协议");
  return onRight(clerk, "confer", asset, NONE, KINDS.operating, to, ...terms, basis);
};

/** Given by the holder, taken by the company; nobody else can do either. */
async function operate(law: Law, asset: Hex): Promise<Hex> {
  const { memory, client, clerks } = law;
  const { statisticsHead, housingHead, companyHead, marketHead, centreHead } = clerks;
  const until = (await client.block()).time + YEARS_2;
  const { organization: company } = companyHead;
  const offered = await take(memory, {
    trace: { event: "RightOffered", match: { asset, holder: company } },
    before: async () => {
      await requireRefusal("RightRegistry__NotHolder", () =>
        statisticsHead.acts(confer(law, statisticsHead, asset, company, until)),
      );
      await requireRefusal("RightRegistry__BadRecipient", () =>
        housingHead.acts(confer(law, housingHead, asset, centreHead.organization, until)),
      );
    },
    act: () => housingHead.acts(confer(law, housingHead, asset, company, until)),
  });
  const right = offered["right"] as Hex;
  const accept = (clerk: Clerk) => clerk.acts(onRight(clerk, "acceptRight", right));
  await take(memory, {
    trace: { event: "RightAccepted", match: { right } },
    before: async () => {
      requireFacts("offered right", await client.right(right), {
        ...{ state: STATES.offered, inForce: false },
      });
      await requireRefusal("RightRegistry__NotRightHolder", () => accept(marketHead));
    },
    act: () => accept(companyHead),
  });
  requireFacts("operating right", await client.right(right), {
    ...{ kind: KINDS.operating, state: STATES.inForce, inForce: true, holder: company },
    grantor: housingHead.organization,
  });
  return right;
}

/** The right is also readable as a token, which cannot be moved. */
async function checkToken({ client, keys }: Law, right: Hex): Promise<void> {
  const read = async (fn: string) => {
    const answer = await client.read({ contract: "rightToken", fn, args: [BigInt(right)] });
    return Object.values(answer)[0];
  };
  const token = { owner: await read("ownerOf"), locked: await read("locked") };
  requireFacts("token", token, { owner: keys.heads.company.address, locked: true });
}

/** Value stage: a product since it is operated. */
async function record({ memory, client, clerks, salt }: Law, asset: Hex): Promise<void> {
  const { housingHead } = clerks;
  const basis = paper(salt, "产品化依据", "产品登记");
  await take(memory, {
    trace: { event: "StageRecorded", match: { asset, stage: PRODUCT } },
    act: () => housingHead.acts(onRight(housingHead, "recordStage", asset, PRODUCT, basis)),
  });
  requireFacts("value stage", await client.affairs(asset), { stage: PRODUCT });
}

/** Transfers the holding right, and confers an operating right. */
export async function moveRights(say: Narrator, law: Law, asset: Hex): Promise<Rights> {
  say.scene({ zh: "权利的移交与授予", en: "Rights are transferred and conferred" });
  const holding = await transfer(law, asset);
  say.fact({
    zh: "持有权由统计局移交住房和城乡建设厅，双方数据机构负责人先后签署；第三方接收被拒绝",
    en: "the holding right goes from statistics to housing, signed by both heads of the data office; a third one is refused",
  });
  const operating = await operate(law, asset);
  await checkToken(law, operating);
  say.fact({
    zh: "持有人授予示例省大数据运营有限公司经营权，公司接受后生效；原持有人已无权授予，交换中心不得承受",
    en: "the holder confers an operating right on a company, in force once accepted; the former holder may not, nor may an exchange centre receive one",
  });
  await record(law, asset);
  return { asset, holding, operating };
}
