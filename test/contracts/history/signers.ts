// SPDX-License-Identifier: Apache-2.0
// Accounts of a random history: the chain lets them act, and their keys are known, so that they sign statements too.
import { randomBytes } from "node:crypto";

import { computeAddress, SigningKey, TypedDataEncoder } from "ethers";

import { type Hex, type Statement, typedData } from "@suyuan/proof";

import type { TestChain } from "../support/chain.ts";
import { type Signed, signedBy } from "../support/signed.ts";

export class Signers {
  readonly #chain: TestChain;
  readonly #keys = new Map<string, SigningKey>();

  constructor(chain: TestChain) {
    this.#chain = chain;
  }

  /** An account that nobody has used yet. */
  async newAccount(): Promise<string> {
    const key = new SigningKey(randomBytes(32));
    const address = computeAddress(key);
    this.#keys.set(address, key);
    const request = { method: "hardhat_impersonateAccount", params: [address] };
    await this.#chain.provider.request(request);
    return address;
  }

  /** Lets an account sign a statement: one of these, or one that the chain has the key of. */
  async sign(account: string, statement: Statement): Promise<Signed> {
    const key = this.#keys.get(account);
    if (key === undefined) return signedBy(this.#chain, account, statement);
    const { domain, types, message } = typedData(statement);
    const hash = TypedDataEncoder.hash(
      domain,
      types as Parameters<typeof TypedDataEncoder.hash>[1],
      message,
    );
    const value = key.sign(hash).serialized as Hex;
    return { statement, signature: { alg: "eip712", seat: statement.seat, value } };
  }
}
