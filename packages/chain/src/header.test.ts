// SPDX-License-Identifier: Apache-2.0
import { readFile } from "node:fs/promises";
import { headerHash, toHex } from "@suyuan/proof";
import { keccak256 } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { ChainClient } from "./client.ts";
import { readHeader } from "./header.ts";
import { startChain, type TestChain } from "./testing/anvil.ts";
import { EMPTY_DEPLOYMENT } from "./testing/deployment.ts";

const zeros = (count: number) => `0x${"00".repeat(count)}`;

// The genesis block of the Ethereum main network: its hash is known everywhere.
const MAINNET_GENESIS = {
  parentHash: zeros(32),
  sha3Uncles: "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
  miner: zeros(20),
  stateRoot: "0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544",
  transactionsRoot: "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
  receiptsRoot: "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
  logsBloom: zeros(256),
  difficulty: "0x400000000",
  number: "0x0",
  gasLimit: "0x1388",
  gasUsed: "0x0",
  timestamp: "0x0",
  extraData: "0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa",
  mixHash: zeros(32),
  nonce: "0x0000000000000042",
  hash: "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",
};

const SEALS = "../../../test/vectors/valid/seals";
const BFT_BLOCKS = [
  ["qbft", "qbft-real-1v-contract-json-337"],
  ["ibft2", "ibft2-real-round1-4v"],
  ["ibft1", "ibft1-real-ion-38"],
] as const;

describe("given a block of the main network", () => {
  it("rebuilds the header whose hash everyone knows", () => {
    const { raw, hash, kind } = readHeader(MAINNET_GENESIS, undefined);
    expect([keccak256(raw), hash, kind]).toEqual([MAINNET_GENESIS.hash, hash, "none"]);
    expect(readHeader(MAINNET_GENESIS, raw).raw).toEqual(raw);
  });

  it("refuses the header with one field changed", () => {
    const { raw } = readHeader(MAINNET_GENESIS, undefined);
    const changed = { ...MAINNET_GENESIS, gasLimit: "0x1389" };
    const refused = expect.objectContaining({ code: "bad-answer" }) as object;
    expect(() => readHeader(changed, undefined)).toThrow(refused);
    const bytes = raw.with(-1, (raw.at(-1) ?? 0) ^ 1);
    expect(() => readHeader(MAINNET_GENESIS, bytes)).toThrow(refused);
    expect(() => readHeader(MAINNET_GENESIS, raw.subarray(1))).toThrow(refused);
  });

  it.each(["stateRoot", "number", "logsBloom"])("refuses a block whose %s is no hex", (name) => {
    expect(() => readHeader({ ...MAINNET_GENESIS, [name]: "0xzz" }, undefined)).toThrow(/hash/);
  });
});

describe.each(BFT_BLOCKS)("given a real block of %s", (kind, name) => {
  it("gives the header with its seals, which the block's hash leaves out", async () => {
    const path = new URL(`${SEALS}/${name}.json`, import.meta.url);
    const { block } = JSON.parse(await readFile(path, "utf8")) as { block: typeof MAINNET_GENESIS };
    const header = readHeader(block, undefined);
    expect(header).toMatchObject({ kind, hash: block.hash, number: Number(block.number) });
    expect(toHex(headerHash(header.raw))).not.toBe(block.hash);
    expect(readHeader(block, header.raw)).toEqual(header);
    const other = { ...block, stateRoot: block.hash };
    expect(() => readHeader(other, undefined)).toThrow(/hash/);
  });
});

describe.each(["london", "shanghai", "cancun", "prague"])(
  "given a chain with the rules of %s",
  (hardfork) => {
    let chain: TestChain;
    beforeAll(async () => {
      chain = await startChain({ hardfork });
    });
    afterAll(async () => chain.stop());

    it("gives headers whose hash is the block's", async () => {
      const client = new ChainClient({ rpcUrl: chain.url, deployment: EMPTY_DEPLOYMENT });
      await client.rpc("evm_mine");
      const block = await client.block(1);
      const header = await client.header(1);
      expect(keccak256(header.raw)).toBe(block.hash);
      expect(header).toMatchObject(block);
      await expect(client.header(99)).rejects.toMatchObject({ code: "not-found" });
    });
  },
);
