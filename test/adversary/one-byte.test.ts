// SPDX-License-Identifier: Apache-2.0
// Issue 6, "Bad input": whatever single byte of a file is changed, its verdict is never better than before.
import { randomBytes } from "node:crypto";

import { defaultCrypto, utf8, verify, type Verdict } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { NUM_RUNS } from "../../packages/proof/src/testing/laws.ts";
import { changeBytes, leastFiles } from "./one-byte/run.ts";
import { subjects } from "./one-byte/subjects.ts";
import { filesOf, holdShare, MOST_MILLISECONDS, placesOf, type Tally } from "./one-byte/tally.ts";
import { type Changed, changesAt, WAYS } from "./one-byte/ways.ts";

const IS_DEEP = NUM_RUNS > 100;
const HOUR = 3_600_000;
const SEED = process.env["SUYUAN_SEED"] ?? randomBytes(4).toString("hex");
const EXTENT = {
  ...(IS_DEEP ? { valid: 1, invalid: 1 } : { valid: 200, invalid: 400 }),
  ways: 1,
  seed: SEED,
};

const share = (bytes: Uint8Array, stride: number, from = 0, to = bytes.length) => ({
  ...{ subject: 0, seed: SEED, ways: 1, stride },
  ...{ from, to },
});

/** What is told of changes of the bytes of `delivery`, by another judge. */
function toldBy(judge: typeof verify, most?: number): Tally {
  const all = subjects({ crypto: defaultCrypto, verify: judge });
  const subject = all.find(({ name }) => name === "valid/evidence/delivery");
  if (subject === undefined) throw new Error("no vector delivery");
  return holdShare(subject, share(subject.bytes, 100), most);
}

describe("one byte of a file", () => {
  it("is changed in eight ways, each place by its seed in one of them", () => {
    expect(Object.keys(WAYS)).toHaveLength(8);
    const bytes = utf8('{"a":"0x00ff"}');
    const all = (seed: number, count: number): Changed[] => [
      ...changesAt(bytes, seed % bytes.length, { seed: String(seed), name: "a file", count }),
    ];
    const found = Array.from({ length: 200 }, (_, seed) => all(seed, 1)).flat();
    expect(found).toHaveLength(200);
    for (const { changed } of found) expect(changed).not.toEqual(bytes);
    const used = new Set(found.map(({ how }) => how.replace(/, byte \d+$/, "")));
    expect([...used].toSorted()).toEqual(Object.keys(WAYS).toSorted());
    // Twins exchanged, and the last byte, are no change.
    expect([all(6, 8), all(8, 8), all(13, 8)].map(({ length }) => length)).toEqual([8, 7, 7]);
  });

  it("is looked at wherever it stands: shares leave none out and take none twice", () => {
    const bytes = new Uint8Array(2_503);
    for (const stride of [1, 7, 150]) {
      const parts = [0, 1_000, 2_000].flatMap((from) => [
        ...placesOf(share(bytes, stride, from, Math.min(from + 1_000, bytes.length)), "a file"),
      ]);
      expect(parts).toEqual([...placesOf(share(bytes, stride), "a file")]);
      expect(Math.abs(parts.length - bytes.length / stride)).toBeLessThanOrEqual(1);
      expect(new Set(parts).size).toBe(parts.length);
    }
  });

  it(
    "never makes a verdict better, throws no unnamed error, and takes no long time or much memory",
    async () => {
      const tally = await changeBytes(EXTENT);
      const ends = Object.entries(tally.counts).map(([what, count]) => `${what} ${String(count)}`);
      console.info(
        `one byte changed, seed ${SEED}: ${String(filesOf(tally))} files; ${ends.toSorted().join(", ")}`,
      );
      expect(tally.findings).toEqual([]);
      const least = leastFiles(EXTENT);
      expect(Object.keys(least)).toHaveLength(13);
      for (const [kind, files] of Object.entries(least)) {
        expect(filesOf(tally, kind), kind).toBeGreaterThanOrEqual(Math.max(1, files));
      }
      if (IS_DEEP) expect(filesOf(tally)).toBeGreaterThan(2_000_000);
    },
    HOUR,
  );
});

describe("what changes bytes sees", () => {
  const honest = (): Verdict => {
    const found = subjectVerdict.at(0);
    if (found === undefined) throw new Error("no verdict yet");
    return found;
  };
  const subjectVerdict: Verdict[] = [];
  const remembering: typeof verify = (...of) => {
    const verdict = verify(...of);
    subjectVerdict.push(verdict);
    return verdict;
  };

  it("a verifier that takes what is changed", () => {
    expect(toldBy(remembering).findings).toEqual([]);
    const { findings } = toldBy(honest);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.join()).toMatch(/changed and stands/);
  });

  it("an error without a name", () => {
    let calls = 0;
    const { findings, counts } = toldBy((...of) => {
      calls += 1;
      if (calls > 2) throw new TypeError("undefined is not a function");
      return verify(...of);
    });
    expect(findings.join()).toMatch(/throws TypeError/);
    expect(counts["evidence: unnamed error"]).toBeGreaterThan(0);
  });

  it("a file that takes too long", () => {
    expect(toldBy(verify, 0).findings.join()).toMatch(/takes \d+ ms/);
    expect(MOST_MILLISECONDS).toBeLessThan(1_000);
  });

  it("files that take too much memory", async () => {
    const told = changeBytes({ valid: 5_000, ways: 1, seed: SEED }, 8);
    await expect(told).rejects.toMatchObject({ code: "ERR_WORKER_OUT_OF_MEMORY" });
  });
});
