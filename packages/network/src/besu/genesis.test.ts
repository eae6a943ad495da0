// SPDX-License-Identifier: Apache-2.0
// The genesis block against what Besu publishes, against real and made headers of QBFT chains, and against the
// genesis block that go-ethereum makes of the same file.
import { readFileSync } from "node:fs";

import { checkSeals, decodeExtra, decodeHeader, fromHex, type Hex, toHex } from "@suyuan/proof";
import { encodeRlp } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import besu from "../testing/besu.json" with { type: "json" };
import { NUM_RUNS, planOf } from "../testing/plans.ts";
import { policyChain } from "./files.ts";
import { genesisExtra, genesisHash, genesisOf } from "./genesis.ts";
import { genesisValidators } from "./plan.ts";

const VECTORS = new URL("../../../../test/vectors/valid/", import.meta.url);
const vector = (path: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(path, VECTORS), "utf8")) as Record<string, string>;
const headerOf = (path: string) => {
  const bytes = fromHex(vector(path)["header"] ?? "");
  return { bytes, header: decodeHeader(bytes) };
};

describe("extraData of a genesis block", () => {
  it.each(besu.extraData)("is as in $source", ({ validators, extraData }) => {
    expect(genesisExtra(validators as Hex[])).toBe(extraData);
    expect(decodeExtra("qbft", fromHex(extraData)).validators).toEqual(validators);
  });

  it("is what another library encodes, and what is read again", () => {
    const address = fc
      .uint8Array({ minLength: 20, maxLength: 20 })
      .map((bytes): Hex => toHex(bytes));
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: 40 }), (validators) => {
        const extra = genesisExtra(validators);
        const items = [`0x${"00".repeat(32)}`, validators, [], "0x", []];
        expect(extra).toBe(encodeRlp(items));
        const read = decodeExtra("qbft", fromHex(extra));
        expect(read).toMatchObject({ validators, round: 0, seals: [] });
        expect(read.vote).toBeUndefined();
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it.each(["qbft-real-extra-1v", "qbft-real-extra-4v-signare"])(
    "is what remains of a block of a real chain (%s) without round and seals",
    (name) => {
      const read = decodeExtra("qbft", fromHex(vector(`extra/${name}.json`)["extra"] ?? ""));
      expect(genesisExtra(read.validators)).toBe(toHex(read.hashed));
      expect(genesisExtra(read.validators.slice(1))).not.toBe(toHex(read.hashed));
    },
  );
});

describe("a policy made from a genesis block", () => {
  it.each(["made-qbft-london", "made-qbft-shanghai-r2", "made-qbft-cancun", "made-qbft-prague-r3"])(
    "takes what its validators seal (%s), and nothing that others do",
    (name) => {
      const block = headerOf(`seals/${name}.json`);
      const judge = (validators: number) =>
        checkSeals(policyChain(planOf(validators)).consensus, block).state;
      expect(judge(4)).toBe("sealed");
      expect(judge(3)).toBe("failed");
      expect(judge(5)).toBe("failed");
    },
  );

  it("takes the header of a real chain whose genesis block named its validators, in a later round", () => {
    const block = headerOf("seals/qbft-real-4v-round1.json");
    const named = decodeExtra("qbft", block.header.extraData).validators;
    const genesis = decodeExtra("qbft", fromHex(genesisExtra(named)));
    const sets = [{ from: 0, validators: genesis.validators }];
    const answer = checkSeals({ kind: "qbft", sets }, block);
    expect(answer).toMatchObject({ state: "sealed", needed: 3, of: 4 });
  });
});

describe("the genesis block", () => {
  it("names the validators in ascending order, and no other node", () => {
    const plan = planOf(7);
    const validators = genesisValidators(plan);
    expect(validators).toHaveLength(7);
    expect(validators).toEqual(validators.toSorted());
    const { extraData } = genesisOf(plan) as { extraData: Hex };
    expect(decodeExtra("qbft", fromHex(extraData)).validators).toEqual(validators);
  });

  it("has no fees and no funds, and its rules end with those that the contracts are compiled for", () => {
    const genesis = genesisOf(planOf(4, { blockSeconds: 5 }));
    expect(genesis).toMatchObject({ baseFeePerGas: "0x0", difficulty: "0x1", alloc: {} });
    const { config } = genesis as { config: Record<string, unknown> };
    expect(config).toMatchObject({ chainId: 20_260_801, zeroBaseFee: true });
    expect(config["qbft"]).toEqual({
      ...{ blockperiodseconds: 5, requesttimeoutseconds: 10, epochlength: 30_000 },
    });
    const hardhat = readFileSync(new URL("../../../../hardhat.config.ts", import.meta.url), "utf8");
    const [, version = ""] = /evmVersion: "(\w+)"/u.exec(hardhat) ?? [];
    const forks = Object.keys(config).filter((name) => name.endsWith("Block"));
    expect(forks.at(-1)).toBe(`${version}Block`);
    expect(Object.keys(config).join()).not.toMatch(/time|terminal|shanghai|cancun|prague/iu);
  });

  it("has the hash that go-ethereum 1.13.15 gives the block it makes of the same file", () => {
    // geth init --datadir D genesis.json; geth --datadir D db get 0x4c617374426c6f636b
    expect(genesisHash(planOf(4))).toBe(
      "0x1be662448a8c74a62955294afe91e25e5e3af9572024af4a9ccce4694eff3ac2",
    );
    expect(genesisHash(planOf(1, { gasLimit: 2_000_000_000, chainId: 7 }))).toBe(
      "0x51c9dc16ac70c74e02819d4e5746838561e89c90cd8443b5b3e9c35a1419b6bb",
    );
  });

  it("has another hash with another time, limit or validator", () => {
    const others = [planOf(4, { time: 1 }), planOf(4, { gasLimit: 10_000_000 }), planOf(3)];
    const hashes = [planOf(4), ...others].map(genesisHash);
    expect(new Set(hashes).size).toBe(4);
  });
});
