// SPDX-License-Identifier: Apache-2.0
// A grant's scope laid open beside a statement.
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { commitment } from "../digest.ts";
import type { Evidence } from "../evidence/types.ts";
import { parseEvidence } from "../evidence/read.ts";
import { canonicalText } from "../canonical.ts";
import { scopeOf, type DisclosedScope } from "../scope.ts";
import { discloseItems, itemsRoot, type ScopeItem } from "../scope/build.ts";
import { LOWER, SIGNED, UPPER } from "../testing/cases.ts";
import { refusal } from "../testing/laws.ts";
import { BEGUN, GRANT, SALT, SCOPE, T } from "../testing/story.ts";
import { faults, faultsOf, linesOf, verdictOn } from "../testing/verdicts.ts";
import { type Twist, World } from "../testing/world.ts";

const FAR = T + 9_000_000;
const document = { basis: "国令809", scenario: "统计年鉴" };
const items: readonly ScopeItem[] = ["年", "人数", "区划"].map((item, place) => ({
  ...{ item, salt: toHex(new Uint8Array(32).fill(place + 1)) },
}));
const scope: DisclosedScope = {
  commitment: commitment(SALT, document),
  items: itemsRoot(items),
  disclosed: discloseItems(items, [1]),
};
const documents = [{ commitment: scope.commitment, salt: toHex(SALT), document }];

/** The delivery with the scope laid open, under a grant of that scope from a moment on. */
const within = (from: number, until = FAR, shown: DisclosedScope = scope): Twist => ({
  chain: (chain) => {
    chain.grantScope(GRANT, from <= BEGUN ? scopeOf(scope) : SCOPE);
    chain.grantScope(GRANT, from <= BEGUN ? SCOPE : scopeOf(scope), 1);
    const at = from <= BEGUN ? until : from;
    if (at >= FAR) return;
    chain.grantState(GRANT, [
      [BEGUN, { until: FAR }],
      [at, { until: FAR, scope: 1 }],
    ]);
  },
  draft: (draft) => ({ ...draft, documents, scope: shown }),
});
const outcome = async (twist: Twist) => {
  const verdict = await verdictOn(twist);
  return [verdict.exit, ...faultsOf(verdict)];
};

describe("a scope laid open", () => {
  it("is the grant's, with its document and its items", async () => {
    const verdict = await verdictOn(within(BEGUN));
    expect(verdict.exit).toBe(0);
    expect(linesOf(verdict, "scope")).toEqual(["ok scope-of-grant"]);
    expect(linesOf(verdict, "coverage")).toEqual(["ok scope-throughout"]);
    expect(linesOf(verdict, "documents")).toEqual(["ok documents-match"]);
    expect(linesOf(verdict, "items")).toEqual(["ok items-match"]);
  });

  it("may be a later version, from the second in which that was agreed", async () => {
    expect(await outcome(within(SIGNED))).toEqual([0]);
    expect(await outcome(within(SIGNED + 1))).toEqual([
      ...[10, "scope: failed scope-differs", "coverage: failed ended-before-logged"],
    ]);
  });

  it("must not have been changed before the entry was logged", async () => {
    expect(await outcome(within(BEGUN, UPPER + 1))).toEqual([0]);
    expect(await outcome(within(BEGUN, UPPER))).toEqual([
      ...[12, "coverage: not-checked ended-before-anchored"],
    ]);
    expect(await outcome(within(BEGUN, LOWER))).toEqual([
      11,
      "coverage: failed ended-before-logged",
    ]);
    expect(await outcome(within(BEGUN, SIGNED))).toEqual([10, "scope: failed scope-differs"]);
  });

  it("need not be: that it did not change is proven of every delivery", async () => {
    const covert = (at: number): Twist => {
      const { chain } = within(BEGUN, at);
      return chain === undefined ? {} : { chain };
    };
    expect(await outcome(covert(UPPER + 1))).toEqual([0]);
    expect(await outcome(covert(LOWER))).toEqual([11, "coverage: failed ended-before-logged"]);
    expect(await outcome({ ...covert(LOWER), of: "receipt" })).toEqual([0]);
  });

  it("must be what the grant covered at the statement's time", async () => {
    const other = { ...scope, commitment: SCOPE };
    const draft = (of: Parameters<NonNullable<Twist["draft"]>>[0]) => ({ ...of, scope: other });
    expect(await outcome({ ...within(BEGUN), draft })).toEqual([10, "scope: failed scope-differs"]);
  });

  it("belongs to a statement on a grant", async () => {
    const twist = { ...within(BEGUN), of: "dataset-version" } as const;
    expect(await outcome(twist)).toEqual([10, "scope: failed scope-differs"]);
  });

  it("takes no item that is not in it", async () => {
    const changed = (change: (of: Evidence) => Evidence) => faults(change, within(BEGUN));
    const [first] = scope.disclosed ?? [];
    if (first === undefined) throw new Error("no item");
    const withItem = (disclosed: DisclosedScope["disclosed"]) =>
      changed((of) => ({ ...of, scope: { ...scope, ...(disclosed && { disclosed }) } }));
    expect(await withItem([{ ...first, item: "姓名" }])).toEqual([
      ...[10, "items: failed item-differs"],
    ]);
    expect(await withItem([first, { ...first, path: first.path.slice(1) }])).toEqual([
      ...[10, "items: failed item-differs"],
    ]);
    expect(await withItem([first, first])).toEqual([0]);
  });

  it("names no document but its own", async () => {
    const mine = { ...documents[0], document: { ...document, scenario: "另一场景" } };
    const twist = within(BEGUN);
    const renamed = { ...mine, commitment: commitment(SALT, mine.document), salt: toHex(SALT) };
    expect(await faults((of) => ({ ...of, documents: [renamed] }), twist)).toEqual([
      ...[10, "documents: failed document-unnamed"],
    ]);
  });

  it("is read strictly", async () => {
    const world = await World.tell(within(BEGUN));
    const file = world.evidence();
    expect(parseEvidence(canonicalText(file))).toEqual(file);
    const read = (change: object) =>
      refusal(() => parseEvidence(JSON.stringify({ ...file, scope: { ...scope, ...change } })));
    expect(read({})).toBeUndefined();
    expect(read({ count: 3 })).toBe("unknown-field");
    expect(read({ disclosed: [] })).toBe("out-of-range");
    const [one] = scope.disclosed ?? [];
    const [step] = one?.path ?? [];
    expect(read({ disclosed: [{ ...one, path: [{ ...step, left: SCOPE, right: SCOPE }] }] })).toBe(
      "unknown-field",
    );
    expect(read({ disclosed: [{ ...one, path: [{}] }] })).toBe("missing-field");
  });
});
