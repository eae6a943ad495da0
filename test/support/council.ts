// SPDX-License-Identifier: Apache-2.0
// Decisions of the council for tests that are about something else: the chain's clock runs through vote and delay.
import { encodeCall, type FunctionCall, type Receipt } from "@suyuan/chain";
import { id as hashOf } from "ethers";

import { eventOf } from "./acting.ts";
import type { Province } from "./province.ts";

const IN_FAVOUR = 1;

/** Time passes until it is later than a moment. */
async function after(province: Province, moment: number): Promise<void> {
  await province.pass(Math.max(1, moment + 1 - (await province.now())));
}

/**
 * Has the council decide, all members in favour, and executes it.
 * @param description tells two decisions of the same calls apart
 * @returns the receipt of the execution
 */
export async function decide(
  province: Province,
  calls: readonly FunctionCall[],
  description = "a decision",
): Promise<Receipt> {
  const { contracts } = province.deployment;
  const heads = Object.values(province.roots).map(({ head }) => head);
  const [first] = heads;
  if (first === undefined) throw new Error("the council has no member");
  const send = (by: typeof first, fn: string, args: Parameters<Province["send"]>[3]) =>
    province.send(by, "council", fn, args);
  const targets = calls.map(({ contract }) => contracts[contract].address);
  const what = [targets, calls.map(() => 0), calls.map(encodeCall)];
  const proposed = eventOf(await send(first, "propose", [...what, description]), "ProposalCreated");
  await after(province, Number(proposed["voteStart"]));
  const vote = [proposed["proposalId"] as bigint, IN_FAVOUR];
  for (const head of heads) await send(head, "castVote", vote);
  await after(province, Number(proposed["voteEnd"]));
  const same = [...what, hashOf(description)];
  const queued = eventOf(await send(first, "queue", same), "ProposalQueued");
  await after(province, Number(queued["etaSeconds"]));
  return send(first, "execute", same);
}
