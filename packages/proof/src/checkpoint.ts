// SPDX-License-Identifier: Apache-2.0
import { type Hex, toHex, utf8 } from "./bytes.ts";
import { fromBase64, toBase64 } from "./bytes/base64.ts";
import { type CryptoProvider, defaultCrypto } from "./crypto.ts";
import { ProofError } from "./errors.ts";
import { HASH_BYTES, requireCount, requireHash } from "./tree/hash.ts";

/** A log's tree at one size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** The log's name: the first line, without its newline. */
  readonly origin: string;
  /** Leaves of the tree. */
  readonly size: number;
  /** Root of the tree, 32 bytes. */
  readonly root: Uint8Array;
}

const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;
const CONTROL = /\p{Cc}/u;

/**
 * The text of a checkpoint, which a note carries.
 * @throws ProofError `checkpoint-malformed`, `out-of-range`, `wrong-length`
 */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  requireOrigin(origin);
  return `${origin}\n${requireCount(size, "size")}\n${toBase64(requireHash(root))}\n`;
}

/**
 * Reads the text of a note as a checkpoint. Extension lines are refused: nobody could audit them.
 * @throws ProofError `checkpoint-malformed`
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, end, ...more] = text.split("\n");
  if (origin === undefined || size === undefined || root === undefined || end === undefined) {
    throw malformed("does not have three lines");
  }
  if (end !== "" || more.length > 0) throw malformed("has more than three lines");
  if (!SIZE.test(size) || !Number.isSafeInteger(Number(size))) throw malformed("has no valid size");
  return { origin: requireOrigin(origin), size: Number(size), root: readRoot(root) };
}

/** The log's id on the chain and in statements: SHA-256 of the origin, without newline. */
export function logId(origin: string, crypto: CryptoProvider = defaultCrypto): Hex {
  return toHex(crypto.sha256(utf8(requireOrigin(origin))));
}

/** What the chain holds of a log's key: SHA-256 of the 32-byte Ed25519 public key. */
export function logKeyHash(key: Uint8Array, crypto: CryptoProvider = defaultCrypto): Hex {
  return toHex(crypto.sha256(requireHash(key)));
}

function requireOrigin(origin: string): string {
  if (origin !== "" && origin.isWellFormed() && !CONTROL.test(origin)) return origin;
  throw malformed("has no valid origin");
}

function readRoot(text: string): Uint8Array {
  let root: Uint8Array;
  try {
    root = fromBase64(text);
  } catch (cause) {
    throw malformed("has a root that is not base64", cause);
  }
  if (root.length !== HASH_BYTES) throw malformed("has a root of another length");
  return root;
}

function malformed(what: string, cause?: unknown): ProofError {
  return new ProofError("checkpoint-malformed", `the checkpoint ${what}`, { cause });
}
