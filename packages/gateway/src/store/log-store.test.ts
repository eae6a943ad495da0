// SPDX-License-Identifier: Apache-2.0
// What any implementation of LogStore must do, run on Level.
import { rm } from "node:fs/promises";
import {
  defaultCrypto,
  fromHex,
  headsKey,
  proveHeads,
  verifyHeads,
  parseHeadsEntry,
  parseLeaf,
  toHex,
} from "@suyuan/proof";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  accepted,
  delivery,
  hash,
  LOG,
  moment,
  NOW,
  openLog,
  type Opened,
  receipt,
  temporaryFolder,
  version,
} from "../testing/sample.ts";
import type { HeldLeaf } from "./recent.ts";
import type { StoredProofs } from "./types.ts";

let dir: string;
let log: Opened;

beforeEach(async () => {
  dir = await temporaryFolder();
  log = await openLog(dir);
});
afterEach(async () => {
  await log.store.close();
  await rm(dir, { recursive: true });
});

const GRANT = { kind: "grant", id: hash("grant") } as const;
const window = async (...serials: number[]) => {
  await Promise.all(serials.map((serial) => log.sequencer.submit(accepted(serial), 1)));
  return log.sequencer.close();
};
const anchor = (number: number, previousSize: number) => ({
  block: { number, hash: hash(`block ${String(number)}`), time: NOW + number },
  previousSize,
});
const proofs = (first: number, until: number, number: number): StoredProofs => ({
  first,
  until,
  block: { number, hash: hash("b"), time: NOW },
  header: "0x01",
  nodes: [],
});

