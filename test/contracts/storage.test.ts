// SPDX-License-Identifier: Apache-2.0
// Reads facts from raw storage by the published layout alone, and compares them with what the contracts tell:
// organisations, grants and logs. Assets, rights, cases and rules are in storage-rights.test.ts.
import {
  ChainFacts,
  elementSlot,
  slotAt,
  SLOTS,
  standInsOver,
  type StorageField,
  type StorageMember,
  STRUCTS,
  traceOver,
  VALUES,
} from "@suyuan/proof";
import { beforeAll, describe, expect, it } from "vitest";

import { REASON, SharingTests } from "./support/sharing.ts";
import {
  type Keys,
  type Ledger,
  momentsOf,
  numbersOf,
  RawStorage,
  valueAt,
} from "./support/storage.ts";
import { CAPACITY, hash, OFFICE, type Organization } from "./support/world.ts";

const tests = new SharingTests();
const registry = "organizationRegistry";
let raw: RawStorage;
let system = 0;
let compromised = 0;
let grant = "";
let request = "";
let merged: Organization;
let split: Organization;
let keeper: Organization;
let assignee: Organization;

const told = async (contract: Ledger, view: string, ...args: unknown[]) =>
  (await tests.chain.read<{ toObject: () => object }>(contract, view, ...args)).toObject();

async function changeOrganizations(): Promise<void> {
  const { world, province } = tests;
  const { authority, holder, requester } = province;
  const above = (fn: string, ...args: unknown[]) =>
    tests.does(world.act(authority.head, registry, fn, ...args));
  for (const fn of ["suspendOrganization", "resumeOrganization", "suspendOrganization"]) {
    await above(fn, requester.number);
  }
  await tests.does(world.act(holder.head, registry, "rename", holder.number, hash("renamed")));
  const three = [
    await world.admit(CAPACITY.department, authority),
    await world.admit(CAPACITY.department, authority),
  ] as const;
  [merged, split] = three;
  keeper = await world.admit(CAPACITY.department, authority);
  assignee = await world.admit(CAPACITY.department, authority);
  await above("merge", authority.number, merged.number, split.number);
  const subjects = [grant, tests.asset];
  await above("assign", authority.number, split.number, subjects, assignee.number);
  await above("split", authority.number, split.number, keeper.number);
  await above("merge", authority.number, assignee.number, holder.number);
}

async function changeSeats(): Promise<void> {
  const { world, chain, province } = tests;
  const { holder, holderHead } = province;
  const until = (await chain.now()) + 1000;
  const args = [holder.number, chain.newAccount(), until, 70_000];
  const appoint = world.act(holderHead.account, registry, "appointSystemSeat", ...args);
  system = Number((await tests.does(appoint)).events[0]?.args[0]);
  for (const allowed of [true, false, true]) {
    const allow = [system, grant, allowed];
    await tests.does(world.act(holderHead.account, registry, "setAllowance", ...allow));
  }
  const receiver = await world.appoint(holder, OFFICE.receiver);
  compromised = receiver.number;
  const since = await chain.now();
  await tests.does(world.act(holder.head, registry, "endSeat", compromised));
  await tests.does(world.act(holder.head, registry, "reportCompromised", compromised, since));
}

beforeAll(async () => {
  const { world, chain, province } = tests;
  const { centreHead, operator, holderHead } = province;
  raw = new RawStorage(chain);
  grant = await tests.newGrant();
  request = await tests.newRequest();
  // The first suspension stands within the first element; the second has one of its own.
  await tests.does(tests.acting(holderHead, "suspend", grant, REASON.suspension, 0));
  await tests.does(tests.acting(holderHead, "resume", grant));
  const rectifyBy = (await chain.now()) + 5_000;
  await tests.does(tests.acting(holderHead, "suspend", grant, REASON.suspension + 1, rectifyBy));
  await changeOrganizations();
  await changeSeats();
  await tests.does(world.bySeat(centreHead, "exchangeLog", "rotateKey", tests.log, hash("key 2")));
  const checkpoint = [tests.log, 77, hash("root"), [], 2 ** 48 - 1];
  await tests.does(world.act(operator.account, "exchangeLog", "advance", ...checkpoint));
});

