// SPDX-License-Identifier: Apache-2.0
// Acts to measure, each possible at once on a filled ledger.
import type { Act } from "../../test/contracts/support/chain.ts";
import { codeBytes, unifiedCode } from "../../test/contracts/support/codes.ts";
import {
  DAY,
  hash,
  idIn,
  OFFICE,
  openLog,
  type Organization,
  REGION,
  ZeroHash,
} from "../../test/contracts/support/world.ts";
import type { FilledLedger } from "./ledger.ts";

const DEPARTMENT = 1;
const AUTHORITY = 2;
const PROVINCE = 2;
const CITY = 3;
const UNUSED_CODE = 60;
const REGISTRY = "organizationRegistry";
const SUBJECTS = 10;

export type NamedAct = readonly [name: string, act: Act];

/** Measures an act that is possible at this moment, without doing it for good. */
export type Acts = (ledger: FilledLedger) => AsyncGenerator<NamedAct>;

/** Acts on organisations. */
export async function* organizationActs({ province }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, chain, authority, holder, requester } = province;
  const code = codeBytes(unifiedCode(UNUSED_CODE));
  const facts = [code, hash("name"), DEPARTMENT, PROVINCE, REGION, chain.newAccount()];
  const over = (fn: string, ...args: unknown[]): Act =>
    world.act(authority.head, REGISTRY, fn, ...args);
  const own = (fn: string, ...args: unknown[]): Act =>
    world.act(holder.head, REGISTRY, fn, holder.number, ...args);
  yield ["admit", over("admit", authority.number, ...facts)];
  yield ["rename", own("rename", hash("new name"))];
  yield ["proposeHead", own("proposeHead", chain.newAccount())];
  yield ["replaceHead", over("replaceHead", holder.number, chain.newAccount())];
  yield ["suspendOrganization", over("suspendOrganization", requester.number)];
  await chain.does(over("suspendOrganization", requester.number));
  yield ["resumeOrganization", over("resumeOrganization", requester.number)];
  await chain.does(over("resumeOrganization", requester.number));
}

/** What becomes of organisations: merger, split, a new parent. */
export async function* successionActs({ province }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, authority } = province;
  const city = await world.admit(AUTHORITY, authority, CITY);
  const other = await world.admit(AUTHORITY, authority, CITY);
  const office: Organization = await world.admit(DEPARTMENT, city, CITY + 1);
  const keeper: Organization = await world.admit(DEPARTMENT, city, CITY + 1);
  const subjects = Array.from({ length: SUBJECTS }, (_, i) => hash(`subject ${i}`));
  const over = (fn: string, ...args: unknown[]): Act =>
    world.act(authority.head, REGISTRY, fn, ...args);
  const by = authority.number;
  yield ["changeParent", over("changeParent", office.number, other.number)];
  yield ["merge", over("merge", by, office.number, keeper.number)];
  yield [`assign ${SUBJECTS} subjects`, over("assign", by, office.number, subjects, keeper.number)];
  yield ["split", over("split", by, office.number, keeper.number)];
  yield ["abolish", over("abolish", by, office.number)];
}

/** Acts on seats. */
export async function* seatActs({ province }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, chain, holder, holderHead } = province;
  const until = (await chain.now()) + 365 * DAY;
  const by = (account: string, fn: string, ...args: unknown[]): Act =>
    world.act(account, REGISTRY, fn, ...args);
  const seat = (office: number, key: string): Act =>
    by(holder.head, "appointSeat", holder.number, office, chain.newAccount(), until, key);
  const system = by(
    holderHead.account,
    "appointSystemSeat",
    holder.number,
    chain.newAccount(),
    until,
    1000,
  );
  yield ["appointSeat", seat(OFFICE.receiver, ZeroHash)];
  yield ["appointSeat, of an office held once", seat(OFFICE.chiefDataOfficer, ZeroHash)];
  yield ["appointSeat, with an SM2 key", seat(OFFICE.receiver, hash("sm2"))];
  yield ["appointSystemSeat", system];
  const number = idIn(await chain.does(system), "SeatAppointed");
  yield ["setAllowance", by(holderHead.account, "setAllowance", number, hash("grant"), true)];
  yield ["endSeat", by(holder.head, "endSeat", number)];
  yield ["reportCompromised", by(holder.head, "reportCompromised", number, await chain.now())];
}

/** Acts of the exchange centre on its logs. */
export async function* logActs({ province }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, centre, centreHead, operator } = province;
  const act = (fn: string, ...args: unknown[]): Act =>
    world.bySeat(centreHead, "exchangeLog", fn, ...args);
  const log = await openLog(province, "a log to change");
  const next = await world.appoint(centre, OFFICE.logOperator);
  yield ["open a log", act("open", hash("a new log"), operator.number, hash("key"))];
  yield ["rotateOperator", act("rotateOperator", log, next.number)];
  yield ["rotateKey", act("rotateKey", log, hash("second key"))];
  yield ["close a log", act("close", log, ZeroHash)];
}
