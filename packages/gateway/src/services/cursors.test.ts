// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { Cursors, Paging } from "./cursors.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

const cursors = new Cursors();
const places = fc.stringMatching(/^[0-9a-f:.]{1,64}$/);
const OF = ["grants", "asset", "0xab"];

describe("a sealed cursor", () => {
  it("opens for its question, and says nothing by its form", () => {
    fc.assert(
      fc.property(places, (place) => {
        const cursor = cursors.seal(place, OF);
        // As the API wants cursors to be, and all of one length.
        expect(cursor).toMatch(/^[0-9a-f]{184}$/);
        expect(cursors.open(cursor, OF)).toBe(place);
        expect(cursors.seal(place, OF)).not.toBe(cursor);
      }),
      { numRuns },
    );
  });

  it("opens for no other question, with no bit changed, and in no other start", () => {
    const invalid = expect.objectContaining({ code: "invalid-parameter" }) as unknown;
    fc.assert(
      fc.property(places, fc.nat(183), (place, at) => {
        const cursor = cursors.seal(place, OF);
        const digit = (Number.parseInt(cursor.charAt(at), 16) ^ 1).toString(16);
        const changed = cursor.slice(0, at) + digit + cursor.slice(at + 1);
        expect(() => cursors.open(changed, OF)).toThrow(invalid);
        expect(() => cursors.open(cursor, ["grants", "asset", "0xac"])).toThrow(invalid);
        expect(() => new Cursors().open(cursor, OF)).toThrow(invalid);
        expect(() => cursors.open(cursor.slice(2), OF)).toThrow(invalid);
        expect(() => cursors.open(place, OF)).toThrow(invalid);
      }),
      { numRuns: Math.min(numRuns, 1_000) },
    );
  });
});

describe("paging", () => {
  const seat: Caller = { kind: "seat", seat: 1, organization: 2, office: 2 };
  const page = { items: [], next: "0.0000000001000000" };

  it("seals for members, and leaves places as they are where all may be read", () => {
    const open = new Paging(cursors, { kind: "open" }, OF);
    expect(open.sealed(page)).toEqual(page);
    expect(open.place({ cursor: page.next }, 50)).toEqual({ limit: 50, after: page.next });
    const own = new Paging(cursors, seat, OF);
    const { next } = own.sealed(page);
    expect(next).not.toContain(page.next);
    expect(own.place({ cursor: next, limit: "7" }, 50)).toEqual({ limit: 7, after: page.next });
    const last: { readonly next?: string } = {};
    expect(own.sealed(last)).toEqual({});
  });

  it("opens for nobody else", () => {
    const { next } = new Paging(cursors, seat, OF).sealed(page);
    const others: Caller[] = [
      { ...seat, seat: 2 },
      { kind: "head", organization: 2 },
      { kind: "system", organization: 2, token: "t", scopes: new Set(["read"]) },
    ];
    for (const other of others) {
      expect(() => new Paging(cursors, other, OF).place({ cursor: next }, 50)).toThrow("cursor");
    }
  });
});
