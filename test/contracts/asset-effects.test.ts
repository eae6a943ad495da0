// SPDX-License-Identifier: Apache-2.0
import { ASSET_ARROWS, ASSET_STATES, EFFECTS } from "@suyuan/chain";
import { describe, expect, it } from "vitest";

import { ProcedureTests } from "./support/procedures.ts";
import { DAY, hash, type Seat } from "./support/world.ts";

const CANCELLATION = 5;

const tests = new ProcedureTests();

describe("given each state of an asset and each effect", () => {
  /** By hand: the effects that may be applied for in each state; a renewal in the last days of the validity. */
  const OPEN = {
    Registered: ["first"],
    Confirmed: ["newVersion", "correction", "renewal", "cancellation", "recorded"],
    Expired: ["first", "cancellation"],
    Cancelled: [],
  } as const;
  type State = keyof typeof OPEN;

  async function reach(state: State): Promise<readonly [id: string, by: Seat]> {
    const { holderHead } = tests.province;
    if (state === "Registered") {
      const draft = await tests.draft();
      await tests.does(tests.byHolder("withdraw", draft));
      return [draft, holderHead];
    }
    const id = await tests.coded();
    if (state === "Cancelled") {
      await tests.opened(id, CANCELLATION);
      await tests.take(id);
      return [id, holderHead];
    }
    const until = Number((await tests.asset(id)).until);
    return [id, (await tests.passTo(state === "Expired" ? until : until - 5 * DAY)).holder];
  }

  it.each(Object.keys(OPEN) as State[])("opens in %s what the law allows", async (state) => {
    const [id, by] = await reach(state);
    for (const [place, effect] of EFFECTS.entries()) {
      const open = tests.acting(by, "open", id, place + 1, hash("record"));
      const allowed = (OPEN[state] as readonly string[]).includes(effect);
      if (allowed) await tests.chain.undone(async () => tests.does(open));
      else
        expect((await tests.chain.refusal(open)).error).toMatch(/WrongState|Valid|Expired|Window/);
    }
  });

  it("agrees with the table of the diagrams", () => {
    const effects = ASSET_ARROWS.filter(({ act }) => EFFECTS.includes(act));
    for (const [state, allowed] of Object.entries(OPEN)) {
      const drawn = effects.filter(({ from }) => from === state).map(({ act }) => act);
      const coded = state === "Expired" ? [...allowed, "renewal"] : allowed;
      expect(drawn.toSorted()).toEqual([...coded].toSorted());
    }
    const ends = effects.map(({ act, to }) => `${act} ${to}`);
    expect(new Set(ends)).toEqual(
      new Set([
        ...["first Confirmed", "newVersion Confirmed", "correction Confirmed"],
        ...["recorded Confirmed", "renewal Confirmed", "cancellation Cancelled"],
      ]),
    );
    expect(ASSET_STATES).toEqual(["None", "Registered", "Confirmed", "Cancelled"]);
  });
});
