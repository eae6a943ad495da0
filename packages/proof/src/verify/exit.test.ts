// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Policy } from "../policy.ts";
import { NUM_RUNS } from "../testing/laws.ts";
import { exitStatus, groupStates, isRequired } from "./exit.ts";
import { type Check, CHECK_NAMES, type CheckState, type Group, GROUPS } from "./types.ts";

const policy = (
  require: Policy["require"] = [],
  consensus: Policy["chain"]["consensus"] = { kind: "none" },
): Policy => {
  const contract = { address: `0x${"1".repeat(40)}`, codeHash: `0x${"1".repeat(64)}` } as const;
  return {
    ...{ type: "suyuan/policy@1", name: "test", chain: { chainId: 1, consensus } },
    contracts: {
      ...{ organizationRegistry: contract, assetRegistry: contract },
      ...{ sharingRegistry: contract, exchangeLog: contract, rightRegistry: contract },
      deliveryRegistry: contract,
    },
    ...{ logs: [], witnesses: { threshold: 0, keys: [] }, require },
  };
};

const line = (group: Group, name: Check["name"], state: CheckState): Check => ({
  ...{ group, name, state, code: "state-missing", sentence: { zh: "", en: "" } },
});

describe("the exit status", () => {
  it.each([
    ["everything ok", ["ok", "ok", "ok"], 0],
    ["integrity failed", ["failed", "ok", "ok"], 10],
    ["authorisation failed", ["ok", "failed", "ok"], 11],
    ["trust failed", ["ok", "ok", "failed"], 12],
    ["all failed", ["failed", "failed", "failed"], 10],
    ["authorisation and trust failed", ["ok", "failed", "failed"], 11],
    ["integrity not checked", ["not-checked", "ok", "ok"], 12],
    ["authorisation not checked", ["ok", "not-checked", "ok"], 12],
    ["integrity not checked, authorisation failed", ["not-checked", "failed", "ok"], 11],
    ["authorisation not checked, integrity failed", ["failed", "not-checked", "ok"], 10],
    ["chain not checked", ["ok", "ok", "not-checked"], 12],
  ] as const)("with %s", (_, [integrity, authorisation, trust], exit) => {
    const checks = [
      line("integrity", "anchor", integrity),
      line("authorisation", "seat", authorisation),
      line("trust", "chain", trust),
    ];
    expect(exitStatus(checks, policy())).toBe(exit);
  });

  it.each(["witnesses", "time", "complete", "seals"] as const)(
    "does not need %s unless the policy does",
    (name) => {
      const checks = [line("trust", name, "not-checked")];
      expect(exitStatus(checks, policy())).toBe(0);
      expect(exitStatus(checks, policy([name]))).toBe(12);
      expect(exitStatus([line("trust", name, "failed")], policy())).toBe(12);
      expect(exitStatus([line("trust", name, "ok")], policy([name]))).toBe(0);
    },
  );

  it("needs seals where the chain has some", () => {
    const seals = line("trust", "seals", "not-checked");
    const sets = [{ from: 0, validators: [`0x${"1".repeat(40)}`] as const }];
    expect(isRequired(seals, policy([], { kind: "qbft", sets }))).toBe(true);
    expect(isRequired(seals, policy())).toBe(false);
  });

  it("does not need data that was not given", () => {
    const data: Check = { ...line("integrity", "data", "not-checked"), code: "data-not-given" };
    expect(exitStatus([data], policy())).toBe(0);
  });

  it("never gets better by a check that gets worse", () => {
    const names = GROUPS.flatMap((group) =>
      CHECK_NAMES[group].map((name) => [group, name] as const),
    );
    const state = fc.constantFrom<CheckState>("ok", "not-checked", "failed");
    const check = fc
      .tuple(fc.constantFrom(...names), state)
      .map(([[group, name], is]) => line(group, name, is));
    const required = fc.subarray(["seals", "witnesses", "time", "complete"] as const);
    const checks = fc.array(check, { minLength: 1 });
    // 10 is the worst: the file is broken. 12 is the mildest that is not 0.
    const rank = [0, 12, 11, 10];
    fc.assert(
      fc.property(checks, required, fc.nat(), (list, require, which) => {
        const place = which % list.length;
        const worse = list.map((one, at) =>
          at === place ? { ...one, state: "failed" as const } : one,
        );
        const before = rank.indexOf(exitStatus(list, policy(require)));
        const after = rank.indexOf(exitStatus(worse, policy(require)));
        expect(after).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: NUM_RUNS },
    );
  });
});

describe("the state of a group", () => {
  it("is the worst of what is required", () => {
    const checks = [
      line("integrity", "anchor", "ok"),
      line("authorisation", "seat", "not-checked"),
      line("trust", "witnesses", "not-checked"),
      line("trust", "chain", "ok"),
    ];
    expect(groupStates(checks, policy())).toEqual({
      integrity: "ok",
      authorisation: "not-checked",
      trust: "ok",
    });
    expect(groupStates(checks, policy(["witnesses"])).trust).toBe("not-checked");
  });

  it("without any check is not checked", () => {
    const nothing = groupStates([], policy());
    expect(Object.values(nothing)).toEqual(["not-checked", "not-checked", "not-checked"]);
  });
});
