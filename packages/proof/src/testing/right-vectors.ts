// SPDX-License-Identifier: Apache-2.0
// The vectors of certificates of rights: the story's rights, and each rule broken by itself.
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { toHex } from "../bytes.ts";
import { commitment } from "../digest.ts";
import type { Policy } from "../policy.ts";
import type { RightCertificate } from "../right/types.ts";
import type { TestChain } from "./chain.ts";
import { flipBit } from "./laws.ts";
import {
  certify,
  claimed,
  HOLDING,
  MOMENT,
  NAMES,
  OPERATING,
  putOffer,
  putRight,
  putRightState,
  SHOWN,
  USE,
} from "./rights.ts";
import { ASSET, BEGUN, CENTRE, HEIR, PROVIDER, RECIPIENT, SALT, T } from "./story.ts";
import { vectorOf, type VerdictVector } from "./vectors.ts";
import { World } from "./world.ts";

const UNTIL = T + 5_000_000;
const TERM = T + 100_000;
const scope = { scenarios: ["智慧停车"] };

const standing = (chain: TestChain, number: number, at: number, successor: number): void => {
  chain.standing(number, [
    [BEGUN, { status: 1 }],
    [at, { status: 3, successor }],
  ]);
};
const merged = (number: number) => (chain: TestChain) => {
  standing(chain, number, MOMENT, HEIR);
};
const transferred =
  (at: number) =>
  (chain: TestChain): void => {
    chain.party("holders", ASSET, [[at, RECIPIENT]]);
  };
const assetIs =
  (...values: Parameters<TestChain["asset"]>[1]) =>
  (chain: TestChain): void => {
    chain.asset(ASSET, values);
  };
const coded = { state: 2, until: UNTIL, registrar: 1, serial: 815 };
const rightIs =
  (right: typeof USE, ...values: Parameters<typeof putRightState>[2]) =>
  (chain: TestChain): void => {
    putRightState(chain, right, values);
  };
const accepted = [BEGUN + 30, { state: 2, until: TERM }] as const;

/** By the rule that each keeps. */
const KEPT: Readonly<Record<string, () => RightCertificate>> = {
  holding: () => certify(HOLDING),
  operating: () => certify(OPERATING),
  "use-derived-from-operating": () => certify(USE),
  "named-holder": () => certify(HOLDING, undefined, { name: NAMES[PROVIDER] ?? "" }),
  "holding-after-a-transfer": () => certify(HOLDING, transferred(MOMENT)),
  "holding-by-the-successor": () => certify(HOLDING, merged(PROVIDER)),
  "operating-as-a-split-assigned-it": () =>
    certify(OPERATING, (chain) => {
      standing(chain, CENTRE, T, HEIR);
      chain.assignment(CENTRE, OPERATING, RECIPIENT);
    }),
  "use-while-the-registration-has-expired": () =>
    certify(USE, assetIs([BEGUN + 10, { ...coded, until: MOMENT }])),
  "holding-while-frozen-and-on-offer": () =>
    certify(HOLDING, (chain) => {
      assetIs([BEGUN + 10, coded], [T, { ...coded, frozen: 2 }])(chain);
      putOffer(chain, ASSET, RECIPIENT, T + 1);
    }),
  "holder-suspended": () =>
    certify(HOLDING, (chain) => {
      chain.standing(PROVIDER, [[BEGUN, { status: 1, suspendedSince: T }]]);
    }),
  "scope-laid-open": () => {
    const named = commitment(SALT, scope);
    const documents = [{ commitment: named, salt: toHex(SALT), document: scope }];
    const parts = { from: T, until: TERM, kind: 3, holder: CENTRE, serial: 1 };
    return certify(OPERATING, (chain) => putRight(chain, parts, named), { documents });
  },
  "right-that-ended-after-the-moment": () =>
    certify(USE, rightIs(USE, accepted, [MOMENT + 1, { state: 3, until: TERM, reason: 9 }])),
};

