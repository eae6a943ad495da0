// SPDX-License-Identifier: Apache-2.0
// What the file says, member by member, with ids and digests in full.
import type { Entry, Verdict } from "@suyuan/proof";

import { dataOf } from "./statement.ts";
import type { RowName } from "../words/types.ts";
import type { Words } from "../words/index.ts";

export type Row = readonly [name: RowName, value: string];
type Maybe = readonly [name: RowName, value: string | undefined];

type Subject = NonNullable<Verdict["subject"]>;
type Of<K extends Subject["kind"]> = Extract<Subject, { readonly kind: K }>;

const isGiven = (row: Maybe): row is Row => row[1] !== undefined;
const given = (rows: readonly Maybe[]): readonly Row[] => rows.filter(isGiven);

const maybe = <T>(value: T | undefined, say: (value: T) => string): string | undefined =>
  value === undefined ? undefined : say(value);

/** The rows of an entry, and of what of it is proven. */
function entryRows(entry: Entry, { subject, bounds }: Verdict, words: Words): readonly Row[] {
  const { page, verdict } = words;
  const { statement } = entry;
  const { timeOf } = verdict;
  const data = dataOf(statement);
  const place = subject !== undefined && "index" in subject ? subject : undefined;
  const delivery = statement.type === "suyuan/delivery@1" ? statement : undefined;
  return given([
    ["kind", place && verdict.kinds[place.kind]],
    ["by", page.claims.signer(statement.organization, statement.seat)],
    ["to", delivery && page.claims.organization(delivery.recipient)],
    ["asset", "act" in statement ? undefined : statement.asset],
    ["grant", "grant" in statement ? statement.grant : undefined],
    ["serial", maybe(delivery, ({ serial }) => String(serial))],
    ["version", "version" in statement ? statement.version : undefined],
    ["delivery", "delivery" in statement ? statement.delivery.id : undefined],
    ["channel", delivery && page.channels[delivery.channel]],
    ["bytes", maybe(data, ({ digest }) => page.bytes(String(digest.bytes)))],
    ["sha256", data?.digest.sha256],
    ["sm3", data?.digest.sm3],
    ["purpose", "purpose" in statement ? String(statement.purpose) : undefined],
    ["signed", timeOf(statement.time)],
    ["logged", timeOf(entry.logged)],
    ["proven", maybe(bounds, ({ from, until }) => `${timeOf(from)} – ${timeOf(until)}`)],
    ["id", place?.id],
    ["entry", maybe(place, ({ index }) => String(index))],
    ["log", place?.log.origin],
  ]);
}

function rightRows(subject: Of<"right">, { page, verdict }: Words): readonly Row[] {
  return given([
    ["kind", verdict.rights[subject.of]],
    ["by", page.claims.organization(subject.organization, subject.name)],
    ["code", subject.code],
    ["asset", subject.asset],
    ["right", subject.id],
    ["moment", verdict.timeOf(subject.time)],
  ]);
}

function grantRows(subject: Of<"grant">, { page, verdict }: Words): readonly Row[] {
  const { from, until } = subject;
  const isBounded = from !== undefined && until !== undefined;
  return given([
    ["by", page.claims.organization(subject.provider, subject.providerName)],
    ["to", page.claims.organization(subject.recipient, subject.recipientName)],
    ["asset", subject.asset],
    ["grant", subject.id],
    ["purpose", String(subject.purpose)],
    ["method", subject.method],
    ["term", isBounded ? `${verdict.timeOf(from)} – ${verdict.timeOf(until)}` : undefined],
    ["moment", verdict.timeOf(subject.time)],
  ]);
}

const historyRows = (subject: Of<"history">): readonly Row[] => [
  [subject.of, subject.id],
  ["entries", String(subject.entries)],
  ["log", subject.log.origin],
];

/** Everything that the file says, in rows. */
export function rowsOf(entry: Entry | undefined, verdict: Verdict, words: Words): readonly Row[] {
  const { subject } = verdict;
  if (entry !== undefined) return entryRows(entry, verdict, words);
  if (subject?.kind === "right") return rightRows(subject, words);
  if (subject?.kind === "grant") return grantRows(subject, words);
  return subject?.kind === "history" ? historyRows(subject) : [];
}
