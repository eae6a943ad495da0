// SPDX-License-Identifier: Apache-2.0
import type { Hex, Signature } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import { Accounts } from "./accounts.ts";
import type { Question } from "./protocol.ts";

const ID = hash("statement");
const TEXT = "{}";
const ACCOUNT: Hex = `0x${"aa".repeat(20)}`;
const OTHER: Hex = `0x${"bb".repeat(20)}`;
const valueOf = (byte: string): Hex => `0x${byte.repeat(64)}1b`;
const single = (value: Hex): Signature => ({ alg: "eip712", seat: 3, value });
const unasked = (): Hex => {
  throw new Error("it is known");
};

/** Accounts behind a pool that gives one answer. */
function behind(answer: Hex | undefined): { accounts: Accounts; asked: Question[] } {
  const asked: Question[] = [];
  const account = (question: Question): Promise<Hex | undefined> => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  return { accounts: new Accounts({ account }), asked };
}

describe("accounts that were asked for ahead", () => {
  const value = valueOf("11");
  const one = { id: ID, text: TEXT, signatures: [single(value)] };

  it("are known when they are needed, and asked for once", async () => {
    const { accounts, asked } = behind(ACCOUNT);
    await accounts.ahead(one);
    await accounts.ahead(one);
    expect(accounts.of(ID, single(value), unasked)).toBe(ACCOUNT);
    expect(asked).toEqual([{ id: ID, text: TEXT, value }]);
  });

  it("are those of this signature and this statement only", async () => {
    const { accounts } = behind(ACCOUNT);
    await accounts.ahead(one);
    expect(accounts.of(ID, single(valueOf("12")), () => OTHER)).toBe(OTHER);
    expect(accounts.of(hash("other"), single(value), () => OTHER)).toBe(OTHER);
  });

  it("are found out where nobody answered, and where nobody is asked", async () => {
    for (const { accounts } of [behind(undefined), { accounts: new Accounts() }]) {
      await accounts.ahead(one);
      expect(accounts.of(ID, single(value), () => OTHER)).toBe(OTHER);
      expect(accounts.of(ID, single(value), unasked)).toBe(OTHER);
    }
  });

  it("are not remembered where there is none", async () => {
    const { accounts } = behind(undefined);
    await accounts.ahead(one);
    expect(() => accounts.of(ID, single(value), unasked)).toThrow("it is known");
    expect(accounts.of(ID, single(value), () => OTHER)).toBe(OTHER);
  });

  it("are not asked for of a batch, which has one for many", async () => {
    const { accounts, asked } = behind(ACCOUNT);
    const batch = { alg: "eip712-batch", seat: 3, value } as Signature;
    await accounts.ahead({ ...one, signatures: [batch] });
    expect(asked).toEqual([]);
  });

  it("of a batch are those of this signature as it was read, and of this statement", () => {
    const { accounts } = behind(undefined);
    const batch = { alg: "eip712-batch", seat: 3, value } as Signature;
    expect(accounts.of(ID, batch, () => ACCOUNT)).toBe(ACCOUNT);
    expect(accounts.of(ID, batch, unasked)).toBe(ACCOUNT);
    expect(accounts.of(hash("other"), batch, () => OTHER)).toBe(OTHER);
    expect(accounts.of(ID, { ...batch }, () => OTHER)).toBe(OTHER);
  });
});
