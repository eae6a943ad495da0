// SPDX-License-Identifier: Apache-2.0
import { type Hex, kindOf, parseStatement, signingDigest, type Statement } from "@suyuan/proof";
import { nobleCrypto, statementId, toHex, typedData } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

interface Valid {
  readonly statement: Statement;
  readonly id: Hex;
  readonly primaryType: string;
  readonly encodedType: string;
  readonly digest: Hex;
}
interface Invalid {
  readonly statement: unknown;
  readonly code: string;
}

describe("statements", () => {
  it.each(vectors<Valid>("valid", "statement"))("$rule", ({ rule, vector }) => {
    const statement = parseStatement(vector.statement);
    expect(statement).toEqual(vector.statement);
    expect(rule.startsWith(kindOf(statement))).toBe(true);
    expect(statementId(statement)).toBe(vector.id);
    expect(toHex(signingDigest(statement))).toBe(vector.digest);
    expect(toHex(signingDigest(statement, nobleCrypto))).toBe(vector.digest);
    const { primaryType, types } = typedData(statement);
    const members = (types[primaryType] ?? []).map(({ type, name }) => `${type} ${name}`);
    const nested = "Digest" in types ? "Digest(uint64 size,bytes32 sha256,bytes32 sm3)" : "";
    expect(`${primaryType}(${members.join(",")})${nested}`).toBe(vector.encodedType);
    expect(primaryType).toBe(vector.primaryType);
  });

  it.each(vectors<Invalid>("invalid", "statement"))("refused: $rule", ({ vector }) => {
    expect(outcome(() => parseStatement(vector.statement))).toBe(vector.code);
  });
});
