// SPDX-License-Identifier: Apache-2.0
// Verification of one evidence file of a delivery, with its related version, made on a real chain.
import { nativeCrypto } from "@suyuan/cli";
import {
  type CryptoProvider,
  defaultCrypto,
  type Evidence,
  nobleCrypto,
  parseEvidence,
  type Policy,
  verify,
} from "@suyuan/proof";

import { newGrant } from "../test/support/acts.ts";
import { dishonestLog, put, trusting } from "../test/support/dishonest.ts";
import { startProvince } from "../test/support/province.ts";
import { datasetVersion, delivery } from "../test/support/statements.ts";
import { type Figure, median, rounded } from "./figure.ts";

const bench = "verify";
const OTHERS = 1_000;
const RUNS = 200;
const DATA = Buffer.from("330102001,西湖街道\n");

interface Case {
  readonly text: string;
  readonly policy: Policy;
}

/** An evidence file from the middle of a log, with everything that it proves on a chain of its own. */
async function made(): Promise<Case> {
  const province = await startProvince();
  try {
    const log = await dishonestLog(province, "bench.example/verify");
    const grant = await newGrant(province, log.id);
    const version = await datasetVersion(province, log.id, grant.asset, DATA);
    await put(log, version);
    const facts = { log: log.id, grant, version: version.id, data: DATA };
    const indices: number[] = [];
    for (let serial = 1; serial <= OTHERS; serial++) {
      indices.push(await put(log, await delivery(province, { ...facts, serial })));
    }
    await log.close();
    const evidence = await log.evidence(indices[OTHERS >> 1] ?? 0);
    return { text: JSON.stringify(evidence), policy: trusting(province, log) };
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

function required(evidence: Evidence, policy: Policy, crypto: CryptoProvider): void {
  const { exit } = verify(evidence, policy, { crypto });
  if (exit !== 0) throw new Error(`the evidence to measure does not verify: ${exit}`);
}

/** @returns how long reading and verifying take, with each provider of the primitives */
export async function run(): Promise<Figure[]> {
  const { text, policy } = await made();
  const evidence = parseEvidence(text);
  const size = `file of ${text.length} bytes, ${evidence.nodes.length} trie nodes`;
  const conditions = `${size}, log of ${OTHERS + 2} leaves, median`;
  const figure = (name: string, act: () => unknown): Figure => {
    const value = rounded(median(times(act)), 3);
    return { bench, case: name, value, unit: "ms", n: RUNS, conditions };
  };
  const providers = { native: await nativeCrypto(), node: defaultCrypto, noble: nobleCrypto };
  return [
    figure("read", () => parseEvidence(text)),
    ...Object.entries(providers).map(([name, crypto]) =>
      figure(`verify, ${name}`, () => {
        required(evidence, policy, crypto);
      }),
    ),
  ];
}
