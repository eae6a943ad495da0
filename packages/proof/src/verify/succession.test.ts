// SPDX-License-Identifier: Apache-2.0
// Mergers and splits: who signs in whose place, and from when on.
import { describe, expect, it } from "vitest";
import type { Hex } from "../bytes.ts";
import type { StatementKind } from "../codes.ts";
import type { Statement } from "../statement/types.ts";
import { MAX_SUCCESSIONS } from "../storage/succession.ts";
import { alone, asSeat, FAR, inChain, LOWER, outcome, SIGNED, UPPER } from "../testing/cases.ts";
import type { TestChain } from "../testing/chain.ts";
import {
  ASSET,
  BEGUN,
  CENTRE,
  GRANT,
  HEIR,
  PROVIDER,
  RECIPIENT,
  SEATS,
  T,
} from "../testing/story.ts";
import { linesOf } from "../testing/verdicts.ts";
import { type Twist, World } from "../testing/world.ts";
import { verify } from "./verify.ts";

const OTHER = 12;
/** Seats that sign for whomever storage says. */
const [REGISTRANT, HEAD, RECEIVER] = [8, 9, 10];
const moved = (chain: TestChain, seat: number, organization: number): void => {
  const { account, office } = SEATS[seat] ?? {};
  chain.seat(seat, account?.address ?? "0x", organization, office ?? 0);
};
const admitted = (chain: TestChain, ...numbers: readonly number[]): void => {
  for (const number of numbers) chain.standing(number, [[BEGUN, { status: 1 }]]);
};
const abolished = (chain: TestChain, number: number, at: number, successor = 0): void => {
  chain.standing(number, [
    [BEGUN, { status: 1 }],
    [at, { status: 3, successor }],
  ]);
};

/** A statement of a kind by a seat that is the organisation's. */
const by = (
  seat: number,
  organization: number,
  of: StatementKind,
  change: (chain: TestChain) => void,
  more: object = {},
): Twist => ({
  ...asSeat(seat, of, { organization, ...more }),
  chain: (chain) => {
    admitted(chain, OTHER);
    moved(chain, seat, organization);
    change(chain);
  },
});

describe("given that the provider was merged into another organisation", () => {
  const merged =
    (at: number) =>
    (chain: TestChain): void => {
      abolished(chain, PROVIDER, at, HEIR);
    };
  const delivery = (organization: number, at: number) =>
    outcome(by(REGISTRANT, organization, "delivery", merged(at)));

  it("takes the successor's delivery under the old grant", async () => {
    const world = await World.tell(by(REGISTRANT, HEIR, "delivery", merged(T + 100)));
    const verdict = verify(world.evidence(), world.policy());
    expect(verdict.exit).toBe(0);
    expect(linesOf(verdict, "party")).toEqual(["ok party-succeeds"]);
    const { values } = verdict.checks.find(({ name }) => name === "party") ?? {};
    expect(values).toMatchObject({ organization: HEIR, recorded: PROVIDER });
  });

  it("takes it from the very second of the merger on, and not a second earlier", async () => {
    expect(await delivery(HEIR, SIGNED)).toEqual([0]);
    expect(await delivery(HEIR, SIGNED + 1)).toEqual([11, "party: failed not-yet-valid"]);
    expect(await delivery(HEIR, UPPER)).toEqual([11, "party: failed not-yet-valid"]);
    expect(await delivery(HEIR, UPPER + 1)).toEqual([11, "party: failed not-a-party"]);
  });

  it("does not take the abolished organisation's delivery after the merger", async () => {
    expect(await delivery(PROVIDER, SIGNED)).toEqual([
      11,
      "organization: failed already-ended",
      "party: failed not-a-party",
    ]);
    expect(await delivery(PROVIDER, LOWER)).toEqual([
      11,
      "organization: failed ended-before-logged",
      "party: failed ended-before-logged",
    ]);
    expect(await delivery(PROVIDER, UPPER)).toEqual([
      12,
      "organization: not-checked ended-before-anchored",
      "party: not-checked ended-before-anchored",
    ]);
  });

  it("still takes what the organisation signed before", async () => {
    expect(await delivery(PROVIDER, UPPER + 1)).toEqual([0]);
  });

  it("does not take a third's", async () => {
    expect(await delivery(OTHER, T + 100)).toEqual([11, "party: failed not-a-party"]);
  });

  it("takes the successor's dataset version, withdrawal of a serial and withdrawal of a delivery", async () => {
    const early = merged(T + 100);
    expect(await outcome(by(REGISTRANT, HEIR, "dataset-version", early))).toEqual([0]);
    const serial = by(HEAD, HEIR, "withdrawal", early, { target: { serial: 9 } });
    expect(await outcome({ ...serial, draft: alone })).toEqual([0]);
    // The delivery was signed by the provider, which was merged after that and before its withdrawal.
    expect(await outcome(by(HEAD, HEIR, "withdrawal", merged(T + 1_250)))).toEqual([0]);
    expect(await outcome(by(HEAD, HEIR, "withdrawal", merged(UPPER + 1)))).toEqual([
      11,
      "party: failed not-a-party",
    ]);
  });

  it("takes its reconciliation with the recipient", async () => {
    expect(await outcome(by(HEAD, HEIR, "reconciliation", merged(T + 100)))).toEqual([0]);
    expect(await outcome(by(HEAD, OTHER, "reconciliation", merged(T + 100)))).toEqual([
      11,
      "party: failed not-a-party",
    ]);
  });
});

