// SPDX-License-Identifier: Apache-2.0
// Gas of every act, direct and relayed, on a ledger with many records; and beside it what comparable acts cost
// elsewhere, measured in the same run.
import type { Act } from "../test/contracts/support/chain.ts";
import { hexOf, leafOf, MerkleTree } from "../test/contracts/support/merkle.ts";
import { openLog, type Province } from "../test/contracts/support/world.ts";
import { setup } from "../test/support/compiled.ts";
import type { Figure } from "./figure.ts";
import { advance, fillLedger, RECORDS } from "./gas/ledger.ts";
import { LIMITS, RELAYING, TEN_WORKING_DAYS } from "./gas/limits.ts";
import { measure, measureAll, type Measured, measureView, tenWorkingDays } from "./gas/measure.ts";
import { costOf, dearest, type Pair, pairs, windows } from "./gas/pairs.ts";
import { peerFigures } from "./gas/peers/peers.ts";

const MIDDLE = 2 ** 20;
const AROUND = 4096;
const REACH = 2048;
const WINDOW = 1000;
const WINDOW_LIMIT = 115_000;
const WORST_LIMIT = 125_000;
const FIGURE = { bench: "gas", unit: "gas", n: RECORDS } as const;

/** An act as figures: alone, and by relay. */
function figures(
  { name, direct, relayed }: Measured,
  limit: number | undefined,
  conditions: string,
): Figure[] {
  const bounded = limit === undefined ? {} : { limit };
  const bound = { limit: direct + RELAYING };
  return [
    { ...FIGURE, case: name, value: direct, ...bounded, conditions },
    { ...FIGURE, case: `${name}, relayed`, value: relayed, ...bound, conditions },
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
  const act: Act = advance(province, tree, log, from, to);
  return figures(await measure(province.chain, name, act), limit, conditions);
}

async function logFigures(province: Province, tree: MerkleTree): Promise<Figure[]> {
  const chosen = [
    [
      `advance by ${WINDOW}, middle`,
      costOf(MIDDLE - WINDOW / 2, MIDDLE + WINDOW / 2),
      WINDOW_LIMIT,
    ],
    [`advance by ${WINDOW}, dearest`, dearest(windows(MIDDLE, AROUND, WINDOW)), WINDOW_LIMIT],
    ["advance, dearest pair", dearest(pairs(MIDDLE, AROUND, REACH)), WORST_LIMIT],
  ] as const;
  const result: Figure[] = [];
  for (const [name, pair, limit] of chosen) {
    result.push(...(await advanceFigures(province, tree, name, pair, limit)));
  }
  return result;
}

export async function run(): Promise<Figure[]> {
  await setup();
  const tree = growTree(MIDDLE + AROUND);
  const ledger = await fillLedger(tree);
  const { province } = ledger;
  const conditions = `${RECORDS} assets, requests and checkpoints before`;
  const acts = (await measureAll(ledger)).flatMap((one) =>
    figures(one, LIMITS[one.name], conditions),
  );
  const view: Figure = {
    ...FIGURE,
    case: "addWorkingDays(10), inside a call",
    value: await measureView(province.chain, await tenWorkingDays(province.chain)),
    limit: TEN_WORKING_DAYS,
    conditions: "from the chain's present, calendars of 2024 to 2026 published",
  };
  const logs = await logFigures(province, tree);
  return [...acts, view, ...logs, ...(await peerFigures(RECORDS))];
}
