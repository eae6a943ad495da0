// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { canonicalText } from "../canonical.ts";
import { refusal } from "../testing/laws.ts";
import {
  certify,
  draftOf,
  HOLDING,
  MOMENT,
  OPERATING,
  serialId,
  USE,
  withRights,
} from "../testing/rights.ts";
import { ASSET, BEGUN, CENTRE, PROVIDER, RECIPIENT, T } from "../testing/story.ts";
import { buildRight, claimOf, neededSlotsOfRight } from "./build.ts";
import { parseRight, readRight } from "./read.ts";

describe("making a certificate", () => {
  it.each([HOLDING, OPERATING, USE])("asks for what it needs until it has it: %s", (right) => {
    const chain = withRights();
    const { nodes, ...draft } = draftOf(chain, right);
    expect(neededSlotsOfRight({ ...draft, nodes })).toEqual([]);
    const needed = neededSlotsOfRight({ ...draft, nodes: [] });
    // First the accounts: which slots are needed is told by what stands in them.
    expect(needed.map(({ contract }) => contract)).toContain(chain.address("rightRegistry"));
    expect(refusal(() => buildRight({ ...draft, nodes: [] }))).toBe("state-missing");
  });

  it("takes no node that its verification does not walk, in whatever order they come", () => {
    const { nodes, ...draft } = draftOf(withRights(), USE);
    const file = buildRight({ ...draft, nodes: nodes.toReversed() });
    expect(file).toEqual(certify(USE));
    expect(file.nodes.length).toBeLessThan(nodes.length);
  });

  it("is read again as it was written", () => {
    const file = certify(USE);
    expect(parseRight(canonicalText(file))).toEqual(file);
  });

  it("is refused for a right that nobody held", () => {
    const gone = (chain: ReturnType<typeof withRights>): void => {
      chain.standing(PROVIDER, [
        [BEGUN, { status: 1 }],
        [T, { status: 3 }],
      ]);
    };
    expect(refusal(() => certify(HOLDING, gone))).toBe("right-not-held");
    expect(refusal(() => certify(serialId(ASSET, 77)))).toBe("right-not-held");
  });
});

describe("who held a right, by a node's word alone", () => {
  const chain = withRights();
  const claim = (right: typeof USE, time = MOMENT) =>
    claimOf({ ...draftOf(chain, right), time }, chain.reader());

  it("is found from the right's id", () => {
    expect(claim(HOLDING)).toEqual({
      ...{ asset: ASSET, right: HOLDING, kind: "holding", organization: PROVIDER, time: MOMENT },
    });
    expect(claim(OPERATING)).toMatchObject({ kind: "operating", organization: CENTRE });
    expect(claim(USE)).toMatchObject({ kind: "use", organization: RECIPIENT });
  });

  it("is nobody for an id that no asset has", () => {
    expect(claim(serialId(ASSET, 77)).organization).toBe(0);
  });
});

describe("a certificate's file", () => {
  const file = certify(HOLDING);

  it.each([
    ["no organisation", { organization: 0 }, "out-of-range"],
    ["another kind", { kind: "custody" }, "out-of-range"],
    ["another type", { type: "suyuan/evidence@1" }, "out-of-range"],
    ["no asset", { asset: `0x${"00".repeat(32)}` }, "out-of-range"],
    ["a negative moment", { time: -1 }, "out-of-range"],
    ["an empty name", { name: "" }, "out-of-range"],
    ["a member that nobody knows", { grant: file.right }, "unknown-field"],
    [
      "a contract too many",
      { contracts: { ...file.contracts, exchangeLog: `0x${"1".repeat(40)}` } },
      "unknown-field",
    ],
    ["a contract too few", { contracts: {} }, "missing-field"],
    ["no documents", { documents: [] }, "out-of-range"],
  ])("is refused with %s", (_, change, code) => {
    expect(refusal(() => readRight({ ...file, ...change }))).toBe(code);
  });
});
