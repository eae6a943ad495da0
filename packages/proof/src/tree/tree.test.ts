// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leafOf, MAX_LEAVES, rootOf, tree } from "../testing/grown.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "../testing/laws.ts";
import { referenceConsistency, referencePath } from "../testing/tree.ts";
import {
  consistencyPath,
  consistencyPathAsync,
  inclusionPath,
  inclusionPathAsync,
} from "./build.ts";
import { type ConsistencyProof, verifyConsistency } from "./consistency.ts";
import { type InclusionProof, inclusionRoot, verifyInclusion } from "./inclusion.ts";

function inclusionOf(index: number, size: number): InclusionProof {
  const path = inclusionPath(index, size, tree.getNode);
  return { index, size, leaf: leafOf(index), path, root: rootOf(size) };
}

function consistencyOf(size1: number, size2: number): ConsistencyProof {
  const proof = consistencyPath(size1, size2, tree.getNode);
  return { size1, size2, root1: rootOf(size1), root2: rootOf(size2), proof };
}

/** Every proof with one bit turned over, in whichever of its hashes. */
const flipIn = (hashes: readonly Uint8Array[], at: number, bit: number): Uint8Array[] =>
  hashes.map((hash, place) => (place === at % hashes.length ? flipBit(hash, bit) : hash));

const sizes = fc
  .tuple(fc.integer({ min: 1, max: MAX_LEAVES }), fc.nat(MAX_LEAVES))
  .map(([size, other]) => ({ size, index: other % size, smaller: 1 + (other % size) }));
const bit = fc.nat(255);
const law = { numRuns: NUM_RUNS };

describe("an inclusion proof", { timeout: LAW_TIMEOUT }, () => {
  it("is the path of the recursive definition and verifies, for every index of every size to 40", () => {
    for (let size = 1; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionOf(index, size);
        expect(proof.path).toEqual(referencePath(index, tree.entries.slice(0, size)));
        expect(inclusionRoot(proof)).toEqual(rootOf(size));
        verifyInclusion(proof);
      }
    }
  });
  it("is the same when the store answers later", async () => {
    const later = (level: number, index: number) => Promise.resolve(tree.getNode(level, index));
    expect(await inclusionPathAsync(77, 130, later)).toEqual(inclusionPath(77, 130, tree.getNode));
  });
  it("is refused with any bit of leaf, path or root turned over", () => {
    fc.assert(
      fc.property(sizes, bit, fc.nat(), ({ size, index }, at, place) => {
        const proof = inclusionOf(index, size);
        const changed = [
          { ...proof, leaf: flipBit(proof.leaf, at) },
          { ...proof, root: flipBit(proof.root, at) },
          ...(size > 1 ? [{ ...proof, path: flipIn(proof.path, place, at) }] : []),
        ];
        for (const other of changed) {
          expect(
            refusal(() => {
              verifyInclusion(other);
            }),
          ).toBe("root-mismatch");
        }
      }),
      law,
    );
  });
  it("is refused for any other index", () => {
    fc.assert(
      fc.property(sizes, fc.nat(MAX_LEAVES), ({ size, index }, other) => {
        fc.pre(other !== index);
        expect(
          refusal(() => {
            verifyInclusion({ ...inclusionOf(index, size), index: other });
          }),
        ).toBeDefined();
      }),
      law,
    );
  });
  it("is refused one hash short or long", () => {
    fc.assert(
      fc.property(sizes, ({ size, index }) => {
        fc.pre(size > 1);
        const proof = inclusionOf(index, size);
        const shorter = { ...proof, path: proof.path.slice(0, -1) };
        const longer = { ...proof, path: [...proof.path, leafOf(0)] };
        expect(
          refusal(() => {
            verifyInclusion(shorter);
          }),
        ).toBe("proof-too-short");
        expect(
          refusal(() => {
            verifyInclusion(longer);
          }),
        ).toBe("proof-too-long");
      }),
      law,
    );
  });
  it("is refused outside the tree and for numbers that count nothing", () => {
    const proof = inclusionOf(3, 8);
    for (const index of [8, -1, 0.5, Number.NaN, 2 ** 53]) {
      expect(
        refusal(() => {
          verifyInclusion({ ...proof, index });
        }),
      ).toBe("out-of-range");
      expect(refusal(() => inclusionPath(index, 8, tree.getNode))).toBe("out-of-range");
    }
    expect(
      refusal(() => {
        verifyInclusion({ ...proof, size: 0 });
      }),
    ).toBe("out-of-range");
    expect(
      refusal(() => {
        verifyInclusion({ ...proof, leaf: new Uint8Array(31) });
      }),
    ).toBe("wrong-length");
    expect(
      refusal(() => {
        verifyInclusion({ ...proof, root: new Uint8Array(0) });
      }),
    ).toBe("wrong-length");
  });
  it("holds at sizes beyond 32 bits", () => {
    const size = 2 ** 40 + 1;
    const leaf = leafOf(0);
    const root = inclusionRoot({ index: size - 1, size, leaf, path: [leafOf(1)] });
    verifyInclusion({ index: size - 1, size, leaf, path: [leafOf(1)], root });
    expect(refusal(() => inclusionRoot({ index: size - 2, size, leaf, path: [leafOf(1)] }))).toBe(
      "proof-too-short",
    );
  });
});

