// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { Tally } from "./tally.ts";

const problem = Buffer.from('{"code":"busy","detail":"the queue is \\"full\\"","status":503}');

describe("given answers", () => {
  it("is empty where all are as they should be", () => {
    const tally = new Tally();
    expect(tally.takes("a read", { status: 200, body: Buffer.from("{}") }, 200)).toBe(true);
    expect([...tally.faults(), ...tally.later()]).toEqual([]);
  });

  it("counts each other answer with its code, and apart those that say to come again", () => {
    const tally = new Tally();
    tally.takes("a read", { status: 500, body: Buffer.from("") }, 200);
    for (let at = 0; at < 3; at++)
      expect(tally.takes("a read", { status: 503, body: problem }, 200)).toBe(false);
    tally.takes("a write", { status: 429, body: Buffer.from("") }, 200);
    expect(tally.faults()).toEqual(["a read was answered 500 without a code (): 1 times"]);
    expect(tally.later()).toEqual([
      String.raw`a read was answered 503 busy (the queue is \"full\"): 3 times`,
      "a write was answered 429 without a code (): 1 times",
    ]);
  });

  it("stays small whatever goes wrong", () => {
    const tally = new Tally();
    for (let at = 0; at < 1_000; at++) tally.add(`fault ${at}`);
    expect(tally.faults()).toHaveLength(101);
    expect(tally.faults().at(-1)).toBe("more: 900 times");
  });
});
