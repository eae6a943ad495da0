// SPDX-License-Identifier: Apache-2.0
import { type Check, CHECK_NAMES, type Group, GROUPS } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { OUTCOMES, outcomeOf } from "../outcome.ts";
import { breakOf, STATIONS, stationsOf } from "./stations.ts";

const check = (group: Group, name: Check["name"], state: Check["state"]): Check => ({
  ...{ group, name, state, code: "well-formed" },
});
const all = (): boolean => true;
const none = (): boolean => false;

describe("given every check that there is", () => {
  const names = GROUPS.flatMap((group) => CHECK_NAMES[group]);

  it("has one place for each, and for nothing else", () => {
    expect(Object.values(STATIONS).flat().toSorted()).toEqual([...names].toSorted());
  });

  it("loses none on the way", () => {
    const checks = GROUPS.flatMap((group) =>
      CHECK_NAMES[group].map((name) => check(group, name, "ok")),
    );
    const shown = stationsOf(checks, all).flatMap((station) => station.checks);
    expect(shown.map(({ name }) => name).toSorted()).toEqual([...names].toSorted());
  });
});

describe("given checks of one station", () => {
  const outcome = (checks: readonly Check[], isRequired = none) =>
    stationsOf(checks, isRequired).map((one) => one.outcome);

  it("shows broken before not trusted, and both before not checked", () => {
    const untrusted = check("trust", "contracts", "failed");
    const broken = check("integrity", "anchor", "failed");
    const open = check("integrity", "anchor", "not-checked");
    expect(outcome([untrusted, broken])).toEqual(["broken"]);
    expect(outcome([untrusted, open])).toEqual(["untrusted"]);
    expect(outcome([check("authorisation", "seat", "failed")])).toEqual(["denied"]);
  });

  it("never shows as passed what nobody checked", () => {
    expect(outcome([check("trust", "seals", "not-checked")])).toEqual(["open"]);
    const witnesses = check("trust", "witnesses", "not-checked");
    const signed = check("integrity", "checkpoint", "ok");
    expect(outcome([signed, witnesses], all)).toEqual(["open"]);
    expect(outcome([signed, witnesses], none)).toEqual(["accepted"]);
  });
});

describe("given a way", () => {
  const way = [
    check("integrity", "data", "not-checked"),
    check("integrity", "signature", "ok"),
    check("trust", "contracts", "failed"),
    check("integrity", "state", "failed"),
  ];

  it("stops at the first station that does not hold", () => {
    expect(breakOf(stationsOf(way, all))?.name).toBe("anchor");
    expect(breakOf(stationsOf(way.slice(0, 2), all))).toBeUndefined();
  });

  it("begins with the list where it is a history's, and with the certificate where it is one", () => {
    const history = [check("integrity", "format", "ok"), check("integrity", "entries", "ok")];
    expect(stationsOf(history, all).map(({ name }) => name)).toEqual(["list"]);
    const right = [check("integrity", "format", "ok"), check("integrity", "certificate", "ok")];
    expect(stationsOf(right, all).map(({ name }) => name)).toEqual(["certificate"]);
  });
});

describe("given a verdict", () => {
  const groups = { integrity: "ok", authorisation: "ok", trust: "not-checked" } as const;

  it("tells distrust from what was not checked, and each exit status from the others", () => {
    const seen = ([0, 10, 11, 12] as const).map((exit) => outcomeOf({ exit, groups }));
    seen.push(outcomeOf({ exit: 12, groups: { ...groups, trust: "failed" } }));
    expect(seen.toSorted()).toEqual([...OUTCOMES].toSorted());
  });
});
