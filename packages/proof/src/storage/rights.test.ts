// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hexOf } from "../testing/statements.ts";
import { NUM_RUNS } from "../testing/laws.ts";
import { holdingRightId, rightId } from "./rights.ts";

const coder = AbiCoder.defaultAbiCoder();
const chainId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe("the id of a right", () => {
  it("is for the holding right the asset's, combined with the contract's mark", () => {
    fc.assert(
      fc.property(chainId, hexOf(20), hexOf(32), (chain, contract, asset) => {
        const types = ["uint256", "address", "string"];
        const mark = BigInt(keccak256(coder.encode(types, [chain, contract, "holding"])));
        const id = holdingRightId(chain, contract, asset);
        expect(BigInt(id)).toBe(BigInt(asset) ^ mark);
        expect(holdingRightId(chain, contract, id)).toBe(asset);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("is for any other the hash of the asset and the right's number in it", () => {
    const serial = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(chainId, hexOf(20), hexOf(32), serial, (chain, contract, asset, number) => {
        const types = ["uint256", "address", "string", "bytes32", "uint64"];
        const encoded = coder.encode(types, [chain, contract, "right", asset, number]);
        expect(rightId(chain, contract, asset, number)).toBe(keccak256(encoded));
      }),
      { numRuns: NUM_RUNS },
    );
  });
});
