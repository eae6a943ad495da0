// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { refusal } from "../testing/laws.ts";
import {
  boolean,
  hex,
  integer,
  list,
  memberOf,
  nonZeroHex,
  object,
  oneOf,
  optional,
  pattern,
} from "./fields.ts";

const point = object({ x: integer(0, 9), label: optional(pattern(/^[a-z]+$/)) });
const shape = object({ points: list(point, 1, 2), closed: optional(boolean) });

describe("object", () => {
  it("reads exactly its members, and keeps absence absent", () => {
    const value = { points: [{ x: 1 }, { x: 2, label: "b" }] };
    expect(shape(value, "")).toEqual(value);
    expect("closed" in shape(value, "")).toBe(false);
  });

  it.each<[unknown, string]>([
    [null, "wrong-type"],
    [[], "wrong-type"],
    ["", "wrong-type"],
    [{}, "missing-field"],
    [{ points: [{ x: 1 }], closed: undefined }, "wrong-type"],
    [{ points: [{ x: 1 }], closed: null }, "wrong-type"],
    [{ points: [{ x: 1 }], other: 1 }, "unknown-field"],
    [JSON.parse('{"points":[{"x":1}],"__proto__":{}}'), "unknown-field"],
    [{ points: [] }, "out-of-range"],
    [{ points: [{ x: 1 }, { x: 1 }, { x: 1 }] }, "out-of-range"],
    [{ points: { x: 1 } }, "wrong-type"],
    [{ points: [{ x: 10 }] }, "out-of-range"],
    [{ points: [{ x: 0.5 }] }, "out-of-range"],
    [{ points: [{ x: "1" }] }, "wrong-type"],
    [{ points: [{ x: 1, label: "B" }] }, "out-of-range"],
    [{ points: [{ x: 1, label: 1 }] }, "wrong-type"],
  ])("refuses %j", (value, code) => {
    expect(refusal(() => shape(value, ""))).toBe(code);
  });

  it("says where, below where it stands itself", () => {
    const value = { points: [{ x: 1 }, { x: 1, y: 1 }] };
    expect(() => shape(value, "")).toThrow(expect.objectContaining({ path: "points.1.y" }));
    expect(() => shape(value, "a.b")).toThrow(expect.objectContaining({ path: "a.b.points.1.y" }));
  });
});

describe("single values", () => {
  it("oneOf takes its values and no other of their type", () => {
    const read = oneOf<string | boolean>("a", false);
    expect([read("a", ""), read(false, "")]).toEqual(["a", false]);
    for (const value of ["b", true, 0, "", null]) {
      expect(refusal(() => read(value, ""))).toBe("out-of-range");
    }
  });

  it("hex takes its length in lower case, zero only where zero is a value", () => {
    expect(hex(2)("0x0000", "")).toBe("0x0000");
    expect(refusal(() => nonZeroHex(2)("0x0000", ""))).toBe("out-of-range");
    expect(nonZeroHex(2)("0x0100", "")).toBe("0x0100");
    for (const text of ["0x00", "0x000000", "0x00AB", "00ab", "0x00g0"]) {
      expect(refusal(() => hex(2)(text, ""))).toBe("invalid-hex");
    }
    expect(refusal(() => hex(2)(1, ""))).toBe("wrong-type");
  });
});

describe("memberOf", () => {
  it("sees own members of objects only", () => {
    expect(memberOf({ type: 1 }, "type")).toBe(1);
    for (const value of [null, undefined, 1, "", [], {}]) {
      expect(memberOf(value, "toString")).toBeUndefined();
    }
    expect(memberOf([1], "0")).toBeUndefined();
  });
});
