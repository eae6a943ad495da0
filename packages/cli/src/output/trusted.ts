// SPDX-License-Identifier: Apache-2.0
import { parseVerifierKey, type Policy } from "@suyuan/sdk";

import type { Label } from "../messages/words.ts";

type Row = readonly [Label, string | number];

const namesOf = (keys: readonly string[]): string =>
  keys.map((key) => parseVerifierKey(key).name).join(", ");

/** A range of blocks and how many validators seal in it, with everyone's address below. */
function sealing({ chain: { consensus } }: Policy): readonly Row[] {
  if (consensus.kind === "none") return [];
  const ranges = consensus.sets.flatMap(({ from, to, validators }): Row[] => [
    ["validators", `${from}–${to ?? ""}: ${validators.length}`],
    ...validators.map((one): Row => ["validator", one]),
  ]);
  if (consensus.kind !== "clique") return ranges;
  return [...ranges, ["following", consensus.following], ["followingSigners", consensus.signers]];
}

/** So many of these keys, by the names that they sign under. */
const some = (label: Label, { threshold, keys }: Policy["witnesses"]): Row => [
  label,
  `${threshold} / ${keys.length} (${namesOf(keys)})`,
];

/**
 * Everything that a policy trusts, for a person who decides on it. The code of the contracts is left to the
 * fingerprint.
 */
export function trustedRows(policy: Policy): readonly Row[] {
  const { name, chain, contracts, logs, witnesses, require, authority, supersedes } = policy;
  return [
    ["name", name],
    ["chainId", chain.chainId],
    ["consensus", chain.consensus.kind],
    ...sealing(policy),
    ...Object.entries(contracts).map(([one, { address }]): Row => [
      "contract",
      `${address} ${one}`,
    ]),
    ...logs.map(({ origin, keys }): Row => ["log", `${origin} (${namesOf(keys)})`]),
    ...(witnesses.keys.length === 0 ? [] : [some("witnesses", witnesses)]),
    ...(require.length === 0 ? [] : [["required", require.join(", ")] as const]),
    ...(authority === undefined ? [] : [some("authority", authority)]),
    ...(supersedes === undefined ? [] : [["superseded", supersedes] as const]),
  ];
}
