// SPDX-License-Identifier: Apache-2.0
// Laws of every certificate that was changed after it was made.
import fc from "fast-check";
import { expect } from "vitest";
import { fromUtf8, utf8 } from "../bytes.ts";
import { canonicalText } from "../canonical.ts";
import type { Verdict } from "../verify/types.ts";
import { flipBit, NUM_RUNS, refusal } from "./laws.ts";
import { linesOf } from "./verdicts.ts";

interface Certificate {
  readonly chainId: number;
  readonly time: number;
  readonly nodes: readonly string[];
  readonly block: { readonly header: string };
}

/**
 * Flips one bit: the file is refused, or fails, or claims another moment that is proven as well; or it is of another
 * chain, which the policy does not trust.
 */
export function expectBitsToCount<T extends Certificate>(
  file: T,
  parse: (text: string) => T,
  judge: (file: T) => Verdict,
): void {
  const bytes = utf8(canonicalText(file));
  const anyBit = fc.integer({ min: 0, max: 8 * bytes.length - 1 });
  fc.assert(
    fc.property(anyBit, (bit) => {
      let exit: number | undefined;
      let [time, chainId] = [0, 0];
      refusal(() => {
        const changed = parse(fromUtf8(flipBit(bytes, bit)));
        exit = judge(changed).exit;
        ({ time, chainId } = changed);
      });
      if (exit === 0) expect(time).not.toBe(file.time);
      else if (time === file.time && exit !== undefined) {
        expect(chainId === file.chainId ? [10] : [10, 12]).toContain(exit);
      }
    }),
    { numRuns: NUM_RUNS },
  );
}

/** Leaves out one node after another: each leaves some lines open, and none accuses. @returns their names */
export function linesLeftOpen<T extends Certificate>(
  file: T,
  judge: (file: T) => Verdict,
): Set<string> {
  const open = new Set<string>();
  for (const at of file.nodes.keys()) {
    const { checks } = judge({ ...file, nodes: file.nodes.toSpliced(at, 1) });
    const lines = checks.filter(({ name }) => name !== "state");
    expect(lines.filter(({ state }) => state === "failed")).toEqual([]);
    const names = lines.filter(({ code }) => code === "state-missing").map(({ name }) => name);
    expect(names).not.toEqual([]);
    for (const name of names) open.add(name);
  }
  return open;
}

/** Puts a header that is none into the file: nothing of it can be read. */
export function expectNoHeaderToBeRead<T extends Certificate>(
  file: T,
  judge: (file: T) => Verdict,
): void {
  const verdict = judge({ ...file, block: { ...file.block, header: "0xc0" } });
  expect(verdict.exit).toBe(10);
  expect(linesOf(verdict, "format")).toEqual(["failed malformed"]);
  expect(verdict.subject).toBeUndefined();
}