interface Broken {
  readonly exit: 10 | 11 | 12;
  readonly file: () => RightCertificate;
  readonly policy?: (policy: Policy) => Policy;
}

const flipped = (file: RightCertificate, place: number): RightCertificate => {
  const node = toBase64(flipBit(fromBase64(file.nodes.at(place) ?? ""), 100));
  return { ...file, nodes: file.nodes.with(place, node) };
};
const otherAddress = `0x${"77".repeat(20)}` as const;
const underRights =
  (change: Partial<Policy["contracts"]["rightRegistry"]>) =>
  (policy: Policy): Policy => {
    const rightRegistry = { ...policy.contracts.rightRegistry, ...change };
    return { ...policy, contracts: { ...policy.contracts, rightRegistry } };
  };

/** By the rule that each breaks: what was changed after it was made. */
const CHANGED: Readonly<Record<string, Broken>> = {
  "header-changed": {
    exit: 10,
    file: () => {
      const { block, ...rest } = certify(HOLDING);
      const hash = `0x${"12".repeat(32)}` as const;
      return { ...rest, block: { ...block, hash } };
    },
  },
  "first-node-changed": { exit: 10, file: () => flipped(certify(USE), 0) },
  "last-node-changed": { exit: 10, file: () => flipped(certify(USE), -1) },
  // What lay below the node that is missing is not walked any more.
  "node-missing": {
    exit: 10,
    file: () => ({ ...certify(HOLDING), nodes: certify(HOLDING).nodes.slice(1) }),
  },
  "state-missing": { exit: 12, file: () => ({ ...certify(HOLDING), nodes: [] }) },
  "node-too-many": {
    exit: 10,
    file: () => {
      const [holding, use] = [certify(HOLDING), certify(USE)];
      return { ...holding, nodes: use.nodes };
    },
  },
  "contract-address-changed": {
    exit: 10,
    file: () => {
      const file = certify(OPERATING);
      return { ...file, contracts: { ...file.contracts, rightRegistry: otherAddress } };
    },
  },
  "organisation-changed": {
    exit: 10,
    file: () => ({ ...certify(HOLDING), organization: RECIPIENT }),
  },
  "id-of-another-asset": {
    exit: 10,
    file: () => claimed(HOLDING, { asset: `0x${"a6".repeat(32)}` }),
  },
  "id-of-another-kind": { exit: 10, file: () => claimed(USE, { kind: "holding" }) },
  "moment-after-the-block": {
    exit: 10,
    file: () => claimed(HOLDING, {}, undefined, { time: SHOWN[1] + 1 }),
  },
  "name-of-another": {
    exit: 10,
    file: () => certify(HOLDING, undefined, { name: NAMES[RECIPIENT] ?? "" }),
  },
  "document-that-nobody-named": {
    exit: 10,
    file: () => {
      const document = { commitment: commitment(SALT, scope), salt: toHex(SALT), document: scope };
      return certify(OPERATING, undefined, { documents: [document] });
    },
  },
  "policy-of-another-address": {
    exit: 12,
    file: () => certify(USE),
    policy: underRights({ address: otherAddress }),
  },
  "policy-of-another-code": {
    exit: 12,
    file: () => certify(USE),
    policy: underRights({ codeHash: `0x${"77".repeat(32)}` }),
  },
  "policy-of-another-chain": {
    exit: 12,
    file: () => certify(USE),
    policy: (policy) => ({ ...policy, chain: { ...policy.chain, chainId: 1 } }),
  },
  "policy-that-requires-seals": {
    exit: 12,
    file: () => certify(USE),
    policy: (policy) => ({ ...policy, require: ["seals"] }),
  },
};

