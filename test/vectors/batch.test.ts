// SPDX-License-Identifier: Apache-2.0
import { type Hex, parseSignature, parseStatement, verifySignature } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

interface Valid {
  readonly statements: readonly unknown[];
  readonly signatures: readonly unknown[];
  readonly account: Hex;
}
interface Invalid {
  readonly statement: unknown;
  readonly signature: unknown;
  readonly account: Hex;
  /** Left out when the signature is sound, but another account's. */
  readonly code?: string;
}

const accountOf = (statement: unknown, signature: unknown): unknown =>
  outcome(() => verifySignature(parseStatement(statement), parseSignature(signature)));

describe("batch signatures", () => {
  it.each(vectors<Valid>("valid", "batch"))("$rule", ({ vector }) => {
    const { statements, signatures, account } = vector;
    const found = statements.map((statement, at) => accountOf(statement, signatures[at]));
    expect(found).toEqual(statements.map(() => account));
  });

  it.each(vectors<Invalid>("invalid", "batch"))("refused: $rule", ({ vector }) => {
    const { statement, signature, account, code } = vector;
    const found = accountOf(statement, signature);
    if (code === undefined) expect(found).toMatch(/^0x[0-9a-f]{40}$/);
    else expect(found).toBe(code);
    expect(found).not.toBe(account);
  });
});
