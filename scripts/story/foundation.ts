// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";

import { type AccountKey, type ChainClient, Writer } from "@suyuan/chain";
import { fromHex, type Hex, logId } from "@suyuan/proof";

import {
  type Founding as LedgerFounding,
  type FoundingOrganization,
  numberAt,
} from "../../deploy/founding.ts";
import {
  type CastOrganization,
  type CastSeat,
  GUARDIAN,
  LOG_ORIGIN,
  ORGANIZATIONS,
  type OrganizationKey,
  REGION,
  ROOTS,
  SEATS,
  type SeatKey,
} from "./cast.ts";
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

type Senders = (key: AccountKey) => Writer;

/** An organisation that another one admits. */
type Below = CastOrganization & { readonly parent: OrganizationKey };

const isBelow = (who: CastOrganization): who is Below => who.parent !== undefined;

/** One sender an account, so that its transactions keep their order. */
function senders(client: ChainClient): Senders {
  const known = new Map<string, Writer>();
  return (key) => {
    const writer = known.get(key.address) ?? new Writer(client, key);
    known.set(key.address, writer);
    return writer;
  };
}

const sha256 = (data: string | Uint8Array): Hex =>
  `0x${createHash("sha256").update(data).digest("hex")}`;

const codeBytes = (code: string): Hex => `0x${Buffer.from(code, "ascii").toString("hex")}`;

/** What the ledger begins with: the roots, which found the council. */
export function foundingOf({ heads }: Pick<Keyring, "heads">): LedgerFounding {
  const organizations = ROOTS.map((key): FoundingOrganization => {
    const { code, name, capacities, level } = rootOf(key);
    const facts = { code: codeBytes(code), nameHash: sha256(name.zh), capacities, level };
    return { ...facts, region: REGION, head: heads[key].address };
  });
  const members = ROOTS.map((_, place) => place);
  return { organizations, members, guardian: ROOTS.indexOf(GUARDIAN) };
}

function rootOf(key: OrganizationKey): CastOrganization {
  const found = ORGANIZATIONS.find((one) => one.key === key);
  if (found === undefined) throw new StoryError(`${key} is not in the cast.`);
  return found;
}

async function admit(
  { memory, keys }: Founding,
  sender: Senders,
  who: Below,
  numbers: ReadonlyMap<OrganizationKey, number>,
): Promise<number> {
  const code = codeBytes(who.code);
  const facts = [code, sha256(who.name.zh), who.capacities, who.level, REGION];
  const head = keys.heads[who.key].address;
  const args = [numbers.get(who.parent) ?? 0, ...facts, head];
  const admitted = await memory.once({ event: "OrganizationAdmitted", match: { code } }, () =>
    sender(keys.heads[who.parent]).send("organizationRegistry", "admit", args),
  );
  return Number(admitted["organization"]);
}

async function appoint(
  { memory, keys, now }: Founding,
  sender: Senders,
  who: CastSeat & { readonly key: SeatKey },
  organization: number,
): Promise<number> {
  const account = keys.seats[who.key].address;
  const match = { account, office: who.office };
  const appointed = await memory.once({ event: "SeatAppointed", match }, () => {
    const until = now + YEARS_5;
    if (who.office === SYSTEM_OFFICE) {
      const args = [organization, account, until, DAILY_LIMIT];
      return sender(keys.seats.marketHead).send("organizationRegistry", "appointSystemSeat", args);
    }
    const args = [organization, who.office, account, until, NO_HASH];
    return sender(keys.heads[who.organization]).send("organizationRegistry", "appointSeat", args);
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
  sender: Senders,
  organization: { readonly key: OrganizationKey; readonly number: number },
  step: () => void,
): Promise<(readonly [SeatKey, number])[]> {
  const all = Object.entries(SEATS) as [SeatKey, CastSeat][];
  const made: (readonly [SeatKey, number])[] = [];
  for (const [key, who] of all.filter(([, seat]) => seat.organization === organization.key)) {
    made.push([key, await appoint(founding, sender, { ...who, key }, organization.number)]);
    step();
  }
  return made;
}

/**
 * Admits the organisations below the roots, appoints all seats and opens the log: by direct transactions,
 * each sent by whom it behoves.
 */
export async function found(founding: Founding, step: () => void): Promise<Founded> {
  const sender = senders(founding.client);
  const numbers = new Map(ROOTS.map((key, place) => [key, numberAt(place)]));
  const admitOne = async (who: Below) => {
    numbers.set(who.key, await admit(founding, sender, who, numbers));
    step();
  };
  await Promise.all(ORGANIZATIONS.filter(isBelow).map(admitOne));
  const seats = await Promise.all(
    [...numbers].map(([key, number]) => appointAll(founding, sender, { key, number }, step)),
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
export const FOUNDING_STEPS = ORGANIZATIONS.filter(isBelow).length + Object.keys(SEATS).length + 1;
