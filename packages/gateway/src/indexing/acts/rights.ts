// SPDX-License-Identifier: Apache-2.0
import { changes, type ContractActs, has, makes, pick } from "./part.ts";

const OFFERED = 1;
const IN_FORCE = 2;
const ENDED = 3;

const conferred = [
  ...["asset", "holder", "grantor", "parent", "kind", "basis", "from", "until"],
  ...["scopeCommitment", "basisCommitment"],
];

/** Both sides of a transfer, and its asset. */
const sides = [has("organization", "from"), has("organization", "to")];

/** Rights in assets, and transfers of the holding right. */
export const RIGHT_ACTS: ContractActs = {
  RightOffered: [
    makes("right", "right", (args, { time }) => ({
      ...pick(args, ...conferred),
      ...{ state: OFFERED, reason: 0, offeredAt: time },
    })),
    has("asset", "asset"),
    has("organization", "holder"),
    has("organization", "grantor"),
    has("right", "parent"),
  ],
  RightAccepted: [
    changes("right", "right", (_, __, { time }) => ({ state: IN_FORCE, acceptedAt: time })),
    has("asset", "asset"),
    has("organization", "organization"),
  ],
  RightWaived: [
    changes("right", "right", (_, __, { time }) => ({ state: ENDED, endedAt: time })),
    has("asset", "asset"),
    has("organization", "organization"),
  ],
  RightEnded: [
    changes("right", "right", (args, _, { time }) => ({
      ...pick(args, "reason", "legalBasis"),
      ...{ state: ENDED, endedAt: time },
    })),
    has("asset", "asset"),
    has("organization", "organization"),
  ],
  TransferOffered: [
    changes("asset", "asset", (args, _, { time }) => ({
      offer: { ...pick(args, "from", "to", "basis"), time },
    })),
    ...sides,
  ],
  TransferAccepted: [
    changes("asset", "asset", () => ({ offer: null })),
    // The holding right, whose id the indexer adds.
    changes("right", "right", ({ basis }) => ({ basisCommitment: basis ?? null })),
    ...sides,
  ],
  TransferWithdrawn: [changes("asset", "asset", () => ({ offer: null })), ...sides],
  StageRecorded: [
    changes("asset", "asset", ({ stage }) => ({ stage: stage ?? 0 })),
    has("organization", "organization"),
  ],
};
