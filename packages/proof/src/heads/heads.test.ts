// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { referenceHeads } from "../testing/heads.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "../testing/laws.ts";
import { type HeadsNodes, proveHeads, updateHeads, updateHeadsSync } from "./build.ts";
import { decodeHeadsNode, encodeHeadsNode, type HeadsNode } from "./build/nodes.ts";
import { headsProofJson, parseHeadsProof } from "./json.ts";
import { EMPTY_HEADS, headsKey, type HeadsLeaf } from "./map.ts";
import { type HeadsProof, verifyHeads } from "./proof.ts";

const law = { numRuns: NUM_RUNS };

class Store implements HeadsNodes {
  readonly nodes = new Map<string, HeadsNode>();
  reads = 0;
  get(path: string): Promise<HeadsNode | undefined> {
    this.reads++;
    return Promise.resolve(this.nodes.get(path));
  }
  async put(updates: readonly HeadsLeaf[]): Promise<{ root: Uint8Array; count: number }> {
    const change = await updateHeads(this, updates);
    for (const [path, node] of change.writes) this.nodes.set(path, node);
    return change;
  }
}

// Keys that share long prefixes as often as not, so that deep branches are met.
const key = fc
  .tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.constantFrom(0, 0, 1, 2, 31, 32))
  .map(([bytes, shared]) => bytes.map((byte, at) => (at < shared ? 0xa5 : byte)));
const leaf = fc.record({
  key,
  n: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  leafHash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  index: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
});
const leaves = fc.uniqueArray(leaf, { selector: ({ key: own }) => toHex(own), maxLength: 40 });

const hashOf = (text: string): Uint8Array =>
  new Uint8Array(createHash("sha256").update(text).digest());
const plainLeaf = (at: number): HeadsLeaf => ({
  key: hashOf(`subject ${at}`),
  n: 1 + at,
  leafHash: hashOf(`entry ${at}`),
  index: at,
});

/** Each part of a proof with one bit turned over. */
function damaged(proof: HeadsProof, at: number): HeadsProof[] {
  const { siblings, leaf: own } = proof;
  const turned = siblings.map((_, place) => ({
    ...proof,
    siblings: siblings.map((hash, other) => (other === place ? flipBit(hash, at) : hash)),
  }));
  if (own === undefined) return turned;
  const others = [
    { ...own, key: flipBit(own.key, at) },
    { ...own, leafHash: flipBit(own.leafHash, at) },
    { ...own, n: own.n === 1 ? 2 : own.n - 1 },
    { ...own, index: own.index === 0 ? 1 : own.index - 1 },
  ];
  return [...turned, ...others.map((other) => ({ siblings, leaf: other }))];
}

describe("a heads map", { timeout: LAW_TIMEOUT }, () => {
  it("has the root of its definition, whatever the order and the batches", async () => {
    await fc.assert(
      fc.asyncProperty(leaves, fc.nat(40), async (all, cut) => {
        const [whole, parts] = [new Store(), new Store()];
        const { root, count } = await whole.put(all);
        await parts.put(all.slice(cut).reverse());
        const last = await parts.put(all.slice(0, cut));
        expect(root).toEqual(referenceHeads(all));
        expect(last).toMatchObject({ root, count: all.length });
        expect(count).toBe(all.length);
        expect(parts.nodes).toEqual(whole.nodes);
      }),
      law,
    );
  });
  it("has the root of its definition after heads have moved on", async () => {
    await fc.assert(
      fc.asyncProperty(leaves, fc.nat(), async (all, step) => {
        const store = new Store();
        await store.put(all);
        const moved = all.filter((_, at) => (at + step) % 3 === 0).map((own) => ({ ...own, n: 7 }));
        const rest = all.filter((_, at) => (at + step) % 3 !== 0);
        const { root, count } = await store.put(moved);
        expect(root).toEqual(referenceHeads([...rest, ...moved]));
        expect(count).toBe(all.length);
      }),
      law,
    );
  });
  it("changes nothing for no updates", async () => {
    const store = new Store();
    expect(await store.put([])).toMatchObject({ root: EMPTY_HEADS, count: 0 });
    await store.put([plainLeaf(1), plainLeaf(2)]);
    const { writes, count } = await updateHeads(store, []);
    expect([writes.size, count]).toEqual([0, 2]);
  });
  it("reads each node on the way to a changed key once, in one question a level", async () => {
    const store = new Store();
    await store.put(Array.from({ length: 10_000 }, (_, at) => plainLeaf(at)));
    const questions: number[] = [];
    const counted: HeadsNodes = {
      get: (path) => store.get(path),
      getMany: (paths) => {
        questions.push(paths.length);
        return Promise.all(paths.map((path) => store.get(path)));
      },
    };
    await updateHeads(
      counted,
      Array.from({ length: 100 }, (_, at) => plainLeaf(at * 7)),
    );
    expect(questions.length).toBeLessThan(40);
    expect(questions.reduce((sum, each) => sum + each, 0)).toBeLessThan(100 * 14);
  });
  it("is the same over a store that answers at once", async () => {
    const store = new Store();
    await store.put([1, 2, 3].map(plainLeaf));
    const update = [3, 4, 5].map(plainLeaf);
    expect(updateHeadsSync((path) => store.nodes.get(path), update)).toEqual(
      await updateHeads(store, update),
    );
  });
  it("refuses one key twice, lengths that are none, and a store with a hole", async () => {
    const store = new Store();
    const twice = store.put([plainLeaf(1), plainLeaf(1)]);
    await expect(twice).rejects.toMatchObject({ code: "heads-update-repeated" });
    const short = store.put([{ ...plainLeaf(1), leafHash: new Uint8Array(31) }]);
    await expect(short).rejects.toMatchObject({ code: "wrong-length" });
    const none = store.put([{ ...plainLeaf(1), n: 0 }]);
    await expect(none).rejects.toMatchObject({ code: "out-of-range" });
    await store.put(Array.from({ length: 50 }, (_, at) => plainLeaf(at)));
    store.nodes.delete("0");
    store.nodes.delete("1");
    const holed = store.put([plainLeaf(3)]);
    await expect(holed).rejects.toMatchObject({ code: "node-missing" });
    await expect(proveHeads(store, plainLeaf(3).key)).rejects.toMatchObject({
      code: "node-missing",
    });
  });
});

