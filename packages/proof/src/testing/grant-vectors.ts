// SPDX-License-Identifier: Apache-2.0
// The vectors of certificates of grants: the story's grant, and each rule broken by itself.
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { toHex } from "../bytes.ts";
import { commitment } from "../digest.ts";
import type { GrantCertificate } from "../grant/types.ts";
import type { Policy } from "../policy.ts";
import { scopeOf } from "../scope.ts";
import { discloseItems, itemsRoot } from "../scope/build.ts";
import { sourceOf } from "./cases.ts";
import type { TestChain } from "./chain.ts";
import {
  ANSWERED,
  certifyGrant,
  claimedGrant,
  grantIs,
  MOMENT,
  onward,
  putDelivery,
  requestIs,
  SHOWN,
  stateOf,
  UNTIL,
} from "./grants.ts";
import { flipBit } from "./laws.ts";
import { NAMES } from "./rights.ts";
import {
  ASSET,
  BEGUN,
  CENTRE,
  GRANT,
  HEIR,
  ORIGIN,
  OTHER_LOG,
  LOG,
  PROVIDER,
  RECIPIENT,
  SALT,
  T,
} from "./story.ts";
import { vectorOf, type VerdictVector } from "./vectors.ts";
import { World } from "./world.ts";

type Change = (chain: TestChain) => void;
const byte = (value: string) => `0x${value.repeat(32)}` as const;
const all =
  (...changes: readonly Change[]): Change =>
  (chain) => {
    for (const change of changes) change(chain);
  };
const abolished =
  (number: number, at: number, successor: number): Change =>
  (chain) => {
    chain.standing(number, [
      [BEGUN, { status: 1 }],
      [at, { status: 3, successor }],
    ]);
  };
const assetIs =
  (...values: Parameters<TestChain["asset"]>[1]): Change =>
  (chain) => {
    chain.asset(ASSET, values);
  };
const delivered =
  (value: Parameters<typeof putDelivery>[2]): Change =>
  (chain) => {
    putDelivery(chain, GRANT, value);
  };
const coded = { state: 2, until: UNTIL };

const plan = { basis: "国令第809号", scenario: "统计年鉴" };
const items = ["年", "人数", "区划"].map((item, place) => ({ item, salt: byte(`0${place + 1}`) }));
const sides = { commitment: commitment(SALT, plan), items: itemsRoot(items) };
const shown = {
  documents: [{ commitment: sides.commitment, salt: toHex(SALT), document: plan }],
  scope: { ...sides, disclosed: discloseItems(items, [1, 2]) },
};
const scopeIs =
  (version: number): Change =>
  (chain) => {
    chain.grantScope(GRANT, scopeOf(sides), version);
  };
const changedScope = (at: number): Change =>
  all(grantIs([BEGUN, { until: UNTIL }], [at, { until: UNTIL, scope: 1 }]), scopeIs(1));

/** A grant with everything that can happen to one. */
const eventful = all(
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
  delivered({ anchoredAt: T + 500, firstAt: T + 400, serial: 2, receivedAt: T + 600, result: 1 }),
);

/** By the rule that each keeps. */
const KEPT: Readonly<Record<string, () => GrantCertificate>> = {
  "grant-in-force": () => certifyGrant(),
  "named-sides-and-log": () =>
    certifyGrant(undefined, {
      providerName: NAMES[PROVIDER] ?? "",
      recipientName: NAMES[RECIPIENT] ?? "",
      origin: ORIGIN,
    }),
  "first-second-of-the-term": () => certifyGrant(requestIs({ from: MOMENT })),
  "last-second-of-the-term": () => certifyGrant(grantIs([BEGUN, { until: MOMENT + 1 }])),
  "resumed-in-this-second": () =>
    certifyGrant(grantIs([BEGUN, { until: UNTIL, suspended: T, resumed: MOMENT }])),
  "suspended-in-the-next-second": () =>
    certifyGrant(grantIs([BEGUN, { until: UNTIL, suspended: MOMENT + 1 }])),
  "ended-after-the-moment": () =>
    certifyGrant(grantIs([BEGUN, { state: 2, until: MOMENT + 1, reason: 4 }])),
  "whole-history": () => certifyGrant(eventful),
  "shared-on-three-times": () => certifyGrant(onward(3)),
  "recipient-by-succession": () => certifyGrant(abolished(RECIPIENT, MOMENT, HEIR)),
  "provider-as-a-split-assigned-it": () =>
    certifyGrant(
      all(abolished(PROVIDER, T, HEIR), (chain) => {
        chain.assignment(PROVIDER, GRANT, CENTRE);
      }),
    ),
  "side-suspended": () =>
    certifyGrant((chain) => {
      chain.standing(RECIPIENT, [[BEGUN, { status: 1, suspendedSince: T }]]);
    }),
  "by-standing-consent": () => certifyGrant(requestIs({ flags: 2, due: 0 })),
  "delivered-and-not-received": () => certifyGrant(delivered({ anchoredAt: T + 500 })),
  "received-as-a-mismatch": () =>
    certifyGrant(delivered({ anchoredAt: T + 500, receivedAt: T + 700, result: 2 })),
  "no-delivery-in-the-whole-registry": () =>
    certifyGrant((chain) => {
      chain.empty("deliveryRegistry");
    }),
  "scope-laid-open": () => certifyGrant(scopeIs(0), shown),
  "changed-scope-laid-open": () => certifyGrant(changedScope(MOMENT), shown),
};

