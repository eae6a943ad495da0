// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { Memo } from "./memo.ts";

describe("a memo", () => {
  it("makes an answer once", () => {
    const memo = new Memo<number>(10);
    let made = 0;
    for (let turn = 0; turn < 5; turn++) expect(memo.get("a", () => ++made)).toBe(1);
  });

  it("stays within its limit and forgets the oldest first", () => {
    const memo = new Memo<number>(10);
    let made = 0;
    const make = () => ++made;
    for (let key = 0; key < 100; key++) memo.get(String(key), make);
    memo.get("99", make);
    expect(made).toBe(100);
    memo.get("0", make);
    expect(made).toBe(101);
  });

  it("keeps what is used again while it forgets", () => {
    const memo = new Memo<number>(10);
    let made = 0;
    memo.get("kept", () => ++made);
    for (let key = 0; key < 50; key++) {
      memo.get(String(key), () => 0);
      memo.get("kept", () => ++made);
    }
    expect(made).toBe(1);
  });

  it("remembers what came later, and forgets what failed", async () => {
    const memo = new Memo<number>(10);
    let made = 0;
    const failing = () => Promise.reject(new Error("away"));
    await expect(memo.later("a", failing)).rejects.toThrow("away");
    const make = () => Promise.resolve(++made);
    expect([await memo.later("a", make), await memo.later("a", make)]).toEqual([1, 1]);
    expect(await memo.later("a", failing)).toBe(1);
  });

  it("gives all that ask at once the same answer", async () => {
    const memo = new Memo<object>(10);
    const [one, other] = await Promise.all([
      memo.later("a", () => Promise.resolve({})),
      memo.later("a", () => Promise.resolve({})),
    ]);
    expect(one).toBe(other);
  });
});
