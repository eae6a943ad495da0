// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Statement } from "../statement/types.ts";
import {
  ASSET,
  BEGUN,
  CENTRE,
  GRANT,
  PARTIES,
  PROVIDER,
  RECIPIENT,
  SEATS,
  T,
} from "../testing/story.ts";
import type { Twist } from "../testing/world.ts";
import { asSeat, FAR, inChain, outcome } from "../testing/cases.ts";

describe("party", () => {
  it.each([
    ["a delivery by the recipient", asSeat(4, "delivery")],
    ["a receipt by the provider", asSeat(1, "receipt")],
    ["a use by the provider", asSeat(1, "use")],
    ["a disposal by the provider", asSeat(1, "disposal")],
  ])("fails for %s", async (_, twist) => {
    expect(await outcome(twist)).toContain("party: failed not-a-party");
  });

  it("fails for a delivery to someone else than the grant's recipient", async () => {
    const twist: Twist = { statement: (of) => ({ ...of, recipient: CENTRE }) };
    expect(await outcome(twist)).toEqual([11, "party: failed recipient-differs"]);
  });

  it("of a dataset version is the holder over the whole interval", async () => {
    const held = (...values: readonly (readonly [number, number])[]) =>
      outcome(
        inChain((chain) => {
          chain.party("holders", ASSET, values);
        }, "dataset-version"),
      );
    expect(await held([BEGUN, RECIPIENT], [T + 500, PROVIDER])).toEqual([0]);
    expect(await held([BEGUN, RECIPIENT])).toEqual([11, "party: failed not-a-party"]);
    expect(await held([BEGUN, RECIPIENT], [T + 501, PROVIDER])).toEqual([
      11,
      "party: failed not-yet-valid",
    ]);
    expect(await held([BEGUN, PROVIDER], [T + 505, RECIPIENT])).toEqual([
      12,
      "party: not-checked ended-before-anchored",
    ]);
  });

  it("may be the custodian, when the statement says so", async () => {
    const byCentre = (more: object): Twist => ({
      ...asSeat(1, "delivery", more),
      chain: (chain) => {
        chain.grantRecord(GRANT, { ...PARTIES, provider: CENTRE });
        chain.party("custodians", ASSET, [[BEGUN, PROVIDER]]);
      },
    });
    expect(await outcome(byCentre({ custodian: true }))).toEqual([0]);
    expect(await outcome(byCentre({}))).toEqual([11, "party: failed not-a-party"]);
  });

  it("named as custodian must be the custodian, even when it is the provider", async () => {
    const twist: Twist = { statement: (of) => ({ ...of, custodian: true as const }) };
    expect(await outcome(twist)).toEqual([11, "party: failed not-a-party"]);
  });

  it("of a mirror is the custodian", async () => {
    const twist = inChain((chain) => {
      chain.party("custodians", ASSET, [
        [BEGUN, CENTRE],
        [T + 1_300, 0],
      ]);
    }, "mirror");
    expect(await outcome(twist)).toEqual([11, "party: failed ended-before-logged"]);
  });

  it("of a reconciliation are both sides, in either order", async () => {
    const sides = (first: number, second: number): Twist => ({
      of: "reconciliation",
      statement: (of) =>
        ({
          ...of,
          seat: first,
          organization: SEATS[first]?.organization,
          counterparty: { organization: SEATS[second]?.organization, seat: second },
        }) as Statement,
    });
    expect(await outcome(sides(4, 1))).toEqual([0]);
    expect(await outcome(sides(1, 5))).toContain("party: failed not-a-party");
  });

  it("of a withdrawal is whoever made what is withdrawn", async () => {
    expect(await outcome(asSeat(4, "withdrawal"))).toEqual([11, "party: failed not-a-party"]);
  });
});

describe("asset", () => {
  const registered = (of: Twist["of"]) =>
    inChain((chain) => {
      chain.asset(ASSET, []);
    }, of);

  it("must be confirmed for a delivery, and only registered for a version", async () => {
    expect(await outcome(registered("delivery"))).toEqual([11, "asset: failed already-ended"]);
    expect(await outcome(registered("dataset-version"))).toEqual([0]);
    expect(await outcome(registered("mirror"))).toEqual([0]);
  });

  it("must be there at all", async () => {
    const twist = inChain((chain) => {
      chain.asset(ASSET, []);
      chain.identity(ASSET, 0, 0);
    });
    expect(await outcome(twist)).toEqual([11, "asset: failed not-yet-valid"]);
  });

  it("may have been cancelled before what reports on an exchange", async () => {
    const cancelled = (of: Twist["of"]) =>
      inChain((chain) => {
        chain.asset(ASSET, [
          [BEGUN, { state: 2, until: FAR }],
          [T + 100, { state: 3, until: FAR }],
        ]);
      }, of);
    for (const kind of ["receipt", "use", "disposal", "reconciliation", "withdrawal"] as const) {
      expect(await outcome(cancelled(kind))).toEqual([0]);
    }
    expect(await outcome(cancelled("dataset-version"))).toEqual([
      11,
      "asset: failed already-ended",
    ]);
  });
});