interface Broken {
  readonly exit: 10 | 11 | 12;
  readonly file: () => GrantCertificate;
  readonly policy?: (policy: Policy) => Policy;
}

const flipped = (file: GrantCertificate, place: number): GrantCertificate => {
  const node = toBase64(flipBit(fromBase64(file.nodes.at(place) ?? ""), 100));
  return { ...file, nodes: file.nodes.with(place, node) };
};
const otherAddress = `0x${"77".repeat(20)}` as const;
const under =
  (change: Partial<Policy["contracts"]["deliveryRegistry"]>) =>
  (policy: Policy): Policy => {
    const deliveryRegistry = { ...policy.contracts.deliveryRegistry, ...change };
    return { ...policy, contracts: { ...policy.contracts, deliveryRegistry } };
  };

/** By the rule that each breaks: what was changed after it was made. */
const CHANGED: Readonly<Record<string, Broken>> = {
  "header-changed": {
    exit: 10,
    file: () => {
      const { block, ...rest } = certifyGrant();
      return { ...rest, block: { ...block, hash: byte("12") } };
    },
  },
  "first-node-changed": { exit: 10, file: () => flipped(certifyGrant(eventful), 0) },
  "last-node-changed": { exit: 10, file: () => flipped(certifyGrant(eventful), -1) },
  "state-missing": { exit: 12, file: () => ({ ...certifyGrant(), nodes: [] }) },
  "nodes-of-another-state": {
    exit: 10,
    file: () => ({ ...certifyGrant(), nodes: certifyGrant(eventful).nodes }),
  },
  "delivery-hidden": {
    exit: 10,
    file: () => {
      const [told, hidden] = [certifyGrant(delivered({ anchoredAt: T + 500 })), certifyGrant()];
      return { ...told, nodes: hidden.nodes };
    },
  },
  "contract-address-changed": {
    exit: 10,
    file: () => {
      const file = certifyGrant();
      return { ...file, contracts: { ...file.contracts, deliveryRegistry: otherAddress } };
    },
  },
  "provider-changed": { exit: 10, file: () => ({ ...certifyGrant(), provider: CENTRE }) },
  "recipient-changed": { exit: 10, file: () => ({ ...certifyGrant(), recipient: CENTRE }) },
  "grant-changed": { exit: 10, file: () => ({ ...certifyGrant(), grant: byte("68") }) },
  "asset-changed": { exit: 10, file: () => ({ ...certifyGrant(), asset: byte("a6") }) },
  "purpose-changed": { exit: 10, file: () => ({ ...certifyGrant(), purpose: 8 }) },
  "moment-after-the-block": {
    exit: 10,
    file: () => claimedGrant({ time: SHOWN[1] + 1 }),
  },
  "name-of-another": {
    exit: 10,
    file: () => certifyGrant(undefined, { providerName: NAMES[RECIPIENT] ?? "" }),
  },
  "origin-of-another-log": {
    exit: 10,
    file: () => certifyGrant(undefined, { origin: "log.example.gov.cn/other" }),
  },
  "scope-of-another-grant": { exit: 10, file: () => certifyGrant(undefined, shown) },
  "scope-changed-later": { exit: 10, file: () => certifyGrant(changedScope(MOMENT + 1), shown) },
  "item-of-another-scope": {
    exit: 10,
    file: () => {
      const disclosed = shown.scope.disclosed.map((one) => ({ ...one, item: "姓名" }));
      return certifyGrant(scopeIs(0), { scope: { ...sides, disclosed } });
    },
  },
  "document-that-nobody-named": {
    exit: 10,
    file: () => certifyGrant(scopeIs(0), { documents: shown.documents }),
  },
  "policy-of-another-address": {
    exit: 12,
    file: () => certifyGrant(),
    policy: under({ address: otherAddress }),
  },
  "policy-of-another-code": {
    exit: 12,
    file: () => certifyGrant(),
    policy: under({ codeHash: byte("77") }),
  },
  "policy-of-another-chain": {
    exit: 12,
    file: () => certifyGrant(),
    policy: (policy) => ({ ...policy, chain: { ...policy.chain, chainId: 1 } }),
  },
  "policy-that-requires-seals": {
    exit: 12,
    file: () => certifyGrant(),
    policy: (policy) => ({ ...policy, require: ["seals"] }),
  },
  "shared-on-too-often": { exit: 12, file: () => claimedGrant({}, onward(4)) },
  "history-too-long": {
    exit: 12,
    file: () =>
      claimedGrant(
        {},
        grantIs(
          ...Array.from({ length: 129 }, (_, place) => {
            return [BEGUN + place, { until: UNTIL - place }] as const;
          }),
        ),
      ),
  },
};

