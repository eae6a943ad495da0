// SPDX-License-Identifier: Apache-2.0
import { changes, type ContractActs, has, makes, pick } from "./part.ts";

const PENDING = 1;
const GRANTED = 2;
const REFUSED = 3;
const WITHDRAWN = 4;
const ACTIVE = 1;
const SUSPENDED = 2;
const ENDED = 3;

const filed = ["asset", "organization", "seat", "purpose", "commitment", "method", "until"];
const issued = ["request", "asset", "provider", "recipient", "log", "from", "until"];

const moved = (state: number) => [
  changes("grant", "grant", (args) => ({ state, reason: args["reason"] ?? 0 })),
  has("organization", "organization"),
];

/** Requests for assets, and grants. */
export const SHARING_ACTS: ContractActs = {
  RequestFiled: [
    makes("request", "request", (args, { time }) => ({
      ...pick(args, ...filed),
      ...{ status: PENDING, time, reason: 0 },
    })),
    has("asset", "asset"),
    has("organization", "organization"),
  ],
  RequestRefused: [
    changes("request", "request", (args) => ({ status: REFUSED, ...pick(args, "reason") })),
    has("organization", "provider"),
  ],
  RequestWithdrawn: [changes("request", "request", () => ({ status: WITHDRAWN }))],
  GrantIssued: [
    makes("grant", "grant", (args) => ({
      ...pick(args, ...issued, "scopeCommitment"),
      ...{ state: ACTIVE, reason: 0 },
    })),
    changes("request", "request", () => ({ status: GRANTED })),
    has("asset", "asset"),
    has("organization", "provider"),
    has("organization", "recipient"),
  ],
  GrantSuspended: moved(SUSPENDED),
  GrantResumed: moved(ACTIVE),
  GrantEnded: moved(ENDED),
};

const FIRST_SIZE = "0";

/** Logs of exchange centres, and how far they are anchored. */
export const LOG_ACTS: ContractActs = {
  LogOpened: [
    makes("log", "log", (args) => ({
      ...pick(args, "centre", "operatorSeat", "keyHash"),
      ...{ size: FIRST_SIZE, closed: false, successor: null },
    })),
    has("organization", "centre"),
  ],
  OperatorRotated: [changes("log", "log", (args) => pick(args, "operatorSeat"))],
  KeyRotated: [changes("log", "log", (args) => pick(args, "keyHash"))],
  LogClosed: [
    changes("log", "log", ({ successor }) => ({ closed: true, successor: successor ?? null })),
  ],
  Advanced: [changes("log", "log", (args) => pick(args, "size", "root"))],
};
