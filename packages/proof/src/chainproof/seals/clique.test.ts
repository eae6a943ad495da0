// SPDX-License-Identifier: Apache-2.0
// Given a block, those that follow it, and the signers pinned.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerOver } from "../../testing/header.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "../../testing/laws.ts";
import { type Sealer, sealers } from "../../testing/sealers.ts";
import { cliqueChain, type CliqueHeader, cliqueOver } from "../../testing/seals.ts";
import { decodeHeader } from "../header.ts";
import { checkSeals } from "../seals.ts";
import type { SealsAnswer, ValidatorSet } from "./types.ts";

const NUMBER = 248;
const PLAIN = headerOver(new Uint8Array(32).fill(5), NUMBER, 1_785_000_000);
const FOUR = sealers(4, "signer");
const STRANGERS = sealers(4, "stranger");
const at = (place: number, of = FOUR): Sealer => {
  const found = of[place % of.length];
  if (found === undefined) throw new Error("no signer");
  return found;
};
const turns = (count: number, of = FOUR): readonly Sealer[] =>
  Array.from({ length: count }, (_, place) => at(NUMBER + place, of));
const setOf = (signers: readonly Sealer[], from = 0): ValidatorSet => ({
  from,
  validators: signers.map(({ address }) => address),
});

interface Asked {
  readonly sets?: readonly ValidatorSet[];
  readonly following?: number;
  readonly signers?: number;
}

function judged(chain: readonly Uint8Array[], asked: Asked = {}): SealsAnswer {
  const { sets = [setOf(FOUR)], following = 4, signers = 3 } = asked;
  const [block, ...rest] = chain.map((bytes) => ({ bytes, header: decodeHeader(bytes) }));
  if (block === undefined) throw new Error("no block");
  return checkSeals({ kind: "clique", sets, following, signers }, block, rest);
}

const codeOf = (answer: SealsAnswer): string => ("code" in answer ? answer.code : answer.state);
const chainBy = (by: readonly Sealer[]) => cliqueChain(PLAIN, NUMBER, FOUR, by);
// A chain whose header at a place is made otherwise, and those after it upon that one.
function chainWith(place: number, change: Partial<CliqueHeader>, count = 5): Uint8Array[] {
  const made: Uint8Array[] = [];
  for (const [step, by] of turns(count).entries()) {
    const parent = made.at(-1);
    const plain = { by, signers: FOUR, number: NUMBER + step };
    const header = { ...plain, ...(parent === undefined ? {} : { parent }) };
    made.push(cliqueOver(PLAIN, step === place ? { ...header, ...change } : header));
  }
  return made;
}

