// SPDX-License-Identifier: Apache-2.0
// Certificates of rights: what their vectors do not show one by one.
import { describe, expect, it } from "vitest";
import type { Policy } from "../policy.ts";
import { parseRight } from "../right/read.ts";
import type { RightCertificate } from "../right/types.ts";
import type { TestChain } from "../testing/chain.ts";
import { expectBitsToCount, expectNoHeaderToBeRead, linesLeftOpen } from "../testing/changed.ts";
import { LAW_TIMEOUT } from "../testing/laws.ts";
import {
  certify,
  claimed,
  HOLDING,
  MOMENT,
  NAMES,
  OPERATING,
  putRight,
  putRightState,
  serialId,
  SHOWN,
  USE,
} from "../testing/rights.ts";
import { ASSET, BEGUN, CENTRE, HEIR, PROVIDER, RECIPIENT, T } from "../testing/story.ts";
import { faultsOf, linesOf } from "../testing/verdicts.ts";
import { World } from "../testing/world.ts";
import { verify } from "./verify.ts";

const policy: Policy = (await World.tell()).policy();
const TERM = T + 100_000;
const judge = (file: RightCertificate) => verify(file, policy);
const outcome = (file: RightCertificate) => {
  const verdict = judge(file);
  return [verdict.exit, ...faultsOf(verdict)];
};
const valuesOf = (file: RightCertificate, line: string) =>
  judge(file).checks.find(({ name }) => name === line)?.values;

describe("a certificate of a right", () => {
  it.each([
    ["holding", HOLDING, PROVIDER],
    ["operating", OPERATING, CENTRE],
    ["use", USE, RECIPIENT],
  ] as const)("names who holds the %s right", (kind, right, organization) => {
    const file = certify(right);
    expect(file).toMatchObject({ kind, right, organization, asset: ASSET, time: MOMENT });
    expect(outcome(file)).toEqual([0]);
  });

  it("says what it is about, and what it proves of term, number, name and code", () => {
    const file = certify(OPERATING, undefined, { name: NAMES[CENTRE] ?? "" });
    const { subject } = judge(file);
    const code = "12330000MB0012347C";
    expect(subject).toEqual({
      ...{ kind: "right", of: "operating", id: OPERATING, asset: ASSET, organization: CENTRE },
      ...{ code, name: NAMES[CENTRE], time: MOMENT },
    });
    expect(valuesOf(file, "term")).toEqual({ from: T, until: TERM });
    expect(valuesOf(file, "registration")).toEqual({ registrar: 1, serial: 815 });
    expect(valuesOf(file, "organization")).toMatchObject({ organization: CENTRE, code });
  });

  it("has a line on the asset, the right, its term, its holder, freezes, offers and the number", () => {
    const names = judge(certify(USE)).checks.map(({ name }) => name);
    for (const name of ["asset", "right", "term", "holder", "organization", "freeze", "offer"]) {
      expect(names).toContain(name);
    }
    expect(names).toContain("registration");
    expect(new Set(names).size).toBe(names.length);
  });

  it("shows as of the block what was on offer, and as of the moment what was frozen", () => {
    const coded = { state: 2, until: TERM, registrar: 1, serial: 1 };
    const frozen = (at: number) => (chain: TestChain) => {
      chain.asset(ASSET, [
        [BEGUN, coded],
        [at, { ...coded, frozen: 1 }],
      ]);
    };
    expect(linesOf(judge(certify(HOLDING, frozen(MOMENT))), "freeze")).toEqual(["ok asset-frozen"]);
    const later = linesOf(judge(certify(HOLDING, frozen(MOMENT + 1))), "freeze");
    expect(later).toEqual(["ok asset-free"]);
  });

  it("covers the block's own second, and no later one", () => {
    const at = (time: number) => claimed(HOLDING, {}, undefined, { time });
    expect(outcome(at(SHOWN[1]))).toEqual([0]);
    expect(outcome(at(SHOWN[1] + 1))).toEqual([10, "times: failed moment-after-block"]);
  });

  it("judges term and registration to the second", () => {
    const at = (right: typeof USE, time: number) =>
      outcome(claimed(right, {}, undefined, { time }));
    expect(at(OPERATING, T)).toEqual([0]);
    expect(at(OPERATING, T - 1)).toEqual([11, "term: failed term-not-begun"]);
    expect(at(USE, T - 1)).toEqual([
      11,
      "right: failed source-not-in-force",
      "term: failed term-not-begun",
    ]);
    expect(at(HOLDING, BEGUN + 10)).toEqual([0]);
    expect(at(HOLDING, BEGUN + 9)).toEqual([
      11,
      "asset: failed asset-not-coded",
      "registration: failed registration-unnumbered",
      "right: failed right-without-registration",
    ]);
    expect(at(HOLDING, BEGUN - 1)).toContain("asset: failed asset-unknown");
  });

  it("follows a holder through two transfers and a merger", () => {
    const moved = (chain: TestChain): void => {
      chain.party("holders", ASSET, [
        [T, RECIPIENT],
        [T + 100, CENTRE],
      ]);
      chain.standing(CENTRE, [
        [BEGUN, { status: 1 }],
        [T + 200, { status: 3, successor: HEIR }],
      ]);
    };
    const holder = (time: number) => certify(HOLDING, moved, { time }).organization;
    expect([T - 1, T, T + 99, T + 100, T + 199, T + 200].map(holder)).toEqual([
      ...[PROVIDER, RECIPIENT, RECIPIENT, CENTRE, CENTRE, HEIR],
    ]);
    const heir = judge(certify(HOLDING, moved, { time: T + 200 }));
    expect(linesOf(heir, "holder")).toEqual(["ok holder-succeeded"]);
  });
});

