// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";

import { canonicalBytes, type Hex, type Json, statementId, toHex } from "@suyuan/proof";
import { makeStatement, type Place, sign, type SignedStatement } from "@suyuan/sdk";

import type { ProvinceFile } from "./divisions.ts";
import { digestFile } from "./hashing.ts";
import type { Parties, Shared } from "./sharing.ts";
import type { Clerk } from "./clerks.ts";

/** Columns of a province's file; the version names its digest. */
const SCHEMA: Json = {
  columns: ["level", "code", "name", "parents"],
  encoding: "UTF-8",
  format: "CSV",
};

export const schemaDigest = (schema: Json): Hex =>
  toHex(createHash("sha256").update(canonicalBytes(schema)).digest());

/** The seats that sign for a file's way: who sends it, and who takes it. */
export interface FileParties extends Parties {
  readonly receiver: Clerk;
}

/** A province's file, shared; the copy that the recipient got lies at `received`. */
export interface Handover extends Shared {
  readonly file: ProvinceFile;
  readonly received: string;
}

/** The seat and the asset, as each statement names them. */
const by = ({ organization, seat }: Clerk, asset: Hex) => ({ organization, seat, asset });

/** What is handed over, wherever it lies. */
export interface Handing {
  readonly asset: Hex;
  readonly grant: Hex;
  readonly file: Pick<ProvinceFile, "path">;
  readonly received: string;
}

/**
 * The provider says what the dataset is. What is handed over here is published, so that no salt is needed.
 * @param before the version that it replaces
 */
export async function declareVersion(
  place: Place,
  { registrant }: Pick<FileParties, "registrant">,
  { asset, file }: Handing,
  before?: SignedStatement,
): Promise<SignedStatement> {
  const digest = await digestFile(file.path);
  const schema = schemaDigest(SCHEMA);
  const statement = makeStatement(place, {
    ...{ type: "suyuan/dataset-version@1", ...by(registrant, asset) },
    ...{ digest: { ...digest }, salted: false, schema },
    ...(before && { supersedes: statementId(before.statement) }),
  });
  return sign(statement, registrant.key);
}

/** The provider says what it hands over, to whom, under which grant. */
export async function deliver(
  place: Place,
  { registrant, recipient }: Pick<FileParties, "registrant" | "recipient">,
  { asset, grant, file }: Handing,
  version: SignedStatement,
  serial = 1,
): Promise<SignedStatement> {
  const digest = await digestFile(file.path);
  const statement = makeStatement(place, {
    ...{ type: "suyuan/delivery@1", ...by(registrant, asset), grant, serial },
    ...{ version: statementId(version.statement), recipient: recipient.organization },
    ...{ digest: { ...digest }, salted: false, channel: "file" },
  });
  return sign(statement, registrant.key);
}

/** The recipient says what it got: it hashes its own copy, whatever the delivery claims. */
export async function receive(
  place: Place,
  { receiver }: Pick<FileParties, "receiver">,
  { asset, grant, received }: Handing,
  delivery: SignedStatement,
): Promise<SignedStatement> {
  const digest = await digestFile(received);
  const { statement: delivered } = delivery;
  const claimed = delivered.type === "suyuan/delivery@1" ? delivered.digest.sha256 : undefined;
  const statement = makeStatement(place, {
    ...{ type: "suyuan/receipt@1", ...by(receiver, asset), grant },
    delivery: { log: place.log, id: statementId(delivered) },
    ...{ digest: { ...digest }, salted: false },
    result: digest.sha256 === claimed ? "accepted" : "mismatch",
  });
  return sign(statement, receiver.key);
}
