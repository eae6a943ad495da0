// SPDX-License-Identifier: Apache-2.0
import { commitment, createDigest, type Digest, digestBytes, fromHex, type Hex } from "@suyuan/proof";
import { type Json, nobleCrypto, utf8 } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

interface Data {
  readonly text: string;
  readonly repeat?: number;
  readonly salt?: Hex;
}
interface Document {
  readonly document: Json;
  readonly salt: Hex;
}
type Valid = (Data & { readonly digest: Digest }) | (Document & { readonly commitment: Hex });
type Invalid = { readonly code: string } & (Data | Document);

const dataOf = ({ text, repeat = 1 }: Data): Uint8Array => utf8(text.repeat(repeat));
const saltOf = ({ salt }: Data): Uint8Array | undefined =>
  salt === undefined ? undefined : fromHex(salt);

describe("digests and commitments", () => {
  it.each(vectors<Valid>("valid", "digest"))("$rule", ({ vector }) => {
    if ("document" in vector) {
      expect(commitment(fromHex(vector.salt), vector.document)).toBe(vector.commitment);
      return;
    }
    const data = dataOf(vector);
    const salt = saltOf(vector);
    expect(digestBytes(data, salt)).toEqual(vector.digest);
    expect(digestBytes(data, salt, nobleCrypto)).toEqual(vector.digest);
    const builder = createDigest(salt);
    for (let at = 0; at < data.length; at += 61) builder.update(data.subarray(at, at + 61));
    expect(builder.digest()).toEqual(vector.digest);
  });

  it.each(vectors<Invalid>("invalid", "digest"))("refused: $rule", ({ vector }) => {
    const made = outcome(() =>
      "document" in vector
        ? commitment(fromHex(vector.salt), vector.document)
        : digestBytes(dataOf(vector), saltOf(vector)),
    );
    expect(made).toBe(vector.code);
  });
});