describe("a heads proof", { timeout: LAW_TIMEOUT }, () => {
  it("proves every key that is there, and nothing for a key that is not", async () => {
    await fc.assert(
      fc.asyncProperty(leaves, key, async (all, other) => {
        const store = new Store();
        const { root } = await store.put(all);
        for (const { key: own, ...head } of all) {
          const proof = await proveHeads(store, own);
          expect(verifyHeads({ root, key: own, proof })).toEqual(head);
        }
        fc.pre(all.every(({ key: own }) => toHex(own) !== toHex(other)));
        const proof = await proveHeads(store, other);
        expect(verifyHeads({ root, key: other, proof })).toBeUndefined();
      }),
      law,
    );
  });
  it("is refused with any bit turned over, in siblings, leaf, key or root", async () => {
    await fc.assert(
      fc.asyncProperty(leaves, key, fc.nat(), fc.nat(255), async (all, other, pick, at) => {
        const store = new Store();
        const { root } = await store.put(all);
        const own = all[pick % (all.length + 1)]?.key ?? other;
        const proof = await proveHeads(store, own);
        expect(refusal(() => verifyHeads({ root: flipBit(root, at), key: own, proof }))).toBe(
          "root-mismatch",
        );
        const wrongs = damaged(proof, at);
        const wrong = wrongs[pick % wrongs.length];
        fc.pre(wrong !== undefined);
        expect(refusal(() => verifyHeads({ root, key: own, proof: wrong }))).toBeDefined();
      }),
      law,
    );
  });
  it("gives a wrong key no head", async () => {
    await fc.assert(
      fc.asyncProperty(leaves, key, fc.nat(), async (all, wrong, pick) => {
        fc.pre(all.length > 0 && all.every(({ key: own }) => toHex(own) !== toHex(wrong)));
        const store = new Store();
        const { root } = await store.put(all);
        const own = all[pick % all.length]?.key ?? wrong;
        const proof = await proveHeads(store, own);
        let head: unknown;
        // Where the wrong key would stand in the same place, the proof shows that it is absent.
        refusal(() => (head = verifyHeads({ root, key: wrong, proof })));
        expect(head).toBeUndefined();
      }),
      law,
    );
  });
  it("is refused when padded, too long, or on another way", async () => {
    const store = new Store();
    const { root } = await store.put([plainLeaf(1)]);
    const { key: own } = plainLeaf(1);
    const proof = await proveHeads(store, own);
    const check = (siblings: readonly Uint8Array[]) =>
      refusal(() => verifyHeads({ root, key: own, proof: { ...proof, siblings } }));
    expect(check([])).toBeUndefined();
    expect(check([EMPTY_HEADS])).toBe("heads-proof-padded");
    expect(check([root])).toBe("root-mismatch");
    expect(check(Array.from({ length: 257 }, () => root))).toBe("proof-too-long");
    expect(check([new Uint8Array(31)])).toBe("wrong-length");
    const elsewhere = { siblings: [root], leaf: plainLeaf(1) };
    const away = flipBit(own, 7);
    expect(refusal(() => verifyHeads({ root, key: away, proof: elsewhere }))).toBe(
      "heads-leaf-elsewhere",
    );
  });
  it("comes back from JSON as it was", async () => {
    const store = new Store();
    await store.put([1, 2, 3, 4].map(plainLeaf));
    for (const at of [2, 9]) {
      const proof = await proveHeads(store, plainLeaf(at).key);
      expect(parseHeadsProof(JSON.parse(JSON.stringify(headsProofJson(proof))))).toEqual(proof);
    }
    expect(refusal(() => parseHeadsProof({ siblings: [], more: 1 }))).toBe("unknown-field");
    expect(refusal(() => parseHeadsProof({ siblings: ["0x00"] }))).toBe("invalid-hex");
  });
});

describe("a stored node", { timeout: LAW_TIMEOUT }, () => {
  it("comes back as it was, and other bytes do not come back", () => {
    const leafNode: HeadsNode = { leaf: plainLeaf(3) };
    const branch = { left: hashOf("left"), right: EMPTY_HEADS, count: 2 };
    for (const node of [leafNode, { branch }]) {
      const bytes = encodeHeadsNode(node);
      expect(decodeHeadsNode(bytes)).toEqual(node);
      expect(refusal(() => decodeHeadsNode(bytes.slice(1)))).toBe("heads-node-malformed");
    }
    expect(refusal(() => decodeHeadsNode(new Uint8Array(0)))).toBe("heads-node-malformed");
  });
});

describe("a key", { timeout: LAW_TIMEOUT }, () => {
  it("is the hash of kind and subject, another for each kind", () => {
    const subject = toHex(hashOf("subject"));
    const expected = createHash("sha256")
      .update(Uint8Array.of(1))
      .update(hashOf("subject"))
      .digest();
    expect(headsKey("asset", subject)).toEqual(new Uint8Array(expected));
    expect(headsKey("grant", subject)).not.toEqual(headsKey("asset", subject));
    expect(refusal(() => headsKey("asset", "0x00"))).toBe("wrong-length");
  });
});
