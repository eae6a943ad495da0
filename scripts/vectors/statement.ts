// SPDX-License-Identifier: Apache-2.0
import { BODIES, TIME } from "./bodies.ts";
import { idOf, labelled } from "./bytes.ts";
import { typedStatement } from "./typed.ts";
import type { Body, Vectors } from "./types.ts";

const ZERO = `0x${"00".repeat(32)}`;
const delivery: Body = BODIES["delivery-least"];
const version: Body = BODIES["dataset-version-least"];
const use: Body = BODIES["use-least"];
const mirror: Body = BODIES["mirror-measured"];
const reconciliation: Body = BODIES["reconciliation-of-both-sides"];
const withdrawal: Body = BODIES["withdrawal-of-a-serial"];
const administration: Body = BODIES["administration-whole"];
const source = { log: labelled("log"), id: labelled("first source") };

const without = (body: Body, name: string): Body =>
  Object.fromEntries(Object.entries(body).filter(([member]) => member !== name));
const many = Array.from({ length: 257 }, (_, at) => ({ ...source, id: labelled(`source ${at}`) }));

const BROKEN: Record<string, Record<string, Body>> = {
  "unknown-type": {
    "type-of-another-version": { ...delivery, type: "suyuan/delivery@2" },
    "type-without-its-prefix": { ...delivery, type: "delivery" },
    "type-missing": without(delivery, "type"),
  },
  "unknown-field": {
    "member-unknown": { ...delivery, note: "free text" },
    "member-of-another-kind": { ...delivery, purpose: 1 },
    "target-both-id-and-serial": { ...withdrawal, target: { serial: 1, id: source.id } },
    "sources-both-list-and-root": {
      ...version,
      sources: { list: [source], count: 1, root: source.id },
    },
    "digest-of-a-third-hash": {
      ...delivery,
      digest: { ...(delivery["digest"] as Body), md5: "0x" },
    },
  },
  "missing-field": {
    "nonce-missing": without(delivery, "nonce"),
    "grant-of-a-delivery-missing": without(delivery, "grant"),
    "serial-withdrawn-without-grant": without(withdrawal, "grant"),
    "subject-of-an-administration-missing": without(administration, "subject"),
    "mirror-digest-without-salted": without(mirror, "salted"),
    "mirror-salted-without-digest": without(mirror, "digest"),
    "target-empty": { ...withdrawal, target: {} },
  },
  "wrong-type": {
    "number-as-text": { ...delivery, serial: "1" },
    "absent-as-null": { ...delivery, custodian: null, serial: null },
    "digest-as-text": { ...delivery, digest: labelled("digest") },
    "salted-as-number": { ...delivery, salted: 1 },
    "sources-as-list": { ...version, sources: { list: source } },
  },
  "invalid-hex": {
    "hex-in-capitals": { ...delivery, asset: `0x${"AB".repeat(32)}` },
    "hex-without-prefix": { ...delivery, asset: "ab".repeat(32) },
    "asset-of-31-bytes": { ...delivery, asset: `0x${"ab".repeat(31)}` },
    "nonce-of-32-bytes": { ...delivery, nonce: labelled("nonce") },
    "address-with-checksum-capitals": {
      ...delivery,
      exchangeLog: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    },
  },
  "out-of-range": {
    "organization-zero": { ...delivery, organization: 0 },
    "organization-beyond-32-bits": { ...delivery, organization: 2 ** 32 },
    "seat-zero": { ...delivery, seat: 0 },
    "serial-zero": { ...delivery, serial: 0 },
    "serial-with-fraction": { ...delivery, serial: 1.5 },
    "serial-beyond-2-53": { ...delivery, serial: 2 ** 53 },
    "time-negative": { ...delivery, time: -1 },
    "time-beyond-48-bits": { ...delivery, time: 2 ** 48 },
    "chain-id-zero": { ...delivery, chainId: 0 },
    "asset-zero": { ...delivery, asset: ZERO },
    "supersedes-zero": { ...version, supersedes: ZERO },
    "custodian-false": { ...delivery, custodian: false },
    "channel-unknown": { ...delivery, channel: "post" },
    "parts-of-nothing": { ...delivery, parts: { count: 0, root: ZERO } },
    "activity-empty": { ...version, activity: "" },
    "activity-of-65-characters": { ...version, activity: "a".repeat(65) },
    "activity-with-capitals": { ...version, activity: "Clean" },
    "sources-empty": { ...version, sources: { list: [] } },
    "sources-of-257": { ...version, sources: { list: many } },
    "source-twice": { ...version, sources: { list: [source, source] } },
    "period-ends-before-it-begins": { ...use, from: 2, until: 1 },
    "purpose-zero": { ...use, purpose: 0 },
    "reason-zero": { ...withdrawal, reason: 0 },
    "reason-beyond-16-bits": { ...withdrawal, reason: 65_536 },
    "administration-of-an-asset": { ...administration, asset: labelled("asset") },
    "administration-told-before-it-was-done": { ...administration, at: TIME + 1 },
    "act-with-capitals": { ...administration, act: "Token-issued" },
    "act-empty": { ...administration, act: "" },
    "organisation-concerned-zero": { ...administration, concerned: 0 },
    "counterparty-of-the-same-organization": {
      ...reconciliation,
      counterparty: { organization: 3, seat: 9 },
    },
    "counterparty-in-the-same-seat": {
      ...reconciliation,
      counterparty: { organization: 4, seat: 7 },
    },
  },
};

export function statementVectors(): Vectors {
  const valid = Object.fromEntries(
    Object.entries(BODIES).map(([name, statement]) => [
      name,
      { statement, id: idOf(statement), ...typedStatement(statement) },
    ]),
  );
  const invalid = Object.fromEntries(
    Object.entries(BROKEN).flatMap(([code, bodies]) =>
      Object.entries(bodies).map(([name, statement]) => [name, { statement, code }]),
    ),
  );
  return { valid, invalid };
}
