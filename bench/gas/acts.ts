// SPDX-License-Identifier: Apache-2.0
// One act of every kind, each possible at once on a filled ledger.
import type { Act } from "../../test/contracts/support/chain.ts";
import { codeBytes, unifiedCode } from "../../test/contracts/support/codes.ts";
import {
  hash,
  idIn,
  OFFICE,
  openLog,
  REGION,
  type Seat,
  ZeroHash,
} from "../../test/contracts/support/world.ts";
import type { FilledLedger } from "./ledger.ts";

const DAY = 86_400;
const DEPARTMENT = 1;
const PROVINCE = 2;
const UNUSED_CODE = 60;

export type NamedAct = readonly [name: string, act: Act];

/** Acts on organisations and seats. */
export async function organizationActs({ province }: FilledLedger): Promise<NamedAct[]> {
  const { world, chain, authority, holder, holderHead, requester } = province;
  const registry = "organizationRegistry";
  const until = (await chain.now()) + 365 * DAY;
  const code = codeBytes(unifiedCode(UNUSED_CODE));
  const admission = [code, hash("name"), DEPARTMENT, PROVINCE, REGION, chain.newAccount()];
  const seat = [holder.number, OFFICE.receiver, chain.newAccount(), until, hash("sm2")];
  const system = [holder.number, chain.newAccount(), until, 1000];
  const appointed = await chain.does(
    world.act(holderHead.account, registry, "appointSystemSeat", ...system),
  );
  const systemSeat = idIn(appointed, "SeatAppointed");
  const byHead = (fn: string, ...args: unknown[]) => world.act(holder.head, registry, fn, ...args);
  return [
    ["admit", world.act(authority.head, registry, "admit", authority.number, ...admission)],
    ["appointSeat", byHead("appointSeat", ...seat)],
    ["appointSystemSeat", world.act(holderHead.account, registry, "appointSystemSeat", ...system)],
    [
      "setAllowance",
      world.act(holderHead.account, registry, "setAllowance", systemSeat, hash("grant"), true),
    ],
    ["endSeat", byHead("endSeat", systemSeat)],
    [
      "suspendOrganization",
      world.act(authority.head, registry, "suspendOrganization", requester.number),
    ],
    ["rename", byHead("rename", holder.number, hash("new name"))],
    ["proposeHead", byHead("proposeHead", holder.number, chain.newAccount())],
  ];
}

/** Acts on assets. */
export async function assetActs({ province, asset }: FilledLedger): Promise<NamedAct[]> {
  const { world, authorityHead, centre, holderHead } = province;
  const registered = await world.asset(holderHead);
  const act = (by: Seat, fn: string, ...args: unknown[]) =>
    world.bySeat(by, "assetRegistry", fn, ...args);
  return [
    ["register", world.register(holderHead)],
    ["confirm", act(authorityHead, "confirm", registered)],
    ["revise", act(holderHead, "revise", asset, hash("second record"))],
    ["setCustodian", act(holderHead, "setCustodian", asset, centre.number)],
    ["cancel", act(holderHead, "cancel", registered)],
  ];
}

/** Acts on requests and grants. */
export async function sharingActs({ province, asset, log }: FilledLedger): Promise<NamedAct[]> {
  const { world, chain, holderHead, requesterHead } = province;
  const act = (by: Seat, fn: string, ...args: unknown[]) =>
    world.bySeat(by, "sharingRegistry", fn, ...args);
  const until = (await chain.now()) + 90 * DAY;
  const request = act(requesterHead, "request", asset, 12, hash("why"), 1, until);
  const grant = (id: string) => act(holderHead, "grant", id, log, 0, until, hash("scope"));
  const pending = idIn(await chain.does(request), "RequestFiled");
  const granted = idIn(await chain.does(request), "RequestFiled");
  const active = idIn(await chain.does(grant(granted)), "GrantIssued");
  const other = idIn(await chain.does(request), "RequestFiled");
  const suspended = idIn(await chain.does(grant(other)), "GrantIssued");
  await chain.does(act(holderHead, "suspend", suspended, 41));
  return [
    ["request", request],
    ["withdrawRequest", act(requesterHead, "withdrawRequest", pending)],
    ["grant", grant(pending)],
    ["refuse", act(holderHead, "refuse", pending, 3, hash("law"))],
    ["suspend", act(holderHead, "suspend", active, 41)],
    ["resume", act(holderHead, "resume", suspended)],
    ["end", act(requesterHead, "end", active, 1)],
  ];
}

/** Acts of the exchange centre on its logs. */
export async function logActs({ province }: FilledLedger): Promise<NamedAct[]> {
  const { world, centre, centreHead, operator } = province;
  const act = (fn: string, ...args: unknown[]) =>
    world.bySeat(centreHead, "exchangeLog", fn, ...args);
  const log = await openLog(province, "a log to change");
  const next = await world.appoint(centre, OFFICE.logOperator);
  return [
    ["open", act("open", hash("a new log"), operator.number, hash("key"))],
    ["rotateOperator", act("rotateOperator", log, next.number)],
    ["rotateKey", act("rotateKey", log, hash("second key"))],
    ["close", act("close", log, ZeroHash)],
  ];
}
