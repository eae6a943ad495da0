// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";

import { type Signer, signerOf } from "@suyuan/chain";
import { unifiedCodeCheck } from "@suyuan/proof";

/** An account whose secret a test may put into a key file. */
export interface TestSigner extends Signer {
  readonly secret: Uint8Array;
}

/** A new account. */
export function newSigner(): TestSigner {
  const secret = Uint8Array.from(randomBytes(32));
  return { ...signerOf(secret), secret };
}

/** A valid unified social credit code of a government organ, and its bytes. */
export function unifiedCode(serial: number): {
  readonly text: string;
  readonly bytes: `0x${string}`;
} {
  const body = `11370000${String(serial).padStart(9, "0")}`;
  const text = body + unifiedCodeCheck(body);
  return { text, bytes: `0x${Buffer.from(text, "ascii").toString("hex")}` };
}