/** By the rule that each breaks: the chain says something else. */
const UNTRUE: Readonly<Record<string, () => RightCertificate>> = {
  "asset-not-coded-yet": () => certify(HOLDING, assetIs([MOMENT + 1, coded])),
  "asset-only-frozen": () => certify(USE, assetIs([BEGUN, { state: 1, frozen: 1 }])),
  "asset-cancelled": () =>
    certify(HOLDING, assetIs([BEGUN + 10, coded], [MOMENT, { ...coded, state: 3 }])),
  "use-right-in-a-cancelled-asset": () =>
    certify(USE, assetIs([BEGUN + 10, coded], [MOMENT, { ...coded, state: 3 }])),
  "registration-expired": () =>
    certify(HOLDING, assetIs([BEGUN + 10, { ...coded, until: MOMENT }])),
  "right-unknown": () =>
    claimed(`0x${"99".repeat(32)}`, { kind: "use", asset: ASSET, organization: PROVIDER }),
  "right-of-another-kind": () => claimed(OPERATING, { kind: "use" }),
  "right-not-offered-yet": () => certify(USE, rightIs(USE, [MOMENT + 1, accepted[1]])),
  "right-not-accepted": () => certify(USE, rightIs(USE, [T, { state: 1, until: TERM }])),
  "right-ended": () =>
    certify(USE, rightIs(USE, accepted, [MOMENT, { state: 3, until: TERM, reason: 9 }])),
  "right-expired": () => certify(USE, rightIs(USE, [BEGUN + 30, { state: 2, until: MOMENT }])),
  "right-not-begun": () => certify(OPERATING, undefined, { time: T - 1 }),
  "source-ended": () =>
    certify(USE, rightIs(OPERATING, accepted, [MOMENT, { state: 3, until: TERM }])),
  "source-expired": () =>
    certify(USE, rightIs(OPERATING, [BEGUN + 30, { state: 2, until: MOMENT }])),
  "other-holder": () => claimed(HOLDING, { organization: RECIPIENT }),
  "other-holder-of-a-right": () => claimed(OPERATING, { organization: PROVIDER }),
  "holder-before-the-transfer": () =>
    claimed(HOLDING, { organization: RECIPIENT }, transferred(MOMENT + 1)),
  "holder-after-the-transfer": () =>
    claimed(HOLDING, { organization: PROVIDER }, transferred(MOMENT)),
  "successor-omitted": () => claimed(HOLDING, { organization: PROVIDER }, merged(PROVIDER)),
  "successor-too-early": () =>
    claimed(HOLDING, { organization: HEIR }, (chain) => {
      standing(chain, PROVIDER, MOMENT + 1, HEIR);
    }),
  "keeper-of-a-split-for-an-assigned-right": () =>
    claimed(OPERATING, { organization: HEIR }, (chain) => {
      standing(chain, CENTRE, T, HEIR);
      chain.assignment(CENTRE, OPERATING, RECIPIENT);
    }),
  "nobody-stands-in": () =>
    claimed(HOLDING, { organization: PROVIDER }, (chain) => {
      standing(chain, PROVIDER, T, 0);
    }),
};

/** Every vector by its path under test/vectors, without ending. */
export async function rightVectors(): Promise<ReadonlyMap<string, VerdictVector>> {
  const policy = (await World.tell()).policy();
  const made = new Map<string, VerdictVector>();
  for (const [rule, file] of Object.entries(KEPT)) {
    made.set(`valid/right/${rule}`, vectorOf(file(), policy));
  }
  const untrue = Object.entries(UNTRUE).map(
    ([rule, file]) => [rule, { exit: 11, file }] as [string, Broken],
  );
  for (const [rule, broken] of [...Object.entries(CHANGED), ...untrue]) {
    const vector = vectorOf(broken.file(), broken.policy?.(policy) ?? policy);
    if (vector.exit !== broken.exit) {
      throw new Error(`${rule}: ${vector.exit} and not ${broken.exit}: ${vector.faults.join()}`);
    }
    made.set(`invalid/right/${rule}`, vector);
  }
  return made;
}
