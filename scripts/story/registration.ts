// SPDX-License-Identifier: Apache-2.0
// The way of a registration, act by act (registration measures, Articles 8 to 13).
import type { AbiValue, AccountKey } from "@suyuan/chain";
import {
  catalogueCodeBytes,
  commitment,
  GRADES,
  type Hex,
  type Json,
  SHARING_ATTRIBUTES,
} from "@suyuan/proof";
import type { Act } from "@suyuan/sdk";

import { REGION } from "./cast.ts";
import type { Carrier } from "./carriers.ts";
import type { Clerk } from "./clerks.ts";
import type { Memory } from "./memory.ts";

/** What a registration needs: what has happened, and a salt for what stands on the chain as a commitment. */
export interface Registering {
  readonly memory: Memory;
  readonly carry: Carrier;
  readonly salt: Uint8Array;
}

/** Who registers: the department's two seats, the account of its head, and the registrar above it. */
export interface Applicants {
  readonly registrant: Clerk;
  readonly provider: Clerk;
  readonly head: AccountKey;
  readonly registrar: Clerk;
}

/** An asset as its provider describes it. */
export interface Entry {
  readonly title: string;
  readonly catalogueCode: string;
  readonly localNumber: number;
  /** Shared with conditions unless told. */
  readonly attribute?: keyof typeof SHARING_ATTRIBUTES;
}

/** An act of a seat on an asset. */
export const onAsset = ({ seat }: Clerk, fn: string, ...args: readonly AbiValue[]): Act => ({
  ...{ contract: "assetRegistry", fn, args: [seat, ...args] },
});

/** The registration record of an entry, as a commitment. */
export function recordOf(salt: Uint8Array, { title, catalogueCode }: Entry, items?: string): Hex {
  const record: Json = { title, catalogueCode, region: REGION, ...(items && { items }) };
  return commitment(salt, record);
}

/** A document that only a commitment stands for on the chain. */
export const paper = (salt: Uint8Array, about: string, text: string): Hex =>
  commitment(salt, { about, text });

/** Article 8: the department registers what it holds. @returns the asset's id */
export async function register(
  { memory, salt }: Registering,
  { registrant }: Applicants,
  entry: Entry,
): Promise<Hex> {
  const { localNumber, catalogueCode } = entry;
  const basis: Json = { title: "政务数据共享条例", article: 13 };
  const match = { organization: registrant.organization, localNumber };
  const facts = [localNumber, catalogueCodeBytes(catalogueCode), REGION];
  const classes = [SHARING_ATTRIBUTES[entry.attribute ?? "conditional"], GRADES.general];
  const hashes = [recordOf(salt, entry), commitment(salt, basis), true];
  const act = onAsset(registrant, "register", ...facts, ...classes, ...hashes);
  const registered = await memory.once({ event: "AssetRegistered", match }, () =>
    registrant.acts(act),
  );
  return registered["asset"] as Hex;
}

/** Order 809, Article 13: both assessments by the data office, and the approval by the department's head. */
export async function prepare(
  { memory, carry, salt }: Registering,
  { provider, head }: Applicants,
  asset: Hex,
): Promise<void> {
  const assessments = [paper(salt, "保密审查", "通过"), paper(salt, "个人信息影响", "无")];
  await memory.once({ event: "ApplicationAssessed", match: { asset } }, () =>
    provider.acts(onAsset(provider, "assess", asset, ...assessments)),
  );
  await memory.once({ event: "ApplicationApproved", match: { asset } }, () =>
    carry({ contract: "assetRegistry", fn: "approve", args: [asset] }, head),
  );
}

/** Articles 9 and 10: handed in at the registrar above. */
export async function submit(
  { memory }: Registering,
  { provider, registrar }: Applicants,
  asset: Hex,
): Promise<void> {
  await memory.once({ event: "ApplicationSubmitted", match: { asset } }, () =>
    provider.acts(onAsset(provider, "submit", asset, registrar.organization)),
  );
}

/** Articles 10 to 12: accepted, reviewed in form, and laid open. @returns when the notice ends */
export async function layOpen(
  { memory }: Registering,
  { registrar }: Applicants,
  asset: Hex,
): Promise<number> {
  const once = (event: string, fn: string) =>
    memory.once({ event, match: { asset } }, () => registrar.acts(onAsset(registrar, fn, asset)));
  await once("ApplicationAccepted", "accept");
  await once("ApplicationReviewed", "review");
  return Number((await once("NoticePublished", "publish"))["noticeEnd"]);
}

/** Article 13: coded. */
export async function code(
  { memory }: Registering,
  { registrar }: Applicants,
  asset: Hex,
): Promise<void> {
  await memory.once({ event: "AssetConfirmed", match: { asset } }, () =>
    registrar.acts(onAsset(registrar, "confirm", asset)),
  );
}