describe("a Clique block", () => {
  it("is buried under enough headers of enough signers, and no better word is said", () => {
    const chain = chainBy(turns(5));
    const signers = turns(5)
      .slice(1)
      .map(({ address }) => address);
    expect(judged(chain)).toMatchObject({ state: "buried", following: 4, signers });
    expect(judged(chain, { signers: 4 }).state).toBe("buried");
  });

  it("is not buried under fewer headers, or by fewer signers", () => {
    expect(codeOf(judged(chainBy(turns(4))))).toBe("not-buried");
    expect(codeOf(judged(chainBy(turns(1)), { following: 1, signers: 1 }))).toBe("not-buried");
    // Its own signer is not counted: three of them take turns, the block's own comes again.
    const three = [0, 1, 2, 0, 1, 2].map((place) => at(place));
    expect(codeOf(judged(chainBy(three)))).toBe("buried");
    expect(codeOf(judged(chainBy(three), { signers: 4 }))).toBe("not-buried");
    expect(codeOf(judged(chainBy(three.slice(0, 3)), { following: 2 }))).toBe("not-buried");
  });

  it.each([
    ["at once", [0, 0, 1, 2, 3]],
    ["after one other", [0, 1, 2, 1, 3]],
  ])("has no signer that comes again %s", (_, places) => {
    expect(codeOf(judged(chainBy(places.map((place) => at(place)))))).toBe("signer-too-soon");
  });

  it("may be the only signer's, again and again", () => {
    const one = FOUR.slice(0, 1);
    const chain = cliqueChain(PLAIN, NUMBER, one, turns(3, one));
    expect(codeOf(judged(chain, { sets: [setOf(one)], following: 2, signers: 1 }))).toBe("buried");
  });

  it("is sealed by pinned signers only", () => {
    const strange = cliqueChain(PLAIN, NUMBER, STRANGERS, turns(5, STRANGERS));
    expect(codeOf(judged(strange, { sets: [setOf(STRANGERS)] }))).toBe("buried");
    expect(codeOf(judged(strange))).toBe("seal-of-outsider");
    for (const place of [0, 2, 4]) {
      expect(codeOf(judged(chainWith(place, { by: at(place, STRANGERS) })))).toBe(
        "seal-of-outsider",
      );
    }
  });

  it.each([
    ["difficulty of one in turn", 2, { 7: "0x01" }],
    ["difficulty of three", 2, { 7: "0x03" }],
    ["a mix hash", 0, { 13: `0x${"01".repeat(32)}` }],
    ["ommers", 4, { 1: `0x${"01".repeat(32)}` }],
    ["a nonce that is no vote", 1, { 14: "0x0000000000000001" }],
    ["a vanity of 31 bytes", 1, { 12: `0x${"00".repeat(31)}` }],
  ])("has no header with %s", (_, place, set) => {
    expect(codeOf(judged(chainWith(place, { set })))).toBe("header-of-other-kind");
  });

  it("may carry votes and checkpoints", () => {
    const vote = { 2: at(0).address, 14: `0x${"ff".repeat(8)}` };
    expect(codeOf(judged(chainWith(2, { set: vote })))).toBe("buried");
    expect(codeOf(judged(chainWith(2, { listed: FOUR })))).toBe("buried");
    expect(codeOf(judged(chainWith(2, { listed: STRANGERS })))).toBe("validators-differ");
    expect(codeOf(judged(chainWith(2, { listed: FOUR.toReversed() })))).toBe("validators-differ");
    expect(codeOf(judged(chainWith(2, { listed: FOUR, set: vote })))).toBe("header-of-other-kind");
    const aimed = { 2: at(0).address };
    expect(codeOf(judged(chainWith(2, { listed: FOUR, set: aimed })))).toBe("header-of-other-kind");
  });

  it("has headers that follow each other", () => {
    const chain = chainBy(turns(6));
    expect(codeOf(judged(chain.toSpliced(2, 1)))).toBe("header-unlinked");
    expect(codeOf(judged(chain.toSpliced(2, 2, ...chain.slice(2, 4).reverse())))).toBe(
      "header-unlinked",
    );
    expect(codeOf(judged(chainWith(2, { number: NUMBER + 6, by: at(NUMBER + 6) })))).toBe(
      "header-unlinked",
    );
    expect(codeOf(judged(chainWith(2, { set: { 11: "0x01" } })))).toBe("header-unlinked");
  });

  it("is not buried under the headers of another branch", () => {
    const other = cliqueChain(
      headerOver(new Uint8Array(32).fill(6), NUMBER, 1_785_000_000),
      NUMBER,
      FOUR,
      turns(5),
    );
    const own = chainBy(turns(5));
    expect(codeOf(judged(other))).toBe("buried");
    for (const place of [1, 2, 4]) {
      const mixed = [...own.slice(0, place), ...other.slice(place)];
      expect(codeOf(judged(mixed))).toBe("header-unlinked");
    }
  });

  it("is judged by the set of each number", () => {
    const until = { ...setOf(FOUR), to: NUMBER + 2 };
    const chain = chainBy(turns(5));
    expect(codeOf(judged(chain, { sets: [until] }))).toBe("no-validators-named");
    expect(codeOf(judged(chain, { sets: [until, setOf(FOUR, NUMBER + 3)] }))).toBe("buried");
    expect(codeOf(judged(chain, { sets: [until, setOf(STRANGERS, NUMBER + 3)] }))).toBe(
      "seal-of-outsider",
    );
  });

  it(
    "is not buried with any bit of any header turned over",
    () => {
      const chain = chainBy(turns(5));
      fc.assert(
        fc.property(fc.nat({ max: 4 }), fc.nat(), (place, bit) => {
          const changed = flipBit(chain[place] ?? new Uint8Array(1), bit);
          if (refusal(() => decodeHeader(changed)) !== undefined) return;
          expect(judged(chain.with(place, changed)).state).not.toBe("buried");
        }),
        { numRuns: NUM_RUNS },
      );
    },
    LAW_TIMEOUT,
  );
});
