// SPDX-License-Identifier: Apache-2.0
import { canonicalBytes, canonicalText, defaultCrypto, fromHex, type Hex } from "@suyuan/proof";
import { parseCanonical, parseStrict, toHex, utf8 } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

interface Valid {
  readonly input: string;
  readonly canonical: string;
  readonly sha256: Hex;
}
type Invalid = { readonly code: string } & ({ readonly input: string } | { readonly hex: Hex });

describe("canonical JSON", () => {
  it.each(vectors<Valid>("valid", "canonical"))("$rule", ({ vector }) => {
    const { input, canonical, sha256 } = vector;
    expect(canonicalText(parseStrict(input))).toBe(canonical);
    expect(canonicalText(parseStrict(utf8(input)))).toBe(canonical);
    expect(toHex(defaultCrypto.sha256(canonicalBytes(parseStrict(input))))).toBe(sha256);
    const isCanonical = input === canonical;
    const read = outcome(() => canonicalText(parseCanonical(utf8(input))));
    expect(read).toBe(isCanonical ? canonical : "not-canonical");
  });

  it.each(vectors<Invalid>("invalid", "canonical"))("refused: $rule", ({ vector }) => {
    const bytes = "hex" in vector ? fromHex(vector.hex) : utf8(vector.input);
    expect(outcome(() => parseStrict(bytes))).toBe(vector.code);
    if ("input" in vector) expect(outcome(() => parseStrict(vector.input))).toBe(vector.code);
  });
});
