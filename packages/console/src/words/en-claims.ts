// SPDX-License-Identifier: Apache-2.0
import { ACT_NAMES } from "@suyuan/words";
import type { ClaimWords } from "./types.ts";

const RESULTS = {
  accepted: "it is what was delivered",
  mismatch: "it is NOT what was delivered",
} as const;
const STATES = { "in-sync": "in sync", drifted: "drifted", stopped: "stopped" } as const;

/** What the file says, in one sentence. */
export const ENGLISH_CLAIMS: ClaimWords = {
  organization: (number, name) =>
    name === undefined ? `organisation ${number}` : `${name} (organisation ${number})`,
  signer: (organization, seat) => `organisation ${organization} (seat ${seat})`,
  version: ({ by, asset, time }, bytes) =>
    `At ${time} ${by} published a version of the data asset ${asset} (${bytes} bytes).`,
  delivery: ({ by, asset, time, grant }, to, bytes, serial) =>
    `At ${time} ${by} delivered data of the asset ${asset} (${bytes} bytes) to ${to}, as number ${serial} under the grant ${grant}.`,
  receipt: ({ by, asset, time, grant }, result) =>
    `At ${time} ${by} received data of the asset ${asset} under the grant ${grant}: ${RESULTS[result]}.`,
  use: ({ by, asset, time, grant }, { purpose, count, span }) =>
    `At ${time} ${by} reported: ${span} it used data of the asset ${asset} ${count} times under the grant ${grant}, for purpose ${purpose}.`,
  disposal: ({ by, asset, grant }, method, at) =>
    `At ${at} ${by} ${method} the data of the asset ${asset} that it held under the grant ${grant}.`,
  mirror: ({ by, asset, time }, state, lag) =>
    `At ${time} ${by} reported its mirror of the asset ${asset}: ${STATES[state]}, ${lag} s behind.`,
  reconciliation: ({ by, asset, time, grant }, other, count, span) =>
    `At ${time} ${by} and ${other} agreed: ${span} there were ${count} deliveries of the asset ${asset} under the grant ${grant}.`,
  withdrawal: ({ by, asset, time }, target, reason) =>
    `At ${time} ${by} withdrew ${target} on the asset ${asset}, for reason ${reason}.`,
  administration: ({ by, time }, act, at, of) =>
    `At ${time} ${by} told of ${at}: ${ACT_NAMES.en[act] ?? act}${of === undefined ? "" : `, of ${of}`}.`,
  right: (holder, kind, asset, time) =>
    `At ${time} ${holder} had the ${kind} in the data asset ${asset}.`,
  grant: (provider, recipient, { asset, grant, purpose, time }) =>
    `By the grant ${grant}, as it was at ${time}, ${provider} lets ${recipient} use the data asset ${asset} for purpose ${purpose}.`,
  history: (of, { id, entries, origin }) =>
    `All ${entries} entries of the log ${origin} on the ${of} ${id}, with none left out.`,
  span: (from, until) => `from ${from} to ${until}`,
  serial: (serial) => `delivery number ${serial}`,
  unreadable: "What the file says cannot be read.",
};