describe("given that the recipient was merged into another organisation", () => {
  const merged =
    (at: number) =>
    (chain: TestChain): void => {
      abolished(chain, RECIPIENT, at, HEIR);
    };
  const to = (recipient: number, at: number): Twist => ({
    statement: (told) => ({ ...told, recipient }) as Statement,
    chain: (chain) => {
      merged(at)(chain);
    },
  });

  it("takes a receipt and a disposal by the successor", async () => {
    expect(await outcome(by(RECEIVER, HEIR, "receipt", merged(T + 100)))).toEqual([0]);
    expect(await outcome(by(HEAD, HEIR, "disposal", merged(T + 100)))).toEqual([0]);
    expect(await outcome(by(HEAD, HEIR, "disposal", merged(UPPER + 1)))).toEqual([
      11,
      "party: failed not-a-party",
    ]);
  });

  it("takes a delivery to whoever was its recipient between signing and anchor", async () => {
    expect(await outcome(to(HEIR, SIGNED))).toEqual([0]);
    expect(await outcome(to(RECIPIENT, UPPER + 1))).toEqual([0]);
    expect(await outcome(to(RECIPIENT, UPPER))).toEqual([0]);
    expect(await outcome(to(RECIPIENT, SIGNED))).toEqual([11, "party: failed recipient-differs"]);
    expect(await outcome(to(HEIR, UPPER + 1))).toEqual([11, "party: failed recipient-differs"]);
  });
});

describe("given that an organisation was split", () => {
  const split =
    (subject?: Hex) =>
    (chain: TestChain): void => {
      abolished(chain, PROVIDER, T + 100, HEIR);
      if (subject !== undefined) chain.assignment(PROVIDER, subject, OTHER);
    };
  const signed = (organization: number, of: StatementKind, subject?: Hex) =>
    outcome(by(REGISTRANT, organization, of, split(subject)));

  it("follows the assignment of the grant for what is done under it", async () => {
    expect(await signed(OTHER, "delivery", GRANT)).toEqual([0]);
    expect(await signed(HEIR, "delivery", GRANT)).toEqual([11, "party: failed not-a-party"]);
  });

  it("follows the assignment of the asset for its versions", async () => {
    expect(await signed(OTHER, "dataset-version", ASSET)).toEqual([0]);
    expect(await signed(HEIR, "dataset-version", ASSET)).toEqual([11, "party: failed not-a-party"]);
  });

  it("gives the keeper what was not assigned", async () => {
    expect(await signed(HEIR, "delivery", ASSET)).toEqual([0]);
    expect(await signed(HEIR, "dataset-version", GRANT)).toEqual([0]);
    expect(await signed(OTHER, "delivery", ASSET)).toEqual([11, "party: failed not-a-party"]);
  });

  it("goes on from whoever ended before the split that leads to it", async () => {
    const ended = by(REGISTRANT, HEIR, "delivery", (chain) => {
      abolished(chain, PROVIDER, T + 100, CENTRE);
      chain.assignment(PROVIDER, GRANT, OTHER);
      abolished(chain, OTHER, T + 50, HEIR);
    });
    expect(await outcome(ended)).toEqual([0]);
  });

  it("does not follow an assignment before the split", async () => {
    const prepared = (chain: TestChain): void => {
      chain.assignment(PROVIDER, GRANT, OTHER);
    };
    expect(await outcome(inChain(prepared))).toEqual([0]);
    expect(await outcome(by(REGISTRANT, OTHER, "delivery", prepared))).toEqual([
      11,
      "party: failed not-a-party",
    ]);
  });
});

