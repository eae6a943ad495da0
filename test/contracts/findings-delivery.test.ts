// SPDX-License-Identifier: Apache-2.0
// Lateness of deliveries and receipts, which a log may disprove afterwards.
import { beforeEach, describe, expect, it } from "vitest";

import type { Act } from "./support/chain.ts";
import { DeliveryTests } from "./support/delivery.ts";
import { big, told } from "./support/expect.ts";
import { FINDING } from "./support/shared-cases.ts";
import { idIn } from "./support/world.ts";

const FINDINGS = "findingRegistry";
const [DELIVERY, RECEIPT] = [2, 4];
const [PROVIDERS, OTHERS] = [3904, 4007];

const tests = new DeliveryTests();
beforeEach(() => {
  tests.emptyShelves();
});

const act = (fn: string, ...args: unknown[]): Act =>
  tests.world.act(tests.chain.deployer, FINDINGS, fn, ...args);
const lateness = (clock: number): Act => act("recordLateness", clock, tests.grantId);
const annul = (id: string): Act => act("annulLateness", id);
/** The first moment after a limit of the grant. */
const dueOf = async (clock: number): Promise<number> =>
  Number((await tests.list(FINDINGS, "lateness", tests.grantId, clock))[2]);
const recorded = async (clock: number): Promise<string> =>
  idIn(await tests.does(lateness(clock)), "LatenessRecorded");
const notLate = async (clock: number, due: number): Promise<void> =>
  tests.refused(lateness(clock), "FindingRegistry__NotLate", clock, tests.grantId, due);

describe("the lateness of a delivery", () => {
  it("is annulled once it is proven that it was anchored in time", async () => {
    const { holder } = tests.province;
    const due = await dueOf(DELIVERY);
    const placed = await tests.anchored(await tests.delivery());
    await tests.chain.nextAt(due);
    const id = await recorded(DELIVERY);
    await tests.refused(annul(id), "FindingRegistry__StillLate", id, due);
    await tests.does(tests.record(placed));
    const done = await tests.does(annul(id));
    const values = [id, tests.grantId, holder.number, DELIVERY, PROVIDERS, due];
    expect(told(done)).toEqual([["LatenessAnnulled", ...big(...values)]]);
    expect((await tests.list(FINDINGS, "findingStatus", id))[0]).toBe(BigInt(FINDING.annulled));
    await notLate(DELIVERY, due);
  });

  it("stands when it was anchored at the first moment after its limit", async () => {
    const due = await dueOf(DELIVERY);
    const statement = await tests.delivery();
    const index = await tests.shelf().put(await tests.signed(statement));
    await tests.chain.nextAt(due);
    await tests.shelf().anchor();
    expect(tests.shelf().anchors[0]?.time).toBe(due);
    await tests.does(tests.record(tests.shelf().placed(index)));
    const id = await recorded(DELIVERY);
    await tests.refused(annul(id), "FindingRegistry__StillLate", id, due);
  });

  it("is none when it was anchored in the last second, and recorded whenever", async () => {
    const due = await dueOf(DELIVERY);
    const statement = await tests.delivery();
    const index = await tests.shelf().put(await tests.signed(statement));
    await tests.chain.nextAt(due - 1);
    await tests.shelf().anchor();
    await tests.chain.pass(30 * 86_400);
    await tests.does(tests.record(tests.shelf().placed(index)));
    await notLate(DELIVERY, due);
  });
});

describe("the lateness of a receipt", () => {
  it("runs from the delivery's anchor, and is annulled as a delivery's is", async () => {
    const { requester } = tests.province;
    await notLate(RECEIPT, 0);
    const { statement } = await tests.delivered();
    const due = await dueOf(RECEIPT);
    await tests.chain.nextAt(due - 1);
    await notLate(RECEIPT, due);
    await tests.chain.nextAt(due);
    const done = await tests.does(lateness(RECEIPT));
    const values = [tests.grantId, requester.number, RECEIPT, OTHERS, due];
    expect(done.events[0]?.args.toArray().slice(1)).toEqual(big(...values));
    const id = idIn(done, "LatenessRecorded");
    await tests.refused(annul(id), "FindingRegistry__StillLate", id, due);
    expect(statement.organization).not.toBe(requester.number);
  });

  it("is annulled once a receipt is proven that was anchored in time", async () => {
    const delivery = await tests.delivered();
    const { act: receive } = await tests.received(delivery);
    const due = await dueOf(RECEIPT);
    await tests.chain.nextAt(due);
    const id = await recorded(RECEIPT);
    await tests.refused(annul(id), "FindingRegistry__StillLate", id, due);
    await tests.does(receive);
    await tests.does(annul(id));
    expect((await tests.list(FINDINGS, "findingStatus", id))[0]).toBe(BigInt(FINDING.annulled));
    await notLate(RECEIPT, due);
  });
});
