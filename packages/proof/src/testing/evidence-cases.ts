// SPDX-License-Identifier: Apache-2.0
// The story with one thing otherwise, and what comes of it.
import { commitment, type Digest, digestBytes } from "../digest.ts";
import type { Evidence } from "../evidence/types.ts";
import type { Policy } from "../policy.ts";
import { signStatement } from "../statement/build.ts";
import { flipBit } from "./laws.ts";
import { testAccount } from "./accounts.ts";
import type { GrantValue } from "./chain.ts";
import {
  ASSET,
  BEGUN,
  CENTRE,
  DATA,
  GRANT,
  HEIR,
  LOG,
  OTHER_LOG,
  PARTIES,
  PROVIDER,
  SALT,
  SCOPE,
  T,
} from "./story.ts";
import { sharedOn, sourceOf } from "./cases.ts";
import { toHex } from "../bytes.ts";
import { scopeOf } from "../scope.ts";
import { discloseItems, itemsRoot } from "../scope/build.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import type { Twist } from "./world.ts";

export interface Case {
  /** What docs/spec/evidence.md asks for. */
  readonly exit: 10 | 11 | 12;
  readonly twist?: Twist;
  readonly evidence?: (evidence: Evidence) => Evidence;
  readonly policy?: (policy: Policy) => Policy;
  readonly data?: Digest;
}

const FAR = T + 9_000_000;
export const byte = (value: string) => `0x${value.repeat(32)}` as const;
const grantIs = (value: GrantValue): Twist => ({
  chain: (chain) => {
    chain.grantState(GRANT, [[BEGUN, value]]);
  },
});
const grantEnds = (until: number): Twist => grantIs({ state: 2, until });
const seatEnds = (endedAt: number, compromisedSince: number): Twist => ({
  chain: (chain) => {
    chain.term(2, { from: BEGUN, until: FAR, endedAt, compromisedSince });
  },
});
// The provider is merged into the heir; a registrant of the one or the other signs.
const mergedAt = (at: number, seat: number, organization: number): Twist => ({
  statement: (of) => ({ ...of, seat, organization }),
  chain: (chain) => {
    chain.standing(PROVIDER, [
      [BEGUN, { status: 1 }],
      [at, { status: 3, successor: HEIR }],
    ]);
  },
});
const splitTo = (seat: number, organization: number): Twist => ({
  ...mergedAt(T + 100, seat, organization),
  chain: (chain) => {
    mergedAt(T + 100, seat, organization).chain?.(chain);
    chain.assignment(PROVIDER, GRANT, CENTRE);
  },
});
const sourceIs = (value: GrantValue): Twist => ({
  chain: (chain) => {
    sharedOn(chain, 3);
    chain.grantState(sourceOf(3), [[BEGUN, value]]);
  },
});
const coded = (...times: readonly number[]): Twist => ({
  chain: (chain) => {
    const state = (frozen: number) => ({ state: 2, until: FAR, frozen });
    chain.asset(
      ASSET,
      times.map((time, place) => [time, state(place % 2)]),
    );
  },
});
// From organisation to organisation, so many steps from the provider to the heir.
const inheritedIn = (steps: number): Twist => ({
  ...mergedAt(T + 100, 8, HEIR),
  chain: (chain) => {
    const between = Array.from({ length: steps - 1 }, (_, step) => 101 + step);
    for (const [step, from] of [PROVIDER, ...between].entries()) {
      const successor = between[step] ?? HEIR;
      chain.standing(from, [[BEGUN + 10, { status: 3, successor }]]);
    }
  },
});
const plan = { scenario: "统计年鉴" };
const items = ["年", "人数", "区划"].map((item, place) => ({ item, salt: byte(`0${place + 1}`) }));
const shown = { commitment: commitment(SALT, plan), items: itemsRoot(items) };
function scopeOpen(granted = scopeOf(shown)): Twist {
  return {
    chain: (chain) => {
      chain.grantScope(GRANT, granted);
    },
    draft: (draft) => ({
      ...draft,
      documents: [{ commitment: shown.commitment, salt: toHex(SALT), document: plan }],
      scope: { ...shown, disclosed: discloseItems(items, [0, 1]) },
    }),
  };
}
const changedData = digestBytes(DATA.with(0, 1), SALT);

/** By the rule that each keeps. */
export const KEPT: Readonly<Record<string, Twist>> = {
  "delivery-by-the-successor": mergedAt(T + 1_200, 8, HEIR),
  "delivery-before-the-merger": mergedAt(T + 2_001, 2, PROVIDER),
  "delivery-after-a-suspension": grantIs({ until: FAR, suspended: T + 100, resumed: T + 1_200 }),
  "delivery-before-the-grant-ended": grantEnds(T + 2_001),
  "delivery-under-a-grant-shared-on": {
    chain: (chain) => {
      sharedOn(chain, 3);
    },
  },
  "delivery-with-the-scope-laid-open": scopeOpen(),
  "delivery-by-the-successor-after-eight-steps": inheritedIn(8),
  "delivery-amid-many-states-of-its-asset": coded(
    ...[BEGUN, BEGUN + 10, T + 500, T + 1_200, T + 1_300, T + 1_600, T + 2_500],
  ),
  "use-of-an-asset-registered-only-at-its-time": {
    of: "use",
    chain: (chain) => {
      chain.asset(ASSET, [[T + 1_900, { state: 2, until: FAR }]]);
    },
  },
};