describe("given an organisation that ended without a successor", () => {
  it("lets nobody sign for it", async () => {
    const ended = (chain: TestChain): void => {
      abolished(chain, PROVIDER, T + 100);
    };
    for (const organization of [HEIR, PROVIDER]) {
      expect(await outcome(by(REGISTRANT, organization, "delivery", ended))).toContain(
        "party: failed not-a-party",
      );
    }
  });
});

describe("given a chain of successions", () => {
  const FIRST = 100;
  /** The provider, then 100, 101, …: each merged into the next, and the last one stands. */
  const chained =
    (steps: number) =>
    (chain: TestChain): void => {
      const numbers = [PROVIDER, ...Array.from({ length: steps }, (_, place) => FIRST + place)];
      admitted(chain, ...numbers);
      numbers.slice(0, -1).forEach((number, place) => {
        abolished(chain, number, T + 100 + place, numbers[place + 1]);
      });
    };
  const byLast = (steps: number) =>
    outcome(by(REGISTRANT, FIRST + steps - 1, "delivery", chained(steps)));

  it("follows it to its end", async () => {
    expect(await byLast(2)).toEqual([0]);
    expect(await byLast(MAX_SUCCESSIONS)).toEqual([0]);
    expect(await outcome(by(REGISTRANT, FIRST, "delivery", chained(2)))).toEqual([
      11,
      "organization: failed already-ended",
      "party: failed not-a-party",
    ]);
  });

  it("does not judge a longer one than the contracts allow", async () => {
    expect(await byLast(MAX_SUCCESSIONS + 1)).toEqual([12, "party: not-checked state-unusable"]);
  });

  it("follows two that came in one second", async () => {
    const both = (chain: TestChain): void => {
      abolished(chain, PROVIDER, T + 100, HEIR);
      abolished(chain, HEIR, T + 100, OTHER);
    };
    expect(await outcome(by(REGISTRANT, OTHER, "delivery", both))).toEqual([0]);
  });
});

describe("given a transfer of the asset and a merger", () => {
  // The provider registered it, the recipient took it over, and was merged.
  const version = (organization: number, merger: number) =>
    outcome(
      by(REGISTRANT, organization, "dataset-version", (chain) => {
        chain.party("holders", ASSET, [[T + 50, RECIPIENT]]);
        abolished(chain, RECIPIENT, merger, HEIR);
      }),
    );

  it("follows from the holder of the moment, not from who registered it", async () => {
    expect(await version(HEIR, T + 100)).toEqual([0]);
    expect(await version(PROVIDER, T + 100)).toEqual([11, "party: failed not-a-party"]);
    expect(await version(RECIPIENT, FAR)).toEqual([0]);
  });

  it("is not moved by the merger of an earlier holder", async () => {
    const earlier = by(REGISTRANT, RECIPIENT, "dataset-version", (chain) => {
      chain.party("holders", ASSET, [[T + 50, RECIPIENT]]);
      abolished(chain, PROVIDER, T + 100, HEIR);
    });
    expect(await outcome(earlier)).toEqual([0]);
  });
});
