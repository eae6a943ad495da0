// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { TestChain } from "../testing/chain.ts";
import { ASSET, BEGUN, GRANT, PARTIES, PROVIDER, T } from "../testing/story.ts";
import type { Twist } from "../testing/world.ts";
import {
  FAR,
  inChain,
  LOWER,
  outcome,
  sharedOn,
  SIGNED,
  sourceOf,
  UPPER,
} from "../testing/cases.ts";

/** Each dated fact, ended at a moment; and what its line is called. */
const ENDINGS: readonly (readonly [string, string, (chain: TestChain, at: number) => void])[] = [
  [
    "the seat ended",
    "seat",
    (chain, at) => {
      chain.term(2, { from: BEGUN, until: at, endedAt: at });
    },
  ],
  [
    "the seat's term ran out",
    "seat",
    (chain, at) => {
      chain.term(2, { from: BEGUN, until: at });
    },
  ],
  [
    "the seat's key was compromised",
    "seat",
    (chain, at) => {
      chain.term(2, { from: BEGUN, until: T + 2_900, endedAt: T + 2_900, compromisedSince: at });
    },
  ],
  [
    "the organisation was suspended",
    "organization",
    (chain, at) => {
      chain.standing(PROVIDER, [[BEGUN, { status: 1, suspendedSince: at }]]);
    },
  ],
  [
    "the organisation was suspended and resumed at once",
    "organization",
    (chain, at) => {
      chain.standing(PROVIDER, [
        [BEGUN, { status: 1, suspendedSince: at }],
        [at + 1, { status: 1 }],
      ]);
    },
  ],
  [
    "the asset was cancelled",
    "asset",
    (chain, at) => {
      chain.asset(ASSET, [
        [BEGUN, { state: 2, until: FAR }],
        [at, { state: 3, until: FAR }],
      ]);
    },
  ],
  [
    "the asset's registration ran out",
    "asset",
    (chain, at) => {
      chain.asset(ASSET, [[BEGUN, { state: 2, until: at }]]);
    },
  ],
  [
    "the grant ended",
    "grant",
    (chain, at) => {
      chain.grantState(GRANT, [[BEGUN, { state: 2, until: at }]]);
    },
  ],
  [
    "the grant ran out",
    "grant",
    (chain, at) => {
      chain.grantState(GRANT, [[BEGUN, { until: at }]]);
    },
  ],
  [
    "the grant was suspended",
    "grant",
    (chain, at) => {
      chain.grantState(GRANT, [[BEGUN, { until: FAR, suspended: at }]]);
    },
  ],
  [
    "the grant was suspended again",
    "grant",
    (chain, at) => {
      chain.grantState(GRANT, [
        [BEGUN, { until: FAR, suspended: T - 200, resumed: T - 100 }],
        [at, { until: FAR, suspended: at }],
      ]);
    },
  ],
  [
    "the grant was ended while it was suspended",
    "grant",
    (chain, at) => {
      chain.grantState(GRANT, [[BEGUN, { state: 2, until: at + 5, suspended: at }]]);
    },
  ],
  [
    "a change made the grant's term shorter",
    "grant",
    (chain, at) => {
      chain.grantState(GRANT, [
        [BEGUN, { until: FAR }],
        [T + 10, { until: at }],
      ]);
    },
  ],
  [
    "the grant from which it was shared on ended",
    "source",
    (chain, at) => {
      sharedOn(chain, 1);
      chain.grantState(sourceOf(1), [[BEGUN, { state: 2, until: at }]]);
    },
  ],
  [
    "the grant from which it was shared on was suspended and resumed",
    "source",
    (chain, at) => {
      sharedOn(chain, 1);
      chain.grantState(sourceOf(1), [[BEGUN, { until: FAR, suspended: at, resumed: at + 10 }]]);
    },
  ],
  [
    "the first grant of three ran out",
    "source",
    (chain, at) => {
      sharedOn(chain, 3);
      chain.grantState(sourceOf(3), [[BEGUN, { until: at }]]);
    },
  ],
  [
    "the grant was suspended and resumed",
    "grant",
    (chain, at) => {
      chain.grantState(GRANT, [[BEGUN, { until: FAR, suspended: at, resumed: at + 10 }]]);
    },
  ],
];

describe.each(ENDINGS)("given that %s", (_, name, end) => {
  const at = (moment: number) =>
    outcome(
      inChain((chain) => {
        end(chain, moment);
      }),
    );

  it("after the anchor: accepted", async () => {
    expect(await at(UPPER + 1)).toEqual([0]);
  });

  it("between logging and anchor: not checked, which is not enough", async () => {
    const line = `${name}: not-checked ended-before-anchored`;
    expect(await at(UPPER)).toEqual([12, line]);
    expect(await at(LOWER + 1)).toEqual([12, line]);
  });

  it("after the statement's time and before logging, as when it is back-dated: refused", async () => {
    const line = `${name}: failed ended-before-logged`;
    expect(await at(LOWER)).toEqual([11, line]);
    expect(await at(SIGNED + 1)).toEqual([11, line]);
  });

  it("before the statement's time: refused", async () => {
    expect(await at(SIGNED)).toEqual([11, `${name}: failed already-ended`]);
  });
});

/** Each dated fact, begun at a moment. */
const BEGINNINGS: readonly (readonly [string, string, (chain: TestChain, at: number) => void])[] = [
  [
    "the seat was appointed",
    "seat",
    (chain, at) => {
      chain.term(2, { from: at, until: FAR });
    },
  ],
  [
    "the organisation was admitted",
    "organization",
    (chain, at) => {
      chain.standing(PROVIDER, [[at, { status: 1 }]]);
    },
  ],
  [
    "the grant was given",
    "grant",
    (chain, at) => {
      chain.grantState(GRANT, [[at, { until: FAR }]]);
    },
  ],
  [
    "the grant's term began",
    "grant",
    (chain, at) => {
      chain.grantRecord(GRANT, { ...PARTIES, from: at });
    },
  ],
  [
    "the grant from which it was shared on was given",
    "source",
    (chain, at) => {
      sharedOn(chain, 2);
      chain.grantState(sourceOf(2), [[at, { until: FAR }]]);
    },
  ],
];

describe.each(BEGINNINGS)("given that %s", (_, name, begin) => {
  const at = (moment: number) =>
    outcome(
      inChain((chain) => {
        begin(chain, moment);
      }),
    );

  it("in the second of the statement: accepted", async () => {
    expect(await at(SIGNED)).toEqual([0]);
  });

  it("a second later: refused", async () => {
    expect(await at(SIGNED + 1)).toEqual([11, `${name}: failed not-yet-valid`]);
  });
});

describe("given a statement dated after its own anchor", () => {
  const ahead: Twist["statement"] = (of) => ({ ...of, time: UPPER + 100 });
  const entry: Twist["entry"] = (of) => ({ ...of, logged: UPPER - 100 });

  it("is judged at the anchor", async () => {
    expect(await outcome({ statement: ahead, entry })).toEqual([0]);
    const ended = inChain((chain) => {
      chain.term(2, { from: BEGUN, until: FAR, endedAt: UPPER });
    });
    expect(await outcome({ ...ended, statement: ahead, entry })).toEqual([
      11,
      "seat: failed already-ended",
    ]);
  });
});
