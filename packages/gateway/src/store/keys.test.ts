// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import { KEYS, RANGES, undoSize } from "./keys.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const size = fc.maxSafeNat();

describe("keys", () => {
  it("sort as their numbers do", () => {
    fc.assert(
      fc.property(size, size, (one, other) => {
        expect(KEYS.entry(one) < KEYS.entry(other)).toBe(one < other);
        expect(KEYS.checkpoint(one) < KEYS.checkpoint(other)).toBe(one < other);
      }),
      { numRuns },
    );
  });

  it("of one kind never fall into the range of another", () => {
    const subject = { kind: "asset", id: hash("x") } as const;
    const keys = [
      KEYS.meta,
      KEYS.tip,
      KEYS.entry(1),
      KEYS.id(hash("i")),
      KEYS.claim({ of: "serial", grant: hash("g"), serial: 1 }),
      KEYS.head(subject),
      KEYS.ordinal(subject, 1),
      KEYS.node(0, 1),
      KEYS.heads("01"),
      KEYS.undo("01", 1),
      KEYS.checkpoint(1),
      KEYS.proofs(1),
      KEYS.finding(1, "x"),
    ];
    for (const prefix of ["e", "i", "x", "t", "o"] as const) {
      const { gte, lt } = RANGES.all(prefix);
      expect(keys.filter((key) => key >= gte && key < lt)).toHaveLength(1);
    }
  });

  it("keep apart what is claimed", () => {
    const [grant, log, id] = [hash("g"), hash("l"), hash("d")];
    const keys = [
      KEYS.claim({ of: "serial", grant, serial: 1 }),
      KEYS.claim({ of: "serial", grant, serial: 2 }),
      KEYS.claim({ of: "serial", grant: log, serial: 1 }),
      KEYS.claim({ of: "receipt", grant, delivery: { log, id } }),
      KEYS.claim({ of: "receipt", grant: log, delivery: { log, id } }),
      KEYS.claim({ of: "receipt", grant, delivery: { log: id, id } }),
      KEYS.claim({ of: "receipt", grant, delivery: { log, id: log } }),
      KEYS.claim({ of: "receipt", grant, delivery: { log, id }, after: hash("r") }),
      KEYS.claim({ of: "receipt", grant, delivery: { log, id }, after: hash("s") }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    const { gte, lt } = RANGES.all("x");
    expect(keys.every((key) => key >= gte && key < lt)).toBe(true);
  });

  it("keep assets and grants apart", () => {
    expect(KEYS.head({ kind: "asset", id: hash("x") })).not.toBe(
      KEYS.head({ kind: "grant", id: hash("x") }),
    );
  });

  it("tell the checkpoint of an undo, and only of the same path", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[01]{0,16}$/), size, size, (path, one, other) => {
        expect(undoSize(KEYS.undo(path, one))).toBe(one);
        const { gt, lt } = RANGES.undoAfter(path, one);
        const key = KEYS.undo(path, other);
        expect(key > gt && key < lt).toBe(other > one);
        const longer = KEYS.undo(`${path}0`, other);
        expect(longer > gt && longer < lt).toBe(false);
      }),
      { numRuns },
    );
  });
});
