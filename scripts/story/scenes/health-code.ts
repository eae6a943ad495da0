// SPDX-License-Identifier: Apache-2.0
// The health code: shared on only with the provider's consent, suspended with all that was shared on, rectified by a
// date, resumed, ended and disposed of (Order 809, Articles 25, 27 and 29).
import type { Hex } from "@suyuan/proof";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Clerk } from "../clerks.ts";
import type { Law } from "../law.ts";
import { paper } from "../registration.ts";
import { DAY, endOf, file, give, onSharing, presentOf, STATUS, terms } from "../requests.ts";
import type { Narrator } from "../say.ts";

const [CENTRE_PURPOSE, POLICE_PURPOSE] = [3_201, 3_202];
const OTHER_PURPOSE = 1;
const PURPOSE_REACHED = 1;

/** From the grant's recipient to the police: not without the provider, and not for longer. @returns the grant */
async function shareOn(law: Law, asset: Hex, parent: Hex, until: number): Promise<Hex> {
  const { memory, clerks, client } = law;
  const { healthHead, bigDataHead, securityHead } = clerks;
  const wish = { asset, items: "核验结果", purpose: POLICE_PURPOSE, until: until + DAY, parent };
  const id = await file(law, securityHead, wish);
  const on = (clerk: Clerk, end: number) => onSharing(clerk, "grant", id, terms(end));
  await take(memory, {
    trace: { event: "OnwardConsented", match: { request: id } },
    before: async () => {
      await requireRefusal("SharingRegistry__NotConsented", () => on(bigDataHead, until));
      await requireRefusal("SharingRegistry__NotEntitled", () =>
        onSharing(bigDataHead, "consentOnward", id),
      );
    },
    act: () => onSharing(healthHead, "consentOnward", id),
  });
  await take(memory, {
    trace: { event: "GrantIssued", match: { grant: id } },
    before: async () => {
      await requireRefusal("SharingRegistry__BadTerm", () => on(bigDataHead, until + DAY));
      await requireRefusal("SharingRegistry__NotAnswerer", () => on(healthHead, until));
    },
    act: () => on(bigDataHead, until),
  });
  requireFacts("grant shared on", await client.grant(id), { parent });
  return id;
}

/** Misuse: suspended, with what was shared on, ordered to be put right, reported, resumed. */
async function suspend(law: Law, grant: Hex, child: Hex): Promise<void> {
  const { memory, salt, client, clerks } = law;
  const { healthHead, bigDataHead } = clerks;
  const inForce = async (expected: boolean) => {
    requireFacts("grant", await client.grant(grant), { inForce: expected });
    requireFacts("grant shared on", await client.grant(child), { inForce: expected });
  };
  const rectifyBy = (await presentOf(law)) + 15 * DAY;
  await take(memory, {
    trace: { event: "GrantSuspended", match: { grant } },
    before: async () => {
      await inForce(true);
      await requireRefusal("SharingRegistry__ProviderMayNotEnd", () =>
        onSharing(healthHead, "end", grant, PURPOSE_REACHED),
      );
    },
    act: () => onSharing(healthHead, "suspend", grant, OTHER_PURPOSE, rectifyBy),
  });
  const evidence = paper(salt, "整改报告", "已停止超目的使用");
  await take(memory, {
    trace: { event: "RectificationReported", match: { grant } },
    before: async () => {
      await inForce(false);
      await requireRefusal("SharingRegistry__NotEntitled", () =>
        onSharing(bigDataHead, "resume", grant),
      );
    },
    act: () => onSharing(bigDataHead, "reportRectified", grant, evidence),
  });
  await take(memory, {
    trace: { event: "GrantResumed", match: { grant } },
    act: () => onSharing(healthHead, "resume", grant),
  });
}

/** The purpose is reached: the recipient ends it, and destroys what it got. */
async function dispose(law: Law, grant: Hex): Promise<void> {
  const { memory, salt, client, clerks } = law;
  const { securityHead, bigDataHead } = clerks;
  const record = paper(salt, "处置记录", "数据已销毁");
  const destroyed = (by: Clerk) => onSharing(by, "recordDisposal", grant, record);
  await take(memory, {
    trace: { event: "GrantEnded", match: { grant } },
    before: () => requireRefusal("SharingRegistry__NotOver", () => destroyed(securityHead)),
    act: () => onSharing(securityHead, "end", grant, PURPOSE_REACHED),
  });
  await take(memory, {
    trace: { event: "DisposalRecorded", match: { grant } },
    before: () => requireRefusal("SharingRegistry__NotRequester", () => destroyed(bigDataHead)),
    act: () => destroyed(securityHead),
  });
  requireFacts("disposed grant", await client.grant(grant), { status: STATUS.disposed });
}

/** From the health commission to the data centre, and on to the police. */
export async function healthCode(say: Narrator, law: Law, asset: Hex): Promise<void> {
  say.scene({
    zh: "健康码：转供、暂停与处置",
    en: "Health code: onward sharing, suspension, disposal",
  });
  const { clerks } = law;
  const own = { asset, purpose: CENTRE_PURPOSE };
  const until = await endOf(law, clerks.bigDataHead, own);
  const wish = { ...own, items: "核验结果", until };
  const grant = await file(law, clerks.bigDataHead, wish);
  await give(law, clerks.healthHead, grant, until);
  const child = await shareOn(law, asset, grant, until);
  say.fact({
    zh: "大数据中心未经同意向公安厅转供被拒绝；卫生健康委同意后获准，且不得超过原授权的期限",
    en: "the data centre may not share on to the police without consent; with the health commission's it may, and not for longer than its own grant",
  });
  await suspend(law, grant, child);
  say.fact({
    zh: "发现超目的使用：卫生健康委暂停共享并限期整改，转供随之暂停；整改报告后恢复；提供方自行终止被拒绝",
    en: "another purpose: suspended, with what was shared on, and to be put right by a date; resumed after the report; the provider alone may not end it",
  });
  await dispose(law, child);
  say.fact({
    zh: "公安厅目的已实现：终止后按要求销毁并记录；终止前的处置记录被拒绝",
    en: "the police have reached their purpose: ended, destroyed and recorded; no record before the end",
  });
}
