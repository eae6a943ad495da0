// SPDX-License-Identifier: Apache-2.0
// Requests, answers and grants, act by act, each by the head of a data office (Order 809, Articles 20 to 29).
import { type AbiValue, addWorkingDays, type ContractName } from "@suyuan/chain";
import { commitment, type Hex, itemsRoot, type Json, logId, scopeOf, toHex } from "@suyuan/proof";

import type { Done } from "./carriers.ts";
import { LOG_ORIGIN } from "./cast.ts";
import type { Clerk } from "./clerks.ts";
import type { Law } from "./law.ts";
import type { Trace } from "./memory.ts";

export const NONE: Hex = `0x${"00".repeat(32)}`;
const DESTROY = 1;
const BATCH = 2;
export const DAY = 86_400;
const HALF_A_YEAR = 180 * DAY;

/** As the contracts number them. */
export const STATUS = { answerDue: 1, incomplete: 2, refused: 4, granted: 5, disposed: 7 } as const;

/** What somebody asks for. */
export interface Wish {
  readonly asset: Hex;
  /** What of it, and what for. */
  readonly items: string;
  readonly purpose: number;
  readonly until: number;
  /** The grant from which it shall be shared on. */
  readonly parent?: Hex;
}

/** Signs an act of a seat on one of the contracts. */
export const acting =
  (contract: ContractName) =>
  async (clerk: Clerk, fn: string, ...args: readonly AbiValue[]): Promise<Done> =>
    clerk.acts({ contract, fn, args: [clerk.seat, ...args] });

export const onSharing = acting("sharingRegistry");
export const onCases = acting("caseRegistry");
export const onFindings = acting("findingRegistry");
export const onReturns = acting("returnRegistry");

/** The scope of a request: a commitment to its reasons, and the items (docs/spec/grant.md). */
export function scopeFor(salt: Uint8Array, items: string): Hex {
  const reasons: Json = { basis: "政务数据共享条例", article: 20, scenario: items };
  const root = itemsRoot([{ item: { items }, salt: toHex(salt) }]);
  return scopeOf({ commitment: commitment(salt, reasons), items: root });
}

/** A wish in the order of the contract's struct. */
export function wanted(salt: Uint8Array, wish: Wish): AbiValue[] {
  const { asset, items, purpose, until, parent = NONE } = wish;
  return [asset, scopeFor(salt, items), purpose, BATCH, until, parent, NONE];
}

/** Terms as they were asked for, in the order of the contract's struct. */
export const terms = (until: number): AbiValue[] => [
  ...[logId(LOG_ORIGIN), NONE, 0, until, 0, DESTROY, 0],
];

/** The event by which a filing is found again. */
export const filing = (
  { organization }: Clerk,
  { asset, purpose }: Pick<Wish, "asset" | "purpose">,
): Trace => ({
  event: "RequestFiled",
  match: { asset, organization, "wanted.purpose": purpose },
});

/** The end of what is asked for: as it was filed before an interruption, or half a year from now. */
export async function endOf(
  { memory, client }: Law,
  clerk: Clerk,
  wish: Pick<Wish, "asset" | "purpose">,
): Promise<number> {
  const filed = memory.find(filing(clerk, wish));
  if (filed) return Number((filed.args["wanted"] as { readonly until: unknown }).until);
  return (await presentOf({ client })) + HALF_A_YEAR;
}

/** Files a request, unless it is filed. @returns its id */
export async function file({ memory, salt }: Law, clerk: Clerk, wish: Wish): Promise<Hex> {
  const filed = await memory.once(filing(clerk, wish), () =>
    onSharing(clerk, "request", wanted(salt, wish)),
  );
  return filed["request"] as Hex;
}

/** Grants a request as it was asked. */
export async function give({ memory }: Law, clerk: Clerk, id: Hex, until: number): Promise<void> {
  await memory.once({ event: "GrantIssued", match: { grant: id } }, () =>
    onSharing(clerk, "grant", id, terms(until)),
  );
}

/** The end of a limit, counted here from the years that are published. */
export async function workingDays({ client }: Law, since: number, days: number): Promise<number> {
  const year = new Date(since * 1_000).getUTCFullYear();
  const years = await client.years([year - 1, year, year + 1]);
  return addWorkingDays(years, since, days).deadline;
}

/** The time of the newest block. */
export const presentOf = async ({ client }: Pick<Law, "client">): Promise<number> =>
  (await client.block()).time;
