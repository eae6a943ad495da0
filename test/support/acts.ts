// SPDX-License-Identifier: Apache-2.0
// The acts on the ledger that come before an exchange: a log, an asset, a grant, and its end.
import { randomBytes } from "node:crypto";

import type { AbiValue, LogKey } from "@suyuan/chain";
import {
  catalogueCodeBytes,
  formatVerifierKey,
  GRADES,
  type Hex,
  logId,
  logKeyHash,
  noteSigner,
  SHARING_ATTRIBUTES,
  toHex,
} from "@suyuan/proof";

import { eventOf, random32 } from "./acting.ts";
import type { TestSeat } from "./cast.ts";
import { REGION } from "./founding.ts";
import type { Province } from "./province.ts";

/** A log that is open on the chain, with the keys of whoever runs it. */
export interface TestLog {
  readonly origin: string;
  readonly id: Hex;
  readonly key: LogKey;
  /** The key as policies name it. */
  readonly verifierKey: string;
  readonly operator: TestSeat;
}

export interface TestGrant {
  readonly id: Hex;
  readonly asset: Hex;
  readonly purpose: number;
  readonly from: number;
  readonly until: number;
}

const YEAR = 365 * 86_400;
const METHOD_FILE = 3;
const PURPOSE = 101;
const REASON = 1;
const NO_QUOTA = 0;
const DISPOSAL = 1;
const NONE: Hex = `0x${"00".repeat(32)}`;
const A_WHILE = 10;

/** Opens a log for a centre. */
export async function openLog(
  province: Province,
  origin: string,
  centre: "centre" | "otherCentre" = "centre",
): Promise<TestLog> {
  const [head, operator] = [province.seats[`${centre}Head`], province.seats[`${centre}Operator`]];
  const secret = randomBytes(32);
  const { key, sign } = noteSigner(origin, secret);
  const id = logId(origin);
  const args = [head.number, id, operator.number, logKeyHash(key.key)];
  await province.send(head.account, "exchangeLog", "open", args);
  const logKey: LogKey = { kind: "ed25519", public: toHex(key.key), secret, sign };
  return { origin, id, key: logKey, verifierKey: formatVerifierKey(key), operator };
}

/** Registers an asset of the provider, by its registrant. @returns its id */
export async function registerAsset(province: Province, localNumber: number): Promise<Hex> {
  const { number, account } = province.seats.providerRegistrant;
  const code = catalogueCodeBytes(`307014/${String(localNumber).padStart(6, "0")}`);
  const { conditional } = SHARING_ATTRIBUTES;
  const args = [number, localNumber, code, REGION, conditional, GRADES.general];
  const hashes = [random32(), random32(), true];
  const receipt = await province.send(account, "assetRegistry", "register", [...args, ...hashes]);
  return eventOf(receipt, "AssetRegistered")["asset"] as Hex;
}

/** Takes a draft of the provider to its coding: an assessment, its head's approval, and the registrar's acts. */
export async function confirmAsset(province: Province, asset: Hex): Promise<void> {
  const { providerHead: office, authorityHead: registrar } = province.seats;
  const act = async (by: TestSeat, fn: string, ...args: readonly AbiValue[]) =>
    province.send(by.account, "assetRegistry", fn, [by.number, asset, ...args]);
  await act(office, "assess", random32(), random32());
  await province.send(province.organizations.provider.head, "assetRegistry", "approve", [asset]);
  await act(office, "submit", registrar.organization);
  for (const fn of ["accept", "review", "confirm"]) await act(registrar, fn);
}

/** A new asset of the provider, confirmed. @returns its id */
export async function newAsset(province: Province): Promise<Hex> {
  registered += 1;
  const asset = await registerAsset(province, registered);
  await confirmAsset(province, asset);
  return asset;
}

// Local numbers are used once; a test file has one province.
let registered = 0;

/** Files the recipient's request for an asset. @returns its id */
export async function requestAsset(province: Province, asset: Hex): Promise<Hex> {
  const { number, account } = province.seats.recipientHead;
  const until = (await province.now()) + YEAR;
  const wanted = [asset, random32(), PURPOSE, METHOD_FILE, until, NONE, NONE];
  const receipt = await province.send(account, "sharingRegistry", "request", [number, wanted]);
  return eventOf(receipt, "RequestFiled")["request"] as Hex;
}

/** Grants an asset to the recipient, from now on for half a year, its exchanges in this log. */
export async function grantAsset(province: Province, asset: Hex, log: Hex): Promise<TestGrant> {
  const id = await requestAsset(province, asset);
  const { number, account } = province.seats.providerHead;
  const until = (await province.now()) + YEAR / 2;
  const terms = [log, NONE, 0, until, NO_QUOTA, DISPOSAL, 0];
  const receipt = await province.send(account, "sharingRegistry", "grant", [number, id, terms]);
  return { id, asset, purpose: PURPOSE, from: receipt.time, until };
}

/** A grant of a new asset that began a while ago. */
export async function newGrant(province: Province, log: Hex): Promise<TestGrant> {
  const grant = await grantAsset(province, await newAsset(province), log);
  await province.pass(A_WHILE);
  return grant;
}

/** Ends a grant, by its recipient. @returns the moment, seconds since the epoch */
export async function endGrant(province: Province, grant: Hex): Promise<number> {
  const { number, account } = province.seats.recipientHead;
  const { time } = await province.send(account, "sharingRegistry", "end", [number, grant, REASON]);
  return time;
}
