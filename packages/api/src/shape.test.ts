// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { BlockRef } from "./schemas/common.ts";
import { readShape } from "./shape.ts";

const GOOD = { number: 7, hash: `0x${"ab".repeat(32)}`, time: 1_800_000_000 };

describe("readShape", () => {
  it("gives what has the form", () => {
    expect(readShape(BlockRef, GOOD)).toEqual({ data: GOOD });
  });

  it.each([
    [{ ...GOOD, extra: 1 }, "unknown-field", "extra"],
    [{ number: 7, hash: GOOD.hash }, "missing-field", "time"],
    [{ ...GOOD, number: "7" }, "invalid-field", "number"],
    [{ ...GOOD, hash: "0x12" }, "invalid-field", "hash"],
    [[], "invalid-field", ""],
    [null, "invalid-field", ""],
  ])("names what %j lacks", (value, code, path) => {
    expect(readShape(BlockRef, value)).toMatchObject({ fault: { code, path } });
  });
});
