// SPDX-License-Identifier: Apache-2.0
import { FILTERED, type ListPath, LISTS } from "@suyuan/api";
import { describe, expect, it } from "vitest";
import { LISTS as INDEXED } from "../indexing/lists.ts";
import { filterOf, INDEX_LISTS, queryOf } from "./lists.ts";

const paths = Object.keys(LISTS) as ListPath[];

describe("given the lists of the API", () => {
  it.each(paths)("has a list of the index for each filter of %s, and for no other", (path) => {
    const whole = FILTERED.has(path) ? [] : [""];
    const names = [...whole, ...Object.keys(LISTS[path])];
    expect(Object.keys(INDEX_LISTS[path]).toSorted()).toEqual(names.toSorted());
  });

  it.each(paths)("lists things of one kind under %s", (path) => {
    const kinds = Object.values(INDEX_LISTS[path]).map((list) => INDEXED[list].kind);
    expect(new Set(kinds).size).toBe(1);
  });
});

describe("given a query", () => {
  it("takes one filter, or none where a list is given whole", () => {
    expect(filterOf("assets", { holder: "7" })).toEqual({ name: "holder", value: "7" });
    expect(filterOf("assets", { limit: "7" })).toEqual({ name: "", value: "" });
  });

  it.each([
    ["two", "assets", { holder: "1", region: "2" }],
    ["none where one is due", "rights", {}],
  ] as const)("refuses %s", (_, path, query) => {
    expect(() => filterOf(path, query)).toThrow(
      expect.objectContaining({ code: "invalid-parameter" }),
    );
  });
});

describe("given a filter's value", () => {
  it.each([
    ["assets", "holder", "007", { list: "assets-by-holder", value: "7" }],
    ["rights", "asset", "0xab", { list: "rights-by-asset", value: "ab" }],
    ["organizations", "code", "91AB", { list: "organizations-by-code", value: "91AB" }],
    [
      "procedures",
      "dueBefore",
      "255",
      { list: "procedures-by-due", value: "", before: "00000000ff" },
    ],
  ] as const)("finds %s by %s %s", (path, name, value, query) => {
    expect(queryOf(path, { name, value })).toEqual(query);
  });

  it("reads a catalogue code as the contracts hold it, and refuses another", () => {
    const { value } = queryOf("assets", { name: "catalogueCode", value: "307014/000001" });
    expect(value).toBe(Buffer.from("307014/000001").toString("hex").padEnd(64, "0"));
    expect(() => queryOf("assets", { name: "catalogueCode", value: "1/2" })).toThrow(
      expect.objectContaining({ code: "invalid-parameter" }),
    );
  });
});
