// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { canonicalText } from "../canonical.ts";
import {
  certifyGrant,
  grantDraft,
  grantIs,
  MOMENT,
  onward,
  putDelivery,
  requestIs,
  withGrant,
} from "../testing/grants.ts";
import { refusal } from "../testing/laws.ts";
import { ASSET, BEGUN, GRANT, HEIR, PROVIDER, PURPOSE, RECIPIENT, T } from "../testing/story.ts";
import { buildGrant, grantClaimOf, neededSlotsOfGrant } from "./build.ts";
import { parseGrant, readGrant } from "./read.ts";

describe("making a certificate of a grant", () => {
  it("asks for what it needs until it has it", () => {
    const chain = withGrant();
    onward(3)(chain);
    const { nodes, ...draft } = grantDraft(chain);
    expect(neededSlotsOfGrant({ ...draft, nodes })).toEqual([]);
    const needed = neededSlotsOfGrant({ ...draft, nodes: [] });
    // First the accounts: which slots are needed is told by what stands in them.
    expect(needed.map(({ contract }) => contract)).toContain(chain.address("sharingRegistry"));
    expect(refusal(() => buildGrant({ ...draft, nodes: [] }))).toBe("state-missing");
  });

  it("takes no node that its verification does not walk, in whatever order they come", () => {
    const { nodes, ...draft } = grantDraft(withGrant());
    const file = buildGrant({ ...draft, nodes: nodes.toReversed() });
    expect(file).toEqual(certifyGrant());
    expect(file.nodes.length).toBeLessThan(nodes.length);
  });

  it("is read again as it was written", () => {
    const file = certifyGrant((chain) => {
      putDelivery(chain, GRANT, { anchoredAt: T });
    });
    expect(parseGrant(canonicalText(file))).toEqual(file);
  });

  it("is refused where nobody granted anything", () => {
    const open = (chain: ReturnType<typeof withGrant>): void => {
      requestIs({ provider: 0, status: 1 })(chain);
      grantIs()(chain);
    };
    expect(refusal(() => certifyGrant(open))).toBe("grant-not-given");
    const unknown = { grant: `0x${"68".repeat(32)}` } as const;
    expect(refusal(() => certifyGrant(undefined, unknown))).toBe("grant-not-given");
  });

  it("is refused where the state is not what it is said to be", () => {
    const chain = withGrant();
    const contracts = { ...chain.grantContracts, sharingRegistry: `0x${"77".repeat(20)}` } as const;
    expect(refusal(() => buildGrant(grantDraft(chain, { contracts })))).toBe("account-invalid");
  });
});

describe("who stood on either side, by a node's word alone", () => {
  it("is found from the grant's id", () => {
    expect(grantClaimOf({ grant: GRANT, time: MOMENT }, withGrant().reader())).toEqual({
      ...{ grant: GRANT, asset: ASSET, provider: PROVIDER, recipient: RECIPIENT },
      ...{ purpose: PURPOSE, time: MOMENT },
    });
  });

  it("is whoever stood in a side's place, or that side itself where nobody did", () => {
    const after = (successor: number, time: number) => {
      const chain = withGrant();
      chain.standing(PROVIDER, [
        [BEGUN, { status: 1 }],
        [T, { status: 3, successor }],
      ]);
      return grantClaimOf({ grant: GRANT, time }, chain.reader()).provider;
    };
    expect([after(HEIR, T), after(HEIR, T - 1), after(0, T)]).toEqual([HEIR, PROVIDER, PROVIDER]);
  });
});

describe("the file of a certificate of a grant", () => {
  const file = certifyGrant();

  it.each([
    ["no provider", { provider: 0 }, "out-of-range"],
    ["no recipient", { recipient: 0 }, "out-of-range"],
    ["no purpose", { purpose: 0 }, "out-of-range"],
    ["another type", { type: "suyuan/right@1" }, "out-of-range"],
    ["no grant", { grant: `0x${"00".repeat(32)}` }, "out-of-range"],
    ["a negative moment", { time: -1 }, "out-of-range"],
    ["an empty name", { providerName: "" }, "out-of-range"],
    ["an empty origin", { origin: "" }, "out-of-range"],
    ["a member that nobody knows", { right: GRANT }, "unknown-field"],
    ["no documents", { documents: [] }, "out-of-range"],
    ["a scope of one side", { scope: { commitment: GRANT } }, "missing-field"],
    [
      "a contract too many",
      { contracts: { ...file.contracts, exchangeLog: `0x${"1".repeat(40)}` } },
      "unknown-field",
    ],
    ["a contract too few", { contracts: {} }, "missing-field"],
  ])("is refused with %s", (_, change, code) => {
    expect(refusal(() => readGrant({ ...file, ...change }))).toBe(code);
  });
});
