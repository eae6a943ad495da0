// SPDX-License-Identifier: Apache-2.0
// Events are complete: whatever the contracts hold can be had from them alone.
import { beforeAll, describe, expect, it } from "vitest";

import { DeliveryHistory } from "./history/acts-deliveries.ts";
import { Comparison } from "./history/compare.ts";
import { eventsFrom, type LedgerEvent } from "./history/events.ts";
import { Chance } from "./history/random.ts";
import { ASSETS, CASES, RIGHTS } from "./history/replay-assets.ts";
import { CORRECTIONS, FINDINGS } from "./history/replay-cases.ts";
import { DELIVERIES } from "./history/replay-deliveries.ts";
import { LAW, ORGANIZATIONS, SEATS } from "./history/replay-organizations.ts";
import { SHARING } from "./history/replay-sharing.ts";
import { Signers } from "./history/signers.ts";
import { replay, State } from "./history/state.ts";
import { Refusal, type TestChain } from "./support/chain.ts";
import { Shelf } from "./support/shelf.ts";
import { CAPACITY, DAY, openLog, type Province, startProvince } from "./support/world.ts";

const HANDLERS = {
  ...{ ...ORGANIZATIONS, ...SEATS, ...LAW, ...ASSETS, ...RIGHTS, ...CASES },
  ...{ ...CORRECTIONS, ...SHARING, ...DELIVERIES, ...FINDINGS },
};
/** OpenZeppelin's own contracts, logs (exchange-log.test.ts reads them), and what the others emit from its code: roles and delegated votes. */
const FOREIGN = new Set(["accessManager", "forwarder", "timelock", "exchangeLog"]);
const FOREIGN_EVENTS = new Set([
  ...["AuthorityUpdated", "TimelockChange", "DelegateChanged", "DelegateVotesChanged"],
]);
const SEED = Number(process.env["SUYUAN_SEED"] ?? 7);
const ACTS = 600;
const MOST_TRIES = 9000;
const HOURS = 7;
const ALL = 63;
/** All deadlines of the history fall into years whose calendars are shipped. */
const BEGINNING = "2025-02-05T00:00:00Z";

interface History {
  readonly state: State;
  readonly done: Map<string, number>;
  readonly unknown: Set<string>;
}

let chain: TestChain;
let history: History;

async function play(province: Province, log: string): Promise<History> {
  const { world } = province;
  const [state, done, unknown] = [new State(), new Map<string, number>(), new Set<string>()];
  const chance = new Chance(SEED);
  const acts = new DeliveryHistory(world, state, chance);
  const signers = new Signers(chain);
  acts.log = log;
  acts.shelf = new Shelf(province, log);
  acts.chainId = Number(await chain.provider.request({ method: "eth_chainId", params: [] }));
  acts.sign = (account, statement) => signers.sign(account, statement);
  let block = 0;
  const catchUp = async (): Promise<void> => {
    const events = await eventsFrom(chain, block);
    const number: unknown = await chain.provider.request({ method: "eth_blockNumber", params: [] });
    block = Number(number) + 1;
    replay(state, events, HANDLERS, ({ contract, name }: LedgerEvent) => {
      if (!FOREIGN.has(contract) && !FOREIGN_EVENTS.has(name)) unknown.add(`${contract}.${name}`);
    });
  };
  await catchUp();
  for (let tries = 0, count = 0; count < ACTS && tries < MOST_TRIES; tries++) {
    acts.give(await signers.newAccount());
    acts.now = await chain.now();
    const act = await acts.prepared();
    if (act === undefined) continue;
    if (chance.once(4)) await chain.pass(1 + chance.below(HOURS * 3600));
    if (chance.once(40)) await chain.pass(5 * DAY);
    try {
      await chain.does(act);
    } catch (error) {
      if (error instanceof Refusal) continue;
      throw error;
    }
    count++;
    done.set(act.fn, (done.get(act.fn) ?? 0) + 1);
    await catchUp();
  }
  return { state, done, unknown };
}

beforeAll(async () => {
  const province = await startProvince({}, BEGINNING);
  const { world, authority, holderHead, authorityHead, chain: started } = province;
  chain = started;
  for (let i = 0; i < 2; i++) {
    const city = await world.admit(ALL, authority, 3);
    for (let j = 0; j < 2; j++) await world.admit(CAPACITY.department, city, 5);
  }
  for (let i = 0; i < 3; i++) await world.asset(holderHead, authorityHead);
  history = await play(province, await openLog(province, "log"));
  show();
});

/** For a look at the history: SUYUAN_SEED=7 SUYUAN_SHOW=1. */
const show = (): void => {
  if (process.env["SUYUAN_SHOW"] === undefined) return;
  process.stdout.write(`${JSON.stringify(Object.fromEntries(history.done), undefined, 1)}\n`);
};

describe("events", () => {
  it(`tell of ${String(ACTS)} allowed acts of many kinds`, () => {
    const counts = [...history.done.values()];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(ACTS);
    expect(history.done.size).toBeGreaterThan(70);
  });

  it("tell of deliveries that were recorded, and of receipts", () => {
    expect(history.done.get("recordDelivery")).toBeGreaterThan(5);
    expect(history.done.get("recordReceipt")).toBeGreaterThan(5);
  });

  it("are all known to whoever rebuilds the states", () => {
    expect([...history.unknown]).toEqual([]);
  });

  it.each([
    "organizations",
    "seats",
    "assets",
    "rights",
    "cases",
    "sharing",
    "deliveries",
    "findings",
    "law",
  ] as const)("tell all that the contracts hold on %s", async (part) => {
    const comparison = new Comparison(chain, history.state);
    await comparison[part]();
    expect(comparison.differences).toEqual([]);
    expect(comparison.asked).toBeGreaterThan(0);
  });
});
