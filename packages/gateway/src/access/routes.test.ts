// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { PATHS } from "@suyuan/api";
import { describe, expect, it } from "vitest";
import type { Caller } from "./caller.ts";
import { type Gate, refusalAt, type RouteRule, ROUTES } from "./routes.ts";
import { THINGS } from "./things.ts";

const SEAT: Caller = { kind: "seat", seat: 7, organization: 3, office: 1 };
const HEAD: Caller = { kind: "head", organization: 3 };
const system = (...scopes: readonly ("read" | "submit" | "relay")[]): Caller => ({
  ...{ kind: "system", organization: 3, token: "t" },
  scopes: new Set(scopes),
});
const NOBODY: Caller = { kind: "nobody" };

const IN = undefined;
const [OUT, NOT] = ["not-signed-in", "not-allowed"] as const;

describe("a gate", () => {
  // Columns: nobody, seat, head, system that reads, that submits, that relays, that may nothing.
  it.each<[Gate, ...(typeof IN | typeof OUT | typeof NOT)[]]>([
    ["public", IN, IN, IN, IN, IN, IN, IN],
    ["log", OUT, IN, IN, IN, NOT, NOT, NOT],
    ["read", OUT, IN, IN, IN, NOT, NOT, NOT],
    ["submit", OUT, IN, IN, NOT, IN, NOT, NOT],
    ["relay", OUT, IN, IN, NOT, NOT, IN, NOT],
    ["person", OUT, IN, IN, NOT, NOT, NOT, NOT],
  ])("%s lets through whom it is for", (gate, ...expected) => {
    const callers = [NOBODY, SEAT, HEAD, system("read"), system("submit"), system("relay")];
    const told = [...callers, system()].map((caller) => refusalAt(gate, caller, false));
    expect(told).toEqual(expected);
  });

  it("of the log is open to all where the configuration says so, and no other is", () => {
    expect(refusalAt("log", NOBODY, true)).toBeUndefined();
    expect(refusalAt("log", system("submit"), true)).toBeUndefined();
    expect(refusalAt("read", NOBODY, true)).toBe(OUT);
  });

  it("lets everybody through where there is no authentication", () => {
    for (const gate of ["public", "log", "read", "submit", "relay", "person"] as const) {
      expect(refusalAt(gate, { kind: "open" }, false)).toBeUndefined();
    }
  });
});

const page = readFileSync(new URL("../../../../docs/access.md", import.meta.url), "utf8");
const cells = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("|") && !/^\| *-/.test(line))
  .map(cells);
const routeRows = rows.filter(([first = ""]) => /^`(?:GET|POST|DELETE) /.test(first));
const thingRows = rows.filter(({ length, 0: first = "" }) => length === 5 && first !== "Thing");

const ruleRow = (method: string, path: string, { gate, things = [], why }: RouteRule) => [
  ...[`\`${method.toUpperCase()} ${path}\``, gate, things.join(", ") || "–", why],
];

describe("docs/access.md", () => {
  it("has a row for each route with its gate and reason, and no other", () => {
    const expected = Object.entries(ROUTES).flatMap(([name, rules]) =>
      Object.entries(rules).map(([method, rule]) =>
        ruleRow(method, PATHS[name as keyof typeof PATHS], rule),
      ),
    );
    expect(routeRows).toEqual(expected);
  });

  it("has a row for each kind of thing with who may read it and why, and no other", () => {
    const expected = Object.entries(THINGS).map(([name, rule]) => [
      ...[name, whoseOf(rule), rule.log ? "yes" : "–", rule.published?.name ?? "–", rule.why],
    ]);
    expect(thingRows).toEqual(expected);
  });
});

function whoseOf({ members, parts = [] }: (typeof THINGS)[keyof typeof THINGS]): string {
  if (members) return "members";
  return parts.join(", ") || "–";
}
