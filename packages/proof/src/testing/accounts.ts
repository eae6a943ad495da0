// SPDX-License-Identifier: Apache-2.0
// Accounts whose signatures are made by ethers.
import { createHash } from "node:crypto";
import { getBytes, SigningKey, computeAddress } from "ethers";
import type { Hex } from "../bytes.ts";

export interface TestAccount {
  readonly address: Hex;
  readonly sign: (digest: Uint8Array) => Uint8Array;
}

/** An account made from a label, the same at each run. */
export function testAccount(label: string): TestAccount {
  const key = new SigningKey(createHash("sha256").update(label).digest());
  return {
    address: computeAddress(key).toLowerCase() as Hex,
    sign: (digest) => getBytes(key.sign(digest).serialized),
  };
}
