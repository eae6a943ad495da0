// SPDX-License-Identifier: Apache-2.0
// Smart parking: a request that lacks something, an answer that takes longer, a refusal with its legal basis, and a
// narrower request that is granted (Order 809, Articles 20 and 21).
import type { Hex } from "@suyuan/proof";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import { dateOf, type Law } from "../law.ts";
import { paper } from "../registration.ts";
import {
  endOf,
  file,
  filing,
  give,
  onSharing,
  scopeFor,
  STATUS,
  terms,
  wanted,
  type Wish,
  workingDays,
} from "../requests.ts";
import type { Narrator } from "../say.ts";

const [ANSWER_DAYS, MORE_DAYS] = [10, 5];
const TOO_WIDE = 3;
const UNKNOWN = 99;
const [WIDE_PURPOSE, NARROW_PURPOSE] = [3_001, 3_002];

/** Only departments may ask, and not for what they hold. @returns the request */
async function ask(law: Law, wish: Wish): Promise<Hex> {
  const { memory, salt, client, clerks } = law;
  const { urbanHead, transportHead, companyHead } = clerks;
  if (!memory.find(filing(urbanHead, wish))) {
    const what = wanted(salt, wish);
    await requireRefusal("SharingRegistry__NotDepartment", () =>
      onSharing(companyHead, "request", what),
    );
    await requireRefusal("SharingRegistry__OwnAsset", () =>
      onSharing(transportHead, "request", what),
    );
  }
  const id = await file(law, urbanHead, wish);
  const { since, due, answerer, status } = await client.request(id);
  if (status === STATUS.answerDue) {
    const expected = { due: await workingDays(law, since, ANSWER_DAYS) };
    requireFacts(
      "request",
      { due, answerer },
      { ...expected, answerer: transportHead.organization },
    );
  }
  return id;
}

/** All gaps at once, and once only; the clock begins anew. */
async function complete(law: Law, id: Hex, until: number): Promise<void> {
  const { memory, salt, client, clerks } = law;
  const { urbanHead, transportHead } = clerks;
  const gaps = paper(salt, "补正通知", "未列明使用场景与所需数据项");
  await take(memory, {
    trace: { event: "RequestReturned", match: { request: id } },
    act: () => onSharing(transportHead, "returnForGaps", id, gaps),
  });
  const scope = scopeFor(salt, "全部泊位的位置、占用、收费与车牌");
  await take(memory, {
    trace: { event: "RequestResubmitted", match: { request: id } },
    before: async () => {
      requireFacts("returned request", await client.request(id), { status: STATUS.incomplete });
      await requireRefusal("SharingRegistry__WrongStatus", () =>
        onSharing(transportHead, "grant", id, terms(until)),
      );
    },
    act: () => onSharing(urbanHead, "resubmit", id, scope),
  });
}

/** With the authority's consent, and with a notice to who asked. */
async function extend(law: Law, id: Hex): Promise<number> {
  const { memory, salt, client, clerks } = law;
  const { transportHead, cityHead } = clerks;
  const grounds = paper(salt, "延长理由", "需核实车牌数据的法律依据");
  const gaps = paper(salt, "补正通知", "再次要求补正");
  await take(memory, {
    trace: { event: "ExtensionAsked", match: { request: id } },
    before: async () => {
      await requireRefusal("SharingRegistry__ReturnedAlready", () =>
        onSharing(transportHead, "returnForGaps", id, gaps),
      );
      await requireRefusal("SharingRegistry__NoExtensionAsked", () =>
        onSharing(cityHead, "extend", id),
      );
    },
    act: () => onSharing(transportHead, "askExtension", id, MORE_DAYS, grounds),
  });
  await take(memory, {
    trace: { event: "RequestExtended", match: { request: id } },
    before: () =>
      requireRefusal("SharingRegistry__NotEntitled", () => onSharing(transportHead, "extend", id)),
    act: () => onSharing(cityHead, "extend", id),
  });
  const { since, due } = await client.request(id);
  requireFacts(
    "extended request",
    { due },
    {
      due: await workingDays(law, since, ANSWER_DAYS + MORE_DAYS),
    },
  );
  return due;
}

/** A refusal names a known reason and its legal basis. */
async function refuse(law: Law, id: Hex): Promise<void> {
  const { memory, salt, client, clerks } = law;
  const { transportHead, urbanHead, cityHead } = clerks;
  const basis = paper(salt, "不予共享的法律依据", "个人信息保护法第六条：最小必要");
  const no = (reason: number, legalBasis: Hex, by = transportHead) =>
    onSharing(by, "refuse", id, reason, legalBasis);
  await take(memory, {
    trace: { event: "RequestRefused", match: { request: id } },
    before: async () => {
      await requireRefusal("SharingRegistry__NoLegalBasis", () =>
        no(TOO_WIDE, `0x${"0".repeat(64)}`),
      );
      await requireRefusal("SharingRegistry__UnknownReason", () => no(UNKNOWN, basis));
      for (const other of [urbanHead, cityHead]) {
        await requireRefusal("SharingRegistry__NotAnswerer", () => no(TOO_WIDE, basis, other));
      }
    },
    act: () => no(TOO_WIDE, basis),
  });
  requireFacts("refused request", await client.request(id), {
    ...{ status: STATUS.refused, reason: TOO_WIDE },
  });
}

/** From a request that lacks something to a grant of less. */
export async function park(say: Narrator, law: Law, asset: Hex): Promise<void> {
  say.scene({
    zh: "智慧停车：补正、延期与拒绝",
    en: "Smart parking: gaps, an extension, a refusal",
  });
  const wide = { asset, purpose: WIDE_PURPOSE };
  const until = await endOf(law, law.clerks.urbanHead, wide);
  const id = await ask(law, { ...wide, items: "全部数据", until });
  say.fact({
    zh: "城市管理局申请停车泊位数据，交通运输局须在 10 个工作日内答复（与日历逐日核对）；企业无权申请",
    en: "urban management asks for the parking data, transport has ten working days (held against the calendar); a company may not ask",
  });
  await complete(law, id, until);
  say.fact({
    zh: "材料不全：一次性告知全部缺漏；补正前授权被拒绝，补正后重新计算期限，第二次退回被拒绝",
    en: "incomplete: one notice of all gaps; no grant before it is completed, the clock begins anew, a second return is refused",
  });
  const due = await extend(law, id);
  say.fact({
    zh: `经市数据局同意延长 5 个工作日，至 ${dateOf(due - 1)}；交通运输局自行延长被拒绝`,
    en: `extended by five working days with the city's consent, until ${dateOf(due - 1)}; transport alone may not`,
  });
  await refuse(law, id);
  say.fact({
    zh: "超出必要范围：附理由代码与法律依据拒绝；没有法律依据、理由不明或他人代答均被拒绝",
    en: "too wide: refused with a reason and its legal basis; none without a basis, for an unknown reason, or by another",
  });
  const narrow = { asset, items: "泊位位置与占用", purpose: NARROW_PURPOSE, until };
  const granted = await file(law, law.clerks.urbanHead, narrow);
  await give(law, law.clerks.transportHead, granted, until);
  requireFacts("grant", await law.client.grant(granted), {
    ...{ provider: law.clerks.transportHead.organization, inForce: true },
  });
  say.fact({
    zh: "缩小范围后再次申请，获得授权",
    en: "asked again for less, it is granted",
  });
}
