// SPDX-License-Identifier: Apache-2.0
import { commitment, type Hex, itemsRoot, type Json, logId, scopeOf, toHex } from "@suyuan/proof";

import { LOG_ORIGIN } from "./cast.ts";
import type { Clerk, Clerks } from "./clerks.ts";
import type { Memory } from "./memory.ts";
import type { Entry } from "./registration.ts";

const DAYS_180 = 180 * 86_400;
const NONE: Hex = `0x${"00".repeat(32)}`;
const NO_QUOTA = 0;
/** The data is destroyed when the grant has ended. */
const DESTROY = 1;
/** Within the working days that the law gives. */
const BY_RULE = 0;
/** How data is handed over, as numbers of the contracts: by file, by interface. */
export const METHODS = { file: 3, interface: 1 } as const;

/** A coded asset, and how it is handed over. */
export interface Offer extends Entry {
  readonly asset: Hex;
  readonly method: number;
  /** What the recipient wants it for; a code of its own register. */
  readonly purpose: number;
}

export interface Shared extends Offer {
  readonly grant: Hex;
}

/** Who does what with an asset: registers it, answers for it, and asks for it. */
export interface Parties {
  readonly registrant: Clerk;
  readonly provider: Clerk;
  readonly recipient: Clerk;
}

export interface Sharing {
  readonly memory: Memory;
  readonly clerks: Clerks;
  /** 32 bytes that salt what stands on the chain as a commitment. */
  readonly salt: Uint8Array;
  /** Seconds since the epoch. */
  readonly now: number;
}

/** What is asked for: the whole asset, with the reasons beside it. */
function wholeScope(salt: Uint8Array, title: string): Hex {
  const reasons: Json = { basis: "政务数据共享条例", article: 20, title };
  const items = itemsRoot([{ item: { items: "all" }, salt: toHex(salt) }]);
  return scopeOf({ commitment: commitment(salt, reasons), items });
}

async function request(
  { memory, salt, now }: Sharing,
  { recipient }: Parties,
  offer: Offer,
): Promise<Hex> {
  const { asset, purpose, method } = offer;
  const scope = wholeScope(salt, offer.title);
  const match = { asset, organization: recipient.organization, "wanted.purpose": purpose };
  const filed = await memory.once({ event: "RequestFiled", match }, () =>
    recipient.acts({
      contract: "sharingRegistry",
      fn: "request",
      args: [recipient.seat, [asset, scope, purpose, method, now + DAYS_180, NONE, NONE]],
    }),
  );
  return filed["request"] as Hex;
}

/** Grants what was asked for, as it was asked; the grant has the request's id. */
async function grant(
  { memory, now }: Sharing,
  { provider }: Parties,
  asked: Hex,
  log: Hex,
): Promise<Hex> {
  await memory.once({ event: "GrantIssued", match: { grant: asked } }, () =>
    provider.acts({
      contract: "sharingRegistry",
      fn: "grant",
      args: [provider.seat, asked, [log, NONE, 0, now + DAYS_180, NO_QUOTA, DESTROY, BY_RULE]],
    }),
  );
  return asked;
}

/** Takes a coded asset from a request to a grant; each act is signed by the seat that the law names for it. */
export async function share(sharing: Sharing, parties: Parties, offer: Offer): Promise<Shared> {
  const asked = await request(sharing, parties, offer);
  return { ...offer, grant: await grant(sharing, parties, asked, logId(LOG_ORIGIN)) };
}

/** A second grant on a shared asset, for another purpose, whose exchanges belong into another log. */
export async function shareElsewhere<T extends Shared>(
  sharing: Sharing,
  parties: Parties,
  shared: T,
  { purpose, log }: { readonly purpose: number; readonly log: Hex },
): Promise<T> {
  const offer = { ...shared, purpose };
  const asked = await request(sharing, parties, offer);
  return { ...offer, grant: await grant(sharing, parties, asked, log) };
}