describe("a holder that was succeeded again and again", () => {
  const last = (steps: number) => 20 + steps;
  /** Each of so many organisations in the place of the one before; the last one may have ended. */
  const succeeded = (steps: number, status = 1) =>
    claimed(HOLDING, { organization: last(steps) }, (chain) => {
      for (let step = 0; step < steps; step++) {
        chain.standing(step === 0 ? PROVIDER : last(step), [
          [BEGUN, { status: 1 }],
          [T + step, { status: 3, successor: last(step + 1) }],
        ]);
      }
      chain.standing(last(steps), [
        [BEGUN, { status: 1 }],
        [T + steps, { status, successor: 0 }],
      ]);
    });

  it("is the last of eight successors, and nobody if that one has ended", () => {
    expect(linesOf(judge(succeeded(8)), "holder")).toEqual(["ok holder-succeeded"]);
    expect(linesOf(judge(succeeded(8, 3)), "holder")).toEqual(["failed holder-none"]);
  });
});

describe("a right that derives from others", () => {
  /** A chain of rights, each derived from the one before; the last one is certified. */
  const derived = (steps: number, change: (chain: TestChain) => void = () => undefined) => {
    const last = serialId(ASSET, 10 + steps);
    return claimed(last, { kind: "use" }, (chain) => {
      for (let step = 1; step <= steps; step++) {
        const parent = step === 1 ? "0x0" : serialId(ASSET, 9 + step);
        const term = { from: T, until: TERM, kind: 2, holder: RECIPIENT };
        const id = putRight(chain, { ...term, serial: 10 + step, parent });
        putRightState(chain, id, [[BEGUN, { state: 2, until: TERM }]]);
      }
      change(chain);
    });
  };

  it("runs while all of them run, eight at most", () => {
    expect(outcome(derived(1))).toEqual([0]);
    expect(outcome(derived(8))).toEqual([0]);
    expect(outcome(derived(9))).toEqual([
      12,
      ...["certificate", "right", "term", "holder"].map(
        (name) => `${name}: not-checked state-unusable`,
      ),
    ]);
  });

  it.each([1, 2, 3])("does not run when number %i of them was waived", (step) => {
    const file = derived(4, (chain) => {
      putRightState(chain, serialId(ASSET, 10 + step), [
        [BEGUN, { state: 2, until: TERM }],
        [MOMENT, { state: 3, until: TERM }],
      ]);
    });
    expect(outcome(file)).toEqual([11, "right: failed source-not-in-force"]);
    expect(valuesOf(file, "right")).toEqual({ source: serialId(ASSET, 10 + step) });
  });
});

describe("a certificate changed after it was made", () => {
  const file = certify(USE, undefined, { name: NAMES[RECIPIENT] ?? "" });

  it(
    "is refused, or fails, or claims another moment that is proven as well",
    () => {
      expectBitsToCount(file, parseRight, judge);
    },
    LAW_TIMEOUT,
  );

  it("accuses nobody where a node is left out, and has no node for nothing", () => {
    const open = linesLeftOpen(file, judge);
    for (const name of ["asset", "right", "term", "holder", "organization", "freeze", "offer"]) {
      expect(open).toContain(name);
    }
  });

  it("cannot be read with a header that is none", () => {
    expectNoHeaderToBeRead(file, judge);
  });
});
