// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { logKeyHash } from "../checkpoint.ts";
import { signBatch } from "../statement/build.ts";
import {
  BEGUN,
  GRANT,
  LOG,
  LOG_SIGNER,
  OTHER_LOG,
  PARTIES,
  PURPOSE,
  SEATS,
  T,
} from "../testing/story.ts";
import type { Twist } from "../testing/world.ts";
import { FAR, inChain, LOWER, outcome, UPPER } from "../testing/cases.ts";

describe("grant", () => {
  it("must be there", async () => {
    const twist = inChain((chain) => {
      chain.grantRecord(GRANT, { ...PARTIES, provider: 0 });
    });
    expect(await outcome(twist)).toContain("grant: failed grant-unknown");
  });

  it("must be of this asset", async () => {
    const twist = inChain((chain) => {
      chain.grantRecord(GRANT, { ...PARTIES, asset: `0x${"a6".repeat(32)}` });
    });
    expect(await outcome(twist)).toEqual([11, "grant: failed grant-of-other-asset"]);
  });

  it("may have ended before what reports on an exchange, but not before a delivery", async () => {
    const ended = (of: Twist["of"]) =>
      inChain((chain) => {
        chain.grantState(GRANT, [[BEGUN, { state: 2, until: T + 100 }]]);
      }, of);
    for (const kind of ["receipt", "use", "disposal", "reconciliation", "withdrawal"] as const) {
      expect(await outcome(ended(kind))).toEqual([0]);
    }
    expect(await outcome(ended("delivery"))).toEqual([11, "grant: failed already-ended"]);
  });

  it("must have begun before anything is reported on it", async () => {
    const later = inChain((chain) => {
      chain.grantState(GRANT, [[T + 1_221, { until: FAR }]]);
    }, "use");
    expect(await outcome(later)).toEqual([11, "grant: failed not-yet-valid"]);
  });

  it("must be for the purpose that a batch was signed for", async () => {
    const batch = (purpose: number): Twist => ({
      sign: async (statement) => {
        const sign = SEATS[2]?.account.sign;
        if (sign === undefined) throw new Error("no seat 2");
        return [...(await signBatch([statement], sign, { purpose }))];
      },
    });
    expect(await outcome(batch(PURPOSE))).toEqual([0]);
    expect(await outcome(batch(PURPOSE + 1))).toEqual([11, "grant: failed batch-purpose-differs"]);
  });
});

describe("log", () => {
  it("must be the one that the grant names, throughout", async () => {
    const other = inChain((chain) => {
      chain.sharingLogs([OTHER_LOG]);
    });
    expect(await outcome(other)).toEqual([11, "log: failed log-not-of-grant"]);
    const moved = inChain((chain) => {
      chain.sharingLogs([LOG, OTHER_LOG]);
      chain.grantState(GRANT, [
        [BEGUN, { until: FAR }],
        [T + 1_400, { until: FAR, log: 2 }],
      ]);
    });
    expect(await outcome(moved)).toEqual([11, "log: failed log-not-of-grant"]);
  });

  const own = logKeyHash(LOG_SIGNER.key.key);
  const foreign = `0x${"0f".repeat(32)}` as const;

  it.each([
    ["another key", [[BEGUN, foreign]], 11],
    [
      "a key given up before the entry was logged",
      [
        [BEGUN, own],
        [LOWER, foreign],
      ],
      11,
    ],
    [
      "a key given up between the bounds",
      [
        [BEGUN, own],
        [LOWER + 1, foreign],
      ],
      0,
    ],
    [
      "a key taken up by the anchor",
      [
        [BEGUN, foreign],
        [UPPER, own],
      ],
      0,
    ],
    [
      "a key taken up after the anchor",
      [
        [BEGUN, foreign],
        [UPPER + 1, own],
      ],
      11,
    ],
  ] as const)("has on the chain %s", async (_, keys, exit) => {
    const twist = inChain((chain) => {
      chain.log(LOG, [[BEGUN, 5]], keys);
    });
    expect(await outcome(twist)).toEqual(exit === 0 ? [0] : [exit, "log: failed log-key-differs"]);
  });

  it("has an operator whose seat was valid at the anchor", async () => {
    const operator = (endedAt: number, compromisedSince = 0) =>
      outcome(
        inChain((chain) => {
          chain.term(5, { from: BEGUN, until: FAR, endedAt, compromisedSince });
        }),
      );
    expect(await operator(UPPER + 1)).toEqual([0]);
    expect(await operator(UPPER)).toEqual([11, "log: failed already-ended"]);
    expect(await operator(T + 2_900, UPPER + 1)).toEqual([0]);
    expect(await operator(T + 2_900, UPPER)).toEqual([11, "log: failed already-ended"]);
  });
});
