// SPDX-License-Identifier: Apache-2.0
// Under which grants a delivery may be made, from the statement's time to its anchor.
import type { PlacedBytes } from "@suyuan/chain";
import type { Delivery } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";

import { DeliveryTests, type Other } from "./support/delivery.ts";
import { DAY } from "./support/world.ts";

const NOT_IN_FORCE = "DeliveryRegistry__GrantNotInForce";
const tests = new DeliveryTests();
beforeEach(() => {
  tests.emptyShelves();
});

const logged = (other?: Other<Delivery>) => tests.logged(other);

const refused = (placed: PlacedBytes) => tests.refusal(tests.record(placed));

describe("the grant of a delivery", () => {
  it("exists, and is of the statement's asset", async () => {
    const wrong = "DeliveryRegistry__WrongAsset";
    const grant = `0x${"77".repeat(32)}` as const;
    const none = `0x${"00".repeat(32)}`;
    const { act } = await logged({ grant });
    await tests.refused(act, wrong, grant, tests.asset, none);
    const { holderHead, authorityHead } = tests.province;
    const asset = (await tests.world.asset(holderHead, authorityHead)) as `0x${string}`;
    const other = await logged({ asset, serial: 2 });
    await tests.refused(other.act, wrong, tests.grantId, asset, tests.asset);
  });

  it("was granted: a request alone is none", async () => {
    const grant = (await tests.newRequest({ scope: `0x${"12".repeat(32)}` })) as `0x${string}`;
    const { act, time, anchoredAt } = await logged({ grant });
    await tests.refused(act, NOT_IN_FORCE, grant, time, anchoredAt);
  });

  it("had begun at the statement's time", async () => {
    const from = (await tests.chain.now()) + DAY;
    const grant = (await tests.newGrant({ from })) as `0x${string}`;
    const early = await logged({ grant });
    await tests.refused(early.act, NOT_IN_FORCE, grant, early.time, early.anchoredAt);
    await tests.chain.pass(DAY);
    const late = await logged({ grant, time: from, serial: 2 });
    await tests.does(late.act);
  });

  it("had not expired at the anchor", async () => {
    await tests.chain.pass(tests.until - 1 - (await tests.chain.now()) - 10);
    const shelf = tests.shelf();
    const index = await shelf.put(await tests.signed(await tests.delivery()));
    await tests.chain.undone(async () => {
      tests.emptyShelves();
      const own = await tests.shelf().put(await tests.signed(await tests.delivery()));
      await tests.chain.nextAt(tests.until - 1);
      await tests.shelf().anchor();
      await tests.chain.pass(DAY);
      await tests.does(tests.record(tests.shelf().placed(own)));
    });
    await tests.chain.nextAt(tests.until);
    await shelf.anchor();
    expect((await refused(shelf.placed(index))).error).toBe(NOT_IN_FORCE);
  });

  it("was not suspended at either moment, and may be since", async () => {
    const { holderHead } = tests.province;
    const before = await logged();
    const shelf = tests.shelf();
    const between = await tests.delivery({ serial: 2 });
    const index = await shelf.put(await tests.signed(between));
    await tests.does(tests.acting(holderHead, "suspend", tests.grantId, 2, 0));
    await shelf.anchor();
    expect((await refused(shelf.placed(index))).error).toBe(NOT_IN_FORCE);
    const during = await tests.delivery({ serial: 3 });
    const later = await shelf.put(await tests.signed(during));
    await tests.does(tests.acting(holderHead, "resume", tests.grantId));
    await shelf.anchor();
    expect((await refused(shelf.placed(later))).error).toBe(NOT_IN_FORCE);
    const resumed = await logged({ serial: 4 });
    await tests.chain.undone(async () => tests.does(resumed.act));
    await tests.does(before.act);
  });

  it("had not ended", async () => {
    const { requesterHead } = tests.province;
    const before = await logged();
    await tests.does(tests.acting(requesterHead, "end", tests.grantId, 1));
    const { act, time, anchoredAt } = await logged({ serial: 2 });
    await tests.refused(act, NOT_IN_FORCE, tests.grantId, time, anchoredAt);
    await tests.does(before.act);
  });

  it("named the log at both moments", async () => {
    const { holderHead, requesterHead } = tests.province;
    const log = (await tests.newLog("the next log")) as `0x${string}`;
    const wrong = "DeliveryRegistry__WrongLog";
    const other = await logged({ log });
    await tests.refused(other.act, wrong, tests.grantId, log);
    const before = await logged({ serial: 2 });
    const shelf = tests.shelf();
    const between = await tests.delivery({ serial: 3 });
    const index = await shelf.put(await tests.signed(between));
    await tests.does(tests.acting(holderHead, "proposeChange", tests.grantId, 3, log));
    await tests.does(tests.acting(requesterHead, "acceptChange", tests.grantId, log));
    await shelf.anchor();
    const late = tests.record(shelf.placed(index));
    await tests.refused(late, wrong, tests.grantId, tests.log);
    await tests.refused(other.act, wrong, tests.grantId, log);
    const next = await logged({ log, serial: 4 });
    await tests.chain.undone(async () => tests.does(next.act));
    await tests.does(before.act);
  });
});
