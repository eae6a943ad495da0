// SPDX-License-Identifier: Apache-2.0
// The contract replays what the library replays.
import { beforeAll, describe, expect, it } from "vitest";

import { readVectors } from "../vectors/read.ts";
import { type Act, Refusal } from "./support/chain.ts";
import { hexOf, leafOf, MerkleTree, proofLength } from "./support/merkle.ts";
import { openLog, type Province, startProvince } from "./support/world.ts";

const NEVER = 2 ** 48 - 1;

/** The reference tree of RFC 6962's authors: eight entries, and the root at each size. */
const ENTRIES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "0x6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "0xfac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "0xaeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "0xd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "0x4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "0x76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "0xddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "0x5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

interface Vector {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[];
}

let province: Province;
let count = 0;

beforeAll(async () => {
  province = await startProvince();
});

/** Brings a log of its own to the first checkpoint, and tries the second. */
async function attempt({ size1, size2, root1, root2, proof }: Vector): Promise<string> {
  const { chain, world, operator } = province;
  const log = await openLog(province, `vector ${++count}`);
  const advance = (size: number, root: string, nodes: readonly string[]): Act =>
    world.act(operator.account, "exchangeLog", "advance", log, size, root, nodes, NEVER);
  try {
    await chain.does(advance(size1, root1, []));
    await chain.does(advance(size2, root2, proof));
    return "taken";
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    return error instanceof Error && "code" in error ? String(error.code) : "failed";
  }
}

describe("the reference tree", () => {
  const tree = new MerkleTree(ENTRIES.map((entry) => leafOf(Buffer.from(entry, "hex"))));

  it("has the published roots", () => {
    expect(ROOTS.map((_, i) => hexOf(tree.root(i + 1)))).toEqual(ROOTS);
  });

  it("is consistent between any two of its sizes", async () => {
    for (const [i, root2] of ROOTS.entries()) {
      for (const [j, root1] of ROOTS.slice(0, i).entries()) {
        const proof = tree.consistency(j + 1, i + 1).map(hexOf);
        expect(proof).toHaveLength(proofLength(j + 1, i + 1));
        const one = { size1: j + 1, size2: i + 1, root1, root2, proof };
        expect([one.size1, one.size2, await attempt(one)]).toEqual([j + 1, i + 1, "taken"]);
      }
    }
  });
});

describe("a large tree", () => {
  it("is consistent around 2^16, at sizes that ask for short and long proofs", async () => {
    const tree = new MerkleTree();
    for (let i = 0; i < 66_000; i++) tree.append(leafOf(Buffer.from(String(i))));
    for (const [size1, size2] of [
      [65_535, 65_536],
      [65_536, 65_537],
      [65_535, 65_537],
      [32_769, 66_000],
      [1, 66_000],
    ] as const) {
      const proof = tree.consistency(size1, size2).map(hexOf);
      const [root1, root2] = [hexOf(tree.root(size1)), hexOf(tree.root(size2))];
      expect(await attempt({ size1, size2, root1, root2, proof })).toBe("taken");
      const short = { size1, size2, root1, root2, proof: proof.slice(1) };
      expect(await attempt(short)).toMatch(/^ExchangeLog__/u);
    }
  });
});

describe("the vectors", () => {
  const valid = readVectors<Vector>("valid", "consistency");
  const invalid = readVectors<Vector>("invalid", "consistency");

  // Two equal checkpoints prove nothing new; the library compares them, the contract takes none twice.
  it.each(valid.filter(([, { size1, size2 }]) => size1 < size2))("take %s", async (_, vector) => {
    expect(await attempt(vector)).toBe("taken");
  });

  it.each(valid.filter(([, { size1, size2 }]) => size1 === size2))(
    "take %s once only",
    async (_, vector) => {
      expect(await attempt(vector)).toBe("ExchangeLog__SameSize");
    },
  );

  it.each(invalid)("refuse %s", async (_, vector) => {
    expect(await attempt(vector)).toMatch(/^ExchangeLog__|^INVALID_ARGUMENT$/u);
  });
});
