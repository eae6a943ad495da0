// SPDX-License-Identifier: Apache-2.0
import { changes, type ContractActs, has, makes, pick } from "./part.ts";

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
