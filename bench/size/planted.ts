// SPDX-License-Identifier: Apache-2.0
// A chain whose contracts hold many assets and grants: every slot of some of them, of all others those that the
// proofs of some keys depend on.
import { gunzipSync } from "node:zlib";

import { fromHex, type Hex, toHex } from "@suyuan/proof";

import type { Province } from "../../test/support/province.ts";
import { GROWING, type Growing, keysOf, slotOf, type Template } from "./slots.ts";
import { prefixOf, type TrieSize, trieSize } from "./tries.ts";
import type { Ways } from "./ways.ts";

type Keccak = (data: Uint8Array) => Uint8Array;
type Rpc = readonly [method: string, params: readonly unknown[]];

const A_BATCH = 500;
const MOST_PROVEN = 100;

/** Words by slot of the contracts that grow, as the chain holds them. */
export async function storageOf({
  client,
  deployment,
}: Province): Promise<Record<Growing, Map<Hex, Hex>>> {
  const dump = (await client.rpc("anvil_dumpState", [])) as Hex;
  const { accounts } = JSON.parse(gunzipSync(fromHex(dump)).toString()) as {
    readonly accounts: Readonly<Record<string, { readonly storage: Readonly<Record<Hex, Hex>> }>>;
  };
  const of = (name: Growing) => {
    const words = Object.entries(accounts[deployment.contracts[name].address]?.storage ?? {});
    return new Map(words.filter(([, word]) => BigInt(word) !== 0n) as [Hex, Hex][]);
  };
  return { assetRegistry: of("assetRegistry"), sharingRegistry: of("sharingRegistry") };
}

async function sendAll(province: Province, calls: readonly Rpc[]): Promise<void> {
  for (let from = 0; from < calls.length; from += A_BATCH) {
    const part = calls.slice(from, from + A_BATCH);
    const body = part.map(([method, params], id) => ({ jsonrpc: "2.0", id, method, params }));
    const headers = { "content-type": "application/json" };
    const { chain } = province;
    const answer = await fetch(chain.rpcUrl, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const bad = ((await answer.json()) as { readonly error?: unknown }[]).find((one) => one.error);
    if (bad !== undefined) throw new Error(`not planted: ${JSON.stringify(bad)}`);
  }
}

/** Which assets and grants, by number, and which of their slots; all where no ways are given. */
export interface Planting {
  readonly from: number;
  readonly to: number;
  readonly templates: readonly Template[];
  readonly ways?: Readonly<Record<Growing, Ways>>;
}

export interface Planted {
  readonly planted: number;
  /** The hashes of all slots that these assets and grants take, planted or not. */
  readonly keys: Readonly<Record<Growing, Float64Array>>;
}

/** Plants slots of assets and grants, and gives what they would be all together. */
export async function plant(
  province: Province,
  { from, to, templates, ways }: Planting,
  keccak: Keccak,
): Promise<Planted> {
  const count = (name: Growing) => templates.filter(({ contract }) => contract === name).length;
  const room = (name: Growing) => new Float64Array((to - from) * count(name));
  const keys = { assetRegistry: room("assetRegistry"), sharingRegistry: room("sharingRegistry") };
  const at = { assetRegistry: 0, sharingRegistry: 0 };
  const calls: Rpc[] = [];
  const { contracts } = province.deployment;
  for (let number = from; number < to; number++) {
    const own = keysOf(number, keccak);
    for (const template of templates) {
      const { contract, word } = template;
      const slot = slotOf(template, own, keccak);
      const key = keccak(slot);
      keys[contract][at[contract]++] = prefixOf(key);
      if (ways !== undefined && !ways[contract].wants(key)) continue;
      const { address } = contracts[contract];
      calls.push(["anvil_setStorageAt", [address, toHex(slot), word]]);
    }
  }
  await sendAll(province, calls);
  await province.client.rpc("evm_mine");
  return { planted: calls.length, keys };
}

/** The size of a whole trie. */
export function sizeOf(
  keys: Float64Array,
  templates: readonly Template[],
  name: Growing,
): TrieSize {
  const words = templates.filter(({ contract }) => contract === name).map(({ word }) => word);
  // A word stands in its leaf as a number with a header, as a string with another.
  const lengths = words.map((word) => 2 + Math.ceil(BigInt(word).toString(16).length / 2));
  return trieSize(keys, lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
}

/** The lengths of the nodes of each slot's proof, from the root down. */
export async function proofLengths(
  { client, deployment }: Province,
  slots: readonly Hex[],
): Promise<readonly (readonly number[])[]> {
  const found: number[][] = [];
  for (const name of GROWING) {
    for (let from = 0; from < slots.length; from += MOST_PROVEN) {
      const asked = slots.slice(from, from + MOST_PROVEN);
      const { address } = deployment.contracts[name];
      const { storageProof } = (await client.rpc("eth_getProof", [address, asked, "latest"])) as {
        readonly storageProof: readonly { readonly proof: readonly Hex[] }[];
      };
      found.push(...storageProof.map(({ proof }) => proof.map((node) => (node.length - 2) / 2)));
    }
  }
  return found;
}
