// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { canonicalize } from "json-canonicalize";
import { describe, expect, it } from "vitest";
import { fromHex, toHex, utf8 } from "../bytes.ts";
import { NUM_RUNS } from "../testing/laws.ts";
import { hexOf } from "../testing/statements.ts";
import { referenceRoot } from "../testing/tree.ts";
import { deliveriesRoot, listRoot, partsRoot, sourcesRoot } from "./roots.ts";

const runs = { numRuns: NUM_RUNS };
const bytes32 = hexOf(32);

describe("listRoot", () => {
  it("is the root that RFC 9162 defines, at each length", () => {
    const items = Array.from({ length: 70 }, (_, at) => Uint8Array.of(at));
    for (let length = 0; length <= items.length; length++) {
      const some = items.slice(0, length);
      expect(toHex(listRoot(some))).toBe(toHex(referenceRoot(some)));
    }
  });
});

describe("the roots that statements name", () => {
  it("sources: log and id side by side, in the order given", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ log: bytes32, id: bytes32 }), { maxLength: 9 }), (refs) => {
        const leaves = refs.map(({ log, id }) => fromHex(`${log}${id.slice(2)}`));
        expect(sourcesRoot(refs)).toBe(toHex(referenceRoot(leaves)));
      }),
      runs,
    );
  });

  it("parts: canonical digests, in the order handed over", () => {
    const digest = fc.record({ sm3: bytes32, sha256: bytes32, bytes: fc.maxSafeNat() });
    fc.assert(
      fc.property(fc.array(digest, { maxLength: 9 }), (parts) => {
        const leaves = parts.map((part) => utf8(canonicalize(part)));
        expect(partsRoot(parts)).toBe(toHex(referenceRoot(leaves)));
      }),
      runs,
    );
  });

  it("deliveries: ids, sorted whatever order they come in", () => {
    fc.assert(
      fc.property(fc.array(bytes32, { maxLength: 9 }), (ids) => {
        const leaves = [...ids].sort().map((id) => fromHex(id));
        expect(deliveriesRoot(ids)).toBe(toHex(referenceRoot(leaves)));
        expect(deliveriesRoot([...ids].reverse())).toBe(deliveriesRoot(ids));
      }),
      runs,
    );
  });
});
