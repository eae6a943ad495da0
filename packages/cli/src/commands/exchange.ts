// SPDX-License-Identifier: Apache-2.0
import {
  type ChainView,
  CHANNELS,
  deploymentOf,
  type Digest,
  type GatewayClient,
  type Hex,
  makeStatement,
  type Place,
  sign,
  type StatementFields,
} from "@suyuan/sdk";

import { nativeCrypto } from "../crypto/native.ts";
import { digestWithProgress } from "../digest/progress.ts";
import { InputError } from "../failure.ts";
import { documentHash } from "../input/documents.ts";
import { readSalt, saltBeside, saltFor } from "../input/salt.ts";
import { argument, choice, id, needed, text, whole } from "../input/values.ts";
import type { Label } from "../messages/words.ts";
import { gatewayOf, lines, signerOf } from "./online.ts";
import { type Action, EXIT, type Run } from "./run.ts";

const CHANNEL_WORDS = Object.fromEntries(CHANNELS.map((name) => [name, name]));

/** What is recorded in the log: the members that differ, and in which log they count. */
interface Recording {
  readonly fields: StatementFields;
  readonly log?: Hex;
}

const seatOf = (run: Run): number => whole(needed(run, "seat"), "--seat");

async function organizationOf(gateway: GatewayClient, seat: number): Promise<number> {
  return Number((await gateway.seat(seat)).state["organization"]);
}

/** Digests the data, with its salt unless it is public. */
async function digestOf(run: Run): Promise<{ readonly digest: Digest; readonly salted: boolean }> {
  const path = needed(run, "file");
  const given = text(run, "salt");
  if (run.options.public === true) {
    return { digest: await digestWithProgress(run.out, path, undefined), salted: false };
  }
  const salt = given === undefined ? await saltFor(path) : await readSalt(given);
  return { digest: await digestWithProgress(run.out, path, salt), salted: true };
}

/** Signs and hands in. */
async function record(run: Run, gateway: GatewayClient, { fields, log }: Recording): Promise<Hex> {
  const signer = await signerOf(run);
  const info = await gateway.chain();
  const { chainId, contracts } = deploymentOf(info);
  const place: Place = {
    chainId,
    exchangeLog: contracts.exchangeLog.address,
    log: log ?? info.log.id,
  };
  const statement = makeStatement(place, fields);
  const signed = await sign(statement, signer, await nativeCrypto());
  const placed = await gateway.submit(signed);
  const { id: statementId, index, logged } = placed;
  const { messages } = run.out;
  const told: (readonly [Label, string | number])[] = [
    ["statement", statementId],
    ["index", index],
    ["logged", messages.timeOf(logged)],
  ];
  const { result } = fields;
  if (result === "accepted") told.push(["result", messages.accepted]);
  if (result === "mismatch") told.push(["result", messages.mismatch]);
  run.out.result(result === undefined ? placed : { ...placed, result }, lines(run, told));
  return statementId;
}

/** The mark of a centre that acts for the organisation whose data it mirrors. */
const asCustodian = (organization: number, party: unknown) =>
  organization === party ? {} : ({ custodian: true } as const);

function supersedes(run: Run): { readonly supersedes?: Hex } {
  const given = text(run, "supersedes");
  return given === undefined ? {} : { supersedes: id(given, "--supersedes") };
}

export const version: Action = async (run) => {
  const gateway = gatewayOf(run);
  const asset = id(argument(run), "<asset>");
  const seat = seatOf(run);
  const organization = await organizationOf(gateway, seat);
  const { state } = await gateway.asset(asset);
  const schema = await documentHash(needed(run, "schema"));
  const common = { type: "suyuan/dataset-version@1", organization, seat, asset } as const;
  const own = { schema, ...asCustodian(organization, state["holder"]), ...supersedes(run) };
  const { digest, salted } = await digestOf(run);
  await record(run, gateway, { fields: { ...common, digest: { ...digest }, salted, ...own } });
  return EXIT.ok;
};

const hexOf = (view: ChainView, name: string): Hex => view.state[name] as Hex;

export const deliver: Action = async (run) => {
  const gateway = gatewayOf(run);
  const grant = id(argument(run), "<grant>");
  const seat = seatOf(run);
  const serial = whole(needed(run, "serial"), "--serial", Number.MAX_SAFE_INTEGER);
  const channel = choice(text(run, "method") ?? "file", CHANNEL_WORDS, "--method");
  const delivered = id(needed(run, "version"), "--version");
  const organization = await organizationOf(gateway, seat);
  const view = await gateway.grant(grant);
  const of = { organization, seat, asset: hexOf(view, "asset"), grant, version: delivered };
  const to = { serial, recipient: Number(view.state["recipient"]), channel };
  const custody = asCustodian(organization, view.state["provider"]);
  const { digest, salted } = await digestOf(run);
  const data = { digest: { ...digest }, salted };
  const fields = { type: "suyuan/delivery@1", ...of, ...to, ...data, ...custody } as const;
  await record(run, gateway, { fields, log: hexOf(view, "log") });
  return EXIT.ok;
};

/** What a delivery says of its data. */
interface Delivered {
  readonly asset: Hex;
  readonly grant: Hex;
  readonly log: Hex;
  readonly digest: Digest;
  readonly salted: boolean;
}

async function deliveryOf(gateway: GatewayClient, delivery: Hex): Promise<Delivered> {
  const { kind, statement } = await gateway.statement(delivery);
  if (kind !== "delivery") throw new InputError("not-a-delivery", { id: delivery });
  return statement as unknown as Delivered;
}

/** The salt of delivered data: named, or beside it. */
async function receivedSalt(run: Run, salted: boolean): Promise<Uint8Array | undefined> {
  if (!salted) return undefined;
  const path = needed(run, "file");
  const given = text(run, "salt");
  const salt = given === undefined ? await saltBeside(path) : await readSalt(given);
  if (!salt) throw new InputError("salt-needed", { path });
  return salt;
}

const same = (one: Digest, other: Digest): boolean =>
  one.bytes === other.bytes && one.sha256 === other.sha256 && one.sm3 === other.sm3;

export const receive: Action = async (run) => {
  const gateway = gatewayOf(run);
  const delivery = id(argument(run), "<statement>");
  const seat = seatOf(run);
  const { asset, grant, log, salted, digest: said } = await deliveryOf(gateway, delivery);
  const organization = await organizationOf(gateway, seat);
  const salt = await receivedSalt(run, salted);
  const digest = await digestWithProgress(run.out, needed(run, "file"), salt);
  const result = same(digest, said) ? "accepted" : "mismatch";
  const of = { organization, seat, asset, grant, delivery: { log, id: delivery } };
  const data = { digest: { ...digest }, salted, result, ...supersedes(run) };
  await record(run, gateway, { fields: { type: "suyuan/receipt@1", ...of, ...data }, log });
  return result === "accepted" ? EXIT.ok : EXIT.integrity;
};
