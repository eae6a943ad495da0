// SPDX-License-Identifier: Apache-2.0
// Acts on corrections, disputes over sharing and findings, each possible at once on a filled ledger.
import type { Act } from "../../test/contracts/support/chain.ts";
import { DAY, hash, idIn, type Seat, ZeroHash } from "../../test/contracts/support/world.ts";
import type { NamedAct } from "./acts.ts";
import type { FilledLedger } from "./ledger.ts";

const CASES = "caseRegistry";
const FINDINGS = "findingRegistry";
const CORRECTION = 5;
const CODE = 3902;
/** After this, ten working days are over in every season. */
const LONG = 30 * DAY;

/** A correction, from the raiser and the holder. */
export async function* correctionActs({ province, asset }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, chain, holderHead, requesterHead } = province;
  const act = (by: Seat, fn: string, ...args: unknown[]): Act =>
    world.bySeat(by, CASES, fn, ...args);
  const raise = act(requesterHead, "raiseCorrection", asset, ZeroHash, hash("error"));
  // The first case of an organisation begins its count.
  await chain.does(raise);
  yield ["raiseCorrection", raise];
  const id = idIn(await chain.does(raise), "CorrectionRaised");
  yield ["correct", act(holderHead, "correct", id, hash("version"))];
  yield ["rejectCorrection", act(holderHead, "rejectCorrection", id, hash("no error"))];
  await chain.does(act(holderHead, "correct", id, hash("version")));
  yield ["closeCorrection", act(requesterHead, "closeCorrection", id)];
}

/** A dispute over a correction, through every state. */
export async function* disputeActs({ province, asset }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, chain, authorityHead, holderHead, requesterHead } = province;
  const act = (by: Seat, fn: string, ...args: unknown[]): Act =>
    world.bySeat(by, CASES, fn, ...args);
  const raise = act(requesterHead, "raiseCorrection", asset, ZeroHash, hash("error"));
  const subject = idIn(await chain.does(raise), "CorrectionRaised");
  const dispute = act(requesterHead, "raiseDispute", subject, hash("grounds"));
  yield ["raiseDispute", dispute];
  const id = idIn(await chain.does(dispute), "DisputeRaised");
  const settle = (by: Seat): Act => act(by, "settle", id, hash("agreement"));
  yield ["propose a settlement", settle(holderHead)];
  await chain.does(settle(holderHead));
  yield ["agree to a settlement", settle(requesterHead)];
  yield ["escalate", act(requesterHead, "escalate", id)];
  await chain.does(act(requesterHead, "escalate", id));
  yield ["referToGovernment", act(authorityHead, "referToGovernment", id)];
  const decide = act(authorityHead, "decideDispute", id, hash("decision"));
  yield ["decideDispute", decide];
  await chain.does(decide);
  yield ["execute a decision", act(authorityHead, "execute", id)];
}

/** A finding, through every state, and a lateness. Lets time pass: nothing may come after it. */
export async function* findingActs({ province, asset }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, chain, holder, authorityHead, holderHead, requesterHead } = province;
  const act = (by: Seat, fn: string, ...args: unknown[]): Act =>
    world.bySeat(by, FINDINGS, fn, ...args);
  const what = [holder.number, CODE, ZeroHash, hash("grounds")];
  const open = act(authorityHead, "openFinding", ...what);
  await chain.does(open);
  yield ["openFinding", open];
  const report = [CODE, ZeroHash, hash("grounds")];
  await chain.does(act(holderHead, "selfReport", ...report));
  yield ["selfReport", act(holderHead, "selfReport", ...report)];
  const id = idIn(await chain.does(open), "FindingOpened");
  const order = act(authorityHead, "order", id, (await chain.now()) + LONG);
  yield ["order", order];
  await chain.does(order);
  yield ["drop", act(authorityHead, "drop", id, hash("reason"))];
  const put = act(holderHead, "reportRectification", id, hash("evidence"));
  yield ["reportRectification", put];
  const correction = [asset, ZeroHash, hash("error")];
  const raise = world.bySeat(requesterHead, CASES, "raiseCorrection", ...correction);
  const subject = idIn(await chain.does(raise), "CorrectionRaised");
  await chain.pass(LONG);
  yield ["circulate", act(authorityHead, "circulate", id)];
  const { account } = requesterHead;
  const record = world.act(account, FINDINGS, "recordLateness", CORRECTION, subject);
  yield ["recordLateness", record];
  await chain.does(put);
  yield ["acceptRectification", act(authorityHead, "acceptRectification", id)];
  yield ["rejectRectification", act(authorityHead, "rejectRectification", id, hash("still"))];
}
