// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { CASE_KIND } from "../indexing/acts/corrections.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import type { Row, Subject } from "../indexing/types.ts";
import { Ledger } from "./ledger.ts";
import { hasTold, withSides } from "./sides.ts";

const GRANT = "0xab";
const [PROVIDER, RECIPIENT, HEIR] = [3, 4, 5];
const MERGED_AT = 100;

/** A ledger on which the provider was merged into its heir, and maybe the recipient too. */
function ledger(isOne = false): Ledger {
  const ended = { status: 3, successor: HEIR, endedAt: MERGED_AT };
  const rows: Readonly<Record<string, object>> = {
    [PROVIDER]: ended,
    [RECIPIENT]: isOne ? ended : { status: 1 },
    [HEIR]: { status: 1 },
  };
  const grant = { id: GRANT, provider: PROVIDER, recipient: RECIPIENT };
  const row = ({ kind, id }: Subject) => {
    if (kind === "grant") return grant as unknown as Row;
    return kind === "organization" ? (rows[id] as Row | undefined) : undefined;
  };
  const index = {
    row: (subject: Subject) => Promise.resolve(row(subject)),
    rows: (subjects: readonly Subject[]) => Promise.resolve(subjects.map(row)),
  };
  return new Ledger(index as unknown as IndexStore, MERGED_AT + 50);
}

const proposal = (proposer: number, proposedAt: number): Row => ({
  ...{ id: GRANT, at: "0", provider: PROVIDER, recipient: RECIPIENT, proposer, proposedAt },
});
const proposerOf = async (row: Row) => (await withSides(ledger(), "change", row))["proposer"];

describe("given a provider that was merged into another organisation", () => {
  it("takes a proposal of that one for the provider's", async () => {
    expect(await proposerOf(proposal(HEIR, MERGED_AT + 1))).toBe(PROVIDER);
  });

  it("takes a proposal that the provider had made before for its own", async () => {
    expect(await proposerOf(proposal(PROVIDER, MERGED_AT - 1))).toBe(PROVIDER);
  });

  it("takes what the heir proposed before for the recipient's: it stood in nobody else's place", async () => {
    expect(await proposerOf(proposal(HEIR, MERGED_AT - 1))).toBe(RECIPIENT);
    expect(await proposerOf(proposal(RECIPIENT, MERGED_AT + 1))).toBe(RECIPIENT);
  });

  const dispute = (...told: readonly number[]): Row => ({
    ...{ id: "0xcd", at: "0", kind: CASE_KIND.dispute, subject: GRANT, told },
    ...{ raiser: RECIPIENT, respondent: PROVIDER, time: MERGED_AT - 10 },
  });

  it("takes what the provider said in a dispute for said by the heir", async () => {
    expect(await hasTold(ledger(), dispute(PROVIDER), HEIR)).toBe(true);
    expect(await hasTold(ledger(), dispute(PROVIDER), RECIPIENT)).toBe(false);
    expect(await hasTold(ledger(), dispute(RECIPIENT), HEIR)).toBe(false);
    expect(await hasTold(ledger(), dispute(), HEIR)).toBe(false);
  });

  it("leaves the other side's part to say to an heir of both", async () => {
    expect(await hasTold(ledger(true), dispute(PROVIDER), HEIR)).toBe(false);
  });
});
