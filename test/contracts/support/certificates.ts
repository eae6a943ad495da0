// SPDX-License-Identifier: Apache-2.0
// Certificates of rights made from the chain's own proofs (EIP-1186), and what they are held against.
import {
  buildRight,
  CONTRACT_NAMES,
  fromHex,
  headerFromRpc,
  type Hex,
  neededSlotsOfRight,
  type NeededState,
  type Policy,
  RIGHT_CONTRACTS,
  type RightCertificate,
  type RightContracts,
  type RightDraft,
  verify,
  type Verdict,
} from "@suyuan/proof";

import type { TestChain } from "./chain.ts";

interface ProofAnswer {
  readonly codeHash: Hex;
  readonly accountProof: readonly Hex[];
  readonly storageProof: readonly { readonly proof: readonly Hex[] }[];
}

const ROUNDS = 60;

export class Certificates {
  readonly #chain: TestChain;

  constructor(chain: TestChain) {
    this.#chain = chain;
  }

  async #request<T>(method: string, params: unknown[]): Promise<T> {
    return (await this.#chain.provider.request({ method, params })) as T;
  }

  #address(name: (typeof CONTRACT_NAMES)[number]): Hex {
    return this.#chain.addresses[name].toLowerCase() as Hex;
  }

  get contracts(): RightContracts {
    const found = RIGHT_CONTRACTS.map((name) => [name, this.#address(name)]);
    return Object.fromEntries(found) as RightContracts;
  }

  async #nodes(needed: readonly NeededState[]): Promise<Uint8Array[]> {
    const answers = needed.map(async ({ contract, slots }) =>
      this.#request<ProofAnswer>("eth_getProof", [contract, slots, "latest"]),
    );
    return (await Promise.all(answers)).flatMap(({ accountProof, storageProof }) =>
      [...accountProof, ...storageProof.flatMap(({ proof }) => proof)].map((node) => fromHex(node)),
    );
  }

  /** A certificate of a right at a moment; at the newest block's time unless told. */
  async of(right: string, more: Partial<RightDraft> = {}): Promise<RightCertificate> {
    const block = await this.#request<Record<string, unknown>>("eth_getBlockByNumber", [
      "latest",
      false,
    ]);
    const draft: RightDraft = {
      chainId: Number(await this.#chain.read<bigint>("rightRegistry", "chainId")),
      contracts: this.contracts,
      right: right as Hex,
      time: Number(block["timestamp"]),
      block: { header: headerFromRpc(block).bytes },
      nodes: [],
      ...more,
    };
    const nodes: Uint8Array[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const needed = neededSlotsOfRight({ ...draft, nodes });
      if (needed.length === 0) return buildRight({ ...draft, nodes });
      nodes.push(...(await this.#nodes(needed)));
    }
    throw new Error("the certificate never has enough nodes");
  }

  /** A policy that trusts this chain and these contracts. */
  async policy(): Promise<Policy> {
    const contracts = CONTRACT_NAMES.map(async (name) => {
      const address = this.#address(name);
      const params = [address, [], "latest"];
      const { codeHash } = await this.#request<ProofAnswer>("eth_getProof", params);
      return [name, { address, codeHash }] as const;
    });
    const chainId = Number(await this.#chain.read<bigint>("rightRegistry", "chainId"));
    return {
      type: "suyuan/policy@1",
      name: "test",
      chain: { chainId, consensus: { kind: "none" } },
      contracts: Object.fromEntries(await Promise.all(contracts)) as Policy["contracts"],
      logs: [],
      witnesses: { threshold: 0, keys: [] },
      require: [],
    };
  }

  async verdict(file: RightCertificate): Promise<Verdict> {
    return verify(file, await this.policy());
  }

  /** The verdict on a right now, or at another moment. */
  async judge(right: string, more: Partial<RightDraft> = {}): Promise<Verdict> {
    return this.verdict(await this.of(right, more));
  }
}

/** Exit status and codes of the lines that are not ok, leaving out the seals that the chain has not. */
export function outcomeOf({ exit, checks }: Verdict): (number | string)[] {
  const faults = checks.filter(({ state, code }) => state !== "ok" && code !== "block-unsealed");
  return [exit, ...faults.map(({ code }) => code)];
}

/** The code of the line with this name. */
export function codeOf({ checks }: Verdict, name: string): string | undefined {
  return checks.find((check) => check.name === name)?.code;
}