describe("given every kind of record on organisations, grants and logs", () => {
  it("holds each trace as the contract's views tell it, at every moment", async () => {
    const { holder, requester } = tests.province;
    const slots = SLOTS.organizationRegistry;
    const nameAt = async (place: bigint) => {
      const list = slotAt(slots.nameHashes);
      return place === 0n ? 0n : raw.word(registry, elementSlot(list, Number(place) - 1));
    };
    const keyAt = async (place: bigint) => {
      const list = slotAt(SLOTS.exchangeLog.keyHashes);
      return place === 0n ? 0n : raw.word("exchangeLog", elementSlot(list, Number(place) - 1));
    };
    const same = (value: bigint) => Promise.resolve(value);
    const traces: [Ledger, number, Keys, string, number, (value: bigint) => Promise<bigint>][] = [
      [registry, slots.standings, [requester.number], "standingAt", 2, same],
      [registry, slots.standings, [split.number], "standingAt", 2, same],
      [registry, slots.heads, [holder.number], "headAt", 1, same],
      [registry, slots.codes, [holder.number], "codeAt", 1, same],
      [registry, slots.names, [holder.number], "nameAt", 2, nameAt],
      [registry, slots.allowances, [system, grant], "allowanceAt", 3, same],
      ["sharingRegistry", SLOTS.sharingRegistry.states, [grant], "stateAt", 2, same],
      ["exchangeLog", SLOTS.exchangeLog.operators, [tests.log], "operatorAt", 1, same],
      ["exchangeLog", SLOTS.exchangeLog.keys, [tests.log], "keyAt", 2, keyAt],
    ];
    for (const [contract, slot, keys, view, length, meaning] of traces) {
      const elements = await raw.trace(contract, slot, ...keys);
      expect([view, elements.length]).toEqual([view, length]);
      for (const time of momentsOf(elements)) {
        const said = await tests.chain.read<bigint | string | boolean>(
          contract,
          view,
          ...keys,
          time,
        );
        expect(await meaning(valueAt(elements, time)), view).toBe(BigInt(said));
      }
    }
  });

  it("packs each field as the contract decodes it", async () => {
    const { requester } = tests.province;
    const newest = async (contract: Ledger, slot: number, ...keys: Keys) =>
      (await raw.trace(contract, slot, ...keys)).at(-1)?.value ?? 0n;
    const { standings, allowances } = SLOTS.organizationRegistry;
    const of = async (number: number) => {
      const value = await newest(registry, standings, number);
      const { suspendedSince, ...packed } = raw.fields(value, VALUES.standing);
      return [packed, suspendedSince, numbersOf(await told(registry, "standing", number))] as const;
    };
    const [suspended, since, view] = await of(requester.number);
    // The view tells a suspension as a status of its own.
    expect([{ ...suspended, status: 2n }, suspended["status"]]).toEqual([view, 1n]);
    expect(since).toBeGreaterThan(0n);
    const [ended, never, endedView] = await of(split.number);
    expect([ended, never]).toEqual([endedView, 0n]);
    expect(ended).toMatchObject({ status: 3n, successor: BigInt(keeper.number) });
    const allowed = raw.fields(await newest(registry, allowances, system, grant), VALUES.allowance);
    expect(allowed).toEqual({ allowed: 1n });
    const status = numbersOf(await told("sharingRegistry", "grantStatus", grant));
    const granted = await newest("sharingRegistry", SLOTS.sharingRegistry.states, grant);
    const {
      suspended: suspendedSince,
      resumed,
      scope,
      log,
      ...terms
    } = raw.fields(granted, VALUES.grant);
    const filled = { suspendedSince, resumedAt: resumed, scopeVersion: scope };
    expect([status, log]).toMatchObject([{ ...terms, ...filled }, 1n]);
  });

  it("stores each struct as the contract tells it", async () => {
    const { holder, requester } = tests.province;
    const { organizationRegistry: own, sharingRegistry: sharing, exchangeLog: log } = STRUCTS;
    const { last, ...counts } = sharing.counts;
    expect(last.width).toBe(128);
    const slots = SLOTS.organizationRegistry;
    const structs: [Ledger, number, Keys, Record<string, StorageMember>, string][] = [
      [registry, slots.seats, [system], own.seatSlot, "seat"],
      [registry, slots.seats, [compromised], own.seatSlot, "seat"],
      [registry, slots.ends, [compromised], own.seatEnd, "seatEnd"],
      [registry, slots.pendingHeads, [holder.number], own.pendingHead, "pendingHead"],
      ["sharingRegistry", SLOTS.sharingRegistry.requests, [request], sharing.request, "requestOf"],
      ["sharingRegistry", SLOTS.sharingRegistry.requests, [grant], sharing.request, "requestOf"],
      ["sharingRegistry", SLOTS.sharingRegistry.counts, [requester.number], counts, "counts"],
      ["exchangeLog", SLOTS.exchangeLog.heads, [tests.log], log.head, "log"],
      ["exchangeLog", SLOTS.exchangeLog.checkpoints, [tests.log, 77], log.checkpoint, "checkpoint"],
    ];
    for (const [contract, slot, keys, members, view] of structs) {
      const found = await raw.struct(contract, members, slot, ...keys);
      expect(numbersOf(await told(contract, view, ...keys)), view).toMatchObject(found);
    }
    const bounds = await raw.struct(
      registry,
      own.organizationSlot,
      slots.organizations,
      split.number,
    );
    const said = numbersOf(await told(registry, "bounds", split.number));
    expect(said).toEqual({
      ...{ children: bounds["children"], assignments: bounds["assignments"] },
      successions: bounds["successionDepth"],
    });
    expect(said["assignments"]).toBe(2n);
  });

  it("stores each list and single value as the contract tells it", async () => {
    const { holder, holderHead } = tests.province;
    const slots = SLOTS.organizationRegistry;
    const { logs, logNumbers, parents, scopes } = SLOTS.sharingRegistry;
    const first = elementSlot(slotAt(logs), 0);
    expect(await raw.word("sharingRegistry", first)).toBe(BigInt(tests.log));
    expect(await raw.value("sharingRegistry", logNumbers, tests.log)).toBe(1n);
    expect(await raw.value("sharingRegistry", parents, grant)).toBe(0n);
    expect(await raw.value("sharingRegistry", scopes, grant, 1)).toBe(0n);
    const code = `${holder.code}${"00".repeat(14)}`;
    expect(await raw.value(registry, slots.byCode, code)).toBe(BigInt(holder.number));
    const account = `0x${holderHead.account.slice(2).toLowerCase().padStart(64, "0")}`;
    expect(await raw.value(registry, slots.byAccount, account)).toBe(BigInt(holder.number));
    const seat = await told(registry, "seat", system);
    expect(seat).toMatchObject({
      dailyLimit: await raw.value(registry, slots.dailyLimits, system),
    });
    expect(await raw.value(registry, slots.sm2KeyHashes, system)).toBe(0n);
    const assigned = await raw.value(registry, slots.assignments, split.number, grant);
    expect(assigned).toBe(BigInt(assignee.number));
  });
});

