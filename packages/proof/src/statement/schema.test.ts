// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProofError } from "../errors.ts";
import { LAW_TIMEOUT, NUM_RUNS, refusal } from "../testing/laws.ts";
import { ALL_KINDS, anyStatement, statementOf } from "../testing/statements.ts";
import { MAX_INLINE_SOURCES, parseStatement } from "./schema.ts";

const runs = { numRuns: NUM_RUNS };
const ZERO = `0x${"00".repeat(32)}`;
const sample = (kind: (typeof ALL_KINDS)[number]): Record<string, unknown> => ({
  ...fc.sample(statementOf(kind), { numRuns: 1, seed: 7 })[0],
});

describe("parseStatement", { timeout: LAW_TIMEOUT }, () => {
  describe.each(ALL_KINDS)("given a %s", (kind) => {
    it("gives it back whole", () => {
      fc.assert(
        fc.property(statementOf(kind), (statement) => {
          expect(parseStatement(statement)).toEqual(statement);
        }),
        runs,
      );
    });

    it("refuses it with any member of another type, and names that member", () => {
      fc.assert(
        fc.property(statementOf(kind), fc.nat(), (statement, at) => {
          const names = Object.keys(statement).filter((name) => name !== "type");
          const name = names[at % names.length] ?? "";
          for (const value of [null, [], -1, 0.5, "", "0X", {}]) {
            const altered = { ...statement, [name]: value };
            expect(() => parseStatement(altered)).toThrow(ProofError);
            expect(() => parseStatement(altered, "statement")).toThrow(
              expect.objectContaining({
                path: expect.stringMatching(`^statement.${name}`) as string,
              }),
            );
          }
        }),
        runs,
      );
    });

    it("refuses it with a member more", () => {
      expect(refusal(() => parseStatement({ ...sample(kind), note: 1 }))).toBe("unknown-field");
      const inherited = Object.create({ note: 1 }) as object;
      expect(parseStatement(Object.assign(inherited, sample(kind)))).toEqual(sample(kind));
    });
  });

  it("refuses a statement without one of the members that all have", () => {
    const names = [
      "chainId",
      "exchangeLog",
      "log",
      "time",
      "nonce",
      "organization",
      "seat",
      "asset",
    ];
    fc.assert(
      fc.property(anyStatement, fc.constantFrom(...names), (statement, name) => {
        const left = Object.entries(statement).filter(([member]) => member !== name);
        expect(refusal(() => parseStatement(Object.fromEntries(left)))).toBe("missing-field");
      }),
      runs,
    );
  });

  it.each([
    null,
    1,
    "suyuan/use@1",
    [],
    {},
    { type: 1 },
    { type: "suyuan/use@2" },
    { type: "use" },
  ])("refuses %j, which is no kind", (json) => {
    expect(refusal(() => parseStatement(json))).toBe("unknown-type");
  });

  describe("given a value that the signed struct could not tell from absence, or hold", () => {
    it.each<[(typeof ALL_KINDS)[number], object, string]>([
      ["delivery", { asset: ZERO }, "out-of-range"],
      ["delivery", { asset: `0x${"AB".repeat(32)}` }, "invalid-hex"],
      ["delivery", { exchangeLog: `0x${"00".repeat(20)}` }, "out-of-range"],
      ["delivery", { chainId: 0 }, "out-of-range"],
      ["delivery", { chainId: 2 ** 53 }, "out-of-range"],
      ["delivery", { chainId: "1" }, "wrong-type"],
      ["delivery", { organization: 0 }, "out-of-range"],
      ["delivery", { organization: 2 ** 32 }, "out-of-range"],
      ["delivery", { seat: 0 }, "out-of-range"],
      ["delivery", { time: 2 ** 48 }, "out-of-range"],
      ["delivery", { time: -0.5 }, "out-of-range"],
      ["delivery", { nonce: `0x${"11".repeat(15)}` }, "invalid-hex"],
      ["delivery", { serial: 0 }, "out-of-range"],
      ["delivery", { channel: "post" }, "out-of-range"],
      ["delivery", { custodian: false }, "out-of-range"],
      ["delivery", { parts: { count: 0, root: ZERO } }, "out-of-range"],
      ["delivery", { salted: 1 }, "wrong-type"],
      ["delivery", { digest: { bytes: 1, sha256: ZERO, sm3: ZERO } }, "out-of-range"],
      ["dataset-version", { supersedes: ZERO }, "out-of-range"],
      ["dataset-version", { activity: "" }, "out-of-range"],
      ["dataset-version", { activity: "a".repeat(65) }, "out-of-range"],
      ["dataset-version", { activity: "Clean" }, "out-of-range"],
      ["dataset-version", { activity: "a\n" }, "out-of-range"],
      ["dataset-version", { sources: { list: [] } }, "out-of-range"],
      ["dataset-version", { sources: {} }, "missing-field"],
      ["receipt", { result: "maybe" }, "out-of-range"],
      ["use", { from: 2, until: 1 }, "out-of-range"],
      ["use", { purpose: 0 }, "out-of-range"],
      ["disposal", { method: "burnt" }, "out-of-range"],
      ["mirror", { digest: undefined }, "wrong-type"],
      ["reconciliation", { from: 2, until: 1 }, "out-of-range"],
      ["withdrawal", { reason: 0 }, "out-of-range"],
      ["withdrawal", { reason: 65_536 }, "out-of-range"],
      ["withdrawal", { target: { id: ZERO } }, "out-of-range"],
      ["withdrawal", { target: { id: `0x${"11".repeat(32)}`, serial: 1 } }, "unknown-field"],
    ])("refuses a %s with %j", (kind, change, code) => {
      expect(refusal(() => parseStatement({ ...sample(kind), ...change }))).toBe(code);
    });
  });

  describe("given members that contradict each other", () => {
    const without = (kind: (typeof ALL_KINDS)[number], name: string, more: object) =>
      Object.fromEntries(
        Object.entries({ ...sample(kind), ...more }).filter(([member]) => member !== name),
      );
    const digest = { bytes: 1, sha256: `0x${"11".repeat(32)}`, sm3: `0x${"22".repeat(32)}` };

    it("refuses half of a mirror's measure", () => {
      const both = { digest, salted: true };
      expect(parseStatement({ ...sample("mirror"), ...both })).toMatchObject(both);
      for (const name of ["digest", "salted"]) {
        expect(refusal(() => parseStatement(without("mirror", name, both)))).toBe("missing-field");
      }
    });

    it("refuses a serial without its grant, and takes an id without one", () => {
      const serial = { target: { serial: 1 } };
      const id = { target: { id: `0x${"11".repeat(32)}` } };
      const bare = (more: object) => parseStatement(without("withdrawal", "grant", more));
      expect(refusal(() => bare(serial))).toBe("missing-field");
      expect(bare(id)).toMatchObject(id);
    });

    it("refuses a counterparty that is the same organisation or seat", () => {
      const parties = { organization: 1, seat: 2 };
      const of = (organization: number, seat: number) =>
        refusal(() =>
          parseStatement({
            ...sample("reconciliation"),
            ...parties,
            counterparty: { organization, seat },
          }),
        );
      expect([of(3, 4), of(1, 4), of(3, 2)]).toEqual([undefined, "out-of-range", "out-of-range"]);
    });

    it("takes 256 sources and refuses one more, or one twice", () => {
      const list = Array.from({ length: MAX_INLINE_SOURCES + 1 }, (_, at) => ({
        log: `0x${"11".repeat(32)}`,
        id: `0x${(at + 1).toString(16).padStart(64, "0")}`,
      }));
      const of = (some: object[]) =>
        refusal(() => parseStatement({ ...sample("dataset-version"), sources: { list: some } }));
      expect(of(list.slice(1))).toBeUndefined();
      expect(of(list)).toBe("out-of-range");
      expect(of([...list.slice(0, 2), ...list.slice(0, 1)])).toBe("out-of-range");
    });
  });
});
