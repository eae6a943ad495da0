// SPDX-License-Identifier: Apache-2.0
// Signatures of statements by accounts of the chain, as wallets make them: eth_signTypedData_v4.
import {
  type BatchSignature,
  fromHex,
  type Hex,
  signBatch,
  type Signature,
  type Statement,
  type TypedData,
  typedData,
} from "@suyuan/proof";

import { HDNodeWallet, SigningKey } from "ethers";

import type { TestChain } from "./chain.ts";

/** A statement with its one signature. */
export interface Signed {
  readonly statement: Statement;
  readonly signature: Signature;
}

const DOMAIN = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
];

/** The 65 bytes that an account makes of typed data. */
export async function valueOf(chain: TestChain, account: string, data: TypedData): Promise<Hex> {
  const types = { EIP712Domain: DOMAIN, ...data.types };
  return (await chain.signTyped(account, { ...data, types })) as Hex;
}

/** Lets an account sign one statement, whatever its seat. */
export async function signedBy(
  chain: TestChain,
  account: string,
  statement: Statement,
): Promise<Signed> {
  const value = await valueOf(chain, account, typedData(statement));
  return { statement, signature: { alg: "eip712", seat: statement.seat, value } };
}

/** The phrase that a simulated chain makes its accounts of. */
const PHRASE = "test test test test test test test test test test test junk";

/** What an account of the chain signs digests with. */
function signerOf(chain: TestChain, account: string): (digest: Uint8Array) => Uint8Array {
  const path = `m/44'/60'/0'/0/${chain.accounts.indexOf(account)}`;
  const key = new SigningKey(HDNodeWallet.fromPhrase(PHRASE, "", path).privateKey);
  return (digest) => fromHex(key.sign(digest).serialized);
}

/** Lets an account sign several statements at once. */
export async function signedTogether(
  chain: TestChain,
  account: string,
  statements: readonly Statement[],
  purpose: number,
): Promise<readonly Signed[]> {
  const sign = signerOf(chain, account);
  const signatures: readonly BatchSignature[] = await signBatch(statements, sign, { purpose });
  return statements.map((statement, at) => {
    const signature = signatures[at];
    if (signature === undefined) throw new Error("no signature");
    return { statement, signature };
  });
}

/** A signature with the other s that fits, and the other v: what EIP-2 refuses. */
export function mirrored<S extends Signature>(signature: S): S {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const { value } = signature;
  const s = (order - BigInt(`0x${value.slice(66, 130)}`)).toString(16).padStart(64, "0");
  const v = value.endsWith("1b") ? "1c" : "1b";
  const mirror: Hex = `${value.slice(0, 66) as Hex}${s}${v}`;
  if (fromHex(mirror).length !== 65) throw new Error("no signature");
  return { ...signature, value: mirror };
}
