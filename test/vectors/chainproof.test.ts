// SPDX-License-Identifier: Apache-2.0
import {
  decodeHeader,
  decodeRlp,
  encodeRlp,
  fromHex,
  headerFromRpc,
  headerHash,
  type Hex,
  NodePool,
  type RlpItem,
  toHex,
  verifyTrie,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

type Nested = Hex | Nested[];
interface Encoded {
  readonly item: Nested;
  readonly encoded: Hex;
}
interface Trie {
  readonly root: Hex;
  readonly path: Hex;
  readonly nodes: readonly Hex[];
}
interface Answered extends Trie {
  readonly answer: "value" | "absent" | "missing";
  readonly value?: Hex;
  readonly node?: Hex;
}
interface Header {
  readonly header?: Hex;
  readonly fieldCount?: number;
  readonly number?: number;
  readonly time?: number;
  readonly stateRoot?: Hex;
  /** As a node tells it in JSON. */
  readonly block?: Readonly<Record<string, unknown>>;
  readonly hash?: Hex;
}
interface Refused {
  readonly code: string;
}

const textOf = (item: RlpItem): Nested =>
  item instanceof Uint8Array ? toHex(item) : item.map(textOf);
const bytesOf = (item: Nested): RlpItem =>
  typeof item === "string" ? fromHex(item) : item.map(bytesOf);

describe("RLP", () => {
  it.each(vectors<Encoded>("valid", "rlp"))("$rule", ({ vector }) => {
    expect(textOf(decodeRlp(fromHex(vector.encoded)))).toEqual(vector.item);
    expect(toHex(encodeRlp(bytesOf(vector.item)))).toBe(vector.encoded);
  });

  it.each(vectors<Encoded & Refused>("invalid", "rlp"))("refused: $rule", ({ vector }) => {
    expect(outcome(() => decodeRlp(fromHex(vector.encoded)))).toBe(vector.code);
  });
});

const look = ({ root, path, nodes }: Trie) =>
  verifyTrie(fromHex(root), fromHex(path), new NodePool(nodes.map((node) => fromHex(node))));

describe("trie", () => {
  it.each(vectors<Answered>("valid", "trie"))("$rule", ({ vector }) => {
    const found = look(vector);
    expect(found.state).toBe(vector.answer);
    if (found.state === "value") expect(toHex(found.value)).toBe(vector.value);
    if (found.state === "missing") expect(found.node).toBe(vector.node);
  });

  it.each(vectors<Trie & Refused>("invalid", "trie"))("refused: $rule", ({ vector }) => {
    expect(outcome(() => look(vector))).toBe(vector.code);
  });
});

describe("header", () => {
  const all = vectors<Header>("valid", "header");

  it.each(all.filter(({ vector }) => vector.header !== undefined))("$rule", ({ vector }) => {
    const bytes = fromHex(vector.header ?? "0x");
    const decoded = decodeHeader(bytes);
    expect(Number(decoded.number)).toBe(vector.number);
    expect(Number(decoded.time)).toBe(vector.time);
    expect(toHex(decoded.stateRoot)).toBe(vector.stateRoot);
    expect(Object.keys(decoded)).toHaveLength(vector.fieldCount ?? 0);
  });

  it.each(all.filter(({ vector }) => vector.block !== undefined))("$rule", ({ vector }) => {
    const { bytes, hash } = headerFromRpc({ ...vector.block, hash: vector.hash });
    expect(hash).toBe(vector.hash);
    expect(toHex(headerHash(bytes))).toBe(vector.hash);
  });

  it.each(vectors<Header & Refused>("invalid", "header"))("refused: $rule", ({ vector }) => {
    expect(outcome(() => decodeHeader(fromHex(vector.header ?? "0x")))).toBe(vector.code);
  });
});
