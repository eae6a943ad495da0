// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";

import {
  canonicalBytes,
  deliveriesRoot,
  digestBytes,
  type Hex,
  type Json,
  MAX_BATCH,
  statementId,
  toHex,
} from "@suyuan/proof";
import {
  countersign,
  makeStatement,
  type Place,
  sign,
  type SignedStatement,
  signMany,
} from "@suyuan/sdk";

import type { Clerk } from "./clerks.ts";
import { schemaDigest } from "./exchange.ts";
import { writeWhole } from "./files.ts";
import type { Shared } from "./sharing.ts";

/** How many interface replies the story hands over. */
export const REPLIES = 5_000;

const SCHEMA: Json = { members: ["code", "name", "state"], format: "JSON" };
const SALT_BYTES = 32;

/** A reply of the interface, and the salt that goes with it to the recipient, never into the log. */
export interface Reply {
  readonly salt: Hex;
  readonly reply: Json;
}

/** The replies of the story: made up, one an enterprise, kept as the provider's system would keep them. */
export function repliesIn(path: string): Reply[] {
  if (!existsSync(path)) {
    const made = Array.from({ length: REPLIES }, (_, place): Reply => {
      const number = String(place + 1).padStart(5, "0");
      const reply = { code: `SL${number}`, name: `示例企业${number}`, state: "在业" };
      return { salt: toHex(randomBytes(SALT_BYTES)), reply };
    });
    writeWhole(path, `${made.map((reply) => JSON.stringify(reply)).join("\n")}\n`);
  }
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Reply);
}

const saltedDigest = ({ salt, reply }: Reply) => ({
  ...digestBytes(canonicalBytes(reply), Buffer.from(salt.slice(2), "hex")),
});

/** The seats that sign for the interface: a system for each reply, and the two heads for the count. */
export interface ReplyParties {
  readonly system: Clerk;
  readonly provider: Clerk;
  readonly recipient: Clerk;
}

/** What the replies come from: all of them, under one salt. */
export async function declareReplies(
  place: Place,
  { provider }: ReplyParties,
  { asset }: Shared,
  replies: readonly Reply[],
): Promise<SignedStatement> {
  const { organization, seat } = provider;
  const all = canonicalBytes(replies.map(({ reply }) => reply));
  const statement = makeStatement(place, {
    ...{ type: "suyuan/dataset-version@1", organization, seat, asset, salted: true },
    ...{ digest: { ...digestBytes(all, randomBytes(SALT_BYTES)) }, schema: schemaDigest(SCHEMA) },
  });
  return sign(statement, provider.key);
}

/** One delivery a reply, signed a batch at a time. */
export async function deliverReplies(
  place: Place,
  { system, recipient }: ReplyParties,
  { asset, grant, purpose }: Shared,
  version: SignedStatement,
  replies: readonly Reply[],
): Promise<SignedStatement[]> {
  const { organization, seat } = system;
  const of = { organization, seat, asset, grant, recipient: recipient.organization };
  const about = { version: statementId(version.statement), salted: true, channel: "interface" };
  const statements = replies.map((reply, index) =>
    makeStatement(place, {
      ...{ type: "suyuan/delivery@1", ...of, ...about },
      ...{ serial: index + 1, digest: saltedDigest(reply) },
    }),
  );
  const signed: SignedStatement[] = [];
  for (let from = 0; from < statements.length; from += MAX_BATCH) {
    const batch = statements.slice(from, from + MAX_BATCH);
    signed.push(...(await signMany(batch, system.key, purpose)));
  }
  return signed;
}

/** Both heads sign how many deliveries there were, and which. */
export async function reconcile(
  place: Place,
  { provider, recipient }: ReplyParties,
  { asset, grant }: Shared,
  deliveries: readonly SignedStatement[],
): Promise<SignedStatement> {
  const { organization, seat } = provider;
  const times = deliveries.map(({ statement }) => statement.time);
  const statement = makeStatement(place, {
    ...{ type: "suyuan/reconciliation@1", organization, seat, asset, grant },
    ...{ from: Math.min(...times), until: Math.max(...times) + 1, count: deliveries.length },
    deliveries: deliveriesRoot(deliveries.map((delivery) => statementId(delivery.statement))),
    counterparty: { organization: recipient.organization, seat: recipient.seat },
  });
  return countersign(await sign(statement, provider.key), {
    seat: recipient.seat,
    signer: recipient.key,
  });
}
