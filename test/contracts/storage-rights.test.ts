// SPDX-License-Identifier: Apache-2.0
// As storage.test.ts, for assets, rights, cases, duties, rules and calendars.
import {
  assetStatesOver,
  ChainFacts,
  claimOf,
  decodeAssetState,
  type Hex,
  holdersOver,
  holdingRightId,
  rightId,
  RightRecords,
  SLOTS,
  type StorageMember,
  STRUCTS,
  type StorageReader,
  type TracePlace,
  traceOver,
  VALUES,
} from "@suyuan/proof";
import { encodeBytes32String } from "ethers";
import { beforeAll, describe, expect, it } from "vitest";

import { BASIS, KIND, RightTests } from "./support/rights.ts";
import {
  type Keys,
  type Ledger,
  momentsOf,
  numbersOf,
  RawStorage,
  valueAt,
} from "./support/storage.ts";
import { hash, idIn, ZeroHash } from "./support/world.ts";

const tests = new RightTests();
const RULE = encodeBytes32String("registration.accept.days");
let raw: RawStorage;
let draft = "";
let operating = "";
let use = "";
let dispute = "";
let duty = "";

const told = async (contract: Ledger, view: string, ...args: unknown[]) =>
  (await tests.chain.read<{ toObject: () => object }>(contract, view, ...args)).toObject();
const bytes = (id: string) => id as Hex;

async function changeRights(): Promise<void> {
  const { holderHead, requesterHead, authorityHead } = tests.province;
  operating = await tests.right();
  const parts = { parent: operating, kind: KIND.use, basis: BASIS.derived };
  use = await tests.right(requesterHead, tests.companyHead, parts);
  await tests.does(tests.acting(authorityHead, "endRight", use, 7, hash("law")));
  for (const stage of [1, 2]) {
    const basis = hash(`stage ${stage}`);
    await tests.does(tests.acting(holderHead, "recordStage", tests.asset, stage, basis));
  }
  await tests.transfer();
  const back = [requesterHead, tests.province.holder.number, hash("back")] as const;
  await tests.does(tests.offer(...back));
  dispute = await tests.disputed(tests.companyHead);
}

beforeAll(async () => {
  const { world, province } = tests;
  const { holderHead, centre } = province;
  raw = new RawStorage(tests.chain);
  draft = idIn(await tests.does(world.register(holderHead)), "AssetRegistered");
  const custodian = [tests.asset, centre.number];
  await tests.does(world.bySeat(holderHead, "assetRegistry", "setCustodian", ...custodian));
  const assigned = [hash("duty"), hash("law"), tests.asset, holderHead.number];
  await tests.does(world.bySeat(holderHead, "dutyRegister", "assignDuty", ...assigned));
  const id = [province.holder.number, hash("duty"), tests.asset];
  duty = await tests.chain.read<string>("dutyRegister", "dutyId", ...id);
  await tests.does(tests.veto(1, tests.until));
  await changeRights();
  await world.setRule("registration.accept.days", 4);
});

