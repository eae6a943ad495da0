// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { ASSET, BEGUN, CENTRE, GRANT, T } from "../testing/story.ts";
import { linesOf, verdictOn } from "../testing/verdicts.ts";
import type { Twist } from "../testing/world.ts";
import { alone, asSeat, FAR, inChain, LOWER, outcome, SIGNED, UPPER } from "../testing/cases.ts";

describe("seat", () => {
  it("fails when there is none", async () => {
    const verdict = await verdictOn(
      inChain((chain) => {
        chain.seat(2, `0x${"00".repeat(20)}`, 0, 0);
        chain.term(2, { from: 0, until: 0 });
      }),
    );
    expect(linesOf(verdict, "seat")).toEqual(["failed seat-unknown"]);
  });

  it("fails when it is another organisation's", async () => {
    const verdict = await verdictOn({
      statement: (of) => ({ ...of, organization: CENTRE }),
    });
    expect(linesOf(verdict, "seat")).toEqual(["failed seat-of-other-organization"]);
    expect(verdict.exit).toBe(11);
  });

  it("counts a compromise by its declared moment, however much later the seat was ended", async () => {
    const compromised = (since: number, endedAt: number) =>
      outcome(
        inChain((chain) => {
          chain.term(2, { from: BEGUN, until: FAR, endedAt, compromisedSince: since });
        }),
      );
    const failed = [11, "seat: failed ended-before-logged"];
    expect(await compromised(SIGNED + 50, T + 2_600)).toEqual(failed);
    expect(await compromised(SIGNED + 50, 0)).toEqual(failed);
    expect(await compromised(UPPER + 1, T + 2_600)).toEqual([0]);
    expect(await compromised(UPPER + 1, SIGNED + 50)).toEqual(failed);
  });
});

describe("office", () => {
  it.each([
    ["the registrant for a receipt", 2, "receipt"],
    ["the receiver for a delivery", 3, "delivery"],
    ["the receiver for a disposal", 3, "disposal"],
    ["the auditor for a use", 7, "use"],
    ["the registrant for a mirror", 2, "mirror"],
  ] as const)("fails: %s", async (_, seat, kind) => {
    const verdict = await verdictOn(asSeat(seat, kind));
    expect(linesOf(verdict, "office")).toEqual(["failed office-not-allowed"]);
    expect(verdict.exit).toBe(11);
  });

  it("lets the head of the data office sign for the registrant and for the receiver", async () => {
    expect(await outcome(asSeat(1, "delivery"))).toEqual([0]);
    expect(await outcome(asSeat(4, "receipt"))).toEqual([0]);
  });

  it("lets the office that signed withdraw, and no other but the head", async () => {
    expect(await outcome(asSeat(2, "withdrawal"))).toEqual([0]);
    const other = await verdictOn(asSeat(6, "withdrawal"));
    expect(linesOf(other, "office")).toEqual(["failed office-not-allowed"]);
  });

  it("cannot tell who may withdraw without what is withdrawn", async () => {
    expect(await outcome({ ...asSeat(2, "withdrawal"), draft: alone })).toEqual([
      12,
      "office: not-checked office-depends-on-withdrawn",
      "party: not-checked party-depends-on-withdrawn",
    ]);
  });

  it("lets whoever may deliver withdraw an unused serial", async () => {
    const serial = (seat: number): Twist => ({
      ...asSeat(seat, "withdrawal", { target: { serial: 9 } }),
      draft: alone,
    });
    expect(await outcome(serial(2))).toEqual([0]);
    expect(await outcome(serial(3))).toEqual([
      11,
      "office: failed office-not-allowed",
      "party: failed not-a-party",
    ]);
  });
});

describe("allowance", () => {
  const allowed = (...values: readonly (readonly [number, boolean])[]): Twist => ({
    ...asSeat(6, "delivery"),
    chain: (chain) => {
      chain.allowance(6, GRANT, values);
    },
  });

  it("of a system seat is needed", async () => {
    expect(await outcome(allowed([BEGUN, true]))).toEqual([0]);
    expect(await outcome(allowed())).toEqual([11, "allowance: failed not-yet-valid"]);
    expect(await outcome(allowed([BEGUN, true], [SIGNED, false]))).toEqual([
      11,
      "allowance: failed already-ended",
    ]);
    expect(await outcome(allowed([BEGUN, true], [LOWER + 1, false]))).toEqual([
      12,
      "allowance: not-checked ended-before-anchored",
    ]);
  });

  it("for the asset does not count for a grant", async () => {
    const twist: Twist = {
      ...asSeat(6, "delivery"),
      chain: (chain) => {
        chain.allowance(6, ASSET, [[BEGUN, true]]);
      },
    };
    expect(await outcome(twist)).toEqual([11, "allowance: failed not-yet-valid"]);
  });

  it("for the asset counts for a dataset version", async () => {
    const twist: Twist = {
      ...asSeat(6, "dataset-version"),
      chain: (chain) => {
        chain.allowance(6, ASSET, [[BEGUN, true]]);
      },
    };
    expect(await outcome(twist)).toEqual([0]);
  });

  it("is not asked of other seats", async () => {
    expect(linesOf(await verdictOn(), "allowance")).toEqual([]);
  });
});
