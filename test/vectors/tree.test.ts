// SPDX-License-Identifier: Apache-2.0
import {
  fromHex,
  type Hex,
  inclusionRoot,
  leafHash,
  type ProofError,
  toHex,
  verifyConsistency,
  verifyInclusion,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { readVectors } from "./read.ts";

interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hex;
  readonly root: Hex;
  readonly path: readonly Hex[];
  readonly entry: Hex;
  readonly code: string;
}

interface Consistency {
  readonly size1: number;
  readonly size2: number;
  readonly root1: Hex;
  readonly root2: Hex;
  readonly proof: readonly Hex[];
  readonly code: string;
}

const bytes = (list: readonly Hex[]): Uint8Array[] => list.map((hash) => fromHex(hash));

const inclusionOf = ({ index, size, leaf, root, path }: Inclusion) => ({
  ...{ index, size, leaf: fromHex(leaf), root: fromHex(root), path: bytes(path) },
});

const consistencyOf = ({ size1, size2, root1, root2, proof }: Consistency) => ({
  ...{ size1, size2, root1: fromHex(root1), root2: fromHex(root2), proof: bytes(proof) },
});

const refuses = (call: () => unknown, code: string) => {
  expect(call).toThrow(expect.objectContaining({ code }) as ProofError);
};

describe("inclusion", () => {
  it.each(readVectors<Inclusion>("valid", "inclusion"))("keeps %s", (_, vector) => {
    const proof = inclusionOf(vector);
    verifyInclusion(proof);
    expect(toHex(inclusionRoot(proof))).toBe(vector.root);
    expect(toHex(leafHash(fromHex(vector.entry)))).toBe(vector.leaf);
  });
  it.each(readVectors<Inclusion>("invalid", "inclusion"))("refuses %s", (_, vector) => {
    refuses(() => {
      verifyInclusion(inclusionOf(vector));
    }, vector.code);
  });
});

describe("consistency", () => {
  it.each(readVectors<Consistency>("valid", "consistency"))("keeps %s", (_, vector) => {
    verifyConsistency(consistencyOf(vector));
  });
  it.each(readVectors<Consistency>("invalid", "consistency"))("refuses %s", (_, vector) => {
    refuses(() => {
      verifyConsistency(consistencyOf(vector));
    }, vector.code);
  });
});
