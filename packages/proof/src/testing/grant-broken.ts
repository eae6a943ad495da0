// SPDX-License-Identifier: Apache-2.0
// What a certificate of a grant must not pass with.
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import type { GrantCertificate } from "../grant/types.ts";
import type { Policy } from "../policy.ts";
import { sourceOf } from "./cases.ts";
import {
  ANSWERED,
  certifyGrant,
  claimedGrant,
  grantIs,
  MOMENT,
  onward,
  requestIs,
  SHOWN,
  stateOf,
  UNTIL,
} from "./grants.ts";
import { flipBit } from "./laws.ts";
import { NAMES } from "./rights.ts";
import { ASSET, BEGUN, CENTRE, GRANT, HEIR, PROVIDER, RECIPIENT, T } from "./story.ts";
import {
  byte,
  all,
  abolished,
  assetIs,
  delivered,
  coded,
  sides,
  shown,
  scopeIs,
  changedScope,
  eventful,
} from "./grant-cases.ts";

export interface Broken {
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
export const CHANGED: Readonly<Record<string, Broken>> = {
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
export const UNTRUE: Readonly<Record<string, () => GrantCertificate>> = {
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
