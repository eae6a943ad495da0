// SPDX-License-Identifier: Apache-2.0
// What files share is worked out once; yet the verdict on each is what it is alone, whatever was judged
// before it: true files, false ones, and changed ones that have nearly everything in common with a true one.
import { nativeCrypto } from "@suyuan/cli";
import {
  canonicalText,
  ChainFacts,
  type Evidence,
  NodePool,
  nobleCrypto,
  remembering,
  toBase64,
  uintBytes,
} from "@suyuan/proof";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { outcome } from "./files.ts";
import { type Case, CASES, judge } from "./judged.ts";

const DEEP = process.env["SUYUAN_DEEP"] === "1";
const numRuns = DEEP ? 10_000 : 100;
const TIMEOUT = DEEP ? 600_000 : 60_000;

const warm = remembering(await nativeCrypto());
const alone = new Map(CASES.map((one) => [one.name, judge(one)]));
const some = fc.constantFrom(...CASES);
// A memo that knows nothing could not be wrong.
for (const one of CASES) judge(one, warm);

/** The same answer with what was remembered as without. */
function expectSame(one: Omit<Case, "name">): void {
  expect(outcome(() => judge(one, warm))).toEqual(outcome(() => judge(one, nobleCrypto)));
}

describe("given every vector, in any order", () => {
  it("judges each as if it were alone", () => {
    const list = fc.shuffledSubarray([...CASES], { minLength: 1, maxLength: 12 });
    const law = fc.property(list, (them) => {
      const own = remembering(nobleCrypto);
      for (const one of them) {
        expect(judge(one, warm)).toEqual(alone.get(one.name));
        expect(judge(one, own)).toEqual(alone.get(one.name));
      }
    });
    fc.assert(law, { numRuns });
  }, TIMEOUT);
});

describe("given a changed copy of a file that was judged", () => {
  const digit = fc.constantFrom(...Array.from('0123456789abcdefAZ+/="{}[],:'));

  it("judges it as if it were alone, whichever character was changed", () => {
    const law = fc.property(some, fc.nat(), digit, (one, nat, other) => {
      const at = nat % one.text.length;
      expectSame({ ...one, text: one.text.slice(0, at) + other + one.text.slice(at + 1) });
    });
    fc.assert(law, { numRuns: 4 * numRuns });
  }, TIMEOUT);

  it("judges it as if it were alone, whichever member is another file's", () => {
    const law = fc.property(some, some, fc.nat(), (one, other, nat) => {
      const [own, taken] = [JSON.parse(one.text), JSON.parse(other.text)] as Members[];
      const names = Object.keys(taken ?? {});
      const name = names[nat % names.length] ?? "";
      expectSame({ ...one, text: canonicalText({ ...own, [name]: taken?.[name] }) });
    });
    fc.assert(law, { numRuns: 2 * numRuns });
  }, TIMEOUT);
});

type Members = Readonly<Record<string, unknown>>;

describe("given a file that lacks what another one held", () => {
  const [whole] = CASES.filter(({ name }) => name.startsWith("valid-evidence-delivery"));
  if (whole === undefined) throw new Error("there is no evidence of a delivery");
  const file = JSON.parse(whole.text) as Evidence;

  it.each(file.nodes.map((_, place) => place))("does not lend it trie node %i", (place) => {
    const nodes = file.nodes.toSpliced(place, 1);
    const cut = { ...whole, text: canonicalText({ ...file, nodes }) };
    expect(judge(whole, warm).exit).toBe(0);
    expect(judge(cut, warm).exit).not.toBe(0);
    expectSame(cut);
  });

  it("does not lend it the related entry's place", () => {
    const [related] = file.related ?? [];
    if (related === undefined) throw new Error("the evidence has no related entry");
    for (const changed of [
      { ...related, index: related.index + 1 },
      { ...related, inclusion: related.inclusion.slice(1) },
      { ...related, inclusion: [...related.inclusion, `0x${"00".repeat(32)}`] },
    ]) {
      const text = canonicalText({ ...file, related: [changed] });
      expect(judge({ ...whole, text }, warm).exit).not.toBe(0);
      expectSame({ ...whole, text });
    }
  });
});

describe("given more files than any memory holds", () => {
  const MOST_NODES = 8_192;
  const MOST_SLOTS = 16_384;

  it("keeps a bounded number of trie nodes and of slots", () => {
    const crypto = remembering(nobleCrypto);
    for (let count = 1; count <= MOST_NODES + 1; count++) {
      NodePool.read([toBase64(uintBytes(count, 4))], crypto);
      expect(crypto.memo?.size).toBe(count <= MOST_NODES ? count : 1);
    }
    const facts = new ChainFacts({ read: () => 0n }, crypto);
    for (let count = 1; count <= MOST_SLOTS + 1; count++) {
      facts.standingOf(count);
      expect(crypto.memo?.size).toBe(count <= MOST_SLOTS ? 1 + count : 2);
    }
  });
});