/** By the rule that each breaks. */
export const BROKEN: Readonly<Record<string, Case>> = {
  "data-changed": { exit: 10, data: changedData },
  "delivery-by-the-successor-after-nine-steps": { exit: 12, twist: inheritedIn(9) },
  "grant-ended-as-the-entry-was-logged": { exit: 11, twist: grantEnds(T + 1_500) },
  "entry-of-another-chain": {
    exit: 10,
    twist: { statement: (of) => ({ ...of, chainId: of.chainId + 1 }) },
  },
  "statement-replayed-from-another-log": {
    exit: 10,
    twist: { statement: (of) => ({ ...of, log: OTHER_LOG }) },
  },
  "signed-by-another-account": {
    exit: 10,
    twist: { sign: async (of) => [await signStatement(of, testAccount("someone else").sign)] },
  },
  "index-of-another-entry": { exit: 10, evidence: (of) => ({ ...of, index: of.index + 1 }) },
  "inclusion-path-too-short": {
    exit: 10,
    evidence: (of) => ({ ...of, inclusion: of.inclusion.slice(1) }),
  },
  "root-rewritten-by-the-operator": {
    exit: 10,
    twist: {
      chain: (chain) => {
        chain.checkpoint(LOG, 10, byte("77"), 2, [200, T + 2_000]);
      },
    },
  },
  "header-changed": {
    exit: 10,
    evidence: (of) => ({ ...of, block: { ...of.block, hash: byte("12") } }),
  },
  "node-changed": {
    exit: 10,
    evidence: (of) => {
      const [first = "", ...rest] = of.nodes;
      return { ...of, nodes: [toBase64(flipBit(fromBase64(first), 100)), ...rest] };
    },
  },
  "logged-before-seen": { exit: 10, twist: { entry: (of) => ({ ...of, logged: T + 1_499 }) } },
  "back-dated-after-the-grant-ended": { exit: 11, twist: grantEnds(T + 1_300) },
  "grant-suspended-before": { exit: 11, twist: grantIs({ until: FAR, suspended: T + 100 }) },
  "grant-ended-before-anchored": { exit: 12, twist: grantEnds(T + 1_700) },
  "grant-suspended-meanwhile": {
    exit: 11,
    twist: grantIs({ until: FAR, suspended: T + 1_300, resumed: T + 1_310 }),
  },
  "grant-above-suspended": { exit: 11, twist: sourceIs({ until: FAR, suspended: T + 100 }) },
  "grant-above-ended-before-anchored": { exit: 12, twist: sourceIs({ until: T + 1_700 }) },
  "grant-shared-on-too-often": {
    exit: 12,
    twist: {
      chain: (chain) => {
        sharedOn(chain, 4);
      },
    },
  },
  "request-that-nobody-granted": {
    exit: 11,
    twist: {
      chain: (chain) => {
        chain.grantRecord(GRANT, { ...PARTIES, provider: 0 });
        chain.grantState(GRANT, []);
      },
    },
  },
  "scope-of-another-grant": { exit: 10, twist: scopeOpen(SCOPE) },
  "item-of-another-scope": {
    exit: 10,
    twist: scopeOpen(),
    evidence: (of) => {
      const [first] = discloseItems(items, [2]);
      const disclosed = first === undefined ? [] : [{ ...first, item: "姓名" }];
      return { ...of, scope: { ...shown, disclosed } };
    },
  },
  "seat-ended": { exit: 11, twist: seatEnds(T + 1_100, 0) },
  "seat-compromised-as-reported-later": { exit: 11, twist: seatEnds(T + 2_900, T + 1_100) },
  "organisation-suspended-meanwhile": {
    exit: 11,
    twist: {
      chain: (chain) => {
        chain.standing(PROVIDER, [
          [BEGUN, { status: 1, suspendedSince: T + 1_300 }],
          [T + 1_310, { status: 1 }],
        ]);
      },
    },
  },
  "successor-before-the-merger": { exit: 11, twist: mergedAt(T + 1_201, 8, HEIR) },
  "abolished-organisation-after-the-merger": { exit: 11, twist: mergedAt(T + 1_200, 2, PROVIDER) },
  "keeper-of-a-split-for-an-assigned-grant": { exit: 11, twist: splitTo(8, HEIR) },
  "office-that-may-not-deliver": {
    exit: 11,
    twist: { statement: (of) => ({ ...of, seat: 7, organization: 3 }) },
  },
  "log-that-the-grant-does-not-name": {
    exit: 11,
    twist: {
      chain: (chain) => {
        chain.sharingLogs([OTHER_LOG]);
      },
    },
  },
  "policy-of-other-contracts": {
    exit: 12,
    policy: (of) => {
      const { exchangeLog } = of.contracts;
      const moved = { ...exchangeLog, address: `0x${"77".repeat(20)}` } as const;
      return { ...of, contracts: { ...of.contracts, exchangeLog: moved } };
    },
  },
  "policy-of-another-code": {
    exit: 12,
    policy: (of) => {
      const { exchangeLog } = of.contracts;
      const changed = { ...exchangeLog, codeHash: byte("77") };
      return { ...of, contracts: { ...of.contracts, exchangeLog: changed } };
    },
  },
  "policy-that-requires-seals": { exit: 12, policy: (of) => ({ ...of, require: ["seals"] }) },
  "state-missing": { exit: 12, evidence: (of) => ({ ...of, nodes: [] }) },
};