describe("a consistency proof", { timeout: LAW_TIMEOUT }, () => {
  it("is that of the recursive definition and verifies, for every two sizes to 40", () => {
    for (let size2 = 1; size2 <= 40; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        const proof = consistencyOf(size1, size2);
        expect(proof.proof).toEqual(referenceConsistency(size1, tree.entries.slice(0, size2)));
        verifyConsistency(proof);
      }
    }
  });
  it("verifies between any two sizes", () => {
    fc.assert(
      fc.property(sizes, ({ size, smaller }) => {
        verifyConsistency(consistencyOf(smaller, size));
      }),
      law,
    );
  });
  it("is the same when the store answers later", async () => {
    const later = (level: number, index: number) => Promise.resolve(tree.getNode(level, index));
    expect(await consistencyPathAsync(77, 130, later)).toEqual(
      consistencyPath(77, 130, tree.getNode),
    );
  });
  it("is refused with any bit of roots or proof turned over", () => {
    fc.assert(
      fc.property(sizes, bit, fc.nat(), ({ size, smaller }, at, place) => {
        const proof = consistencyOf(smaller, size);
        const changed = [
          { ...proof, root1: flipBit(proof.root1, at) },
          { ...proof, root2: flipBit(proof.root2, at) },
          ...(smaller < size ? [{ ...proof, proof: flipIn(proof.proof, place, at) }] : []),
        ];
        for (const other of changed) {
          expect(
            refusal(() => {
              verifyConsistency(other);
            }),
          ).toBe("root-mismatch");
        }
      }),
      law,
    );
  });
  it("is refused one hash short or long", () => {
    fc.assert(
      fc.property(sizes, ({ size, smaller }) => {
        const proof = consistencyOf(smaller, size);
        const longer = { ...proof, proof: [...proof.proof, leafOf(0)] };
        expect(
          refusal(() => {
            verifyConsistency(longer);
          }),
        ).toBe("proof-too-long");
        fc.pre(smaller < size);
        const shorter = { ...proof, proof: proof.proof.slice(0, -1) };
        expect(
          refusal(() => {
            verifyConsistency(shorter);
          }),
        ).toBe("proof-too-short");
      }),
      law,
    );
  });
  it("is refused from nothing, to a smaller tree, and for numbers that count nothing", () => {
    const proof = consistencyOf(3, 8);
    for (const size1 of [0, 9, -1, 1.5, Number.NaN]) {
      expect(
        refusal(() => {
          verifyConsistency({ ...proof, size1 });
        }),
      ).toBe("out-of-range");
      expect(refusal(() => consistencyPath(size1, 8, tree.getNode))).toBe("out-of-range");
    }
    expect(
      refusal(() => {
        verifyConsistency({ ...proof, root1: new Uint8Array(31) });
      }),
    ).toBe("wrong-length");
    expect(
      refusal(() => {
        verifyConsistency({ ...proof, size1: 8, proof: [] });
      }),
    ).toBe("root-mismatch");
  });
});
