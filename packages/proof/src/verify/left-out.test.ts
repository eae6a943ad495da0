// SPDX-License-Identifier: Apache-2.0
// What is left out of a file is never read as an accusation, nor as proven.
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import type { StatementKind } from "../codes.ts";
import { commitment } from "../digest.ts";
import type { Evidence } from "../evidence/types.ts";
import { scopeOf } from "../scope.ts";
import { asSeat, sharedOn } from "../testing/cases.ts";
import { BEGUN, GRANT, SALT } from "../testing/story.ts";
import { faultsOf } from "../testing/verdicts.ts";
import { type Twist, World } from "../testing/world.ts";
import { verify } from "./verify.ts";

const document = { scope: "统计年鉴" };
const scope = { commitment: commitment(SALT, document), items: `0x${"17".repeat(32)}` } as const;
const withScope: Twist = {
  ...asSeat(6, "delivery"),
  chain: (chain) => {
    chain.allowance(6, GRANT, [[BEGUN, true]]);
    chain.grantScope(GRANT, scopeOf(scope));
  },
  draft: (draft) => ({
    ...draft,
    documents: [{ commitment: scope.commitment, salt: toHex(SALT), document }],
    scope,
  }),
};
const onward: Twist = {
  chain: (chain) => {
    sharedOn(chain, 3);
  },
};

const STATE_BASED = ["signature", "anchor", "times", "seat", "office", "organization", "asset"];
const ALSO = ["log", "contracts", "time"];

describe.each<readonly [StatementKind, Twist, readonly string[]]>([
  ["delivery", withScope, ["allowance", "party", "grant", "scope", "coverage", "chain-links"]],
  ["delivery", onward, ["grant", "source"]],
  ["dataset-version", { of: "dataset-version" }, ["party"]],
  ["withdrawal", asSeat(2, "withdrawal"), ["grant", "chain-links"]],
  ["reconciliation", { of: "reconciliation" }, ["party", "grant"]],
])("a %s with nodes left out", (kind, twist, more) => {
  const linesWith = async (choose: (nodes: Evidence["nodes"]) => Evidence["nodes"][]) => {
    const world = await World.tell(twist);
    const evidence = world.evidence(kind);
    expect(faultsOf(verify(evidence, world.policy()))).toEqual([]);
    return choose(evidence.nodes).map(
      (nodes) => verify({ ...evidence, nodes }, world.policy()).checks,
    );
  };

  it("proves nothing that rests on state when all are", async () => {
    const [checks = []] = await linesWith(() => [[]]);
    for (const name of [...STATE_BASED, ...ALSO, ...more]) {
      // Whether a seat is a system's, and a grant was shared on, is not known then.
      if (name === "allowance" || name === "source") continue;
      const lines = checks.filter((check) => check.name === name).map(({ code }) => code);
      expect([...new Set(lines)], name).toEqual(["state-missing"]);
    }
  });

  it("accuses nobody, and leaves each line open that needs the one that is missing", async () => {
    const open = new Set<string>();
    const oneLess = await linesWith((all) => [...all.keys()].map((at) => all.toSpliced(at, 1)));
    for (const checks of oneLess) {
      const lines = checks.filter(({ name }) => name !== "state");
      expect(lines.filter(({ state }) => state === "failed")).toEqual([]);
      const names = lines.filter(({ code }) => code === "state-missing").map(({ name }) => name);
      // No node is there for nothing: without it some fact is not proven, and so some line not done.
      expect(names).not.toEqual([]);
      for (const name of names) open.add(name);
    }
    for (const name of [...STATE_BASED, ...ALSO, ...more]) expect(open).toContain(name);
  });
});