describe("given what the proof library makes of it", () => {
  it("finds a seat's account, office, organisation, term and end", async () => {
    for (const number of [system, compromised, tests.province.holderHead.number]) {
      const seat = await raw.asked((reader) => new ChainFacts(reader).seat(number));
      const term = await raw.asked((reader) => new ChainFacts(reader).term(number));
      const { state, sm2KeyHash, dailyLimit, ...said } = numbersOf(
        await told(registry, "seat", number),
      );
      const ends = numbersOf(await told(registry, "seatEnd", number));
      const { from, until, ...ended } = term;
      expect(numbersOf({ ...seat, from, until })).toEqual(said);
      expect(numbersOf(ended)).toEqual(ends);
      expect([state, sm2KeyHash, dailyLimit]).toHaveLength(3);
    }
    const none = await raw.asked((reader) => new ChainFacts(reader).seat(9_999));
    expect(none).toMatchObject({ organization: 0, office: 0 });
  });

  it("finds who stands in whose place, for each subject, as the contract follows", async () => {
    const now = await tests.chain.now();
    const numbers = [merged, split, keeper, assignee, tests.province.holder].map(
      (one) => one.number,
    );
    const found = async (number: number, subject: string) =>
      raw.asked((reader) => {
        const chain = new ChainFacts(reader);
        const over = (place: Parameters<typeof traceOver>[1]) =>
          traceOver(reader, place, now, now).elements;
        const named = [{ since: 0, value: BigInt(number) }];
        return standInsOver(chain, over, named, subject as `0x${string}`, now).at(-1)?.organization;
      });
    for (const number of numbers) {
      for (const subject of [grant, tests.asset, request]) {
        const said = await tests.chain.read<bigint>(registry, "follow", number, subject);
        expect(await found(number, subject)).toBe(Number(said));
      }
    }
    // Merged into the one that was split, whose assignee was merged into the holder.
    expect(await found(merged.number, grant)).toBe(tests.province.holder.number);
    expect(await found(merged.number, request)).toBe(keeper.number);
  });
});

describe("given the constants of the packing library", () => {
  it.each(Object.entries(VALUES))(
    "keeps the fields of %s apart, and within 176 bits",
    (_, fields) => {
      const list = Object.values<StorageField>(fields).toSorted((a, b) => a.offset - b.offset);
      const end = list.reduce((last, { offset, width }) => {
        expect(offset).toBeGreaterThanOrEqual(last);
        return offset + width;
      }, 0);
      expect(end).toBeLessThanOrEqual(176);
    },
  );
});
