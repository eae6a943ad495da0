// SPDX-License-Identifier: Apache-2.0
// Given a header whose two hashes differ, as those of IBFT 2.0 always do.
import { decodeRlp, encodeRlp, keccak256, toBeArray, toBeHex } from "ethers";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../bytes.ts";
import { headerOver } from "../../testing/header.ts";
import { sealers } from "../../testing/sealers.ts";
import { sealedOver } from "../../testing/seals.ts";
import { decodeHeader } from "../header.ts";
import { blockHash } from "./hashes.ts";

const AT = { number: 8, extra: 12 };
const validators = sealers(4);
const plain = headerOver(new Uint8Array(32).fill(5), 250, 1_785_000_000);
const sealed = sealedOver(plain, { kind: "ibft2", validators });
const list = validators.map(({ address }) => address);

function block(number: number, extra?: string) {
  const fields = decodeRlp(sealed) as string[];
  const numbered = fields.with(AT.number, toHex(toBeArray(number)));
  const hex = encodeRlp(extra === undefined ? numbered : numbered.with(AT.extra, extra)) as Hex;
  return { hex, bytes: fromHex(hex), header: decodeHeader(fromHex(hex)) };
}

describe("a block's hash", () => {
  it("covers the first block as it is, for nobody sealed that", () => {
    const first = block(0);
    expect(toHex(blockHash("ibft2", first))).toBe(keccak256(first.hex));
  });

  it("leaves round and seals out of all others", () => {
    const second = block(1);
    const bare = block(1, encodeRlp([toBeHex(0x5e4dn, 32), list, "0x"]));
    expect(toHex(blockHash("ibft2", second))).toBe(keccak256(bare.hex));
    expect(keccak256(bare.hex)).not.toBe(keccak256(second.hex));
  });
});