describe("a log store", () => {
  it("finds entries by index, id, claim and subject", async () => {
    const one = accepted(5);
    await log.sequencer.submit(one, 1);
    const { store } = log;
    expect(await store.places([one.id, hash("x")])).toEqual([{ index: 0, logged: NOW }, undefined]);
    expect((await store.heads([GRANT]))[0]).toMatchObject({ n: 1, index: 0 });
    expect(await store.indicesOf(GRANT, 1)).toEqual([0]);
    expect(await store.entry(1)).toBeUndefined();
    await expect(store.node(1, 0)).rejects.toThrow("no complete subtree");
  });

  it("gives the same leaves from memory as from disk, also where some are in neither", async () => {
    await window(1, 2);
    await window(3);
    const all = async () => (await Array.fromAsync(log.store.leaves(0, 99))).map(plain);
    const some = async () => (await Array.fromAsync(log.store.leaves(1, 4))).map(plain);
    const plain = ({ index, bytes, leaf }: HeldLeaf) => ({ index, bytes: toHex(bytes), leaf });
    const before = { all: await all(), some: await some() };
    expect(before.all.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(before.some).toEqual(before.all.slice(1, 4));
    for (const { bytes, leaf } of before.all) expect(parseLeaf(fromHex(bytes))).toEqual(leaf);
    const ids = (await Array.fromAsync(log.store.leaves(0, 2))).map(({ id }) => id);
    await log.store.close();
    log = await openLog(dir);
    expect({ all: await all(), some: await some() }).toEqual(before);
    const places = await log.store.places(ids.flatMap((id) => id ?? []));
    expect(places.map((place) => place?.index)).toEqual([0, 1]);
  });

  it("knows who made a claim, and what another statement may name", async () => {
    const { store, sequencer } = log;
    const of = version();
    const delivered = delivery(of.id, 5);
    const received = receipt(delivered.id);
    for (const one of [of, delivered, received]) await sequencer.submit(one, 1);
    const [grant, to] = [GRANT.id, { log: LOG, id: delivered.id }];
    expect(
      await store.claims([
        { of: "serial", grant, serial: 5 },
        { of: "serial", grant, serial: 6 },
        { of: "receipt", grant, delivery: to },
        { of: "receipt", grant, delivery: to, after: received.id },
      ]),
    ).toEqual([delivered.id, undefined, received.id, undefined]);
    const asset = hash("asset");
    const known = [
      { type: "suyuan/receipt@1", asset, receives: { grant, delivery: to } },
      undefined,
      { type: "suyuan/dataset-version@1", asset },
    ];
    expect(await store.references([received.id, hash("x"), of.id])).toEqual(known);
    expect(await store.references([received.id, hash("x"), of.id])).toEqual(known);
  });

  it("knows which anchored checkpoint covers an entry first", async () => {
    const { store } = log;
    await window(1);
    await window(2);
    await window(3);
    expect(await store.anchorOf(0)).toBeUndefined();
    await store.markAnchored(4, anchor(9, 0));
    expect((await store.anchorOf(0))?.size).toBe(4);
    expect((await store.latestAnchored())?.size).toBe(4);
    expect(await store.anchorOf(4)).toBeUndefined();
    await store.markAnchored(6, anchor(10, 4));
    expect((await store.anchorOf(4))?.size).toBe(6);
    expect(await store.lostAnchors(4)).toEqual([]);
    await store.unmarkBeyond(4);
    expect(await store.anchorOf(4)).toBeUndefined();
    expect(await store.lostAnchors(4)).toEqual([anchor(10, 4).block]);
    expect(await store.lostAnchors(3)).toEqual([]);
    await store.markAnchored(6, anchor(12, 4));
    expect(await store.lostAnchors(4)).toEqual([anchor(10, 4).block]);
    await store.unmarkBeyond(4);
    expect(await store.lostAnchors(4)).toEqual([anchor(10, 4).block, anchor(12, 4).block]);
    expect((await store.latestAnchored())?.anchored?.block.number).toBe(9);
    await expect(store.markAnchored(5, anchor(1, 0))).rejects.toThrow("no checkpoint");
  });

  it("shows the heads map as it was at the anchored checkpoint", async () => {
    const { store } = log;
    const key = headsKey("grant", GRANT.id);
    const at = async (size: number) => {
      const leaf = parseHeadsEntry((await store.entry(size - 1)) ?? new Uint8Array(0));
      const proof = await proveHeads({ get: (path) => store.headsNodeAt(size, path) }, key);
      return verifyHeads({ root: fromHex(leaf.root), key, proof }, defaultCrypto);
    };
    await window(1);
    await store.markAnchored(2, anchor(1, 0));
    await window(2, 3);
    await window(4);
    expect(await at(2)).toMatchObject({ n: 1, index: 0 });
    expect(await at(5)).toMatchObject({ n: 3, index: 3 });
    expect(await at(7)).toMatchObject({ n: 4, index: 5 });
    await store.markAnchored(7, anchor(2, 2));
    expect(await at(7)).toMatchObject({ n: 4 });
  });

  it("shows it so also while windows end", async () => {
    const { store } = log;
    const key = headsKey("grant", GRANT.id);
    await window(1);
    await store.markAnchored(2, anchor(1, 0));
    const { root } = parseHeadsEntry((await store.entry(1)) ?? new Uint8Array(0));
    for (let serial = 2; serial < 12; serial++) {
      const closing = window(serial);
      for (let isOpen = true; isOpen;) {
        const ended = closing.then(() => false);
        const nodes = { get: (path: string) => store.headsNodeAt(2, path) };
        const proofs = await Promise.all(Array.from({ length: 20 }, () => proveHeads(nodes, key)));
        for (const proof of proofs)
          expect(verifyHeads({ root: fromHex(root), key, proof }, defaultCrypto)?.n).toBe(1);
        isOpen = await Promise.race([ended, Promise.resolve(true)]);
      }
    }
  });

  it("keeps the first of equal findings", async () => {
    const { store } = log;
    await store.addFinding(3, { code: "x", detail: "first", at: 1 });
    await store.addFinding(3, { code: "x", detail: "second", at: 2 });
    await store.addFinding(3, { code: "y", detail: "other", at: 3 });
    expect(await store.findings(3)).toEqual([
      { code: "x", detail: "first", at: 1 },
      { code: "y", detail: "other", at: 3 },
    ]);
    expect(await store.findings(4)).toEqual([]);
  });

  it("finds stored proofs by any entry of their run, and forgets those of lost blocks", async () => {
    const { store } = log;
    expect(await store.tended()).toBe(0);
    await store.putProofs(proofs(0, 10, 5));
    await store.putProofs(proofs(10, 20, 6));
    const other = { ...proofs(20, 21, 6), block: { ...proofs(0, 0, 6).block, hash: hash("c") } };
    await store.putProofs(other);
    const known = (await store.proofBlocks()).map(({ hash: of }) => of);
    expect(known.toSorted()).toEqual([hash("b"), hash("c")].toSorted());
    await store.dropProofsAfter(6);
    expect((await store.proofsFor(9))?.first).toBe(0);
    expect((await store.proofsFor(10))?.first).toBe(10);
    expect(await store.proofsFor(21)).toBeUndefined();
    expect((await store.proofsFrom(1))?.first).toBe(10);
    expect(await store.tended()).toBe(21);
    await store.dropProofsAfter(5);
    expect(await store.proofsFor(10)).toBeUndefined();
    expect(await store.tended()).toBe(10);
  });

  it("counts no entry as tended over a gap that nobody has judged", async () => {
    const { store } = log;
    await store.putProofs(proofs(0, 10, 5));
    await store.putProofs(proofs(12, 20, 5));
    expect(await store.tended()).toBe(10);
    await store.putProofs(proofs(10, 12, 5));
    expect(await store.tended()).toBe(12);
  });

  it("keeps all of it across a restart", async () => {
    const checkpoint = await window(1);
    await log.store.markAnchored(2, anchor(1, 0));
    await log.store.close();
    log = await openLog(dir);
    log.at = moment();
    expect(await log.store.latestAnchored()).toEqual({ ...checkpoint, anchored: anchor(1, 0) });
  });
});
