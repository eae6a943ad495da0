// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { type ListPath, LISTS } from "../lists.ts";
import { PAGES } from "./pages.ts";
import { ActsQuery, QUERIES } from "./queries.ts";

const ID = `0x${"ab".repeat(32)}`;

describe("given the query of a list", () => {
  it("is there for each list, with a page of its own", () => {
    expect(Object.keys(QUERIES)).toEqual(Object.keys(LISTS));
    expect(Object.keys(PAGES)).toEqual(Object.keys(LISTS));
  });

  it.each([
    ["assets", "holder", "7", "0x7"],
    ["assets", "catalogueCode", "307014/000001", "307014"],
    ["assets", "endsBefore", "1800000000", "2027-01-01"],
    ["rights", "asset", ID, ID.slice(2)],
    ["seats", "account", ID.slice(0, 42), ID],
    ["organizations", "code", "11370000MB2846109Y", "11370000mb2846109y"],
    ["organizations", "limit", "200", "-1"],
    ["organizations", "cursor", "00ff.1", "../x"],
  ] as const)("takes %s by %s %s and refuses %s", (list, name, good, bad) => {
    const query = QUERIES[list satisfies ListPath];
    expect(query.safeParse({ [name]: good }).success).toBe(true);
    expect(query.safeParse({ [name]: bad }).success).toBe(false);
  });

  it("refuses filters of another list", () => {
    expect(QUERIES.rules.safeParse({ holder: "7" }).success).toBe(false);
    expect(ActsQuery.safeParse({ asset: ID }).success).toBe(false);
  });
});
