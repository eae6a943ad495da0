// SPDX-License-Identifier: Apache-2.0
import {
  catalogueCodeBytes,
  commitment,
  GRADES,
  type Hex,
  type Json,
  logId,
  SHARING_ATTRIBUTES,
} from "@suyuan/proof";

import { LOG_ORIGIN, REGION } from "./cast.ts";
import type { Clerk, Clerks } from "./clerks.ts";
import type { Memory } from "./memory.ts";

const DAYS_180 = 180 * 86_400;
/** How data is handed over, as numbers of the contracts: by file, by interface. */
export const METHODS = { file: 3, interface: 1 } as const;

/** An asset as its provider describes it. */
export interface Offer {
  readonly title: string;
  readonly catalogueCode: string;
  readonly localNumber: number;
  readonly method: number;
  /** What the recipient wants it for; a code of its own register. */
  readonly purpose: number;
}

export interface Shared extends Offer {
  readonly asset: Hex;
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

async function register(
  { memory, clerks, salt }: Sharing,
  { registrant }: Parties,
  offer: Offer,
): Promise<Hex> {
  const code = catalogueCodeBytes(offer.catalogueCode);
  const record: Json = { title: offer.title, catalogueCode: offer.catalogueCode, region: REGION };
  const basis: Json = { title: "政务数据共享条例", article: 13 };
  const match = { organization: registrant.organization, localNumber: offer.localNumber };
  const registered = await memory.once({ event: "AssetRegistered", match }, () =>
    registrant.acts({
      contract: "assetRegistry",
      fn: "register",
      args: [
        ...[registrant.seat, offer.localNumber, code, REGION],
        ...[SHARING_ATTRIBUTES.conditional, GRADES.general],
        ...[commitment(salt, record), commitment(salt, basis), true],
      ],
    }),
  );
  const asset = registered["asset"] as Hex;
  const { authorityHead } = clerks;
  await memory.once({ event: "AssetConfirmed", match: { asset } }, () =>
    authorityHead.acts({
      contract: "assetRegistry",
      fn: "confirm",
      args: [authorityHead.seat, asset],
    }),
  );
  return asset;
}

async function request(
  { memory, salt, now }: Sharing,
  { recipient }: Parties,
  offer: Offer & { readonly asset: Hex },
): Promise<Hex> {
  const { asset, purpose, method } = offer;
  const reasons: Json = { basis: "政务数据共享条例", article: 20, title: offer.title };
  const match = { asset, organization: recipient.organization, purpose };
  const filed = await memory.once({ event: "RequestFiled", match }, () =>
    recipient.acts({
      contract: "sharingRegistry",
      fn: "request",
      args: [recipient.seat, asset, purpose, commitment(salt, reasons), method, now + DAYS_180],
    }),
  );
  return filed["request"] as Hex;
}

async function grant(
  { memory, salt, now }: Sharing,
  { provider }: Parties,
  asked: Hex,
  log: Hex,
): Promise<Hex> {
  const scope: Json = { items: "all" };
  const issued = await memory.once({ event: "GrantIssued", match: { request: asked } }, () =>
    provider.acts({
      contract: "sharingRegistry",
      fn: "grant",
      args: [provider.seat, asked, log, 0, now + DAYS_180, commitment(salt, scope)],
    }),
  );
  return issued["grant"] as Hex;
}

/** Takes one asset from registration to a grant; each act is signed by the seat that the law names for it. */
export async function share(sharing: Sharing, parties: Parties, offer: Offer): Promise<Shared> {
  const asset = await register(sharing, parties, offer);
  const asked = await request(sharing, parties, { ...offer, asset });
  return { ...offer, asset, grant: await grant(sharing, parties, asked, logId(LOG_ORIGIN)) };
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
