// SPDX-License-Identifier: Apache-2.0
// The council changes a rule: proposed, voted on, waited for, executed. One member votes by a signature that somebody
// else carries.
import { type AbiValue, type AccountKey, encodeCall, keccakOfText } from "@suyuan/chain";
import { encodeBytes32String, TypedDataEncoder } from "ethers";
import { fromHex, type Hex, toHex } from "@suyuan/proof";

import { requireFacts, requireRefusal, take } from "../checks.ts";
import type { Done } from "../carriers.ts";
import { dateOf, type Law } from "../law.ts";
import { onAsset, paper } from "../registration.ts";
import type { Narrator } from "../say.ts";

const KEY = encodeBytes32String("veto.longest.days");
const [BEFORE, AFTER] = [90n, 60n];
const CONFIRMED = 1;
const IN_FAVOUR = 1;
const EXECUTED = 7;
const TRANSFER = 2;
const DAY = 86_400;
const DAYS_80 = 80 * DAY;
const DESCRIPTION = "首席数据官否决的最长期限由 90 天改为 60 天";

const BALLOT = {
  Ballot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};

const setting = {
  contract: "ruleBook",
  fn: "setRule",
  args: [KEY, AFTER, CONFIRMED, encodeBytes32String("council decision 1"), 0],
} as const;

type Ask = (by: AccountKey, fn: string, args: readonly AbiValue[]) => Promise<Done>;

const council =
  ({ carry }: Law): Ask =>
  (by, fn, args) =>
    carry({ contract: "council", fn, args }, by);

async function valueNow({ client }: Law): Promise<unknown> {
  const { time } = await client.block();
  const answer = await client.read({ contract: "ruleBook", fn: "valueAt", args: [KEY, time] });
  return Object.values(answer)[0];
}

/** A member's vote, signed for whoever carries it. */
async function signedVote({ client }: Law, id: bigint, voter: AccountKey): Promise<AbiValue[]> {
  const { chainId, contracts } = client.deployment;
  const { address: verifyingContract } = contracts.council;
  const [nonce] = Object.values(
    await client.read({ contract: "council", fn: "nonces", args: [voter.address] }),
  );
  const digest = TypedDataEncoder.hash(
    { name: "Suyuan Council", version: "1", chainId, verifyingContract },
    BALLOT,
    { proposalId: id, support: IN_FAVOUR, voter: voter.address, nonce },
  );
  const signature = toHex(await voter.sign(fromHex(digest)));
  return [id, IN_FAVOUR, voter.address, signature];
}

async function vote(law: Law, id: bigint): Promise<void> {
  const { memory, keys } = law;
  const { authority, audit, government } = keys.heads;
  const ask = council(law);
  for (const member of [authority, audit]) {
    await take(memory, {
      trace: { event: "VoteCast", match: { proposalId: id, voter: member.address } },
      act: () => ask(member, "castVote", [id, IN_FAVOUR]),
    });
  }
  await take(memory, {
    trace: { event: "VoteCast", match: { proposalId: id, voter: government.address } },
    before: () =>
      requireRefusal("Council__NoVote", () => ask(keys.deployer, "castVote", [id, IN_FAVOUR])),
    act: async () => ask(keys.relayer, "castVoteBySig", await signedVote(law, id, government)),
  });
}

/** From the proposal to its execution; each delay passes by the law that is shipped. */
async function change(law: Law): Promise<{ readonly id: bigint; readonly executable: number }> {
  const { memory, keys, client } = law;
  const ask = council(law);
  const { authority } = keys.heads;
  const what = [[client.deployment.contracts.ruleBook.address], [0], [encodeCall(setting)]];
  const proposed = await take(memory, {
    trace: { event: "ProposalCreated", match: { description: DESCRIPTION } },
    before: async () => {
      requireFacts("rule", { value: await valueNow(law) }, { value: BEFORE });
      await requireRefusal("AccessManagedUnauthorized", () => law.carry(setting, authority));
    },
    act: () => ask(authority, "propose", [...what, DESCRIPTION]),
  });
  const id = proposed["proposalId"] as bigint;
  await law.until(Number(proposed["voteStart"]) + 1);
  await vote(law, id);
  await law.until(Number(proposed["voteEnd"]) + 1);
  const same = [...what, keccakOfText(DESCRIPTION)];
  const queued = await take(memory, {
    trace: { event: "ProposalQueued", match: { proposalId: id } },
    act: () => ask(authority, "queue", same),
  });
  const executable = Number(queued["etaSeconds"]);
  const executed = { event: "ProposalExecuted", match: { proposalId: id } };
  if (!memory.find(executed)) {
    await requireRefusal("TimelockUnexpectedOperationState", () => ask(authority, "execute", same));
  }
  await law.until(executable + 1);
  await take(memory, { trace: executed, act: () => ask(authority, "execute", same) });
  return { id, executable };
}

/** The rule that was changed binds from now on. */
async function checkRule(law: Law, asset: Hex): Promise<void> {
  const { client, clerks, salt } = law;
  const { statisticsChief: chief } = clerks;
  requireFacts("rule", { value: await valueNow(law) }, { value: AFTER });
  const { status } = await client.organization(chief.organization);
  if (status !== 1) return;
  const { time } = await client.block();
  const reason = paper(salt, "否决理由", "期限过长");
  await requireRefusal("AssetRegistry__BadTerm", () =>
    chief.acts(onAsset(chief, "veto", asset, TRANSFER, reason, time + DAYS_80)),
  );
}

/** Has the council change a rule. @param asset one of the chief data officer's */
export async function changeRule(say: Narrator, law: Law, asset: Hex): Promise<void> {
  say.scene({ zh: "规则由共治委员会修改", en: "The council changes a rule" });
  const { id, executable } = await change(law);
  const proposal = await law.client.proposal(id);
  requireFacts("proposal", proposal, { state: EXECUTED, for: 3, against: 0 });
  say.fact({
    zh: `${DESCRIPTION}：三个成员表决（一票经签名由他人转递），等待期满后于 ${dateOf(executable)} 执行；成员自行改规则、提前执行均被拒绝`,
    en: `the longest veto goes from 90 to 60 days: three members vote (one by a signature that another carries), executed after the delay on ${dateOf(executable)}; neither a member alone nor an early execution can`,
  });
  await checkRule(law, asset);
  say.fact({
    zh: "新规则即时生效：80 天的否决被拒绝",
    en: "the new rule binds at once: a veto of 80 days is refused",
  });
}
