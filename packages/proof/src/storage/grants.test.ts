// SPDX-License-Identifier: Apache-2.0
// Phases of grants against the rule as the law's design says it, second by second.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Hex } from "../bytes.ts";
import { TestChain, type Dated, type GrantValue } from "../testing/chain.ts";
import { NUM_RUNS, refusal } from "../testing/laws.ts";
import { grantPhasesOver, GrantRecords } from "./grants.ts";
import { traceOver } from "./trace.ts";

const id = (byte: number): Hex => `0x${byte.toString(16).padStart(2, "0").repeat(32)}`;
const GRANT = id(0x67);
const LAST = 40;

/** Whether a grant is in force by its trace alone: the newest state at or before the moment decides. */
function runs(states: Dated<GrantValue>, at: number): boolean {
  const state = states.findLast(([since]) => since <= at)?.[1];
  if (state === undefined || at >= state.until) return false;
  const { suspended = 0, resumed = 0 } = state;
  return !(suspended !== 0 && suspended <= at && (resumed === 0 || at < resumed));
}

const moment = fc.integer({ min: 1, max: LAST });
const value = fc.record({
  until: moment,
  suspended: fc.oneof(fc.constant(0), moment),
  resumed: fc.oneof(fc.constant(0), moment),
});
const states = fc.uniqueArray(moment, { minLength: 1, maxLength: 5 }).chain((times) =>
  fc.tuple(...times.map(() => value)).map((values) =>
    times
      .sort((one, other) => one - other)
      .flatMap((since, place): Dated<GrantValue> => {
        const state = values[place];
        return state === undefined ? [] : [[since, state]];
      }),
  ),
);

describe("the phases of a grant", () => {
  it("tell for each second what its states tell, from wherever they are read", () => {
    fc.assert(
      fc.property(states, moment, (made, from) => {
        const chain = new TestChain();
        chain.grantState(GRANT, made);
        const place = new GrantRecords(chain.reader()).stateOf(GRANT);
        const { elements } = traceOver(chain.reader(), place, from, LAST);
        const phases = grantPhasesOver(elements, from);
        for (let at = from; at <= LAST; at++) {
          const phase = phases.findLast(({ since }) => since <= at)?.value;
          const told = phase !== undefined && !phase.isSuspended && at < phase.until;
          expect(told, `at ${at}`).toBe(runs(made, at));
        }
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("leave out what was over before the span, and nothing of it", () => {
    const phases = (from: number) => {
      const chain = new TestChain();
      chain.grantState(GRANT, [[5, { until: 40, suspended: 10, resumed: 20 }]]);
      const place = new GrantRecords(chain.reader()).stateOf(GRANT);
      return grantPhasesOver(traceOver(chain.reader(), place, from, LAST).elements, from).map(
        ({ since, value }) => [since, value.isSuspended],
      );
    };
    const [first, stopped, again] = [
      [5, false],
      [10, true],
      [20, false],
    ];
    expect(phases(9)).toEqual([first, stopped, again]);
    expect(phases(10)).toEqual([stopped, again]);
    expect(phases(19)).toEqual([stopped, again]);
    expect(phases(20)).toEqual([again]);
  });
});

describe("a grant's record", () => {
  const parties = {
    ...{ asset: id(0xa5), provider: 0xffff_fffe, recipient: 0xffff_fffd, purpose: 0xffff_fffc },
    ...{ from: 2 ** 40 - 1, quota: 2 ** 24 - 1, method: 3 },
  };
  const chainWith = (more: object = {}) => {
    const chain = new TestChain();
    chain.grantRecord(GRANT, { ...parties, ...more });
    return chain;
  };
  const recordsOf = (chain: TestChain) => new GrantRecords(chain.reader());

  it("is read field by field", () => {
    const record = recordsOf(chainWith()).record(GRANT);
    expect(record).toEqual({ ...parties, isOnward: false });
    expect(recordsOf(chainWith({ flags: 0xfffe })).record(GRANT).isOnward).toBe(false);
    expect(recordsOf(chainWith({ flags: 1 })).record(GRANT).isOnward).toBe(true);
  });

  it("has nobody as its provider while nobody granted it", () => {
    const { provider, recipient } = recordsOf(chainWith({ provider: 0 })).record(GRANT);
    expect([provider, recipient]).toEqual([0, parties.recipient]);
    expect(recordsOf(new TestChain()).record(GRANT).provider).toBe(0);
  });

  it("tells how far it has come", () => {
    const more = { status: 6, flags: 0x204, since: 11, due: 12, deliveryDue: 13, disposal: 14 };
    expect(recordsOf(chainWith(more)).progress(GRANT)).toMatchObject(more);
  });

  it("has the scope that was asked for as version 0, and others by their number", () => {
    const chain = chainWith();
    chain.grantScope(GRANT, id(1));
    chain.grantScope(GRANT, id(2), 1);
    const records = recordsOf(chain);
    expect([0, 1, 2].map((version) => records.scope(GRANT, version))).toEqual([
      ...[id(1), id(2), id(0)],
    ]);
  });

  it("names a log by its number in the contract's list, and none by 0", () => {
    const chain = chainWith();
    chain.sharingLogs([id(7), id(8)]);
    const records = recordsOf(chain);
    expect([0, 1, 2, 3].map((number) => records.log(number))).toEqual([
      ...[id(0), id(7), id(8), id(0)],
    ]);
  });

  it("is shared on from at most three others", () => {
    const sourcesOf = (steps: number) => {
      const chain = chainWith({ flags: steps === 0 ? 0 : 1 });
      chain.grantParent(id(0x10), id(0x77));
      chain.grantRecord(id(0x10), { ...parties, flags: steps === 0 ? 0 : 1 });
      for (let step = 0; step <= steps; step++) {
        if (step === steps) break;
        chain.grantParent(id(0x10 + step), id(0x11 + step));
      }
      const records = recordsOf(chain);
      return records.sources(id(0x10), records.record(id(0x10)));
    };
    expect(sourcesOf(0)).toEqual([]);
    expect(sourcesOf(3)).toEqual([id(0x11), id(0x12), id(0x13)]);
    expect(refusal(() => sourcesOf(4))).toBe("chain-too-long");
  });

  it("has a source that is none where it was shared on from nothing", () => {
    const records = recordsOf(chainWith({ flags: 1 }));
    expect(records.sources(GRANT, records.record(GRANT))).toEqual([id(0)]);
  });
});
