// SPDX-License-Identifier: Apache-2.0
// What happens to organisations and seats. Acts that change who may act stand alone in their block.
import { type Hex, LEVELS, OFFICES } from "@suyuan/proof";

import { unifiedCode } from "../support/signers.ts";
import { CAN } from "./beginnings.ts";
import { appointing } from "./cast.ts";
import { DAY, deed, type Maybe, type Stage } from "./stage.ts";

const REGISTRY = "organizationRegistry";
const ACTIVE = 1;
const SUSPENDED = 2;
const MAX_SUCCESSIONS = 6;
const FEWEST = 20;

interface Pending {
  readonly newHead: Hex;
  readonly from: number;
}

/** The government directly above an organisation, if it can act as one. */
async function governmentOf(stage: Stage, number: number): Promise<number | undefined> {
  const [parent] = await stage.ledger.above(number);
  return parent !== undefined && (await stage.ledger.has(parent, CAN.authority))
    ? parent
    : undefined;
}

const headOf = (stage: Stage, number: number) => stage.members.get(number)?.head;

/** An act of the government above, by its head. */
async function fromAbove(
  stage: Stage,
  number: number,
  fn: string,
  ...args: readonly (number | string)[]
): Maybe {
  const parent = await governmentOf(stage, number);
  const head = parent === undefined ? undefined : headOf(stage, parent);
  if (parent === undefined || !head) return undefined;
  return deed(head, [REGISTRY, fn, ...args], []);
}

async function suspend(stage: Stage): Maybe {
  for (const { number } of stage.members.values()) {
    const row = await stage.ledger.organization(number);
    if (row?.["status"] === SUSPENDED)
      return fromAbove(stage, number, "resumeOrganization", number);
  }
  const { number } = stage.member();
  if (!(await stage.isActive(number)) || (await isSpared(stage, number))) return undefined;
  return fromAbove(stage, number, "suspendOrganization", number);
}

/** Governments are above others, and the centre has the log: they stay. */
async function isSpared(stage: Stage, number: number): Promise<boolean> {
  const row = await stage.ledger.organization(number);
  const isDepartment = (Number(row?.["capacities"] ?? 0) & CAN.department) !== 0;
  return !isDepartment || (Number(row?.["capacities"]) & CAN.authority) !== 0 || number <= 7;
}

/** Two departments below one government, of which the first may end. */
async function couple(stage: Stage): Promise<readonly [number, number, number] | undefined> {
  const one = stage.member().number;
  const a = await governmentOf(stage, one);
  const query = { list: "organizations-by-parent", value: String(a ?? 0) } as const;
  const { items } = await stage.index.list(query, { limit: 100 });
  const other = Number(stage.chance.of(items)?.id ?? 0);
  if (one === other || other === 0 || a === undefined) return undefined;
  if ((await isSpared(stage, one)) || !(await stage.isActive(one))) return undefined;
  if ((await isSpared(stage, other)) || !(await stage.isActive(other))) return undefined;
  const isDeep = (stage.successions.get(one) ?? 0) + 1 > MAX_SUCCESSIONS;
  const isSplitting = stage.splitting.has(other) || stage.members.size < FEWEST;
  return isDeep || isSplitting ? undefined : [a, one, other];
}

function succeed(stage: Stage, one: number, other: number): void {
  const depth = (stage.successions.get(one) ?? 0) + 1;
  stage.successions.set(other, Math.max(depth, stage.successions.get(other) ?? 0));
}

async function merge(stage: Stage): Maybe {
  const [parent, one, other] = (await couple(stage)) ?? [];
  if (parent === undefined || one === undefined || other === undefined) return undefined;
  if (stage.splitting.has(one)) return undefined;
  succeed(stage, one, other);
  return fromAbove(stage, one, "merge", parent, one, other);
}

/** Some of what an organisation holds goes to another one; then it is split, and a third one keeps the rest. */
async function assign(stage: Stage): Maybe {
  const [parent, one, other] = (await couple(stage)) ?? [];
  if (parent === undefined || one === undefined || other === undefined) return undefined;
  const query = { list: "assets-by-holder", value: String(one) } as const;
  const { items } = await stage.index.list(query, { limit: 20 });
  const subjects = items.filter(() => stage.chance.once(2)).map(({ id }) => String(id));
  if (subjects.length === 0) return undefined;
  succeed(stage, one, other);
  stage.splitting.add(one);
  const head = headOf(stage, parent);
  return head && deed(head, [REGISTRY, "assign", parent, one, subjects, other], []);
}

