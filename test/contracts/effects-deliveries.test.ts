// SPDX-License-Identifier: Apache-2.0
// Deliveries when something befalls the provider or the asset.
import { beforeEach, describe, expect, it } from "vitest";

import { DeliveryTests } from "./support/delivery.ts";
import { partiesOf, take } from "./support/registration.ts";
import { CAPACITY, DAY, hash, OFFICE, type Organization, type Seat } from "./support/world.ts";

const ORGANIZATIONS = "organizationRegistry";
const ASSETS = "assetRegistry";
const RIGHTS = "rightRegistry";
const CANCELLATION = 5;

const tests = new DeliveryTests();
let successor: Organization;
let by: Seat;
let other: Seat;
beforeEach(async () => {
  tests.emptyShelves();
  const { world, authority } = tests.province;
  successor = await world.admit(CAPACITY.department, authority);
  by = await world.appointHead(successor);
  other = await world.appointHead(await world.admit(CAPACITY.department, authority));
});

const reform = async (fn: string, ...args: unknown[]) => {
  const { head, number } = tests.province.authority;
  await tests.does(tests.world.act(head, ORGANIZATIONS, fn, number, ...args));
};

/** A delivery that a seat signs and its log anchors now. */
const deliver = async (seat: Seat, serial = 1) => {
  const statement = await tests.delivery({ by: seat, serial });
  return tests.record(await tests.anchored(statement, seat));
};

const refusal = async (seat: Seat, serial = 1) =>
  (await tests.refusal(await deliver(seat, serial))).error;

const firstAt = async () => Number((await tests.recorded())["firstAt"]);

describe("the provider of a grant", () => {
  it("proves what was signed before a suspension, and not what is signed meanwhile", async () => {
    const { holder, holderHead, authority } = tests.province;
    const before = await deliver(holderHead);
    await tests.does(
      tests.world.act(authority.head, ORGANIZATIONS, "suspendOrganization", holder.number),
    );
    expect(await refusal(holderHead, 2)).toBe("DeliveryRegistry__NotActive");
    await tests.does(before);
    expect(await firstAt()).toBeGreaterThan(0);
  });

  it("has the successor of a merged provider deliver", async () => {
    const { holder, holderHead } = tests.province;
    const before = await deliver(holderHead);
    expect(await refusal(by, 2)).toBe("DeliveryRegistry__NotParty");
    await reform("merge", holder.number, successor.number);
    await tests.chain.undone(async () => tests.does(before));
    expect(await refusal(holderHead, 3)).toBe("DeliveryRegistry__NotActive");
    await tests.does(await deliver(by, 4));
    expect(await firstAt()).toBeGreaterThan(0);
  });

  it("has whoever has the grant deliver after a split", async () => {
    const { holder } = tests.province;
    await reform("assign", holder.number, [tests.grantId], successor.number);
    await reform("assign", holder.number, [tests.asset], other.organization);
    await reform("split", holder.number, other.organization);
    expect(await refusal(other)).toBe("DeliveryRegistry__NotParty");
    await tests.does(await deliver(by, 2));
  });

  it("has the provider of the grant deliver after a transfer", async () => {
    const { holderHead } = tests.province;
    const offer = [tests.asset, successor.number, hash("agreement")];
    await tests.does(tests.world.bySeat(holderHead, RIGHTS, "offerTransfer", ...offer));
    await tests.does(tests.world.bySeat(by, RIGHTS, "acceptTransfer", tests.asset));
    expect(await refusal(by)).toBe("DeliveryRegistry__NotParty");
    await tests.does(await deliver(holderHead, 2));
  });
});

describe("the asset of a grant", () => {
  it("takes a delivery while the asset is frozen", async () => {
    const dispute = [tests.asset, hash("mine")];
    const act = tests.world.bySeat(other, "caseRegistry", "openOwnershipDispute", ...dispute);
    await tests.does(act);
    await tests.does(await deliver(tests.province.holderHead));
  });

  it("takes a delivery in spite of vetoes", async () => {
    const chief = await tests.world.appoint(tests.province.holder, OFFICE.chiefDataOfficer);
    const until = (await tests.chain.now()) + 60 * DAY;
    for (const act of [1, 2, 3, 4]) {
      const args = [tests.asset, act, hash("reason"), until];
      await tests.does(tests.world.bySeat(chief, ASSETS, "veto", ...args));
    }
    await tests.does(await deliver(tests.province.holderHead));
  });

  it("takes no delivery once the registration is cancelled", async () => {
    const { holderHead, authorityHead } = tests.province;
    const open = [tests.asset, CANCELLATION, hash("documents")];
    await tests.does(tests.world.bySeat(holderHead, ASSETS, "open", ...open));
    const parties = await partiesOf(tests.world, holderHead, authorityHead);
    const before = await deliver(holderHead);
    await take(tests.world, parties, tests.asset);
    expect(await refusal(holderHead, 2)).toBe("DeliveryRegistry__GrantNotInForce");
    await tests.does(before);
  });

  it("takes no delivery while the registration is expired", async () => {
    const { holder, authority } = tests.province;
    const { until } = await tests.chain.read<{ until: bigint }>(ASSETS, "asset", tests.asset);
    const term = Number(until) + 100 * DAY;
    await tests.chain.pass(Number(until) - (await tests.chain.now()) - 300 * DAY);
    const heads = [
      await tests.world.appointHead(holder),
      await tests.world.appointHead(tests.province.requester),
      await tests.world.appointHead(authority),
      await tests.world.appointHead(tests.province.centre),
    ] as const;
    const asked = await tests.does(tests.request(heads[1], { until: term, purpose: 99 }));
    tests.grantId = String(asked.events[0]?.args[0]);
    await tests.does(tests.grant(tests.grantId, heads[0], { until: term }));
    const operator = await tests.world.appoint(tests.province.centre, OFFICE.logOperator);
    const rotate = [tests.log, operator.number];
    const act = tests.world.bySeat(heads[3], "exchangeLog", "rotateOperator", ...rotate);
    await tests.does(act);
    Object.assign(tests.province, { operator });
    const statement = await tests.delivery({ by: heads[0] });
    const before = tests.record(await tests.anchored(statement, heads[0]));
    await tests.chain.undone(async () => tests.does(before));
    await tests.chain.pass(Number(until) - (await tests.chain.now()));
    expect(await refusal(heads[0], 2)).toBe("DeliveryRegistry__GrantNotInForce");
  });
});
