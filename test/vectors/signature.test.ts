// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, defaultCrypto, type Hex, nobleCrypto } from "@suyuan/proof";
import { parseSignatures, parseStatement, verifySignatures } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

interface Signed {
  readonly statement: unknown;
  readonly signatures: unknown;
  readonly accounts: readonly Hex[];
  /** Left out of an invalid vector when the signature is sound, but another account's. */
  readonly code?: string;
}

function accountsOf({ statement, signatures }: Signed, crypto: CryptoProvider): unknown {
  return outcome(() => {
    const found = verifySignatures(parseStatement(statement), parseSignatures(signatures), crypto);
    return found.map(({ account }) => account);
  });
}

describe.each([defaultCrypto, nobleCrypto])("signatures, by $name", (crypto) => {
  it.each(vectors<Signed>("valid", "signature"))("$rule", ({ vector }) => {
    expect(accountsOf(vector, crypto)).toEqual(vector.accounts);
  });

  it.each(vectors<Signed>("invalid", "signature"))("refused: $rule", ({ vector }) => {
    const found = accountsOf(vector, crypto);
    if (vector.code === undefined) expect(found).toHaveLength(vector.accounts.length);
    else expect(found).toBe(vector.code);
    expect(found).not.toEqual(vector.accounts);
  });
});