async function split(stage: Stage): Maybe {
  const [parent, one, other] = (await couple(stage)) ?? [];
  if (parent === undefined || one === undefined || other === undefined) return undefined;
  if (!stage.splitting.has(one)) return undefined;
  succeed(stage, one, other);
  return fromAbove(stage, one, "split", parent, one, other);
}

async function move(stage: Stage): Maybe {
  const [one, other] = [stage.member().number, stage.member().number];
  const [row, above] = [
    await stage.ledger.organization(one),
    await stage.ledger.organization(other),
  ];
  const authority = stage.province.organizations.authority.number;
  const isHere = (await stage.ledger.above(other)).includes(authority);
  const isBelow = (await stage.ledger.above(one)).includes(authority);
  if (!row || !above || one === other || !isHere || !isBelow) return undefined;
  const fits = Number(row["level"]) >= Number(above["level"]) && row["status"] === ACTIVE;
  if (!fits || !(await stage.ledger.has(other, CAN.authority)) || (await isSpared(stage, one)))
    return undefined;
  const head = headOf(stage, authority);
  return head && deed(head, [REGISTRY, "changeParent", one, other], []);
}

async function admit(stage: Stage): Maybe {
  const { number } = stage.member();
  const row = await stage.ledger.organization(number);
  const head = headOf(stage, number);
  if (!row || !head || !(await stage.ledger.has(number, CAN.authority))) return undefined;
  const { bytes } = unifiedCode(90_000 + stage.serial());
  const level = Math.min(LEVELS.township, Number(row["level"]) + 1);
  const place = [CAN.department, level, Number(row["region"]), stage.account().address];
  return deed(head, [REGISTRY, "admit", number, bytes, stage.word(), ...place], []);
}

async function rename(stage: Stage): Maybe {
  const { number, head } = stage.member();
  if (!(await stage.isActive(number))) return undefined;
  return deed(head, [REGISTRY, "rename", number, stage.word()], []);
}

/** A seat ends, or its key is reported as compromised; somebody else takes the office later. */
async function endSeat(stage: Stage): Maybe {
  const { number, head, seats } = stage.member();
  const seat = stage.chance.of([...seats.values()]);
  if (!seat || !(await stage.isActive(number)) || number <= 7) return undefined;
  const row = await stage.ledger.row("seat", seat.number);
  if (row?.["state"] !== 1) return undefined;
  if (stage.chance.once(2)) return deed(head, [REGISTRY, "endSeat", seat.number], []);
  const since = Math.max(Number(row["from"]), stage.now - stage.chance.below(DAY));
  return deed(head, [REGISTRY, "reportCompromised", seat.number, since], []);
}

async function appoint(stage: Stage): Maybe {
  const { number } = stage.member();
  if (!(await stage.isActive(number))) return undefined;
  const office = stage.chance.once(2) ? OFFICES.registrant : OFFICES.receiver;
  return appointing(stage, number, office);
}

async function system(stage: Stage): Maybe {
  const { number, seats } = stage.member();
  const office = seats.get(OFFICES.headOfDataOffice);
  if (!office || !(await stage.isActive(number))) return undefined;
  const known = seats.get(OFFICES.system);
  if (known && stage.chance.once(2)) {
    const args = [known.number, stage.word(), !stage.chance.once(3)] as const;
    return deed(office.account, [REGISTRY, "setAllowance", ...args], []);
  }
  const args = [number, stage.account().address, stage.days(300), stage.chance.below(100)] as const;
  return deed(office.account, [REGISTRY, "appointSystemSeat", ...args], []);
}

/** Another head: proposed by the present one or ordered from above, then taken over when the delay is over. */
async function head(stage: Stage): Maybe {
  const { number, head: present } = stage.member();
  const row = await stage.ledger.organization(number);
  if (row?.["status"] !== ACTIVE || number <= 7) return undefined;
  const pending = row["pendingHead"] as unknown as Pending | null;
  if (pending) {
    const account = stage.accounts.get(pending.newHead);
    if (stage.chance.once(5)) return fromAbove(stage, number, "stopHead", number);
    const isDue = account && stage.now >= pending.from;
    return isDue ? deed(account, [REGISTRY, "takeHead", number], []) : undefined;
  }
  const { address } = stage.account();
  if (stage.chance.once(3)) return fromAbove(stage, number, "replaceHead", number, address);
  return deed(present, [REGISTRY, "proposeHead", number, address], []);
}

const KINDS = [suspend, suspend, merge, assign, split, split, move, admit, rename, endSeat];
const PEOPLE = [appoint, system, system, head, head];

/** Something about organisations or seats, by chance. It stands alone in its block. */
export const reform = async (stage: Stage): Maybe =>
  stage.chance.of([...KINDS, ...PEOPLE])?.(stage);
