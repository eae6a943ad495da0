// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256, toBeHex } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexOf } from "../testing/statements.ts";
import { NUM_RUNS } from "../testing/laws.ts";
import { bits, bitsNumber, elementSlot, mappingSlot, slotAfter, slotAt } from "./slots.ts";

const coder = AbiCoder.defaultAbiCoder();
const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const small = fc.integer({ min: 0, max: 40 });

describe("slots", () => {
  it("of a mapping lie where the ABI's encoding of key and slot hashes to", () => {
    fc.assert(
      fc.property(uint32, hexOf(32), small, (number, id, slot) => {
        const byNumber = keccak256(coder.encode(["uint32", "uint256"], [number, slot]));
        const byId = keccak256(coder.encode(["bytes32", "uint256"], [id, slot]));
        expect(mappingSlot(slotAt(slot), number)).toBe(byNumber);
        expect(mappingSlot(slotAt(slot), id)).toBe(byId);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("of an array's elements follow the hash of the array's own", () => {
    fc.assert(
      fc.property(small, uint32, (slot, index) => {
        const first = BigInt(keccak256(toBeHex(slot, 32)));
        expect(elementSlot(slotAt(slot), index)).toBe(
          toBeHex((first + BigInt(index)) % 2n ** 256n, 32),
        );
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("wrap around at the end of storage", () => {
    expect(slotAfter(slotAt(2n ** 256n - 1n), 2)).toBe(slotAt(1));
  });
});

describe("fields of a word", () => {
  it("are the bits that shifting and masking give", () => {
    const word = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
    fc.assert(
      fc.property(word, fc.integer({ min: 0, max: 200 }), small, (value, offset, width) => {
        const text = value.toString(2).padStart(256, "0");
        const expected = text.slice(256 - offset - width, 256 - offset);
        expect(bits(value, offset, width)).toBe(BigInt(`0b0${expected}`));
        expect(bitsNumber(value, offset, width)).toBe(Number(BigInt(`0b0${expected}`)));
      }),
      { numRuns: NUM_RUNS },
    );
  });
});
