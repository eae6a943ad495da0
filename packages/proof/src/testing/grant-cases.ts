// SPDX-License-Identifier: Apache-2.0
// Twists of the story's grant that its certificates show.
import { toHex } from "../bytes.ts";
import { commitment } from "../digest.ts";
import { scopeOf } from "../scope.ts";
import { discloseItems, itemsRoot } from "../scope/build.ts";
import type { TestChain } from "./chain.ts";
import { grantIs, putDelivery, requestIs, UNTIL } from "./grants.ts";
import { ASSET, BEGUN, GRANT, OTHER_LOG, LOG, SALT, T } from "./story.ts";

export type Change = (chain: TestChain) => void;
export const byte = (value: string) => `0x${value.repeat(32)}` as const;
export const all =
  (...changes: readonly Change[]): Change =>
  (chain) => {
    for (const change of changes) change(chain);
  };
export const abolished =
  (number: number, at: number, successor: number): Change =>
  (chain) => {
    chain.standing(number, [
      [BEGUN, { status: 1 }],
      [at, { status: 3, successor }],
    ]);
  };
export const assetIs =
  (...values: Parameters<TestChain["asset"]>[1]): Change =>
  (chain) => {
    chain.asset(ASSET, values);
  };
export const delivered =
  (value: Parameters<typeof putDelivery>[2]): Change =>
  (chain) => {
    putDelivery(chain, GRANT, value);
  };
export const coded = { state: 2, until: UNTIL };

export const plan = { basis: "国令第809号", scenario: "统计年鉴" };
export const items = ["年", "人数", "区划"].map((item, place) => ({
  item,
  salt: byte(`0${place + 1}`),
}));
export const sides = { commitment: commitment(SALT, plan), items: itemsRoot(items) };
export const shown = {
  documents: [{ commitment: sides.commitment, salt: toHex(SALT), document: plan }],
  scope: { ...sides, disclosed: discloseItems(items, [1, 2]) },
};
export const scopeIs =
  (version: number): Change =>
  (chain) => {
    chain.grantScope(GRANT, scopeOf(sides), version);
  };
export const changedScope = (at: number): Change =>
  all(grantIs([BEGUN, { until: UNTIL }], [at, { until: UNTIL, scope: 1 }]), scopeIs(1));

/** A grant with everything that can happen to one. */
export const eventful = all(
  (chain) => {
    chain.sharingLogs([LOG, OTHER_LOG]);
    chain.grantScope(GRANT, byte("5d"), 1);
  },
  grantIs(
    [BEGUN, { until: UNTIL, suspended: BEGUN + 50, resumed: BEGUN + 60, reason: 2 }],
    [BEGUN + 100, { until: T + 2_900, suspended: BEGUN + 50, resumed: BEGUN + 60, reason: 2 }],
    [BEGUN + 200, { until: T + 2_900, suspended: BEGUN + 200, resumed: BEGUN + 300, reason: 3 }],
    [T, { until: T + 2_900, scope: 1, log: 2 }],
    [T + 100, { state: 2, until: T + 2_000, scope: 1, reason: 5 }],
  ),
  requestIs({ status: 7, flags: 0x184 }),
  delivered({ anchoredAt: T + 500, firstAt: T + 400, receivedAt: T + 600, result: 1 }),
);
