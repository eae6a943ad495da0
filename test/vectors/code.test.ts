// SPDX-License-Identifier: Apache-2.0
import { isRegionCode, isUnifiedCode, parseCatalogueCode } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

interface Code {
  readonly code: "unified" | "catalogue" | "region";
  readonly text: string;
}

function accepts({ code, text }: Code): boolean {
  switch (code) {
    case "unified":
      return isUnifiedCode(text);
    case "region":
      return isRegionCode(text);
    case "catalogue":
      return outcome(() => parseCatalogueCode(text)) !== "malformed";
  }
}

describe("codes", () => {
  it.each(vectors<Code>("valid", "code"))("$rule", ({ vector }) => {
    expect(accepts(vector)).toBe(true);
  });

  it.each(vectors<Code>("invalid", "code"))("refused: $rule", ({ vector }) => {
    expect(accepts(vector)).toBe(false);
  });
});
