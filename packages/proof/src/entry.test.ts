// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hex, utf8 } from "./bytes.ts";
import { canonicalText } from "./canonical.ts";
import {
  encodeEntry,
  encodeHeadsEntry,
  entryTimeFault,
  parseEntry,
  parseHeadsEntry,
  parseLeaf,
} from "./entry.ts";
import type { Entry, HeadsEntry } from "./entry/types.ts";
import { signersOf, subjectsOf } from "./statement/id.ts";
import type { Statement } from "./statement/types.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "./testing/laws.ts";
import { anyStatement, hexOf } from "./testing/statements.ts";

const law = { numRuns: NUM_RUNS };
const VALUE: Hex = `0x${"11".repeat(64)}1b`;
const time = fc.nat({ max: 2 ** 48 - 1 });
const seen = fc.record({ number: fc.nat(), hash: hexOf(32), time });
const place = fc.record({ n: fc.integer({ min: 1, max: 3 }), prev: hexOf(32) });

const entryOver = (statement: Statement) => {
  const { asset, grant } = subjectsOf(statement);
  const subjects = grant === undefined ? [asset] : [asset, grant];
  const places = fc.tuple(...subjects.map(() => place));
  return fc
    .record({ logged: time, seen, places })
    .map(({ logged, seen: block, places: all }): Entry => ({
      type: "suyuan/entry@1",
      statement,
      signatures: signersOf(statement).map(({ seat }) => ({ alg: "eip712", seat, value: VALUE })),
      ...{ logged, seen: block },
      chain: subjects.map((subject, at) => {
        const { n = 1, prev } = all[at] ?? {};
        return n === 1 || prev === undefined ? { subject, n: 1 } : { subject, n, prev };
      }),
    }));
};
const anyEntry = anyStatement.chain(entryOver);
const anyHeads: fc.Arbitrary<HeadsEntry> = fc.record({
  type: fc.constant("suyuan/heads@1" as const),
  ...{ log: hexOf(32), size: fc.integer({ min: 1 }), logged: time, seen },
  ...{ count: fc.integer({ min: 1 }), root: hexOf(32) },
});

describe("an entry", { timeout: LAW_TIMEOUT }, () => {
  it("comes back as it was, over every kind of statement", () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const bytes = encodeEntry(entry);
        const written = {
          statement: canonicalText(entry.statement),
          signatures: canonicalText(entry.signatures),
        };
        expect(encodeEntry(entry, written)).toEqual(bytes);
        expect(parseEntry(bytes)).toEqual(entry);
        expect(parseLeaf(bytes)).toEqual(entry);
        expect(encodeEntry(parseEntry(bytes))).toEqual(bytes);
      }),
      law,
    );
  });
  it("with a bit turned over is refused, or is another one in its canonical form", () => {
    fc.assert(
      fc.property(anyEntry, fc.nat(), (entry, bit) => {
        const bytes = encodeEntry(entry);
        const other = flipBit(bytes, bit % (bytes.length * 8));
        let read: Entry | undefined;
        refusal(() => (read = parseEntry(other)));
        if (read !== undefined) expect(encodeEntry(read)).toEqual(other);
        expect(read).not.toEqual(entry);
      }),
      law,
    );
  });
  it("is refused without any of its members, or with one more", () => {
    fc.assert(
      fc.property(anyEntry, fc.nat(5), (entry, at) => {
        const members = Object.entries(entry);
        const fewer = Object.fromEntries(
          members.filter((_, other) => other !== at),
        ) as unknown as Entry;
        expect(refusal(() => encodeEntry(fewer))).toBe("missing-field");
        expect(refusal(() => encodeEntry({ ...entry, more: 1 } as Entry))).toBe("unknown-field");
      }),
      law,
    );
  });
  it("is not a heads entry, nor the other way round", () => {
    fc.assert(
      fc.property(anyEntry, anyHeads, (entry, heads) => {
        expect(refusal(() => parseHeadsEntry(encodeEntry(entry)))).toBeDefined();
        expect(refusal(() => parseEntry(encodeHeadsEntry(heads)))).toBeDefined();
        expect(parseHeadsEntry(encodeHeadsEntry(heads))).toEqual(heads);
        expect(parseLeaf(encodeHeadsEntry(heads))).toEqual(heads);
      }),
      law,
    );
  });
  it("is refused when it is no object of a known type", () => {
    for (const text of ["1", "[]", "{}", '{"type":1}', '{"type":"suyuan/delivery@1"}']) {
      expect(refusal(() => parseLeaf(utf8(text)))).toBe("unknown-type");
    }
  });
});

describe("the times of an entry", { timeout: LAW_TIMEOUT }, () => {
  const at = (logged: number, seenTime: number, statementTime: number) =>
    entryTimeFault({
      ...{ logged, seen: { number: 1, hash: "0x00", time: seenTime } },
      statement: { time: statementTime },
    });
  const LOGGED = 1_700_000_000;
  it("may reach their bounds", () => {
    expect(at(LOGGED, LOGGED, LOGGED - 604_800)).toBeUndefined();
    expect(at(LOGGED, 0, LOGGED + 300)).toBeUndefined();
  });
  it("may not pass them", () => {
    expect(at(LOGGED, LOGGED + 1, LOGGED)).toBe("seen-after-logged");
    expect(at(LOGGED, LOGGED, LOGGED - 604_801)).toBe("statement-too-old");
    expect(at(LOGGED, LOGGED, LOGGED + 301)).toBe("statement-ahead");
  });
  it("of a heads entry are its own only", () => {
    const seenAt = (seenTime: number) => ({ number: 1, hash: "0x00" as Hex, time: seenTime });
    expect(entryTimeFault({ logged: 5, seen: seenAt(5) })).toBeUndefined();
    expect(entryTimeFault({ logged: 5, seen: seenAt(6) })).toBe("seen-after-logged");
  });
});
