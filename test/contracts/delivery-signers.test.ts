// SPDX-License-Identifier: Apache-2.0
// Who was entitled to deliver, from the statement's time to its anchor.
import type { PlacedBytes } from "@suyuan/chain";
import { canonicalBytes, type Delivery, fromUtf8, typedData, utf8 } from "@suyuan/proof";
import { sha256 } from "ethers";
import { beforeEach, describe, expect, it } from "vitest";

import { altered } from "./support/altered.ts";
import type { Act } from "./support/chain.ts";
import { DeliveryTests, type Other } from "./support/delivery.ts";
import { valueOf } from "./support/signed.ts";
import { CAPACITY, DAY, OFFICE, type Seat } from "./support/world.ts";

const REGISTRY = "organizationRegistry";
const NOT_IN_OFFICE = "DeliveryRegistry__SeatNotInOffice";
const tests = new DeliveryTests();
beforeEach(() => {
  tests.emptyShelves();
});

const logged = (other?: Other<Delivery>) => tests.logged(other);

const refused = (placed: PlacedBytes) => tests.refusal(tests.record(placed));
const organization = async (by: string, fn: string, ...args: unknown[]) =>
  tests.does(tests.world.act(by, REGISTRY, fn, ...args));

/** The record of a delivery to nobody, which no tool of ours signs or logs, but others may. */
async function toNobody(): Promise<Act> {
  const statement = await tests.delivery();
  const forged = (bytes: Uint8Array): Uint8Array =>
    utf8(fromUtf8(bytes).replace(`"recipient":${statement.recipient}`, '"recipient":0'));
  const data = typedData(statement);
  const id = sha256(forged(canonicalBytes(statement)));
  const message = { ...data.message, id, recipient: 0 };
  const by = tests.registrant;
  const value = await valueOf(tests.chain, by.account, { ...data, message });
  const shelf = tests.shelf();
  const signature = { alg: "eip712", seat: by.number, value } as const;
  const entry = await shelf.entryOf({ statement, signature });
  const index = shelf.putBytes(forged(entry));
  await shelf.anchor();
  return altered(tests.record({ ...shelf.placed(index), entry }), "0.recipient", 0);
}

describe("the seat that signs a delivery", () => {
  it("is the registrant's, the head's of the data office, or an allowed system's", async () => {
    const { holder, holderHead } = tests.province;
    const system = await tests.system(holder, holderHead);
    await tests.allow(system, holderHead);
    for (const by of [tests.registrant, holderHead, system]) {
      const { act } = await logged({ by });
      await tests.chain.undone(async () => tests.does(act));
    }
  });

  it("is in no other office", async () => {
    const { holder } = tests.province;
    for (const office of [OFFICE.receiver, OFFICE.chiefDataOfficer]) {
      const by = await tests.world.appoint(holder, office);
      const { act } = await logged({ by });
      await tests.refused(act, "DeliveryRegistry__WrongOffice", by.number, office);
    }
  });

  it("is one of the organisation that the statement names", async () => {
    const { requester, holder } = tests.province;
    const by = await tests.world.appoint(requester, OFFICE.registrant);
    const { act } = await logged({ by, organization: holder.number });
    const values = [by.number, holder.number, requester.number] as const;
    await tests.refused(act, "DeliveryRegistry__SeatOfOther", ...values);
  });

  it("exists", async () => {
    const by: Seat = { ...tests.registrant, number: 999 };
    const { act } = await logged({ by });
    await tests.refused(act, "OrganizationRegistry__UnknownSeat", 999);
  });

  it("was appointed by the statement's time", async () => {
    const by = await tests.world.appoint(tests.province.holder, OFFICE.registrant);
    const since = await tests.chain.now();
    const { act, time, anchoredAt } = await logged({ by, time: since - 1, serial: 2 });
    await tests.refused(act, NOT_IN_OFFICE, by.number, time, anchoredAt);
    await tests.does((await logged({ by, time: since })).act);
  });

  it("had not ended by the anchor, though it may since", async () => {
    const { holder } = tests.province;
    const before = await logged();
    await organization(holder.head, "endSeat", tests.registrant.number);
    const { act, time, anchoredAt } = await logged({ serial: 2 });
    const values = [tests.registrant.number, time, anchoredAt] as const;
    await tests.refused(act, NOT_IN_OFFICE, ...values);
    await tests.does(before.act);
  });

  it("was within its term at the anchor", async () => {
    const by = await tests.world.appoint(tests.province.holder, OFFICE.registrant, DAY);
    const [until] = [(await tests.list(REGISTRY, "seat", by.number))[5] as bigint];
    const shelf = tests.shelf();
    const statement = await tests.delivery({ by });
    const index = await shelf.put(await tests.signed(statement, by));
    await tests.chain.nextAt(Number(until) - 1);
    await shelf.anchor();
    await tests.chain.undone(async () => tests.does(tests.record(shelf.placed(index))));
    const late = await shelf.put(await tests.signed(await tests.delivery({ by, serial: 2 }), by));
    await shelf.anchor();
    expect((await refused(shelf.placed(late))).error).toBe(NOT_IN_OFFICE);
  });

  it("was not compromised by the anchor, however late that is told", async () => {
    const { holder } = tests.province;
    const { registrant } = tests;
    const { act, time, anchoredAt } = await logged();
    await tests.chain.pass(DAY);
    await tests.chain.undone(async () => {
      await organization(holder.head, "reportCompromised", registrant.number, anchoredAt + 1);
      await tests.does(act);
    });
    await organization(holder.head, "reportCompromised", registrant.number, anchoredAt);
    await tests.refused(act, NOT_IN_OFFICE, registrant.number, time, anchoredAt);
  });
});

