// SPDX-License-Identifier: Apache-2.0
// Who signed single statements: found out once, by a thread where there is one, and remembered until they have been
// judged again after their anchor.
import type { Hex, Signature } from "@suyuan/proof";
import { MAX_MEMO } from "../constraints.ts";
import { Memo } from "../services/memo.ts";
import type { RecoveryPool } from "./pool.ts";

/** A statement that was signed alone, as far as is looked at. */
export interface SignedAlone {
  readonly id: Hex;
  /** The statement as canonical text. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

/** The id of a statement covers all of it, so that with it a signature is of one account, or of none. */
const keyOf = (id: Hex, value: Hex): string => `${id}${value}`;

/** Accounts by statement and signature. */
export class Accounts {
  readonly #pool: Pick<RecoveryPool, "account"> | undefined;
  readonly #known = new Memo<Hex>(MAX_MEMO);
  /** The same by the signature as it was read, while that is held by whoever read it. */
  readonly #held = new WeakMap<Signature, { readonly id: Hex; readonly account: Hex }>();

  constructor(pool?: Pick<RecoveryPool, "account">) {
    this.#pool = pool;
  }

  /** Asks for the accounts before they are needed. What is not found out then is found out when it is needed. */
  async ahead({ id, text, signatures }: SignedAlone): Promise<void> {
    for (const { alg, value } of signatures) {
      if (alg !== "eip712" || this.#pool === undefined) continue;
      if (this.#known.has(keyOf(id, value))) continue;
      const account = await this.#pool.account({ id, text, value });
      if (account !== undefined) this.#known.get(keyOf(id, value), () => account);
    }
  }

  /**
   * The account that made a signature.
   * @param recover finds it out where it is not known
   * @throws what `recover` throws
   */
  of(id: Hex, signature: Signature, recover: () => Hex): Hex {
    const held = this.#held.get(signature);
    if (held?.id === id) return held.account;
    const { alg, value } = signature;
    // A batch has its own memory: its signature is of many statements.
    const account = alg === "eip712" ? this.#known.get(keyOf(id, value), recover) : recover();
    this.#held.set(signature, { id, account });
    return account;
  }
}
