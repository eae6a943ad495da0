// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from "node:fs";

import { type Policy, readPolicy } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { planOf, refusal, temporary } from "../testing/plans.ts";
import { genesisValidators } from "./plan.ts";
import { nextRange, policyIn, sealedPolicy } from "./policy.ts";

const at = temporary();
const VECTOR = new URL(
  "../../../../test/vectors/valid/policy/chain-without-seals.json",
  import.meta.url,
);
/** What a gateway gives for a chain without seals. */
const DRAFT = readPolicy(
  (JSON.parse(readFileSync(VECTOR, "utf8")) as { readonly policy: unknown }).policy,
);
const PLAN = planOf(4, { chainId: DRAFT.chain.chainId });
const FIRST = sealedPolicy(DRAFT, PLAN, "draft.json");
const ADDRESSES = genesisValidators(planOf(5));
const setsOf = ({ chain: { consensus } }: Policy) => ("sets" in consensus ? consensus.sets : []);

describe("the first policy", () => {
  it("trusts the validators of the genesis block, requires seals, and keeps the rest of the draft", () => {
    expect(setsOf(FIRST)).toEqual([{ from: 0, validators: genesisValidators(PLAN) }]);
    expect(FIRST.require).toContain("seals");
    const { chain: _c, require: _r, ...rest } = FIRST;
    expect(DRAFT).toMatchObject(rest);
    expect(sealedPolicy(FIRST, PLAN, "")).toEqual(FIRST);
  });
  it("is not made for another chain, nor from what is no policy", () => {
    const other = planOf(4, { chainId: PLAN.chainId + 1 });
    expect(refusal(() => sealedPolicy(DRAFT, other, ""))).toBe("policy-of-other-chain");
    for (const text of ["", "{}", JSON.stringify({ ...DRAFT, more: 1 })]) {
      writeFileSync(at("wrong.json"), text);
      expect(refusal(() => policyIn(at("wrong.json")))).toBe("policy-malformed");
    }
    writeFileSync(at("right.json"), JSON.stringify(DRAFT));
    expect(policyIn(at("right.json"))).toEqual(DRAFT);
    expect(refusal(() => policyIn(at("none.json")))).toBe("file-unreadable");
  });
});

describe("the policy after a change of validators", () => {
  it("ends the last range before the first block of the new set", () => {
    const next = nextRange(FIRST, 1_000, ADDRESSES.toReversed(), "");
    expect(setsOf(next)).toEqual([
      { from: 0, to: 999, validators: genesisValidators(PLAN) },
      { from: 1_000, validators: ADDRESSES },
    ]);
    const last = nextRange(next, 1_001, ADDRESSES.slice(1), "");
    expect(setsOf(last).map(({ from, to }) => [from, to])).toEqual([
      ...[
        [0, 999],
        [1_000, 1_000],
      ],
      [1_001, undefined],
    ]);
  });
  it("goes on where a range has ended, and nowhere else", () => {
    const [set] = setsOf(FIRST);
    const consensus = { kind: "qbft", sets: [{ ...set, to: 49 }] };
    const ended = readPolicy({ ...FIRST, chain: { ...FIRST.chain, consensus } });
    expect(refusal(() => nextRange(ended, 50, ADDRESSES, ""))).toBeUndefined();
    expect(refusal(() => nextRange(ended, 51, ADDRESSES, ""))).toBe("range-not-next");
    expect(refusal(() => nextRange(ended, 49, ADDRESSES, ""))).toBe("range-not-next");
  });
  it("is refused at the block with which a range begins, without addresses, and with one twice", () => {
    const next = nextRange(FIRST, 1_000, ADDRESSES, "");
    expect(refusal(() => nextRange(next, 1_000, ADDRESSES, ""))).toBe("range-not-next");
    expect(refusal(() => nextRange(next, 999, ADDRESSES, ""))).toBe("range-not-next");
    expect(refusal(() => nextRange(FIRST, 9, ["0x12"], ""))).toBe("range-not-next");
    expect(refusal(() => nextRange(DRAFT, 9, ADDRESSES, ""))).toBe("range-not-next");
    const twice = [...ADDRESSES, ...ADDRESSES.slice(0, 1)];
    expect(refusal(() => nextRange(FIRST, 9, twice, ""))).toBe("policy-malformed");
  });
  it("leaves it to whoever signs it which policy it supersedes", () => {
    const signed = readPolicy({ ...FIRST, supersedes: `0x${"12".repeat(32)}` });
    expect(nextRange(signed, 9, ADDRESSES, "").supersedes).toBeUndefined();
  });
});