/** By the rule that each breaks: the chain says something else. */
const UNTRUE: Readonly<Record<string, () => GrantCertificate>> = {
  "request-that-nobody-granted": () =>
    claimedGrant({ provider: PROVIDER }, all(requestIs({ provider: 0, status: 1 }), grantIs())),
  "request-that-was-never-filed": () =>
    claimedGrant({
      ...{ grant: byte("68"), asset: ASSET, purpose: 7 },
      ...{ provider: PROVIDER, recipient: RECIPIENT },
    }),
  "granted-a-second-later": () => certifyGrant(grantIs([MOMENT + 1, { until: UNTIL }])),
  "term-begins-a-second-later": () => certifyGrant(requestIs({ from: MOMENT + 1 })),
  "grant-expired": () => certifyGrant(grantIs([BEGUN, { until: MOMENT }])),
  "grant-ended": () => certifyGrant(grantIs([BEGUN, { state: 2, until: MOMENT, reason: 4 }])),
  "grant-suspended": () => certifyGrant(grantIs([BEGUN, { until: UNTIL, suspended: MOMENT }])),
  "grant-resumed-a-second-later": () =>
    certifyGrant(grantIs([BEGUN, { until: UNTIL, suspended: T, resumed: MOMENT + 1 }])),
  "grant-suspended-again": () =>
    certifyGrant(
      grantIs(
        [BEGUN, { until: UNTIL, suspended: T - 90, resumed: T - 80 }],
        [MOMENT, { until: UNTIL, suspended: MOMENT }],
      ),
    ),
  "term-made-shorter": () =>
    certifyGrant(grantIs([BEGUN, { until: UNTIL }], [T, { until: MOMENT }])),
  "state-that-no-contract-writes": () => certifyGrant(grantIs([BEGUN, { state: 3, until: UNTIL }])),
  "source-suspended": () =>
    certifyGrant(onward(1, stateOf(sourceOf(1), [BEGUN, { until: UNTIL, suspended: MOMENT }]))),
  "first-source-ended": () =>
    certifyGrant(onward(3, stateOf(sourceOf(3), [BEGUN, { state: 2, until: MOMENT }]))),
  "source-not-begun": () =>
    certifyGrant(
      onward(2, (chain) => {
        chain.grantRecord(sourceOf(2), { ...ANSWERED, from: MOMENT + 1 });
      }),
    ),
  "source-that-nobody-granted": () =>
    certifyGrant(
      onward(1, (chain) => {
        chain.grantRecord(sourceOf(1), { ...ANSWERED, provider: 0 });
        chain.grantState(sourceOf(1), []);
      }),
    ),
  "source-that-is-not-there": () =>
    certifyGrant(
      onward(1, (chain) => {
        chain.grantParent(GRANT, byte("00"));
      }),
    ),
  "asset-cancelled": () => certifyGrant(assetIs([BEGUN, coded], [MOMENT, { ...coded, state: 3 }])),
  "registration-expired": () => certifyGrant(assetIs([BEGUN, { ...coded, until: MOMENT }])),
  "asset-not-coded": () => certifyGrant(assetIs([MOMENT + 1, coded])),
  "other-provider": () => claimedGrant({ provider: CENTRE }),
  "other-recipient": () => claimedGrant({ recipient: CENTRE }),
  "sides-exchanged": () => claimedGrant({ provider: RECIPIENT, recipient: PROVIDER }),
  "successor-omitted": () =>
    claimedGrant({ provider: PROVIDER }, abolished(PROVIDER, MOMENT, HEIR)),
  "successor-too-early": () =>
    claimedGrant({ provider: HEIR }, abolished(PROVIDER, MOMENT + 1, HEIR)),
  "nobody-stands-in": () => certifyGrant(abolished(RECIPIENT, T, 0)),
  "log-that-has-no-number": () => certifyGrant(grantIs([BEGUN, { until: UNTIL, log: 0 }])),
  "log-beyond-the-list": () => certifyGrant(grantIs([BEGUN, { until: UNTIL, log: 2 }])),
};

/** Every vector by its path under test/vectors, without ending. */
export async function grantVectors(): Promise<ReadonlyMap<string, VerdictVector>> {
  const policy = (await World.tell()).policy();
  const made = new Map<string, VerdictVector>();
  for (const [rule, file] of Object.entries(KEPT)) {
    const vector = vectorOf(file(), policy);
    if (vector.exit !== 0) throw new Error(`${rule}: ${vector.exit}: ${vector.faults.join()}`);
    made.set(`valid/grant/${rule}`, vector);
  }
  const untrue = Object.entries(UNTRUE).map(
    ([rule, file]) => [rule, { exit: 11, file }] as [string, Broken],
  );
  for (const [rule, broken] of [...Object.entries(CHANGED), ...untrue]) {
    const vector = vectorOf(broken.file(), broken.policy?.(policy) ?? policy);
    if (vector.exit !== broken.exit) {
      throw new Error(`${rule}: ${vector.exit} and not ${broken.exit}: ${vector.faults.join()}`);
    }
    made.set(`invalid/grant/${rule}`, vector);
  }
  return made;
}
