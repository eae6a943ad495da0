// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import { sealers } from "@suyuan/proof/testing";
import { addresses } from "../testing/sealed.ts";
import { Votes } from "./votes.ts";

const FOUR = addresses(sealers(4));
const [one, two, three, four] = FOUR as [
  `0x${string}`,
  `0x${string}`,
  `0x${string}`,
  `0x${string}`,
];
const NEW = addresses(sealers(1, "newcomer"))[0] ?? one;

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

describe("votes", () => {
  it("pass with more than half of the members, not with half", () => {
    const votes = new Votes();
    expect(votes.take(1, { voter: one, recipient: NEW, add: true }, FOUR)).toBe(false);
    expect(votes.take(2, { voter: two, recipient: NEW, add: true }, FOUR)).toBe(false);
    expect(votes.open(FOUR)).toEqual([
      { recipient: NEW, add: true, since: 1, voters: 2, needed: 3 },
    ]);
    expect(votes.take(3, { voter: three, recipient: NEW, add: true }, FOUR)).toBe(true);
    expect(votes.open([...FOUR, NEW])).toEqual([]);
  });

  it("count once for each voter, and go when they are taken back", () => {
    const votes = new Votes();
    for (const block of [1, 2, 3])
      votes.take(block, { voter: one, recipient: four, add: false }, FOUR);
    expect(votes.open(FOUR)).toMatchObject([{ voters: 1, since: 3 }]);
    votes.take(4, { voter: one, recipient: four, add: true }, FOUR);
    expect(votes.open(FOUR)).toEqual([]);
  });

  it("count for nothing where they change nothing", () => {
    const votes = new Votes();
    for (const voter of FOUR) {
      expect(votes.take(1, { voter, recipient: one, add: true }, FOUR)).toBe(false);
      expect(votes.take(1, { voter, recipient: NEW, add: false }, FOUR)).toBe(false);
    }
    expect(votes.open(FOUR)).toEqual([]);
  });

  it("of one who is dropped go with him", () => {
    const votes = new Votes();
    votes.take(1, { voter: four, recipient: NEW, add: true }, FOUR);
    for (const voter of [one, two, three])
      votes.take(2, { voter, recipient: four, add: false }, FOUR);
    expect(votes.open([one, two, three])).toEqual([]);
  });

  it("end with their epoch, and with the blocks that carried them", () => {
    const votes = new Votes();
    votes.take(1, { voter: one, recipient: NEW, add: true }, FOUR);
    votes.take(5, { voter: two, recipient: NEW, add: true }, FOUR);
    votes.take(6, { voter: one, recipient: NEW, add: false }, FOUR);
    votes.forgetAfter(4);
    expect(votes.open(FOUR)).toMatchObject([{ voters: 1, since: 1 }]);
    votes.clear();
    expect(votes.open(FOUR)).toEqual([]);
  });

  it("without voters are told, and never pass", () => {
    const votes = new Votes();
    for (const block of [1, 2, 3, 4])
      expect(votes.take(block, { recipient: NEW, add: true }, FOUR)).toBe(false);
    expect(votes.open(FOUR)).toEqual([{ recipient: NEW, add: true, since: 1, needed: 3 }]);
  });

  // The tally of EIP-225 over one candidate, written as the text has it: each signer's last word counts.
  it("pass exactly when more than half of the members have it as their last word", () => {
    const word = fc.record({ who: fc.nat({ max: 6 }), add: fc.boolean() });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.array(word), (size, words) => {
        const members = Array.from({ length: size }, (_, place) => hash(String(place)));
        const votes = new Votes();
        const last = new Map<string, boolean>();
        for (const [block, { who, add }] of words.entries()) {
          const voter = members[who % size];
          if (voter === undefined) continue;
          last.set(voter, add);
          const count = [...last.values()].filter(Boolean).length;
          const passed = votes.take(block, { voter, recipient: NEW, add }, members);
          expect(passed).toBe(add && count * 2 > size);
          if (passed) return;
        }
      }),
      { numRuns },
    );
  });
});
