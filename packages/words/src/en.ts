// SPDX-License-Identifier: Apache-2.0
import { timeEn } from "./times.ts";
import type { FileWords, VerdictWords } from "./types.ts";
import { ENGLISH_UPDATES } from "./updates.ts";

export const ENGLISH: VerdictWords = {
  groups: { integrity: "Integrity", authorisation: "Authorisation", trust: "Trust" },
  checks: {
    format: "format",
    statement: "statement",
    signature: "signature",
    inclusion: "place in the log",
    heads: "heads entry",
    place: "place in the heads map",
    entries: "chain of entries",
    checkpoint: "checkpoint",
    state: "chain state",
    anchor: "anchor",
    "chain-links": "related entries",
    times: "times",
    documents: "documents",
    data: "data",
    seat: "seat",
    office: "office",
    allowance: "allowance",
    organization: "organisation",
    party: "party",
    asset: "data asset",
    grant: "grant",
    serial: "serial number",
    log: "log",
    chain: "chain",
    contracts: "contracts",
    seals: "seals",
    "log-key": "log key",
    witnesses: "witnesses",
    time: "time bounds",
    timestamps: "timestamps",
    complete: "completeness",
    certificate: "certificate",
    name: "name",
    registration: "registration number",
    right: "right",
    term: "term",
    holder: "holder",
    freeze: "freezes",
    offer: "open offers",
    scope: "scope",
    origin: "name of the log",
    source: "grant above",
    coverage: "coverage",
    provider: "provider",
    recipient: "recipient",
    use: "use",
    answer: "answer",
    history: "history",
    delivery: "delivery",
    receipt: "receipt",
    rectification: "rectification",
    disposal: "disposal",
    items: "items laid open",
  },
  states: { ok: "passed", failed: "FAILED", "not-checked": "not checked" },
  kinds: {
    "dataset-version": "dataset version",
    delivery: "delivery",
    receipt: "receipt",
    use: "use",
    disposal: "disposal",
    mirror: "mirror",
    reconciliation: "reconciliation",
    withdrawal: "withdrawal",
    administration: "administration",
  },
  rights: { holding: "holding right", use: "use right", operating: "operating right" },
  verdictOn: (path) => `Verdict on ${path}`,
  exitStatus: (status) => `exit status ${status}`,
  boundsAre: (from, until) => `It came into the log between ${from} and ${until}.`,
  entryIs: ({ kind, organization, seat, index, origin }) =>
    `What it says: ${kind} by organisation ${organization} (seat ${seat}), entry ${index} of the log ${origin}`,
  historyIs: ({ of, id, entries, origin }) =>
    `What it says: all ${entries} entries of the log ${origin} on the ${of} ${id}`,
  rightIs: ({ kind, id, asset, organization, time }) =>
    `What it says: the ${kind} ${id} in the data asset ${asset} was organisation ${organization}'s at ${time}`,
  grantIs: ({ id, asset, provider, recipient, purpose, time }) =>
    `What it says: by the grant ${id} organisation ${provider} gave organisation ${recipient} the use of the data asset ${asset} for purpose ${purpose}, as of ${time}`,
  progress: (done, total, percent) => `${percent} %  ${done} of ${total}`,
  timeOf: timeEn,
};

/** What went wrong, and what to do. */
export const ENGLISH_FILES: FileWords = {
  "file-unreadable": ({ path }) =>
    `The file ${path} cannot be read. Check its name and permissions.`,
  "file-changed": ({ path }) =>
    `${path} changed while it was being read. Repeat when nobody writes to it.`,
  "file-empty": ({ path }) => `The file ${path} is empty.`,
  "file-too-large": ({ path, limit }) =>
    `The file ${path} is larger than ${limit} bytes, the most for such a file.`,
  "not-readable": ({ path, reason }) =>
    `${path} cannot be read as the file that it should be: ${reason}.`,
  "not-a-salt": ({ value }) =>
    `"${value}" is no salt: 64 hexadecimal digits, or a file that holds them.`,
  ...ENGLISH_UPDATES,
};
