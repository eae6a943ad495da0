// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { pathOf } from "./paths.ts";

describe("pathOf", () => {
  it("fills one segment", () => {
    expect(pathOf("seat", { number: 7 })).toBe("/v1/seats/7");
  });

  it("keeps a value within its segment", () => {
    expect(pathOf("asset", { id: "../x?y" })).toBe("/v1/assets/..%2Fx%3Fy");
  });

  it("keeps the slashes of the rest of a path", () => {
    expect(pathOf("tile", { place: "0/x001/234.p/5" })).toBe("/log/tile/0/x001/234.p/5");
  });
});
