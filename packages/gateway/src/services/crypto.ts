// SPDX-License-Identifier: Apache-2.0
// Native primitives for the hot path; test/e2e/gateway/crypto.test.ts compares them with the portable ones.
import { type CryptoProvider, defaultCrypto, type Recovery } from "@suyuan/proof";
import { createKeccak } from "hash-wasm";
import native from "secp256k1";
import { MAX_MEMO } from "../constraints.ts";
import { Memo } from "./memo.ts";

/** Longest input whose Keccak is remembered: a storage slot's, 64 bytes. */
const SLOT_BYTES = 64;

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/**
 * The provider of this program: the native curve library, Keccak in WebAssembly, the rest as Node has it. Remembers
 * what comes again and again: the slots of the facts of one grant, and the signature of one batch.
 */
export async function nativeCrypto(): Promise<CryptoProvider> {
  const keccak = await createKeccak(256);
  const slots = new Memo<Uint8Array>(MAX_MEMO);
  const keys = new Memo<Uint8Array | undefined>(MAX_MEMO);
  const hash = (data: Uint8Array): Uint8Array => keccak.init().update(data).digest("binary");
  return {
    ...defaultCrypto,
    keccak256: (data) =>
      data.length === SLOT_BYTES ? slots.get(text(data), () => hash(data)) : hash(data),
    recover: (digest, signature, recovery) => {
      const key = `${recovery}${text(digest)}${text(signature)}`;
      return keys.get(key, () => recoverKey(digest, signature, recovery));
    },
  };
}

function recoverKey(
  digest: Uint8Array,
  signature: Uint8Array,
  recovery: Recovery,
): Uint8Array | undefined {
  try {
    return native.ecdsaRecover(signature, recovery, digest, false);
  } catch {
    // It throws where there is no key, which is an answer.
    return undefined;
  }
}
