// SPDX-License-Identifier: Apache-2.0
import { hex, labelled, root, bytesOf } from "./bytes.ts";
import type { Body } from "./types.ts";

export const TIME = 1_767_225_600;
const common = (kind: string): Body => ({
  type: `suyuan/${kind}@1`,
  chainId: 31_337,
  exchangeLog: labelled("exchange log", 20),
  log: labelled("log"),
  time: TIME,
  nonce: labelled(`nonce of a ${kind}`, 16),
  organization: 3,
  seat: 7,
  asset: labelled("asset"),
});
const digest = {
  bytes: 48_120_512,
  sha256: labelled("sha-256 of the data"),
  sm3: labelled("sm3 of the data"),
};
const grant = labelled("grant");
const version = labelled("version");
const period = { from: TIME - 86_400, until: TIME, count: 120 };
const ref = (label: string): Body => ({ log: labelled("log"), id: labelled(label) });
const sources = [ref("first source"), ref("second source"), ref("third source")];
const delivery = { ...common("delivery"), version, grant, serial: 1, recipient: 4 };
const datasetVersion = { ...common("dataset-version"), digest, schema: labelled("schema") };
const administration = { ...common("administration"), asset: labelled("log") };
const deliveries = hex(
  root(["delivery 1", "delivery 2", "delivery 3"].map((label) => bytesOf(labelled(label)))),
);

/** Bodies that keep the format, by the rule that each shows. */
export const BODIES = {
  "dataset-version-least": { ...datasetVersion, salted: false },
  "dataset-version-whole": {
    ...datasetVersion,
    ...{ salted: true, custodian: true, supersedes: version, activity: "clean-2026" },
    sources: { list: sources },
  },
  "dataset-version-with-sources-as-document": {
    ...datasetVersion,
    ...{ salted: true, sources: { count: 1000, root: labelled("root of the sources") } },
  },
  "delivery-least": { ...delivery, digest, salted: true, channel: "file" },
  "delivery-whole": {
    ...delivery,
    ...{ digest, salted: true, channel: "interface", custodian: true },
    parts: { count: 5000, root: labelled("root of the parts") },
  },
  "delivery-of-nothing": {
    ...delivery,
    ...{ digest: { ...digest, bytes: 0 }, salted: true, channel: "batch", serial: 2 ** 53 - 1 },
  },
  "receipt-accepted": {
    ...common("receipt"),
    ...{ grant, delivery: ref("a delivery"), digest, salted: true, result: "accepted" },
  },
  "receipt-mismatch-superseding": {
    ...common("receipt"),
    ...{ grant, delivery: ref("a delivery"), digest, salted: true, result: "mismatch" },
    supersedes: labelled("receipt before"),
  },
  "use-least": { ...common("use"), grant, purpose: 301, ...period, effect: labelled("effect") },
  "use-with-storage": {
    ...common("use"),
    ...{ grant, purpose: 301, ...period, effect: labelled("effect"), storage: labelled("storage") },
  },
  "disposal-destroyed": {
    ...common("disposal"),
    ...{ grant, method: "destroyed", disposedAt: TIME - 3600, record: labelled("record") },
  },
  "mirror-stopped": { ...common("mirror"), version, state: "stopped", lag: 7200 },
  "mirror-measured": {
    ...common("mirror"),
    version,
    state: "in-sync",
    lag: 0,
    digest,
    salted: true,
  },
  "reconciliation-of-both-sides": {
    ...common("reconciliation"),
    ...{ grant, ...period, count: 3, deliveries, counterparty: { organization: 4, seat: 9 } },
  },
  "withdrawal-of-a-statement": {
    ...common("withdrawal"),
    ...{ target: { id: labelled("a delivery") }, reason: 1 },
  },
  "withdrawal-of-a-serial": {
    ...common("withdrawal"),
    ...{ grant, target: { serial: 12 }, reason: 65_535 },
  },
  "administration-least": {
    ...administration,
    ...{ act: "policy-published", at: TIME, subject: labelled("policy") },
  },
  "administration-whole": {
    ...administration,
    ...{ act: "token-issued", at: TIME - 60, subject: labelled("token"), concerned: 4, by: 9 },
  },
} as const satisfies Record<string, Body>;
