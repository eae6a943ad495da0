// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";

import { type ChainClient, Writer } from "@suyuan/chain";
import { fromHex, type Hex, logId } from "@suyuan/proof";

import type { Founding as LedgerFounding, FoundingOrganization } from "../../deploy/founding.ts";
import {
  type CastOrganization,
  type CastSeat,
  LOG_ORIGIN,
  ORGANIZATIONS,
  type OrganizationKey,
  REGION,
  SEATS,
  type SeatKey,
} from "./cast.ts";
import { byItself, type Carrier } from "./carriers.ts";
import type { Keyring } from "./keyring.ts";
import { type Memory, StoryError } from "./memory.ts";

const YEARS_5 = 5 * 365 * 86_400;
const NO_HASH: Hex = `0x${"0".repeat(64)}`;
/** Replies a day that the market regulator's system may sign for. */
const DAILY_LIMIT = 100_000;
const SYSTEM_OFFICE = 7;

/** Numbers that the chain gave to everybody. */
export interface Founded {
  readonly organizations: Record<OrganizationKey, number>;
  readonly seats: Record<SeatKey, number>;
}

/** What founding needs: the chain, what happened on it, everybody's keys, and the present moment. */
export interface Founding {
  readonly client: ChainClient;
  readonly memory: Memory;
  readonly keys: Keyring;
  /** Seconds since the epoch. */
  readonly now: number;
}

const sha256 = (data: string | Uint8Array): Hex =>
  `0x${createHash("sha256").update(data).digest("hex")}`;

const codeBytes = (code: string): Hex => `0x${Buffer.from(code, "ascii").toString("hex")}`;

const factsOf = ({ code, name, capacities, level }: CastOrganization) => ({
  ...{ code: codeBytes(code), nameHash: sha256(name.zh), capacities, level, region: REGION },
});

/** What the contracts are deployed with: the roots of the cast, which are the council's members too. */
export function foundingOf(keys: Keyring): LedgerFounding {
  const roots = ORGANIZATIONS.filter(({ parent }) => parent === undefined);
  const organizations = roots.map((root): FoundingOrganization => ({
    ...factsOf(root),
    head: keys.heads[root.key].address,
  }));
  const members = roots.map((_, place) => place);
  return { organizations, members, guardian: roots.findIndex(({ key }) => key === "audit") };
}

async function admit(
  { memory, keys }: Founding,
  send: Carrier,
  who: CastOrganization,
  numbers: ReadonlyMap<OrganizationKey, number>,
): Promise<number> {
  const { code, nameHash, capacities, level, region } = factsOf(who);
  const admitted = await memory.once({ event: "OrganizationAdmitted", match: { code } }, () => {
    if (who.parent === undefined) throw new StoryError(`${who.name.en} was not founded.`);
    const parent = numbers.get(who.parent) ?? 0;
    const args = [parent, code, nameHash, capacities, level, region, keys.heads[who.key].address];
    return send({ contract: "organizationRegistry", fn: "admit", args }, keys.heads[who.parent]);
  });
  return Number(admitted["organization"]);
}

async function appoint(
  { memory, keys, now }: Founding,
  send: Carrier,
  who: CastSeat & { readonly key: SeatKey },
  organization: number,
): Promise<number> {
  const account = keys.seats[who.key].address;
  const match = { account, office: who.office };
  const appointed = await memory.once({ event: "SeatAppointed", match }, () => {
    const until = now + YEARS_5;
    if (who.office === SYSTEM_OFFICE) {
      const args = [organization, account, until, DAILY_LIMIT];
      const fn = "appointSystemSeat";
      return send({ contract: "organizationRegistry", fn, args }, keys.seats.marketHead);
    }
    const args = [organization, who.office, account, until, NO_HASH];
    const appointing = { contract: "organizationRegistry", fn: "appointSeat", args } as const;
    return send(appointing, keys.heads[who.organization]);
  });
  return Number(appointed["seat"]);
}

/** A log to open: whose it is, who runs it, and the key that signs its checkpoints. */
export interface NewLog {
  readonly origin: string;
  readonly head: SeatKey;
  readonly operator: SeatKey;
  readonly key: Hex;
}

/** Opens a log on the chain, by its centre's head of the data office. */
export async function openLog(
  { client, memory, keys }: Omit<Founding, "now">,
  { seats }: Founded,
  { origin, head, operator, key }: NewLog,
): Promise<void> {
  const log = logId(origin);
  await memory.once({ event: "LogOpened", match: { log } }, () => {
    const args = [seats[head], log, seats[operator], sha256(fromHex(key))];
    return new Writer(client, keys.seats[head]).send("exchangeLog", "open", args);
  });
}

/** Appoints the seats of one organisation, one after the other: heads come before their systems. */
async function appointAll(
  founding: Founding,
  send: Carrier,
  organization: { readonly key: OrganizationKey; readonly number: number },
  step: () => void,
): Promise<(readonly [SeatKey, number])[]> {
  const all = Object.entries(SEATS) as [SeatKey, CastSeat][];
  const made: (readonly [SeatKey, number])[] = [];
  for (const [key, who] of all.filter(([, seat]) => seat.organization === organization.key)) {
    made.push([key, await appoint(founding, send, { ...who, key }, organization.number)]);
    step();
  }
  return made;
}

/** Who is not admitted yet, and lies below somebody who is. */
const waiting = (numbers: ReadonlyMap<OrganizationKey, number>): CastOrganization[] =>
  ORGANIZATIONS.filter(
    ({ key, parent }) => parent !== undefined && !numbers.has(key) && numbers.has(parent),
  );

/**
 * Admits the organisations below the roots, appoints their seats and opens the log: by direct transactions, each sent
 * by whom it behoves.
 */
export async function found(founding: Founding, step: () => void): Promise<Founded> {
  const send = byItself(founding.client);
  const numbers = new Map<OrganizationKey, number>();
  const admitOne = async (who: CastOrganization) => {
    numbers.set(who.key, await admit(founding, send, who, numbers));
    step();
  };
  for (const root of ORGANIZATIONS.filter(({ parent }) => parent === undefined)) {
    await admitOne(root);
  }
  for (let left = waiting(numbers); left.length > 0; left = waiting(numbers)) {
    await Promise.all(left.map(admitOne));
  }
  const seats = await Promise.all(
    [...numbers].map(([key, number]) => appointAll(founding, send, { key, number }, step)),
  );
  const founded: Founded = {
    organizations: Object.fromEntries<number>(numbers) as Founded["organizations"],
    seats: Object.fromEntries<number>(seats.flat()) as Founded["seats"],
  };
  await openLog(founding, founded, {
    ...{ origin: LOG_ORIGIN, head: "centreHead", operator: "centreOperator" },
    key: founding.keys.centreLog.public,
  });
  step();
  return founded;
}

/** How many times {@link found} calls its step. */
export const FOUNDING_STEPS = ORGANIZATIONS.length + Object.keys(SEATS).length + 1;
