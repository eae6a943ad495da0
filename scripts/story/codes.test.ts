// SPDX-License-Identifier: Apache-2.0
import { stdnum } from "stdnum";
import { describe, expect, it } from "vitest";

import { fictionalCode } from "./codes.ts";

const isUnifiedCode = (code: string) => stdnum["CN"]?.["uscc"]?.validate(code).isValid;

describe("given a fictional organisation", () => {
  it.each([1, 2, 77, 4711])("gives code %i a check character that stdnum accepts", (serial) => {
    expect(isUnifiedCode(fictionalCode("11", serial))).toBe(true);
  });

  it("gives an enterprise one too", () => {
    expect(isUnifiedCode(fictionalCode("91", 1))).toBe(true);
  });

  it("differs in its last character when one other character changes", () => {
    const code = fictionalCode("12", 5);
    const changed = `${code.slice(0, 12)}9${code.slice(13)}`;
    expect(isUnifiedCode(changed)).toBe(false);
  });
});
