// SPDX-License-Identifier: Apache-2.0
// Verification of evidence files of deliveries, with their related version, made on a real chain.
import { availableParallelism } from "node:os";

import { nativeCrypto } from "@suyuan/cli";
import {
  type CryptoProvider,
  defaultCrypto,
  type Evidence,
  nobleCrypto,
  parseEvidence,
  type Policy,
  toBase64,
  toHex,
  verify,
} from "@suyuan/proof";

import type { DishonestLog } from "../test/dishonest/log.ts";
import { newGrant } from "../test/support/acts.ts";
import { dishonestLog, put, trusting } from "../test/support/dishonest.ts";
import { startProvince } from "../test/support/province.ts";
import { datasetVersion, delivery } from "../test/support/statements.ts";
import { type Figure, median, rounded } from "./figure.ts";
import { batchSeconds } from "./verify/batch.ts";
import { inChromium } from "./verify/browser.ts";
import { sealed, SEALS } from "./verify/sealed.ts";

const bench = "verify";
const FILES = 10_000;
const RUNS = 200;
const DATA = Buffer.from("330102001,西湖街道\n");

interface Case {
  readonly evidence: Evidence;
  readonly policy: Policy;
  /** Evidence of every delivery, at the same block. */
  readonly all: Iterable<string>;
}

// All are under one grant and at one block: what differs is the entry and its place.
function* others(log: DishonestLog, one: Evidence, indices: readonly number[]): Generator<string> {
  const size = log.last?.size ?? 0;
  for (const index of indices) {
    const inclusion = log.leaves.inclusion(index, size).map(toHex);
    const entry = toBase64(log.leaves.bytes[index] ?? new Uint8Array());
    yield JSON.stringify({ ...one, entry, index, inclusion });
  }
}

/** Evidence files of a log that fills one checkpoint, with everything that they prove on a chain of its own. */
async function made(): Promise<Case> {
  const province = await startProvince();
  try {
    const log = await dishonestLog(province, "bench.example/verify");
    const grant = await newGrant(province, log.id);
    const version = await datasetVersion(province, log.id, grant.asset, DATA);
    await put(log, version);
    const facts = { log: log.id, grant, version: version.id, data: DATA };
    const indices: number[] = [];
    for (let serial = 1; serial <= FILES; serial++) {
      indices.push(await put(log, await delivery(province, { ...facts, serial })));
    }
    await log.close();
    const evidence = await log.evidence(indices[FILES >> 1] ?? 0);
    return { evidence, policy: trusting(province, log), all: others(log, evidence, indices) };
  } finally {
    await province.stop();
  }
}

/** Milliseconds of each run, the first few left out. */
function times(act: () => unknown): number[] {
  const measured = Array.from({ length: RUNS + RUNS / 10 }, () => {
    const start = performance.now();
    act();
    return performance.now() - start;
  });
  return measured.slice(RUNS / 10);
}

function required(text: string, policy: Policy, crypto: CryptoProvider): void {
  const { exit } = verify(parseEvidence(text), policy, { crypto });
  if (exit !== 0) throw new Error(`the evidence to measure does not verify: ${exit}`);
}

const shape = (text: string): string =>
  `file of ${text.length} bytes, ${parseEvidence(text).nodes.length} trie nodes, log of ${FILES + 2} leaves`;

/** Reading and verifying one file in Node. */
async function single(text: string, policy: Policy, seals: number): Promise<Figure[]> {
  const providers = { native: await nativeCrypto(), node: defaultCrypto, noble: nobleCrypto };
  const what = seals === 0 ? "no seals" : `${seals} seals`;
  const limits: Readonly<Record<string, number>> = { native: seals === 0 ? 5 : 20 };
  return Object.entries(providers).map(([name, crypto]) => {
    const value = rounded(
      median(
        times(() => {
          required(text, policy, crypto);
        }),
      ),
      3,
    );
    const limit = limits[name];
    return {
      ...{ bench, case: `read and verify, ${what}, ${name}`, value, unit: "ms", n: RUNS },
      ...(limit === undefined ? {} : { limit }),
      conditions: `${shape(text)}, median`,
    };
  });
}

async function chromium(text: string, policy: Policy): Promise<Figure[]> {
  const measured = await inChromium(text, policy, RUNS);
  if (measured === undefined) return [];
  const about = { bench, unit: "ms", limit: 60 };
  const name = `read and verify, ${SEALS} seals, Chromium`;
  const value = rounded(median(measured.slice(RUNS / 10)), 3);
  const first = rounded(measured[0] ?? Number.NaN, 3);
  return [
    { ...about, case: name, value, n: RUNS, conditions: `${shape(text)}, noble, median` },
    { bench, unit: "ms", case: `${name}, the first`, value: first, n: 1, conditions: "noble" },
  ];
}

async function batch({ all, policy }: Case): Promise<Figure> {
  const seconds = await batchSeconds(all, policy);
  const value = rounded(FILES / seconds);
  const cores = availableParallelism();
  const conditions = `suyuan verify --batch from start to end, ${cores} threads, one block, one checkpoint`;
  return {
    bench,
    case: "batch",
    value,
    unit: "1/s",
    limit: 2_000,
    atLeast: true,
    n: FILES,
    conditions,
  };
}

/** @returns how long reading and verifying take, with each provider of the primitives, and how many a second */
export async function run(): Promise<Figure[]> {
  const one = await made();
  const { file, under } = sealed(one.evidence, one.policy);
  const [text, withSeals] = [JSON.stringify(one.evidence), JSON.stringify(file)];
  return [
    ...(await single(text, one.policy, 0)),
    ...(await single(withSeals, under, SEALS)),
    ...(await chromium(withSeals, under)),
    await batch(one),
  ];
}
