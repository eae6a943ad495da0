// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { IndexStore } from "../indexing/index-store.ts";
import type { Row, Subject } from "../indexing/types.ts";
import { follow, MAX_PREDECESSORS, withPredecessors } from "./succession.ts";

const ASSET = `0x${"ab".repeat(32)}`;
const OTHER = `0x${"cd".repeat(32)}`;

type Fields = Readonly<Record<string, unknown>>;

function indexOf(
  organizations: Readonly<Record<number, Fields>>,
  assigned: Readonly<Record<string, number>> = {},
): IndexStore {
  const row = ({ kind, id }: Subject): Row | undefined => {
    if (kind === "organization") return organizations[Number(id)] as Row | undefined;
    const to = assigned[id];
    return to === undefined ? undefined : ({ to } as unknown as Row);
  };
  return {
    row: (subject: Subject) => Promise.resolve(row(subject)),
    rows: (subjects: readonly Subject[]) => Promise.resolve(subjects.map(row)),
  } as unknown as IndexStore;
}

const active = { status: 1 };
const ended = (successor: number): Fields => ({ status: 3, successor });

describe("given organisations that ended", () => {
  it("gives who stands there, through a merger and a split", async () => {
    const assigned = { [`2:${ASSET.slice(2)}`]: 3 };
    const index = indexOf({ 1: ended(2), 2: ended(4), 3: active, 4: active }, assigned);
    expect(await follow(index, 1, ASSET)).toBe(3);
    expect(await follow(index, 1, OTHER)).toBe(4);
    expect(await follow(index, 4, ASSET)).toBe(4);
  });

  it("gives nobody where nobody followed, and for an unknown one itself", async () => {
    const index = indexOf({ 1: ended(0) });
    expect(await follow(index, 1, ASSET)).toBe(0);
    expect(await follow(index, 0, ASSET)).toBe(0);
    expect(await follow(index, 9, ASSET)).toBe(9);
  });

  it("gives who stood there at a moment", async () => {
    const index = indexOf({ 1: { ...ended(2), endedAt: 100 }, 2: active });
    expect(await follow(index, 1, ASSET, 99)).toBe(1);
    expect(await follow(index, 1, ASSET, 100)).toBe(2);
  });

  it("follows eight steps, and ends where there is a circle", async () => {
    const chain = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [n + 1, ended(n + 2)]));
    expect(await follow(indexOf({ ...chain, 9: active }), 1, ASSET)).toBe(9);
    expect(await follow(indexOf({ 1: ended(2), 2: ended(1) }), 1, ASSET)).toBe(0);
  });
});

describe("given an organisation that took the place of others", () => {
  it("names them all, those before them too, each once and in order", async () => {
    const index = indexOf({
      ...{ 5: { predecessors: [3, 4] }, 3: { predecessors: [1] }, 4: { predecessors: [1, 5] } },
    });
    expect(await withPredecessors(index, 5)).toEqual([1, 3, 4, 5]);
    expect(await withPredecessors(index, 9)).toEqual([9]);
  });

  it("names so many at most", async () => {
    const many = Array.from({ length: 200 }, (_, n) => n + 1);
    const found = await withPredecessors(indexOf({ 500: { predecessors: many } }), 500);
    expect(found).toHaveLength(MAX_PREDECESSORS);
    expect(found).toContain(500);
  });
});
