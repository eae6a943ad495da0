// SPDX-License-Identifier: Apache-2.0
import type { Delivery, EntryFacts, Span, Statement } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { delivery, hash, NOW, version } from "../testing/sample.ts";
import { FactsMemo, type Gathered, Watched } from "./facts.ts";
import { NO_LIMITS } from "./limits.ts";
import { SlotCache } from "./slots.ts";

const SPAN: Span = { from: NOW, lower: NOW + 1, upper: NOW + 1 };
const GENERATION = 3;

/** What is asked of a delivery: a member, a nested one, one that may be absent, whether one is there. */
function ask(statement: Statement): void {
  const { seat, digest } = statement as Delivery;
  const isThere = "custodian" in statement;
  expect([seat, digest, isThere]).toHaveLength(3);
  expect(Reflect.get(statement, "parts")).toBeUndefined();
}

function gathered(generation = GENERATION): Gathered {
  const cache = new SlotCache();
  for (let at = 0; at < generation; at++) cache.clear();
  return { facts: {} as EntryFacts, limits: NO_LIMITS, reader: cache.reader() };
}

/** A memo that has seen `model` once. */
function memoOf(model: Statement, generation?: number): { memo: FactsMemo; found: Gathered } {
  const memo = new FactsMemo();
  const watched = new Watched(model);
  ask(watched.statement);
  const found = gathered(generation);
  memo.keep(watched, SPAN, found);
  return { memo, found };
}

describe("facts that are remembered", () => {
  const { statement: model } = delivery(hash("version"), 1);
  const { memo, found } = memoOf(model);
  const find = (statement: Statement, span = SPAN) => memo.find(GENERATION, statement, span);

  it("stand for a statement that differs in nothing that was looked at", () => {
    expect(find(model)?.facts).toBe(found.facts);
    const other = delivery(hash("other version"), 2, { channel: "batch" }).statement;
    expect(find(other)?.facts).toBe(found.facts);
  });

  it.each<[string, Statement]>([
    ["another seat", { ...model, seat: model.seat + 1 }],
    ["another digest", { ...model, digest: { ...model.digest, bytes: 2 } }],
    ["a member that was absent", { ...model, parts: { count: 1, root: hash("parts") } }],
    ["a member whose presence was asked for", { ...model, custodian: true }],
    ["another asset", { ...model, asset: hash("other asset") }],
    ["another kind", version().statement],
  ])("do not stand for one with %s", (_, statement) => {
    expect(find(statement)).toBeUndefined();
  });

  it.each<keyof Span>(["from", "lower", "upper"])("hold over no other span (%s)", (name) => {
    expect(find(model, { ...SPAN, [name]: SPAN[name] + 1 })).toBeUndefined();
  });

  it("hold for no other generation of the registries", () => {
    expect(memo.find(GENERATION + 1, model, SPAN)).toBeUndefined();
    expect(memo.find(GENERATION - 1, model, SPAN)).toBeUndefined();
  });

  it("are forgotten with their generation, and not brought back by an older one", () => {
    const { memo: own } = memoOf(model);
    own.keep(new Watched(version().statement), SPAN, gathered(GENERATION + 1));
    expect(own.find(GENERATION, model, SPAN)).toBeUndefined();
    const watched = new Watched(model);
    own.keep(watched, SPAN, gathered(GENERATION));
    expect(own.find(GENERATION, model, SPAN)).toBeUndefined();
    expect(own.find(GENERATION + 1, version().statement, SPAN)).toBeDefined();
  });

  it("are bounded in number", () => {
    const own = new FactsMemo(2);
    const keep = (seat: number) => {
      const watched = new Watched({ ...model, seat });
      ask(watched.statement);
      own.keep(watched, SPAN, gathered());
    };
    for (const seat of [1, 2, 3]) keep(seat);
    expect(own.find(GENERATION, { ...model, seat: 1 }, SPAN)).toBeUndefined();
    expect(own.find(GENERATION, { ...model, seat: 3 }, SPAN)).toBeDefined();
  });

  it("cannot be read by all members at once", () => {
    expect(() => Object.keys(new Watched(model).statement)).toThrow("by names");
    expect(() => ({ ...new Watched(model).statement })).toThrow("by names");
  });
});