describe("a system seat", () => {
  it("was allowed for the grant at both moments", async () => {
    const { holder, holderHead } = tests.province;
    const by = await tests.system(holder, holderHead);
    const never = await logged({ by });
    const refusal = "DeliveryRegistry__NotAllowed";
    await tests.refused(never.act, refusal, by.number, tests.grantId);
    await tests.allow(by, holderHead);
    const since = await tests.chain.now();
    const early = await logged({ by, time: since - 1, serial: 2 });
    await tests.refused(early.act, refusal, by.number, tests.grantId);
    const shelf = tests.shelf();
    const between = await tests.delivery({ by, serial: 3 });
    const index = await shelf.put(await tests.signed(between, by));
    await tests.allow(by, holderHead, false);
    await shelf.anchor();
    const act = tests.record(shelf.placed(index));
    await tests.refused(act, refusal, by.number, tests.grantId);
  });
});

describe("the organisation that delivers", () => {
  it("is the grant's provider", async () => {
    const { requester, holder } = tests.province;
    const by = await tests.world.appoint(requester, OFFICE.registrant);
    const { act } = await logged({ by });
    const values = [tests.grantId, requester.number, holder.number] as const;
    await tests.refused(act, "DeliveryRegistry__NotParty", ...values);
  });

  it("was active at both moments, and may be suspended since", async () => {
    const { authority, holder } = tests.province;
    const before = await logged();
    const shelf = tests.shelf();
    const between = await shelf.put(await tests.signed(await tests.delivery({ serial: 2 })));
    await organization(authority.head, "suspendOrganization", holder.number);
    await shelf.anchor();
    const refusal = "DeliveryRegistry__NotActive";
    await tests.refused(tests.record(shelf.placed(between)), refusal, holder.number);
    const during = await tests.delivery({ serial: 3 });
    const index = await shelf.put(await tests.signed(during));
    await organization(authority.head, "resumeOrganization", holder.number);
    await shelf.anchor();
    await tests.refused(tests.record(shelf.placed(index)), refusal, holder.number);
    await tests.does(before.act);
  });

  it("was suspended in the very second of its suspension, and active in that of its end", async () => {
    const { authority, holder } = tests.province;
    const standing = async (fn: string) =>
      tests.does(tests.world.act(authority.head, REGISTRY, fn, holder.number));
    const { time } = await standing("suspendOrganization");
    await tests.chain.nextAt(time + 1);
    await standing("resumeOrganization");
    const { act } = await logged({ time });
    await tests.refused(act, "DeliveryRegistry__NotActive", holder.number);
    for (const [serial, active] of [time - 1, time + 1].entries()) {
      const other = await logged({ time: active, serial: 2 + serial });
      await tests.chain.undone(async () => tests.does(other.act));
    }
  });

  it("may be who succeeded the provider, from then on, and not the provider any more", async () => {
    const { authority, holder } = tests.province;
    const before = await logged();
    const successor = await tests.world.admit(CAPACITY.department, authority);
    const by = await tests.world.appoint(successor, OFFICE.registrant);
    const early = await logged({ by, serial: 2 });
    const party = "DeliveryRegistry__NotParty";
    await tests.refused(early.act, party, tests.grantId, successor.number, holder.number);
    await organization(authority.head, "merge", authority.number, holder.number, successor.number);
    await tests.refused(early.act, party, tests.grantId, successor.number, holder.number);
    const old = await logged({ serial: 3 });
    await tests.refused(old.act, "DeliveryRegistry__NotActive", holder.number);
    const after = await logged({ by, serial: 4 });
    await tests.chain.undone(async () => tests.does(after.act));
    await tests.does(before.act);
  });

  it("may be who got the grant in a split, and no other successor", async () => {
    const { authority, holder } = tests.province;
    const keeper = await tests.world.admit(CAPACITY.department, authority);
    const other = await tests.world.admit(CAPACITY.department, authority);
    const reform = [authority.number, holder.number] as const;
    const subjects = [[tests.grantId], other.number] as const;
    await organization(authority.head, "assign", ...reform, ...subjects);
    await organization(authority.head, "split", ...reform, keeper.number);
    const [kept, assigned] = [
      await tests.world.appoint(keeper, OFFICE.registrant),
      await tests.world.appoint(other, OFFICE.registrant),
    ];
    const { act } = await logged({ by: kept });
    const values = [tests.grantId, keeper.number, holder.number] as const;
    await tests.refused(act, "DeliveryRegistry__NotParty", ...values);
    await tests.does((await logged({ by: assigned })).act);
  });
});

