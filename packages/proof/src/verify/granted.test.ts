// SPDX-License-Identifier: Apache-2.0
// Certificates of grants: what their vectors do not show one by one.
import { describe, expect, it } from "vitest";
import { parseGrant } from "../grant/read.ts";
import type { GrantCertificate } from "../grant/types.ts";
import { sourceOf } from "../testing/cases.ts";
import { expectBitsToCount, expectNoHeaderToBeRead, linesLeftOpen } from "../testing/changed.ts";
import {
  ASKED,
  certifyGrant,
  claimedGrant,
  DELIVERY,
  DUE,
  grantIs,
  MOMENT,
  onward,
  putDelivery,
  requestIs,
  SHOWN,
  stateOf,
  UNTIL,
} from "../testing/grants.ts";
import { LAW_TIMEOUT } from "../testing/laws.ts";
import { NAMES } from "../testing/rights.ts";
import { ASSET, BEGUN, GRANT, LOG, PROVIDER, RECIPIENT, SCOPE, T } from "../testing/story.ts";
import { faultsOf, linesOf } from "../testing/verdicts.ts";
import { World } from "../testing/world.ts";
import { verify } from "./verify.ts";

const policy = (await World.tell()).policy();
const judge = (file: GrantCertificate) => verify(file, policy);
const outcome = (file: GrantCertificate) => {
  const verdict = judge(file);
  return [verdict.exit, ...faultsOf(verdict)];
};
const valuesOf = (file: GrantCertificate, line: string) =>
  judge(file).checks.find(({ name }) => name === line)?.values;
const onLine = (file: GrantCertificate, line: string) => linesOf(judge(file), line);

describe("a certificate of a grant", () => {
  it("says who gave whom which use of which asset, for what and for how long", () => {
    const file = certifyGrant(undefined, { providerName: NAMES[PROVIDER] ?? "" });
    const { subject } = judge(file);
    expect(subject).toEqual({
      ...{ kind: "grant", id: GRANT, asset: ASSET, provider: PROVIDER, recipient: RECIPIENT },
      ...{ providerName: NAMES[PROVIDER], purpose: 7, method: "batch" },
      ...{ from: BEGUN, until: UNTIL, time: MOMENT },
    });
    expect(valuesOf(file, "grant")).toEqual({ from: BEGUN, until: UNTIL });
    expect(valuesOf(file, "use")).toEqual({ purpose: 7, method: "batch", quota: 12 });
    expect(valuesOf(file, "coverage")).toEqual({ scope: SCOPE, version: 0 });
    expect(valuesOf(file, "log")).toEqual({ log: LOG });
    expect(valuesOf(file, "answer")).toEqual({ since: ASKED, due: DUE, at: BEGUN });
  });

  it("covers the block's own second, and no later one", () => {
    const at = (time: number) => outcome(claimedGrant({ time }));
    expect(at(SHOWN[1])).toEqual([0]);
    expect(at(SHOWN[1] + 1)).toEqual([10, "times: failed moment-after-block"]);
  });

  it("tells what came after the moment too, up to the block", () => {
    const ended = (until: number) => certifyGrant(grantIs([BEGUN, { state: 2, until, reason: 4 }]));
    expect(onLine(ended(SHOWN[1]), "history")).toEqual(["ok history-given", "ok history-ended"]);
    expect(outcome(ended(SHOWN[1]))).toEqual([0]);
    expect(onLine(ended(MOMENT), "history")).toContain("ok history-ended");
    expect(outcome(ended(MOMENT))).toEqual([11, "grant: failed grant-ended"]);
  });

  it("judges each suspension to the second, by whatever element it stands in", () => {
    const suspended = grantIs(
      [BEGUN, { until: UNTIL, suspended: T, resumed: T + 10 }],
      [T + 20, { until: UNTIL, suspended: T + 20, resumed: T + 30 }],
    );
    const at = (time: number) => outcome(certifyGrant(suspended, { time }))[0];
    const moments = [T - 1, T, T + 9, T + 10, T + 19, T + 20, T + 29, T + 30];
    expect(moments.map(at)).toEqual([0, 11, 11, 0, 0, 11, 11, 0]);
  });

  it.each([1, 2, 3])("is in force only while number %i above it is", (step) => {
    const above = (value: { until: number; suspended?: number }) =>
      outcome(certifyGrant(onward(3, stateOf(sourceOf(step), [BEGUN, value]))));
    expect(above({ until: MOMENT + 1 })).toEqual([0]);
    expect(above({ until: MOMENT })).toEqual([11, "source: failed source-not-granted"]);
    expect(above({ until: UNTIL, suspended: MOMENT + 1 })).toEqual([0]);
    expect(above({ until: UNTIL, suspended: MOMENT })).toEqual([
      ...[11, "source: failed source-not-granted"],
    ]);
  });

  it("names the sides of every grant above it", () => {
    const file = certifyGrant(onward(2));
    const lines = judge(file).checks.filter(({ name }) => name === "source");
    expect(lines.map(({ values }) => values)).toEqual([
      { grant: sourceOf(1), provider: 101, recipient: PROVIDER },
      { grant: sourceOf(2), provider: 102, recipient: 101 },
    ]);
  });
});

