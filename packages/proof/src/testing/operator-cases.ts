// SPDX-License-Identifier: Apache-2.0
// An administration under one operator of the log and another.
import { logKeyHash } from "../checkpoint.ts";
import type { Case } from "./evidence-cases.ts";
import { BEGUN, LOG, LOG_SIGNER, T } from "./story.ts";
import type { Twist } from "./world.ts";

const operatedBy = (...seats: readonly (readonly [number, number])[]): Twist => ({
  of: "administration",
  chain: (chain) => {
    chain.log(LOG, seats, [[BEGUN, logKeyHash(LOG_SIGNER.key.key)]]);
  },
});
/** By the rule that each keeps. */
export const OPERATED: Readonly<Record<string, Twist>> = {
  "administration-before-the-operator-changed": operatedBy([BEGUN, 5], [T + 2_001, 6]),
};

/** By the rule that each breaks. */
export const NOT_OPERATED: Readonly<Record<string, Case>> = {
  "administration-by-a-seat-that-is-not-the-operator": { exit: 11, twist: operatedBy([BEGUN, 6]) },
  "administration-by-the-former-operator": {
    exit: 11,
    twist: operatedBy([BEGUN, 5], [T + 1_100, 6]),
  },
  "operator-changed-before-the-administration-was-anchored": {
    exit: 12,
    twist: operatedBy([BEGUN, 5], [T + 1_700, 6]),
  },
};
