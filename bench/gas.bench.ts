// SPDX-License-Identifier: Apache-2.0
// Gas of every act, direct and relayed, on a ledger with many records.
import type { Act, Done } from "../test/contracts/support/chain.ts";
import { hexOf, leafOf, MerkleTree } from "../test/contracts/support/merkle.ts";
import { relay } from "../test/contracts/support/relay.ts";
import { openLog, type Province } from "../test/contracts/support/world.ts";
import { setup } from "../test/support/compiled.ts";
import type { Figure } from "./figure.ts";
import { assetActs, logActs, organizationActs, sharingActs } from "./gas/acts.ts";
import { advance, fillLedger, RECORDS } from "./gas/ledger.ts";
import { costOf, dearest, type Pair, pairs, windows } from "./gas/pairs.ts";

const MIDDLE = 2 ** 20;
const AROUND = 4096;
const REACH = 2048;
const WINDOW = 1000;
const WINDOW_LIMIT = 115_000;
const WORST_LIMIT = 125_000;

/** Gas of an act, alone and by relay. Both are undone: one does not make the other cheaper. */
async function measure(
  { chain }: Province,
  act: Act,
): Promise<{ direct: number; relayed: number }> {
  const gas = (does: () => Promise<Done>) => chain.undone(async () => (await does()).gas);
  // The account has relayed before: the first time costs 17,100 more, for its nonce.
  const settle: Act = { by: act.by, contract: "exchangeLog", fn: "chainId", args: [] };
  return {
    direct: await gas(() => chain.does(act)),
    relayed: await gas(async () => {
      await relay(chain, settle);
      return relay(chain, act);
    }),
  };
}

async function figures(
  province: Province,
  name: string,
  act: Act,
  other: { limit?: number; conditions: string },
): Promise<Figure[]> {
  const { direct, relayed } = await measure(province, act);
  const figure = { bench: "gas", unit: "gas", n: 1 } as const;
  const { conditions, limit } = other;
  const bounded = limit === undefined ? {} : { limit };
  return [
    { ...figure, case: name, value: direct, ...bounded, conditions },
    { ...figure, case: `${name}, relayed`, value: relayed, conditions },
  ];
}

function growTree(size: number): MerkleTree {
  const tree = new MerkleTree();
  for (let i = 0; i < size; i++) tree.append(leafOf(Buffer.from(String(i))));
  return tree;
}

/** A checkpoint between two sizes, on a log that is brought to the first one by its first checkpoint. */
async function advanceFigures(
  province: Province,
  tree: MerkleTree,
  name: string,
  pair: Pair,
  limit: number,
): Promise<Figure[]> {
  const { from, to, nodes, hashes } = pair;
  const log = await openLog(province, name);
  await province.chain.does(advance(province, tree, log, 0, from));
  const proof = tree.consistency(from, to).map(hexOf);
  if (proof.length !== nodes) throw new Error(`${from} to ${to}: ${proof.length} nodes`);
  const conditions = `${from} to ${to}, proof of ${nodes} nodes, ${hashes} hashes, ${RECORDS} checkpoints before`;
  return figures(province, name, advance(province, tree, log, from, to), { limit, conditions });
}

export async function run(): Promise<Figure[]> {
  await setup();
  const tree = growTree(MIDDLE + AROUND);
  const ledger = await fillLedger(tree);
  const { province } = ledger;
  const conditions = `${RECORDS} assets, requests and checkpoints before`;
  const result: Figure[] = [];
  for (const acts of [organizationActs, assetActs, sharingActs, logActs]) {
    for (const [name, act] of await acts(ledger)) {
      result.push(...(await figures(province, name, act, { conditions })));
    }
  }
  const chosen = [
    [
      `advance by ${WINDOW}, middle`,
      costOf(MIDDLE - WINDOW / 2, MIDDLE + WINDOW / 2),
      WINDOW_LIMIT,
    ],
    [`advance by ${WINDOW}, dearest`, dearest(windows(MIDDLE, AROUND, WINDOW)), WINDOW_LIMIT],
    ["advance, dearest pair", dearest(pairs(MIDDLE, AROUND, REACH)), WORST_LIMIT],
  ] as const;
  for (const [name, pair, limit] of chosen) {
    result.push(...(await advanceFigures(province, tree, name, pair, limit)));
  }
  return result;
}
