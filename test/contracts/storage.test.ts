// SPDX-License-Identifier: Apache-2.0
// Reads facts from raw storage by the published layout alone, and compares them with what the contracts tell.
import {
  bits,
  elementSlot,
  type Hex,
  mappingSlot,
  slotAfter,
  slotAt,
  SLOTS,
  type StorageField,
  type StorageMember,
  STRUCTS,
  VALUES,
} from "@suyuan/proof";
import { beforeAll, describe, expect, it } from "vitest";

import type { ContractName } from "./support/chain.ts";
import { SharingTests } from "./support/sharing.ts";
import { hash, OFFICE } from "./support/world.ts";

type Ledger = keyof typeof SLOTS;
const VALUE_AT = 48n;

const tests = new SharingTests();
const read = (contract: ContractName, slot: string) => tests.chain.slot(contract, slot);
const key = (id: number | string) => id as number | Hex;

/** The elements of a trace, by the rules of docs/spec/storage.md. */
async function elements(contract: Ledger, place: Hex): Promise<[bigint, bigint][]> {
  const length = await read(contract, place);
  const words = Array.from({ length: Number(length) }, (_, i) =>
    read(contract, elementSlot(place, i)),
  );
  return (await Promise.all(words)).map((word) => [bits(word, 0, 48), word >> VALUE_AT]);
}

const decode = (value: bigint, fields: Readonly<Record<string, StorageField>>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { offset, width }]) => [name, bits(value, offset, width)]),
  );

async function decodeStruct(
  contract: Ledger,
  place: Hex,
  members: Readonly<Record<string, StorageMember>>,
): Promise<Record<string, bigint>> {
  const list = Object.entries(members).map(async ([name, { word, offset, width }]) => {
    return [name, bits(await read(contract, slotAfter(place, word)), offset, width)] as const;
  });
  return Object.fromEntries(await Promise.all(list));
}

const numbers = (struct: object): Record<string, bigint> =>
  Object.fromEntries(
    Object.entries(struct).map(([name, value]) => [
      name,
      BigInt(value as bigint | string | boolean),
    ]),
  );
const told = async (contract: Ledger, view: string, ...args: unknown[]) => {
  const struct = await tests.chain.read<{ toObject: () => object }>(contract, view, ...args);
  return struct.toObject();
};

let system = 0;
let grant = "";
let request = "";

beforeAll(async () => {
  const { world, chain, province } = tests;
  const { holder, holderHead, authority, centre, centreHead, operator, requester } = province;
  const registry = "organizationRegistry";
  grant = await tests.newGrant();
  request = await tests.newRequest();
  await tests.does(tests.acting(holderHead, "suspend", grant, 41));
  const suspend = (fn: string) => world.act(authority.head, registry, fn, requester.number);
  await tests.does(suspend("suspendOrganization"));
  await tests.does(suspend("resumeOrganization"));
  await tests.does(world.act(holder.head, registry, "rename", holder.number, hash("renamed")));
  await tests.does(world.bySeat(holderHead, "assetRegistry", "revise", tests.asset, hash("2nd")));
  const { number } = centre;
  await tests.does(world.bySeat(holderHead, "assetRegistry", "setCustodian", tests.asset, number));
  const until = (await chain.now()) + 1000;
  const args = [holder.number, chain.newAccount(), until, 70_000];
  const done = await tests.does(
    world.act(holderHead.account, registry, "appointSystemSeat", ...args),
  );
  system = Number(done.events[0]?.args[0]);
  const allow = [system, grant, true];
  await tests.does(world.act(holderHead.account, registry, "setAllowance", ...allow));
  const receiver = await world.appoint(holder, OFFICE.receiver);
  const compromised = [receiver.number, await chain.now()];
  await tests.does(world.act(holder.head, registry, "reportCompromised", ...compromised));
  await tests.does(world.bySeat(centreHead, "exchangeLog", "rotateKey", tests.log, hash("key 2")));
  const checkpoint = [tests.log, 77, hash("root"), [], 2 ** 48 - 1];
  await tests.does(world.act(operator.account, "exchangeLog", "advance", ...checkpoint));
});