describe("given every kind of record on assets, rights, cases and rules", () => {
  it("holds each trace as the contract's views tell it, at every moment", async () => {
    const { states } = SLOTS.rightRegistry;
    const assets = SLOTS.assetRegistry;
    const traces: [Ledger, number, Keys, string, number][] = [
      ["assetRegistry", assets.states, [tests.asset], "stateAt", 2],
      ["assetRegistry", assets.custodians, [tests.asset], "custodianAt", 1],
      ["rightRegistry", states, [operating], "stateAt", 2],
      ["rightRegistry", states, [use], "stateAt", 3],
      ["caseRegistry", SLOTS.caseRegistry.states, [dispute], "stateAt", 1],
    ];
    for (const [contract, slot, keys, view, length] of traces) {
      const elements = await raw.trace(contract, slot, ...keys);
      expect([view, elements.length]).toEqual([view, length]);
      // Before its first element an asset is a draft, which the view says too: see below.
      for (const time of momentsOf(elements).slice(1)) {
        const said = await tests.chain.read<bigint>(contract, view, ...keys, time);
        expect(valueAt(elements, time), view).toBe(said);
      }
    }
    const transfers = await raw.trace("assetRegistry", assets.holders, tests.asset);
    expect(transfers.map(({ value }) => value)).toEqual([BigInt(tests.province.requester.number)]);
  });

  it("holds the dated words of stages, duties and rules with what they point at", async () => {
    const { stages, stageBases } = SLOTS.rightRegistry;
    for (const { since, value } of await raw.trace("rightRegistry", stages, tests.asset)) {
      const { stage, number } = raw.fields(value, VALUES.stage);
      const basis = await raw.value("rightRegistry", stageBases, tests.asset, Number(number));
      const said = await tests.list("rightRegistry", "stageAt", tests.asset, since);
      expect([stage, basis]).toEqual([said[0], BigInt(String(said[1]))]);
    }
    const { responsible, legalBases } = SLOTS.dutyRegister;
    for (const { since, value } of await raw.trace("dutyRegister", responsible, duty)) {
      const { seat, basis } = raw.fields(value, VALUES.duty);
      const law = await raw.value("dutyRegister", legalBases, duty, Number(basis));
      const said = await tests.list("dutyRegister", "responsibleAt", duty, since);
      expect([seat, law]).toEqual([said[0], BigInt(String(said[1]))]);
    }
    const { rules, ruleSources } = SLOTS.ruleBook;
    const versions = await raw.trace("ruleBook", rules, RULE);
    expect(versions).toHaveLength(2);
    for (const { since, value } of versions) {
      const source = await raw.value("ruleBook", ruleSources, RULE, Number(since));
      const said = numbersOf(await told("ruleBook", "ruleAt", RULE, since));
      expect(said).toEqual({ ...raw.fields(value, VALUES.rule), source, from: since });
    }
    const { types, typeWords } = SLOTS.ruleBook;
    const [first] = await raw.trace("ruleBook", types, 1);
    const { mark, ...fields } = raw.fields(first?.value ?? 0n, VALUES.type);
    const words = STRUCTS.ruleBook.words;
    const { name } = await raw.struct("ruleBook", words, typeWords, 1, Number(first?.since));
    const type = numbersOf(await told("ruleBook", "typeAt", 1, await tests.chain.now()));
    expect(type).toEqual({ ...fields, name });
    expect(mark).toBeGreaterThan(0n);
  });

  it("packs and stores each field as the contract decodes it", async () => {
    const { assetRegistry: assets, rightRegistry: rights, caseRegistry: cases } = STRUCTS;
    const structs: [Ledger, number, Keys, Record<string, StorageMember>, string][] = [
      ["assetRegistry", SLOTS.assetRegistry.identities, [tests.asset], assets.identity, "asset"],
      ["assetRegistry", SLOTS.assetRegistry.identities, [draft], assets.identity, "asset"],
      ["assetRegistry", SLOTS.assetRegistry.vetoes, [tests.asset, 1], assets.veto, "vetoOf"],
      ["rightRegistry", SLOTS.rightRegistry.rights, [operating], rights.right, "rightOf"],
      ["rightRegistry", SLOTS.rightRegistry.rights, [use], rights.right, "rightOf"],
      ["caseRegistry", SLOTS.caseRegistry.cases, [dispute], cases.case, "caseOf"],
      ["workCalendar", SLOTS.workCalendar.years, [2025], STRUCTS.workCalendar.year, "yearOf"],
    ];
    for (const [contract, slot, keys, members, view] of structs) {
      const found = await raw.struct(contract, members, slot, ...keys);
      expect(numbersOf(await told(contract, view, ...keys)), view).toMatchObject(found);
    }
    const [state] = (
      await raw.trace("assetRegistry", SLOTS.assetRegistry.states, tests.asset)
    ).slice(-1);
    const packed = raw.fields(state?.value ?? 0n, VALUES.asset);
    expect(numbersOf(await told("assetRegistry", "asset", tests.asset))).toMatchObject(packed);
    expect(packed).toMatchObject({ state: 2n, frozen: 1n, version: 1n });
    const [right] = (await raw.trace("rightRegistry", SLOTS.rightRegistry.states, use)).slice(-1);
    const status = numbersOf(await told("rightRegistry", "rightStatus", use));
    expect(status).toMatchObject(raw.fields(right?.value ?? 0n, VALUES.right));
    expect(status["reason"]).toBe(7n);
    const [decided] = await raw.trace("caseRegistry", SLOTS.caseRegistry.states, dispute);
    const open = numbersOf(await told("caseRegistry", "caseStatus", dispute));
    expect(open).toMatchObject(raw.fields(decided?.value ?? 0n, VALUES.case));
  });

  it("stores each list and single value as the contract tells it", async () => {
    const { asset } = tests;
    const { recordHashes, serials, byCatalogueCode } = SLOTS.assetRegistry;
    const view = await told("assetRegistry", "asset", asset);
    const { catalogueCode, region, recordHash, serial, registrar } = view as Record<string, string>;
    const hashes = await raw.value("assetRegistry", recordHashes, asset, 1);
    expect(hashes).toBe(BigInt(recordHash ?? 0));
    const code = [String(catalogueCode), Number(region)] as const;
    expect(await raw.value("assetRegistry", byCatalogueCode, ...code)).toBe(BigInt(asset));
    expect(await raw.value("assetRegistry", serials, Number(registrar))).toBe(BigInt(serial ?? 0));
    const { transfers, transferBases, counts } = SLOTS.rightRegistry;
    const members = STRUCTS.rightRegistry.transfers;
    const moved = await raw.struct("rightRegistry", members, transfers, asset);
    const offer = numbersOf(await told("rightRegistry", "offerOf", asset));
    expect(offer).toMatchObject({ to: moved["to"], time: moved["time"] });
    const basis = await raw.value(
      "rightRegistry",
      transferBases,
      asset,
      Number(moved["count"]) + 1,
    );
    expect(offer["basis"]).toBe(basis);
    expect(moved["count"]).toBe(await tests.chain.read("rightRegistry", "transferCount", asset));
    const count = await raw.value("rightRegistry", counts, asset);
    expect(count).toBe(await tests.chain.read("rightRegistry", "rightCount", asset));
    const { openCases } = SLOTS.caseRegistry;
    const raiser = tests.companyHead.organization;
    expect(await raw.value("caseRegistry", openCases, asset, raiser)).toBe(BigInt(dispute));
  });
});

