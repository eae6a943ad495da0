// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { choice, id, time, whole } from "./values.ts";

const NOW = 1_900_000_000;

describe("given a time", () => {
  it.each([
    ["1900000000", 1_900_000_000],
    ["0", 0],
    ["+0d", NOW],
    ["+30d", NOW + 30 * 86_400],
    // Beijing is eight hours ahead of universal time.
    ["2027-12-31", Date.UTC(2027, 11, 30, 16) / 1_000],
    ["2027-12-31 08:30", Date.UTC(2027, 11, 31, 0, 30) / 1_000],
    ["2027-12-31T08:30:15", Date.UTC(2027, 11, 31, 0, 30, 15) / 1_000],
    ["2027-12-31T08:30:15Z", Date.UTC(2027, 11, 31, 8, 30, 15) / 1_000],
    ["2027-12-31T08:30:15-03:00", Date.UTC(2027, 11, 31, 11, 30, 15) / 1_000],
  ])("reads %s", (text, seconds) => {
    expect(time(text, NOW)).toBe(seconds);
  });

  it.each([
    "",
    "soon",
    "-5",
    "1.5",
    "+5",
    "+5h",
    "2027-13-01",
    "2027-1-1",
    "31.12.2027",
    "2027-12-31T8:30",
  ])("refuses %j", (text) => {
    expect(() => time(text, NOW)).toThrow(expect.objectContaining({ code: "not-a-time" }));
  });
});

describe("given a whole number", () => {
  it.each([
    ["0", 0],
    ["4294967295", 4_294_967_295],
    ["007", 7],
  ])("reads %s", (text, number) => {
    expect(whole(text, "--seat")).toBe(number);
  });

  it.each(["", " ", "-1", "1.0", "1e3", "0x10", "4294967296", "٣"])("refuses %j", (text) => {
    expect(() => whole(text, "--seat")).toThrow(expect.objectContaining({ code: "not-a-number" }));
  });
});

describe("given an id", () => {
  it("gives it in lower case", () => {
    expect(id(`0x${"AB".repeat(32)}`, "<asset>")).toBe(`0x${"ab".repeat(32)}`);
  });

  it.each(["", "ab".repeat(32), `0x${"ab".repeat(31)}`, `0x${"zz".repeat(32)}`])(
    "refuses %j",
    (text) => {
      expect(() => id(text, "<asset>")).toThrow(expect.objectContaining({ code: "not-an-id" }));
    },
  );
});

describe("given a word of a list", () => {
  it.each(["toString", "__proto__", "", "One"])("refuses %j and names the list", (word) => {
    expect(() => choice(word, { one: 1, two: 2 }, "--x")).toThrow(
      expect.objectContaining({ values: { what: "--x", value: word, words: "one, two" } }),
    );
  });
});