describe("a custodian", () => {
  it("delivers in the provider's place while it is named, and says so", async () => {
    const { centre, holder, holderHead } = tests.province;
    const by = await tests.world.appoint(centre, OFFICE.registrant);
    const name = (number: number) =>
      tests.does(
        tests.world.bySeat(holderHead, "assetRegistry", "setCustodian", tests.asset, number),
      );
    const party = "DeliveryRegistry__NotParty";
    const before = await logged({ by, custodian: true });
    await tests.refused(before.act, party, tests.grantId, centre.number, 0);
    await name(centre.number);
    const silent = await logged({ by, serial: 2 });
    await tests.refused(silent.act, party, tests.grantId, centre.number, holder.number);
    const provider = await logged({ custodian: true, serial: 3 });
    await tests.refused(provider.act, party, tests.grantId, holder.number, centre.number);
    const named = await logged({ by, custodian: true, serial: 4 });
    const shelf = tests.shelf();
    const between = await tests.delivery({ by, custodian: true, serial: 5 });
    const index = await shelf.put(await tests.signed(between, by));
    await name(0);
    await shelf.anchor();
    const late = tests.record(shelf.placed(index));
    await tests.refused(late, party, tests.grantId, centre.number, 0);
    await tests.does(named.act);
  });
});

describe("the recipient that a delivery names", () => {
  it("is the grant's, or stood in its place by the anchor", async () => {
    const { authority, requester, holder } = tests.province;
    const wrong = "DeliveryRegistry__WrongRecipient";
    const other = await logged({ recipient: holder.number });
    await tests.refused(other.act, wrong, tests.grantId, holder.number, requester.number);
    const successor = await tests.world.admit(CAPACITY.department, authority);
    const early = await logged({ recipient: successor.number, serial: 2 });
    await tests.refused(early.act, wrong, tests.grantId, successor.number, requester.number);
    const merge = [authority.number, requester.number, successor.number] as const;
    await organization(authority.head, "merge", ...merge);
    await tests.does((await logged({ recipient: successor.number, serial: 3 })).act);
  });

  it("may be any of eight successors, up to the last", async () => {
    const { authority, requester } = tests.province;
    const chain = [requester];
    for (let step = 1; step <= 8; step++) {
      const [last = requester, next] = [
        chain.at(-1),
        await tests.world.admit(CAPACITY.department, authority),
      ];
      await organization(authority.head, "merge", authority.number, last.number, next.number);
      chain.push(next);
    }
    for (const { number: recipient } of chain) {
      const { act } = await logged({ recipient, serial: 1 + recipient });
      await tests.chain.undone(async () => tests.does(act));
    }
  });

  it("is not nobody where it was abolished, but that which was", async () => {
    const { authority, requester } = tests.province;
    await organization(authority.head, "abolish", authority.number, requester.number);
    const values = [tests.grantId, 0, requester.number] as const;
    await tests.refused(await toNobody(), "DeliveryRegistry__WrongRecipient", ...values);
    await tests.does((await logged({ serial: 2 })).act);
  });
});