describe("given what the proof library makes of it", () => {
  const at = (reader: StorageReader, time: number) => (place: TracePlace) =>
    traceOver(reader, place, time, time).elements;

  it("finds an asset's state and holder at a moment, also before their traces begin", async () => {
    const moments = momentsOf([
      ...(await raw.trace("assetRegistry", SLOTS.assetRegistry.states, tests.asset)),
      ...(await raw.trace("assetRegistry", SLOTS.assetRegistry.holders, tests.asset)),
    ]).map(Number);
    const { registeredAt } = (await told("assetRegistry", "asset", draft)) as Record<
      string,
      bigint
    >;
    const times = [...moments, Number(registeredAt) - 1, Number(registeredAt)];
    for (const asset of [tests.asset, draft].map(bytes)) {
      for (const time of times) {
        const found = await raw.asked((reader) => {
          const chain = new ChainFacts(reader);
          const states = assetStatesOver(chain, at(reader, time), asset, time);
          const state = states.findLast(({ since }) => since <= time);
          const holder = holdersOver(chain, at(reader, time), asset, time).at(-1);
          return { state: decodeAssetState(state?.value ?? 0n), holder: Number(holder?.value) };
        });
        const value = await tests.chain.read<bigint>("assetRegistry", "stateAt", asset, time);
        expect(found.state).toEqual(decodeAssetState(value));
        // The contract tells no holder before the coding; the library tells who applies.
        const holder = await tests.chain.read<bigint>("assetRegistry", "holderAt", asset, time);
        if (holder !== 0n) expect(found.holder).toBe(Number(holder));
        else expect(found.state.serial).toBe(0);
      }
    }
  });

  it("computes the ids of rights as the contract does", async () => {
    const chainId = Number(await tests.chain.read<bigint>("rightRegistry", "chainId"));
    const contract = bytes(tests.chain.addresses.rightRegistry.toLowerCase());
    const holding = await tests.holdingRight();
    expect(holdingRightId(chainId, contract, bytes(tests.asset))).toBe(holding);
    for (const [serial, right] of [operating, use].entries()) {
      expect(rightId(chainId, contract, bytes(tests.asset), serial + 1)).toBe(right);
    }
    const of = async (right: string) => {
      const contracts = { rightRegistry: contract } as Parameters<typeof claimOf>[0]["contracts"];
      const time = await tests.chain.now();
      const asked = { right: bytes(right), time, chainId, contracts };
      return raw.asked((reader) => claimOf(asked, reader));
    };
    for (const [right, kind] of [
      [holding, "holding"],
      [operating, "operating"],
      [use, "use"],
    ] as const) {
      const { holder } = await tests.status(right);
      const organization = Number(holder);
      expect(await of(right)).toMatchObject({ asset: tests.asset, right, kind, organization });
    }
  });

  it("finds a right's record and the open offer", async () => {
    const found = await raw.asked((reader) => {
      const records = new RightRecords(reader);
      const [right, asset] = [bytes(use), bytes(tests.asset)];
      return {
        record: records.record(right),
        commitments: records.commitments(right),
        offer: records.offer(asset),
      };
    });
    const said = numbersOf(await told("rightRegistry", "rightOf", use));
    expect(said).toMatchObject(numbersOf(found.record));
    expect(said).toMatchObject({
      scopeCommitment: BigInt(found.commitments[0] ?? ZeroHash),
      basisCommitment: BigInt(found.commitments[1] ?? ZeroHash),
    });
    const offer = numbersOf(await told("rightRegistry", "offerOf", tests.asset));
    expect(offer).toMatchObject(numbersOf(found.offer));
  });
});
