// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { compile, parse, type Trees } from "./ast.ts";
import { findMutants, type Mutant } from "./find.ts";
import { dependents } from "./real.ts";
import { chooseSample } from "./sample.ts";
import { mutated, schema } from "./schema.ts";
import { shortOf } from "./record.ts";
import { SWITCH_PATH } from "./switch.ts";

const ROOT = join(import.meta.dirname, "../..");
const PATH = "contracts/A.sol";
const PLAIN = { outputSelection: { "*": { "*": ["evm.bytecode.object"] } } };

/** The trees of a contract with this inside. Its comment has characters of several bytes. */
const trees = (inside: string): Trees =>
  parse(
    ROOT,
    new Map([
      [
        PATH,
        `// 溯源\npragma solidity 0.8.37;\ncontract A {\n  error No(); uint x;\n` +
          `  modifier only() { if (x == 7) revert No(); _; }\n` +
          `  function _requireX() internal view { x; }\n${inside}\n}\n`,
      ],
    ]),
  );
const inFunction = (body: string): Trees =>
  trees(`function f(uint a, bool b) external { ${body} }`);
const mutantsOf = (tree: Trees): Mutant[] =>
  findMutants(tree).filter(({ place }) => place === "A.f");
const changes = (tree: Trees): string[] =>
  mutantsOf(tree).map(({ kind, before, after }) => `${kind}: ${before} → ${after}`);

describe("findMutants", () => {
  it("deletes a guard, and turns its condition round", () => {
    expect(changes(inFunction("if (b) revert No(); x = a;"))).toEqual([
      "guard: if (b) revert No() → ",
      "negate: b → !(b)",
    ]);
    expect(changes(inFunction("if (b) { revert No(); } x = a;"))).toHaveLength(2);
  });

  it("turns round a condition that is no guard, and deletes nothing", () => {
    expect(changes(inFunction("if (b) x = a; else revert No();"))).toEqual(["negate: b → !(b)"]);
    expect(changes(inFunction("x = b ? a : 1;"))).toEqual(["negate: b → !(b)"]);
    expect(changes(inFunction("while (b) x = a;"))).toEqual(["negate: b → !(b)"]);
  });

  it.each([
    ["<", ["<=", ">"]],
    ["<=", ["<", ">="]],
    [">", [">=", "<"]],
    [">=", [">", "<="]],
    ["==", ["!="]],
    ["!=", ["=="]],
  ])("puts others in the place of %s", (operator, others) => {
    const wanted = others.map((other) => `compare: a ${operator} 1 → a ${other} 1`);
    expect(changes(inFunction(`b = a ${operator} 1; x = b ? 1 : 2;`)).slice(0, -1)).toEqual(wanted);
  });

  it("does not say twice what turning a whole condition round says", () => {
    expect(changes(inFunction("if (a == 1) x = a;"))).toEqual(["negate: a == 1 → !(a == 1)"]);
  });

  it("exchanges the connectives", () => {
    expect(changes(inFunction("b = b && x == a; x = 1;"))[0]).toBe(
      "logic: b && x == a → b || x == a",
    );
  });

  it("deletes calls of inner guards, and drops modifiers", () => {
    expect(changes(inFunction("_requireX();"))).toEqual(["call: _requireX() → "]);
    const one = trees("function f() external only { x = 1; }");
    expect(changes(one)).toEqual(["modifier: only → "]);
  });

  it("names two mutants of the same text apart, and knows their guard", () => {
    const found = mutantsOf(inFunction("if (a < 1 || a < 1) revert No(); x = a;"));
    expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
    const negated = found.find(({ kind }) => kind === "negate");
    const inside = found.filter(({ kind }) => kind === "compare" || kind === "logic");
    expect(inside.every(({ guard }) => guard === negated?.id)).toBe(true);
  });
});

describe("the contracts with all mutants, and each mutant alone", () => {
  const tree = trees(`
    function f(uint a, bool b) external only returns (bool c) {
      if (a < 1 || b && a != 3) revert No();
      if (b) _requireX(); else _requireX();
      for (uint i; i < a; i++) { if (i == 2) continue; _requireX(); }
      c = b ? a >= 2 : a <= 1;
    }`);
  const mutants = findMutants(tree);

  it("compile", () => {
    expect(() => compile(ROOT, schema(tree, mutants), PLAIN)).not.toThrow();
  });

  it("are as many programs as there are mutants, none of them the first", () => {
    const source = tree.sources[0]?.bytes.toString() ?? "";
    const texts = [source, ...mutants.map((one) => mutated(tree, one))];
    expect(new Set(texts).size).toBe(mutants.length + 1);
    for (const text of texts) {
      expect(() => compile(ROOT, new Map([[PATH, text]]), PLAIN)).not.toThrow();
    }
  });

  it("ask the switchboard for each mutant", () => {
    const text = schema(tree, mutants).get(PATH) ?? "";
    for (const { id } of mutants) expect(text).toMatch(new RegExp(`(?:on|flip)\\(${id}[,)]`, "u"));
    expect(schema(tree, mutants).has(SWITCH_PATH)).toBe(true);
  });
});

describe("dependents", () => {
  it("are what imports a source, also by another one, and itself", () => {
    const text = (...imported: string[]): string =>
      `pragma solidity 0.8.37;\n${imported.map((one) => `import "./${one}.sol";\n`).join("")}`;
    const texts = { A: text(), B: text("A"), C: text("B"), D: text(), E: text("D", "C") };
    const named = Object.entries(texts).map(
      ([name, one]) => [`contracts/${name}.sol`, one] as const,
    );
    const tree = parse(ROOT, new Map(named));
    const of = (name: string) => dependents(tree, `contracts/${name}.sol`).map((one) => one[10]);
    expect(of("A")).toEqual(["A", "B", "C", "E"]);
    expect(of("B")).toEqual(["B", "C", "E"]);
    expect(of("D")).toEqual(["D", "E"]);
    expect(of("E")).toEqual(["E"]);
  });
});

describe("chooseSample", () => {
  const mutants = findMutants(inFunction("if (a < 1 || a > 9) revert No(); x = b ? a : 2;"));
  const killers = new Map(mutants.map((one, i) => [shortOf(one), `test ${i % 5}`]));

  it("chooses the same for the same seed, of few files, and nothing that is not known", () => {
    const chosen = chooseSample(mutants, killers, 4, 1);
    expect(chooseSample(mutants, killers, 4, 1)).toEqual(chosen);
    expect(new Set(chosen.map(({ file }) => file)).size).toBeLessThanOrEqual(3);
    const [first] = mutants;
    if (first === undefined) throw new Error("no mutant");
    const one = new Map([[shortOf(first), "a test"]]);
    expect(chooseSample(mutants, one, 4, 2)).toEqual([{ mutant: first, file: "a test" }]);
  });

  it("differs for another seed, and refuses where nothing is known", () => {
    const of = (seed: number) =>
      chooseSample(mutants, killers, 3, seed).map(({ mutant }) => mutant.id);
    expect(new Set([1, 2, 3, 4, 5].map((seed) => of(seed).join())).size).toBeGreaterThan(1);
    expect(() => chooseSample(mutants, new Map(), 3, 1)).toThrow("no whole run");
  });
});