describe("given every kind of record on the chain", () => {
  it("holds each trace as the contract's views tell it", async () => {
    const { holder, requester } = tests.province;
    const registry = SLOTS.organizationRegistry;
    const receiver = system + 1;
    const traces: [Ledger, number, number | string, string, number][] = [
      ["organizationRegistry", registry.standings, requester.number, "standing", 3],
      ["organizationRegistry", registry.heads, holder.number, "head", 1],
      ["organizationRegistry", registry.codes, holder.number, "code", 1],
      ["organizationRegistry", registry.names, holder.number, "name", 2],
      ["organizationRegistry", registry.terms, receiver, "term", 2],
      ["assetRegistry", SLOTS.assetRegistry.states, tests.asset, "state", 3],
      ["assetRegistry", SLOTS.assetRegistry.holders, tests.asset, "holder", 1],
      ["assetRegistry", SLOTS.assetRegistry.custodians, tests.asset, "custodian", 1],
      ["sharingRegistry", SLOTS.sharingRegistry.states, grant, "state", 2],
      ["exchangeLog", SLOTS.exchangeLog.operators, tests.log, "operator", 1],
      ["exchangeLog", SLOTS.exchangeLog.keys, tests.log, "key", 2],
    ];
    for (const [contract, slot, id, name, length] of traces) {
      const raw = await elements(contract, mappingSlot(slotAt(slot), key(id)));
      expect([name, raw.length]).toEqual([name, length]);
      for (const [index, element] of raw.entries()) {
        expect(await tests.list(contract, `${name}TraceElement`, id, index)).toEqual(element);
      }
    }
    const seats = mappingSlot(slotAt(registry.allowances), system);
    const [element] = await elements("organizationRegistry", mappingSlot(seats, key(grant)));
    const allowance = ["organizationRegistry", "allowanceTraceElement", system, grant, 0] as const;
    expect(await tests.list(...allowance)).toEqual(element);
    expect(decode(element?.[1] ?? 0n, VALUES.allowance)).toEqual({ allowed: 1n });
  });

  it("packs each field as the contract decodes it", async () => {
    const { requester } = tests.province;
    const last = async (contract: Ledger, slot: number, id: number | string) =>
      (await elements(contract, mappingSlot(slotAt(slot), key(id)))).at(-1)?.[1] ?? 0n;
    const { standings, terms } = SLOTS.organizationRegistry;
    const standing = await last("organizationRegistry", standings, requester.number);
    expect(decode(standing, VALUES.standing)).toEqual(
      numbers(await told("organizationRegistry", "standing", requester.number)),
    );
    const asset = numbers(await told("assetRegistry", "asset", tests.asset));
    const state = await last("assetRegistry", SLOTS.assetRegistry.states, tests.asset);
    expect(asset).toMatchObject(decode(state, VALUES.asset));
    const status = numbers(await told("sharingRegistry", "grantStatus", grant));
    const granted = await last("sharingRegistry", SLOTS.sharingRegistry.states, grant);
    const { logIndex, ...terms_ } = decode(granted, VALUES.grant);
    expect([status, logIndex]).toMatchObject([terms_, 0n]);
    const seat = numbers(await told("organizationRegistry", "seat", system + 1));
    const term = decode(await last("organizationRegistry", terms, system + 1), VALUES.term);
    expect(term).toMatchObject({ state: seat["state"], until: seat["until"] });
    expect(term["compromisedSince"]).toBeGreaterThan(0n);
  });

  it("stores each struct as the contract tells it", async () => {
    const { organizationRegistry: registry, assetRegistry: assets } = STRUCTS;
    const { sharingRegistry: sharing, exchangeLog: exchange } = STRUCTS;
    const structs: [Ledger, number, number | string, Record<string, StorageMember>, string][] = [
      ["organizationRegistry", SLOTS.organizationRegistry.seats, system, registry.seatSlot, "seat"],
      [
        "organizationRegistry",
        SLOTS.organizationRegistry.seatDetails,
        system,
        registry.seatDetails,
        "seat",
      ],
      ["assetRegistry", SLOTS.assetRegistry.identities, tests.asset, assets.identity, "asset"],
      ["sharingRegistry", SLOTS.sharingRegistry.requests, request, sharing.request, "requestOf"],
      ["sharingRegistry", SLOTS.sharingRegistry.grants, grant, sharing.grant, "grantOf"],
      ["exchangeLog", SLOTS.exchangeLog.heads, tests.log, exchange.head, "log"],
    ];
    for (const [contract, slot, id, members, view] of structs) {
      const raw = await decodeStruct(contract, mappingSlot(slotAt(slot), key(id)), members);
      const said = numbers(await told(contract, view, id));
      expect(said).toMatchObject(raw);
      expect(Object.keys(raw).length).toBeGreaterThan(2);
    }
    const sizes = mappingSlot(slotAt(SLOTS.exchangeLog.checkpoints), key(tests.log));
    const raw = await decodeStruct("exchangeLog", mappingSlot(sizes, 77), exchange.checkpoint);
    expect(raw).toEqual(numbers(await told("exchangeLog", "checkpoint", tests.log, 77)));
  });

  it("stores each list and single value as the contract tells it", async () => {
    const { holder } = tests.province;
    const list = async (contract: Ledger, place: Hex, index: number) =>
      read(contract, elementSlot(place, index));
    const { recordHashes } = SLOTS.assetRegistry;
    const records = mappingSlot(slotAt(recordHashes), key(tests.asset));
    expect(await list("assetRegistry", records, 1)).toBe(BigInt(hash("2nd")));
    const logs = mappingSlot(slotAt(SLOTS.sharingRegistry.logs), key(grant));
    expect(await list("sharingRegistry", logs, 0)).toBe(BigInt(tests.log));
    const keys = slotAt(SLOTS.exchangeLog.keyHashes);
    expect(await list("exchangeLog", keys, 1)).toBe(BigInt(hash("key 2")));
    const names = slotAt(SLOTS.organizationRegistry.nameHashes);
    const count = await read("organizationRegistry", names);
    const last = list("organizationRegistry", names, Number(count) - 1);
    expect(await last).toBe(BigInt(hash("renamed")));
    const by = mappingSlot(slotAt(SLOTS.sharingRegistry.suspendedBy), key(grant));
    expect(await read("sharingRegistry", by)).toBe(BigInt(holder.number));
    const code = `${holder.code}${"00".repeat(14)}`;
    const byCode = mappingSlot(slotAt(SLOTS.organizationRegistry.byCode), key(code));
    expect(await read("organizationRegistry", byCode)).toBe(BigInt(holder.number));
  });
});

describe("given the constants of the packing library", () => {
  it.each(Object.entries(VALUES))(
    "keeps the fields of %s apart, and within 208 bits",
    (_, fields) => {
      const list = Object.values<StorageField>(fields).toSorted((a, b) => a.offset - b.offset);
      const end = list.reduce((last, { offset, width }) => {
        expect(offset).toBeGreaterThanOrEqual(last);
        return offset + width;
      }, 0);
      expect(end).toBeLessThanOrEqual(208);
    },
  );
});