describe("what a certificate tells of the course of a grant", () => {
  const request = (more: Parameters<typeof requestIs>[0]) => certifyGrant(requestIs(more));

  it.each([
    ["in time", 0, "answered"],
    ["late", 4, "answered-late"],
    ["by standing consent", 2, "answered-by-consent"],
  ])("is answered %s", (_, flags, code) => {
    expect(onLine(request({ flags }), "answer")).toEqual([`ok ${code}`]);
  });

  it("is not delivered, as proven by what is absent", () => {
    const file = certifyGrant();
    expect(onLine(file, "delivery")).toEqual(["ok delivery-none"]);
    expect(valuesOf(file, "delivery")).toEqual({ due: T + 2_500 });
    expect(onLine(file, "receipt")).toEqual([]);
  });

  it("is delivered and received", () => {
    const delivered = (more: object) =>
      certifyGrant((chain) => {
        putDelivery(chain, GRANT, { anchoredAt: T + 500, firstAt: T + 400, ...more });
      });
    expect(valuesOf(delivered({}), "delivery")).toEqual({
      ...{ id: DELIVERY, anchoredAt: T + 500, firstAt: T + 400, due: T + 2_500 },
    });
    expect(onLine(delivered({}), "receipt")).toEqual(["ok receipt-none"]);
    const received = { receivedAt: T + 600, result: 1 };
    expect(onLine(delivered(received), "receipt")).toEqual(["ok receipt-accepted"]);
    expect(valuesOf(delivered(received), "receipt")).toEqual({ at: T + 600 });
    expect(onLine(delivered({ ...received, result: 2 }), "receipt")).toEqual([
      "ok receipt-mismatch",
    ]);
  });

  it.each([
    ["is not due while it runs", 5, 0, UNTIL, "disposal-not-due"],
    ["is due once it is over", 5, 0, SHOWN[1], "disposal-due"],
    ["is due once it was closed", 6, 0, MOMENT + 1, "disposal-due"],
    ["is recorded", 7, 0, MOMENT + 1, "disposed"],
    ["is recorded late", 7, 256, MOMENT + 1, "disposed-late"],
  ])("%s: disposal", (_, status, flags, until, code) => {
    const file = certifyGrant((chain) => {
      requestIs({ status, flags })(chain);
      grantIs([BEGUN, { state: status === 5 ? 1 : 2, until }])(chain);
    });
    expect(onLine(file, "disposal")).toEqual([`ok ${code}`]);
  });

  it.each([
    ["no line where none was ordered", 0, 0, []],
    ["ordered", 0, T + 5, ["ok rectification-ordered"]],
    ["reported", 128, T + 5, ["ok rectification-reported"]],
    ["reported late", 128 + 512, T + 5, ["ok rectification-late"]],
  ])("has its rectification: %s", (_, flags, rectifyBy, lines) => {
    expect(onLine(request({ flags, rectifyBy, suspendedBy: 9 }), "rectification")).toEqual(lines);
  });
});

describe("a certificate of a grant changed after it was made", () => {
  const file = certifyGrant(onward(2), { recipientName: NAMES[RECIPIENT] ?? "" });

  it(
    "is refused, or fails, or claims another moment that is proven as well",
    () => {
      expectBitsToCount(file, parseGrant, judge);
    },
    LAW_TIMEOUT,
  );

  it("accuses nobody where a node is left out, and has no node for nothing", () => {
    const open = linesLeftOpen(file, judge);
    const proven = ["certificate", "asset", "grant", "source", "coverage", "log", "provider"];
    const told = ["recipient", "organization", "use", "answer", "history", "delivery", "disposal"];
    for (const name of [...proven, ...told, "contracts"]) expect(open).toContain(name);
  });

  it("cannot be read with a header that is none", () => {
    expectNoHeaderToBeRead(file, judge);
  });
});
