// SPDX-License-Identifier: Apache-2.0
import {
  encodeEntry,
  encodeHeadsEntry,
  fromHex,
  fromUtf8,
  headsKey,
  headsProofJson,
  type HeadsLeaf,
  type HeadsNode,
  type HeadsProofJson,
  type Hex,
  leafHash,
  MAX_ENTRY_BYTES,
  parseHeadsProof,
  parseLeaf,
  type ProofError,
  proveHeads,
  type SubjectKind,
  toHex,
  updateHeads,
  utf8,
  verifyHeads,
} from "@suyuan/proof";
import { canonicalize } from "json-canonicalize";
import { describe, expect, it } from "vitest";
import { readVectors } from "./read.ts";

interface EntryVector {
  readonly entry: string;
  readonly leafHash: Hex;
  readonly code: string;
}

interface HeadsVector {
  readonly root: Hex;
  readonly key: Hex;
  readonly subject?: { readonly kind: SubjectKind; readonly id: Hex };
  readonly proof: HeadsProofJson;
  readonly head: { readonly n: number; readonly leafHash: Hex; readonly index: number } | null;
  readonly leaves: readonly NonNullable<HeadsProofJson["leaf"]>[];
  readonly code: string;
}

const refuses = (call: () => unknown, code: string) => {
  expect(call).toThrow(expect.objectContaining({ code }) as ProofError);
};

const verify = ({ root, key, proof }: HeadsVector) =>
  verifyHeads({ root: fromHex(root), key: fromHex(key), proof: parseHeadsProof(proof) });

describe("entry", () => {
  it.each(readVectors<EntryVector>("valid", "entry"))("keeps %s", (_, vector) => {
    const bytes = utf8(vector.entry);
    const leaf = parseLeaf(bytes);
    expect(toHex(leafHash(bytes))).toBe(vector.leafHash);
    expect(canonicalize(leaf)).toBe(vector.entry);
    const written = "statement" in leaf ? encodeEntry(leaf) : encodeHeadsEntry(leaf);
    expect(fromUtf8(written)).toBe(vector.entry);
  });
  it.each(readVectors<EntryVector>("invalid", "entry"))("refuses %s", (_, vector) => {
    refuses(() => parseLeaf(utf8(vector.entry)), vector.code);
  });
  it("refuses one byte more than a bundle can hold", () => {
    refuses(() => parseLeaf(new Uint8Array(MAX_ENTRY_BYTES + 1)), "entry-too-large");
    refuses(() => parseLeaf(new Uint8Array(MAX_ENTRY_BYTES)), "malformed");
  });
});

describe("heads", () => {
  it.each(readVectors<HeadsVector>("valid", "heads"))("keeps %s", async (_, vector) => {
    const head = verify(vector);
    expect(head === undefined ? null : { ...head, leafHash: toHex(head.leafHash) }).toEqual(
      vector.head,
    );
    if (vector.subject !== undefined) {
      expect(toHex(headsKey(vector.subject.kind, vector.subject.id))).toBe(vector.key);
    }
    const updates = vector.leaves.map((leaf): HeadsLeaf => {
      return { ...leaf, key: fromHex(leaf.key), leafHash: fromHex(leaf.leafHash) };
    });
    const nodes = new Map<string, HeadsNode>();
    const store = { get: (path: string) => Promise.resolve(nodes.get(path)) };
    const { root, count, writes } = await updateHeads(store, updates);
    for (const [path, node] of writes) nodes.set(path, node);
    expect([toHex(root), count]).toEqual([vector.root, vector.leaves.length]);
    expect(headsProofJson(await proveHeads(store, fromHex(vector.key)))).toEqual(vector.proof);
  });
  it.each(readVectors<HeadsVector>("invalid", "heads"))("refuses %s", (_, vector) => {
    refuses(() => verify(vector), vector.code);
  });
});
