// SPDX-License-Identifier: Apache-2.0
import { createKeccak } from "hash-wasm";
import { type CryptoProvider, defaultCrypto } from "@suyuan/sdk/verification";
import secp256k1 from "secp256k1";

const KECCAK_BITS = 256;

let made: Promise<CryptoProvider> | undefined;

async function make(): Promise<CryptoProvider> {
  const keccak = await createKeccak(KECCAK_BITS);
  return {
    ...defaultCrypto,
    name: "native",
    keccak256: (data) => keccak.init().update(data).digest("binary"),
    recover: (digest, signature, recovery) => {
      try {
        return secp256k1.ecdsaRecover(signature, recovery, digest, false);
      } catch {
        // Out of range, or on no point: there is no key.
        return undefined;
      }
    },
  };
}

/** Fast primitives: compiled curve arithmetic and keccak beside Node's own hashes. */
export async function nativeCrypto(): Promise<CryptoProvider> {
  made ??= make();
  return made;
}
